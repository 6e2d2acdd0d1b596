package limpid.api;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import limpid.noise.NoiseDay.Part;
import limpid.noise.NoiseLevel.Shortfall;
import limpid.noise.Share;
import org.jspecify.annotations.Nullable;

/**
 * On how much the level of a day-time or night-time rests.
 *
 * @param validHours     hours with a level
 * @param dueHours       hours of the part
 * @param requiredHours  least number of valid hours by the rule set
 * @param collectedShare total collection rate 总采集率, 0 to 1
 * @param validShare     valid collection rate 有效采集率, 0 to 1
 * @param reason         why there is no level; null where there is one
 */
@Schema(name = "NoiseDayPart")
public record NoiseDayPart(
        int validHours,
        int dueHours,
        int requiredHours,
        @Nullable BigDecimal collectedShare,
        @Nullable BigDecimal validShare,
        @Nullable String reason) {

    private static final int SHARE_DIGITS = 4;

    static NoiseDayPart of(Part part) {
        return new NoiseDayPart(
                part.coverage().valid(),
                part.coverage().expected(),
                part.coverage().required(),
                fraction(part.rate().total()),
                fraction(part.rate().validShare()),
                part.level().shortfall().map(Shortfall::code).orElse(null));
    }

    private static @Nullable BigDecimal fraction(Share share) {
        return share.percent(SHARE_DIGITS - 2)
                .map(percent -> percent.movePointLeft(2))
                .orElse(null);
    }
}
