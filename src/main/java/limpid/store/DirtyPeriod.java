package limpid.store;

import java.time.Duration;
import java.time.Instant;
import limpid.measure.Medium;
import limpid.measure.Period;

/** A period whose results no longer follow from the readings. */
public record DirtyPeriod(Level level, Instant end) {
    private static final long HOUR = Duration.ofHours(1).toSeconds();

    /** The lowest period a reading of this medium takes part in: the hour, for water the sample. */
    public static DirtyPeriod of(Medium medium, Period period) {
        return medium == Medium.WATER
                ? new DirtyPeriod(Level.SAMPLE, period.end())
                : new DirtyPeriod(Level.HOUR, hourEnd(period.end()));
    }

    /** The end of the hour that a period ending at this instant lies in. */
    public static Instant hourEnd(Instant end) {
        return Instant.ofEpochSecond(Math.ceilDiv(end.getEpochSecond(), HOUR) * HOUR);
    }
}
