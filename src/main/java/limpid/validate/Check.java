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
     * @param receivedAt when its message arrived
     */
    Verdict judge(Reading reading, Station station, Instant receivedAt);
}
