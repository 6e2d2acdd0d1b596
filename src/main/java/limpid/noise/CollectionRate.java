package limpid.noise;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * How much of what was due was collected, and how much of it is valid; shown for day and night apart (HJ 906 draft as
 * quoted).
 *
 * @param valid     seconds collected and valid
 * @param collected seconds collected, valid or not
 * @param due       seconds due
 */
public record CollectionRate(long valid, long collected, long due) {
    private static final BigDecimal PERCENT = BigDecimal.valueOf(100);
    private static final int DIGITS = 6;

    /** Refuses counts that cannot be. */
    public CollectionRate {
        if (valid < 0 || valid > collected || collected > due) {
            throw new IllegalArgumentException(valid + " valid of " + collected + " collected of " + due + " s due");
        }
    }

    /** Total collection rate 总采集率, percent with six decimals; empty where nothing was due. */
    public Optional<BigDecimal> total() {
        return share(collected);
    }

    /** Valid collection rate 有效采集率, percent with six decimals; empty where nothing was due. */
    public Optional<BigDecimal> validShare() {
        return share(valid);
    }

    /** Of two spans that do not overlap. */
    public CollectionRate merge(CollectionRate other) {
        return new CollectionRate(valid + other.valid, collected + other.collected, due + other.due);
    }

    private Optional<BigDecimal> share(long part) {
        return due == 0
                ? Optional.empty()
                : Optional.of(BigDecimal.valueOf(part)
                        .multiply(PERCENT)
                        .divide(BigDecimal.valueOf(due), DIGITS, RoundingMode.HALF_EVEN));
    }
}
