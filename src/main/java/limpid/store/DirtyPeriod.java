package limpid.store;

import java.time.Duration;
import java.time.Instant;
import limpid.measure.InstantHash;
import limpid.measure.Medium;
import limpid.measure.Period;

/** A period whose results no longer follow from the readings. */
public record DirtyPeriod(Level level, Instant end) {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int LEVELS = Level.values().length;

    /**
     * The lowest period a reading of this medium takes part in: the minute where it is shorter than one, otherwise the
     * hour; for water the sample.
     */
    public static DirtyPeriod of(Medium medium, Period period) {
        if (medium == Medium.WATER) {
            return new DirtyPeriod(Level.SAMPLE, period.end());
        }
        boolean shorterThanMinute =
                period.length().isPositive() && period.length().compareTo(MINUTE) < 0;
        return shorterThanMinute
                ? new DirtyPeriod(Level.MINUTE, minuteEnd(period.end()))
                : new DirtyPeriod(Level.HOUR, hourEnd(period.end()));
    }

    @Override
    public int hashCode() {
        return InstantHash.of(end) * LEVELS + level.ordinal();
    }

    /** The hour a minute belongs to; every other period is its own. */
    public DirtyPeriod ofHour() {
        return level == Level.MINUTE ? new DirtyPeriod(Level.HOUR, hourEnd(end)) : this;
    }

    /** The end of the minute that a period ending at this instant lies in. */
    public static Instant minuteEnd(Instant end) {
        return endOf(MINUTE, end);
    }

    /** The end of the hour that a period ending at this instant lies in. */
    public static Instant hourEnd(Instant end) {
        return endOf(HOUR, end);
    }

    private static Instant endOf(Duration length, Instant end) {
        return Instant.ofEpochSecond(Math.ceilDiv(end.getEpochSecond(), length.toSeconds()) * length.toSeconds());
    }
}
