package limpid.figures;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import limpid.air.AirTables;
import limpid.air.DustDeduction;
import limpid.air.DustRest;
import limpid.measure.AssessmentPeriod;
import limpid.measure.LocalDay;
import limpid.standard.Pollutant;
import limpid.store.DustList;
import limpid.store.DustList.Listed;
import limpid.store.Results;
import limpid.store.Results.Kind;
import limpid.store.Results.Known;
import limpid.store.Results.Subject;
import limpid.store.Span;
import org.jspecify.annotations.Nullable;

/** Dust deductions 沙尘扣除 of a period: whole days, and the means left of days deducted by hours. */
public final class DustOfPeriods {
    private final DustList list;
    private final Results results;

    /** Deductions of this list, with the means these results leave. */
    public DustOfPeriods(DustList list, Results results) {
        this.list = list;
        this.results = results;
    }

    /**
     * What is on the list.
     *
     * @param city only of this one; null for all
     * @param asOf as it was known at this instant; null for now
     */
    public List<Listed> listed(@Nullable String city, AssessmentPeriod period, @Nullable Instant asOf) {
        return list.list(city, period.startInclusive(), period.lastDay(), asOf);
    }

    /**
     * What this list takes from the days of a station or city.
     *
     * @param asOf as what is left was known at this instant; null for now
     */
    public DustDeduction of(Subject subject, List<Listed> listed, AssessmentPeriod period, @Nullable Instant asOf) {
        return deduction(
                listed,
                rests(subject.kind(), subject.code(), listed, period, asOf).getOrDefault(subject.code(), Map.of()));
    }

    /** What is taken from the days of each city that is on the list. */
    public Map<String, DustDeduction> ofCities(AssessmentPeriod period, @Nullable Instant asOf) {
        List<Listed> listed = listed(null, period, asOf);
        var rests = rests(Kind.CITY, null, listed, period, asOf);
        Map<String, DustDeduction> deductions = new HashMap<>();
        listed.stream()
                .collect(Collectors.groupingBy(each -> each.dust().city()))
                .forEach((city, own) -> deductions.put(city, deduction(own, rests.getOrDefault(city, Map.of()))));
        return deductions;
    }

    private Map<String, Map<LocalDate, Map<Pollutant, BigDecimal>>> rests(
            Kind kind, @Nullable String code, List<Listed> listed, AssessmentPeriod period, @Nullable Instant asOf) {
        boolean byHours = listed.stream().anyMatch(each -> !each.dust().entry().wholeDay());
        Map<String, Map<LocalDate, Map<Pollutant, BigDecimal>>> rests = new HashMap<>();
        if (byHours) {
            Span days = new Span(
                    new LocalDay(period.startInclusive(), LocalDay.CHINA).start(),
                    new LocalDay(period.lastDay(), LocalDay.CHINA).end());
            List<String> codes = code == null ? null : List.of(code);
            for (Known<DustRest> known : results.all(AirTables.RESTS, kind, codes, Map.of(), days, asOf)) {
                rests.computeIfAbsent(known.subject().code(), subject -> new HashMap<>())
                        .put(known.result().date(), known.result().means());
            }
        }
        return rests;
    }

    private static DustDeduction deduction(List<Listed> listed, Map<LocalDate, Map<Pollutant, BigDecimal>> rests) {
        return DustDeduction.of(listed.stream().map(each -> each.dust().entry()).toList(), rests);
    }
}
