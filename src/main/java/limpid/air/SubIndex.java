package limpid.air;

import java.math.BigDecimal;
import limpid.standard.Averaging;
import limpid.standard.Pollutant;
import org.jspecify.annotations.Nullable;

/**
 * One pollutant in an index.
 *
 * @param averaging     the mean taken; for a day's ozone the daily maximum 8-hour mean
 * @param unrounded     as given; null where there is none
 * @param concentration as published: integer ug/m3, CO with one decimal in mg/m3
 * @param iaqi          individual air quality index 空气质量分指数; null with a reason
 * @param reason        why there is no index; null where there is one
 * @param instead       the mean whose index is reported because this one is above its column; null where it is its own
 */
public record SubIndex(
        Pollutant pollutant,
        Averaging averaging,
        @Nullable BigDecimal unrounded,
        @Nullable BigDecimal concentration,
        @Nullable Integer iaqi,
        @Nullable Reason reason,
        @Nullable Instead instead) {

    /** Another mean of the same pollutant. */
    public record Instead(Averaging averaging, BigDecimal concentration) {}

    /** One that has its own index, or none. */
    public SubIndex(
            Pollutant pollutant,
            Averaging averaging,
            @Nullable BigDecimal unrounded,
            @Nullable BigDecimal concentration,
            @Nullable Integer iaqi,
            @Nullable Reason reason) {
        this(pollutant, averaging, unrounded, concentration, iaqi, reason, null);
    }

    /** Refuses an index with a reason against it, and a gap without one. */
    public SubIndex {
        if ((iaqi == null) == (reason == null)) {
            throw new IllegalArgumentException("either an index or a reason: " + pollutant);
        }
    }
}
