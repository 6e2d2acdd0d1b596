package limpid.api.noise;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import limpid.noise.NoiseDay.Part;
import limpid.noise.NoiseLevel;
import limpid.noise.NoiseLevel.Shortfall;
import limpid.noise.NoiseSettings;
import limpid.noise.Share;
import limpid.noise.StatisticalLevels;
import org.jspecify.annotations.Nullable;

/**
 * A day-time or night-time, and on how much its level rests.
 *
 * @param lmax           highest level of its valid hours, dB
 * @param l5             exceeded in 5 % of the time, from the merged samples of its valid hours; the others likewise
 * @param levelsReason   why there are no l5 to l95; null where there are
 * @param validHours     hours with a level
 * @param dueHours       hours of the part
 * @param requiredHours  least number of valid hours by the rule set
 * @param collectedShare total collection rate 总采集率, 0 to 1
 * @param validShare     valid collection rate 有效采集率, 0 to 1
 * @param reason         why there is no level; null where there is one
 */
@Schema(name = "NoiseDayPart")
public record NoiseDayPart(
        @Nullable BigDecimal lmax,
        @Nullable BigDecimal l5,
        @Nullable BigDecimal l10,
        @Nullable BigDecimal l50,
        @Nullable BigDecimal l90,
        @Nullable BigDecimal l95,
        @Nullable String levelsReason,
        int validHours,
        int dueHours,
        int requiredHours,
        @Nullable BigDecimal collectedShare,
        @Nullable BigDecimal validShare,
        @Nullable String reason) {

    private static final int SHARE_DIGITS = 4;

    static NoiseDayPart of(Part part, NoiseSettings settings) {
        StatisticalLevels levels = part.statistics();
        return new NoiseDayPart(
                published(part.lmax(), settings),
                published(levels.l5(), settings),
                published(levels.l10(), settings),
                published(levels.l50(), settings),
                published(levels.l90(), settings),
                published(levels.l95(), settings),
                levels.l50().shortfall().map(Shortfall::code).orElse(null),
                part.coverage().valid(),
                part.coverage().expected(),
                part.coverage().required(),
                fraction(part.rate().total()),
                fraction(part.rate().validShare()),
                part.level().shortfall().map(Shortfall::code).orElse(null));
    }

    private static @Nullable BigDecimal published(NoiseLevel level, NoiseSettings settings) {
        return level.published(settings).orElse(null);
    }

    private static @Nullable BigDecimal fraction(Share share) {
        return share.percent(SHARE_DIGITS - 2)
                .map(percent -> percent.movePointLeft(2))
                .orElse(null);
    }
}
