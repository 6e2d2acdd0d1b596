package limpid.compensation;

import java.math.BigDecimal;
import limpid.measure.Coverage;
import org.jspecify.annotations.Nullable;

/**
 * One factor of a section in a month: its mean, its target, and what that comes to.
 *
 * @param code       of GB 3838, such as NH3N
 * @param unrounded  monthly mean, mg/L; null where there is none
 * @param value      the mean as it is published, by which the target is judged; null where there is none
 * @param limit      target, mg/L; null where none is set
 * @param limitFrom  {@code rule}, {@code plan} (a limit of its own in the registry) or {@code class Ⅲ}; empty where none is set
 * @param multiple   over the target 超标倍数; null where the value is not over it
 * @param coverage   days the mean rests on; null where nothing was measured
 * @param volume     of water, 10^4 m3; null where the kind of payment needs none
 * @param amount     万元, not rounded; below 0 where the value is better than its target; null where it cannot be told
 * @param arithmetic how the amount is made; empty where there is none
 * @param reason     why there is no amount, a code of words.csv; empty where there is one
 */
public record FactorPayment(
        String code,
        String nameZh,
        String nameEn,
        @Nullable BigDecimal unrounded,
        @Nullable BigDecimal value,
        @Nullable BigDecimal limit,
        String limitFrom,
        @Nullable BigDecimal multiple,
        @Nullable Coverage coverage,
        @Nullable BigDecimal volume,
        @Nullable BigDecimal amount,
        String arithmetic,
        String reason) {
    /** Whether the value is over its target. */
    public boolean over() {
        return multiple != null;
    }
}
