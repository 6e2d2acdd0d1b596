package limpid.measure;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A quantity that stations report, as listed in {@code parameters.csv} and at {@code /api/v1/parameters}.
 *
 * @param id          stable for ever, the number under which readings are stored
 * @param code        the name in messages, for example {@code PM2.5}; unique over all media
 * @param medium      where it belongs; empty for meteorology, which a station of any medium may send
 * @param unit        the only unit accepted under this name; nothing is converted silently
 * @param digits      decimals of published station values
 * @param possible    outside it the value cannot be one of nature's and is refused
 * @param plausible   outside it the value is kept but flagged, and enters no mean until reviewed
 * @param mean        how its values make a mean for overviews
 * @param hj212       factor code of HJ 212-2017, where there is one
 */
public record Parameter(
        int id,
        String code,
        String nameZh,
        String nameEn,
        Optional<Medium> medium,
        String unit,
        int digits,
        Bounds possible,
        Bounds plausible,
        DayStatistic mean,
        @Nullable String hj212) {

    /** Units of quantities that a method detects from a limit on; a temperature, pH or depth is measured or not. */
    private static final Set<String> DETECTED = Set.of("mg/L", "ug/L", "ug/m3", "mg/m3", "NTU", "cells/L", "count/L");

    /** No two have the same id, and this stands in the key of every series. */
    @Override
    public int hashCode() {
        return id;
    }

    /** Whether there is a detection limit 检出限 of it. */
    public boolean detected() {
        return DETECTED.contains(unit);
    }

    /** Whether a station of this medium may report it. */
    public boolean belongsTo(Medium stationMedium) {
        return medium.isEmpty() || medium.get() == stationMedium;
    }

    /**
     * An interval with both ends inside; an end that is null is open.
     */
    public record Bounds(@Nullable BigDecimal min, @Nullable BigDecimal max) {
        /** Refuses bounds that are the wrong way round. */
        public Bounds {
            if (min != null && max != null && min.compareTo(max) > 0) {
                throw new IllegalArgumentException("bounds are the wrong way round: " + min + " > " + max);
            }
        }

        /** Whether the value lies between the ends, ends included. */
        public boolean contain(BigDecimal value) {
            return (min == null || value.compareTo(min) >= 0) && (max == null || value.compareTo(max) <= 0);
        }

        @Override
        public String toString() {
            return (min == null ? "-∞" : min.toPlainString()) + ".." + (max == null ? "∞" : max.toPlainString());
        }
    }
}
