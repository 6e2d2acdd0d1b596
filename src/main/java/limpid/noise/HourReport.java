package limpid.noise;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An hour of noise as it is published, dB(A); a level that cannot be told is null.
 *
 * @param valid        seconds (or shorter periods) that entered
 * @param expected     how many were due
 * @param reason       why there is no LAeq; null where there is one
 * @param levelsReason why one of L5 to L95 is missing; null where all five are there
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
        @Nullable String reason,
        @Nullable String levelsReason) {
    /** The published form of an hour. */
    public static HourReport of(Instant end, NoiseHour hour, NoiseSettings settings) {
        StatisticalLevels levels = hour.levels();
        return new HourReport(
                end,
                published(hour.leq(), settings),
                published(hour.lmax(), settings),
                published(hour.lmin(), settings),
                published(hour.sd(), settings),
                published(levels.l5(), settings),
                published(levels.l10(), settings),
                published(levels.l50(), settings),
                published(levels.l90(), settings),
                published(levels.l95(), settings),
                hour.coverage().valid(),
                hour.coverage().expected(),
                hour.leq().shortfall().map(NoiseLevel.Shortfall::code).orElse(null),
                reason(levels));
    }

    private static @Nullable String reason(StatisticalLevels levels) {
        return levels.all().stream()
                .flatMap(level -> level.shortfall().stream())
                .findFirst()
                .map(NoiseLevel.Shortfall::code)
                .orElse(null);
    }

    private static @Nullable BigDecimal published(NoiseLevel level, NoiseSettings settings) {
        return level.published(settings).orElse(null);
    }
}
