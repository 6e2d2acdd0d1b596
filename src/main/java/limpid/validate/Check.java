package limpid.validate;

import java.time.Instant;
import limpid.measure.Reading;
import limpid.station.Station;

/** One question asked of every reading. Checks know no state, so the same reading always gets the same verdict. */
@FunctionalInterface
public interface Check {
    /**
     * Judges a reading.
     *
     * @param place      where it stands in its message, for the complaint
     * @param receivedAt when its message arrived
     */
    Verdict judge(Reading reading, Station station, String place, Instant receivedAt);
}
