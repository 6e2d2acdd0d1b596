package limpid.programme;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** With which decimals a figure is held against its target. */
public enum Precision {
    /** Without rounding: 310 of 365 days are not 85 %. */
    EXACT,
    /** As published: noise of 60.04 dB is published as 60.0. */
    PUBLISHED,
    /** At the decimals the target is printed with: 7 of 9 sections are the printed 77.8 %. */
    PRINTED;

    /** The figure as it is compared; null where there is none. */
    @Nullable
    BigDecimal of(Figure figure, @Nullable BigDecimal limit) {
        BigDecimal unrounded = figure.unrounded();
        return unrounded == null ? null : of(unrounded, figure.value(), limit);
    }

    /** The number as it is compared. */
    BigDecimal of(BigDecimal unrounded, @Nullable BigDecimal published, @Nullable BigDecimal limit) {
        return switch (this) {
            case EXACT -> unrounded;
            case PUBLISHED -> published == null ? unrounded : published;
            case PRINTED ->
                limit == null ? unrounded : unrounded.setScale(Math.max(0, limit.scale()), RoundingMode.HALF_EVEN);
        };
    }
}
