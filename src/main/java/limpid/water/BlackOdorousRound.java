package limpid.water;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import limpid.water.BlackOdorous.Indicator;
import limpid.water.BlackOdorous.Round;
import limpid.water.DataFusion.Origin;
import limpid.water.SectionMeans.Day;

/**
 * The rounds 监测轮次 at a point of a black-odorous water body: each local day on which an indicator was measured is one.
 * What was sampled by hand goes before the automatic station's mean. The bottom is seen where the transparency reaches the
 * depth.
 */
public final class BlackOdorousRound {
    /** The water depth at the point, m. */
    public static final String DEPTH = "DEPTH";

    private BlackOdorousRound() {}

    /** The rounds of a point, by day. */
    public static SortedMap<LocalDate, Round> of(Collection<Day> days) {
        SortedMap<LocalDate, Map<String, BigDecimal>> values = new TreeMap<>();
        for (Origin origin : List.of(Origin.AUTOMATIC, Origin.MANUAL)) {
            days.stream().filter(day -> day.origin() == origin).forEach(day -> day.items()
                    .forEach((code, mean) -> mean.value()
                            .ifPresent(value -> values.computeIfAbsent(day.date(), date -> new TreeMap<>())
                                    .put(code, value))));
        }
        SortedMap<LocalDate, Round> rounds = new TreeMap<>();
        values.forEach((date, ofDay) -> round(ofDay).ifPresent(round -> rounds.put(date, round)));
        return rounds;
    }

    private static Optional<Round> round(Map<String, BigDecimal> values) {
        Map<Indicator, BigDecimal> measured = new EnumMap<>(Indicator.class);
        for (Indicator indicator : Indicator.values()) {
            Optional.ofNullable(values.get(indicator.code())).ifPresent(value -> measured.put(indicator, value));
        }
        BigDecimal depth = values.get(DEPTH);
        BigDecimal transparency = measured.get(Indicator.TRANSPARENCY);
        boolean clear = depth != null && transparency != null && transparency.compareTo(depth) >= 0;
        return measured.isEmpty() ? Optional.empty() : Optional.of(new Round(measured, depth, clear));
    }
}
