package limpid.store;

import java.util.Set;
import limpid.station.Station;

/**
 * Dirty periods of one station, held by one worker until it commits.
 *
 * @param subjectId under which its results are kept
 * @param periods   each once
 */
public record Claim(int subjectId, Station station, Set<DirtyPeriod> periods) {}
