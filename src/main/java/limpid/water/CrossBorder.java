package limpid.water;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import limpid.water.ComplianceRate.Basis;

/**
 * A section where water leaves one city for another 跨界断面. The same test as for any section; the upstream city answers
 * for it.
 *
 * @param tidal   whether the tide moves water both ways there, which reports mark
 * @param verdict of the section in the period
 */
public record CrossBorder(String upstreamCity, String downstreamCity, boolean tidal, TargetVerdict verdict) {
    /** Target compliance of what each city hands on, by upstream city. */
    public static Map<String, ComplianceRate> byUpstreamCity(Basis basis, Collection<CrossBorder> sections) {
        Map<String, List<TargetVerdict>> verdicts = sections.stream()
                .collect(Collectors.groupingBy(
                        CrossBorder::upstreamCity,
                        TreeMap::new,
                        Collectors.mapping(CrossBorder::verdict, Collectors.toList())));
        Map<String, ComplianceRate> rates = new TreeMap<>();
        verdicts.forEach((city, ofCity) -> rates.put(city, ComplianceRate.of(basis, ofCity)));
        return rates;
    }
}
