package limpid.noise;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An hour of noise as it is published, dB(A); a level that cannot be told is null.
 *
 * @param valid    seconds (or shorter periods) that entered
 * @param expected how many were due
 * @param reason   why there is no LAeq; null where there is one
 */
public record HourReport(
        Instant end,
        @Nullable BigDecimal leq,
        @Nullable BigDecimal lmax,
        @Nullable BigDecimal lmin,
        @Nullable BigDecimal sd,
        @Nullable BigDecimal l5,
        @Nullable BigDecimal l10,
        @Nullable BigDecimal l50,
        @Nullable BigDecimal l90,
        @Nullable BigDecimal l95,
        int valid,
        int expected,
        @Nullable String reason) {
    /** The published form of an hour. */
    public static HourReport of(Instant end, NoiseHour hour, NoiseSettings settings) {
        return new HourReport(
                end,
                published(hour.leq(), settings),
                published(hour.lmax(), settings),
                published(hour.lmin(), settings),
                published(hour.sd(), settings),
                published(hour.levels().l5(), settings),
                published(hour.levels().l10(), settings),
                published(hour.levels().l50(), settings),
                published(hour.levels().l90(), settings),
                published(hour.levels().l95(), settings),
                hour.coverage().valid(),
                hour.coverage().expected(),
                hour.leq().shortfall().map(NoiseLevel.Shortfall::code).orElse(null));
    }

    private static @Nullable BigDecimal published(NoiseLevel level, NoiseSettings settings) {
        return level.published(settings).orElse(null);
    }
}
