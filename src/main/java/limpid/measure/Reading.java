package limpid.measure;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * One value as a station sent it.
 *
 * @param station   the station's code
 * @param parameter what was measured, in the parameter's unit
 * @param period    the span it stands for
 * @param value     with the digits it was sent with; null means due and missing
 * @param flag      the state it was taken in
 */
public record Reading(
        String station,
        Parameter parameter,
        Period period,
        @Nullable BigDecimal value,
        Flag flag) {
    /** The end of its period, by which it is stamped. */
    public Instant end() {
        return period.end();
    }

    /**
     * The natural day it belongs to: that in which its period ends, 24:00 included. A sample has no period that could end with
     * its stamp, and one of 00:00 was taken in the day that begins.
     */
    public LocalDay day(ZoneId zone) {
        return period.length().isZero()
                ? new LocalDay(period.end().atZone(zone).toLocalDate(), zone)
                : LocalDay.ofEnd(period.end(), zone);
    }

    /** Whether it may enter a mean: there is a value, and its flag allows it. */
    public boolean valid() {
        return value != null && flag.valid();
    }

    /** The same reading under another flag. */
    public Reading flagged(Flag other) {
        return new Reading(station, parameter, period, value, other);
    }
}
