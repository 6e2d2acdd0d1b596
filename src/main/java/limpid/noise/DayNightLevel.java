package limpid.noise;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import limpid.noise.EquivalentLevel.Span;

/**
 * Day-night level 昼夜等效声级 (Ldn), dB: 10 lg( [td*10^(0.1 Ld) + tn*10^(0.1 (Ln+10))] / (td+tn) ). It is reported; no
 * limit exists for it [K].
 */
public final class DayNightLevel {
    private static final BigDecimal NIGHT_PENALTY = BigDecimal.TEN;

    private DayNightLevel() {}

    /**
     * Of a day and a night.
     *
     * @param ld         energy mean of the hourly levels of the day-time, dB
     * @param dayHours   hours of the day-time, 16 by default
     * @param ln         energy mean of the hourly levels of the night-time, dB
     * @param nightHours hours of the night-time, 8 by default
     */
    public static BigDecimal of(BigDecimal ld, int dayHours, BigDecimal ln, int nightHours) {
        return EquivalentLevel.ofSpans(List.of(
                new Span(ld, Duration.ofHours(dayHours)),
                new Span(ln.add(NIGHT_PENALTY), Duration.ofHours(nightHours))));
    }
}
