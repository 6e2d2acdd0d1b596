package limpid.water;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.YearMonth;
import java.util.Collection;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import limpid.water.SectionMeans.Day;

/**
 * What a drinking-water source is judged by in a month: the means of its samples, rounded as assessments are. An item of
 * which nothing was detected in the whole month stays below its detection limit, since half of that may meet a limit that
 * the method cannot see.
 */
public final class SourceMonth {
    private SourceMonth() {}

    /** The values of a month, by item. */
    public static SortedMap<String, Measured> values(YearMonth month, Collection<Day> days, WaterSettings settings) {
        SortedMap<String, Measured> values = new TreeMap<>();
        SectionMeans.ofMonth(month, days, settings.averaging()).items().forEach((code, mean) -> mean.value()
                .ifPresent(value -> values.put(code, measured(code, value, days, settings))));
        return values;
    }

    private static Measured measured(String code, BigDecimal mean, Collection<Day> days, WaterSettings settings) {
        BigDecimal share = settings.averaging().belowDetectionShare();
        return share.signum() > 0 && neverDetected(code, days)
                ? Measured.below(mean.divide(share, MathContext.DECIMAL64).stripTrailingZeros())
                : Measured.of(Decimals.round(code, mean, settings.publication().assessment()));
    }

    private static boolean neverDetected(String code, Collection<Day> days) {
        return days.stream()
                .map(day -> day.items().get(code))
                .filter(Objects::nonNull)
                .allMatch(mean -> mean.coverage().valid() == mean.belowDetection());
    }
}
