package limpid.store;

import java.util.List;
import java.util.Set;
import limpid.station.Station;

/**
 * Dirty periods of one city, held by one worker until it commits.
 *
 * @param subjectId under which its results are kept
 * @param members   its registered air stations
 * @param periods   each once
 */
public record CityClaim(int subjectId, String city, List<Member> members, Set<DirtyPeriod> periods) {
    /** A station of the city. */
    public record Member(int stationId, Station station) {}
}
