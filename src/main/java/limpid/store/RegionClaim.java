package limpid.store;

import java.time.YearMonth;
import java.util.Set;

/**
 * Dirty months of the water of one city or river, held by one worker until it commits.
 *
 * @param subjectId under which its results are kept
 * @param region    the city or the river
 * @param months    each once
 */
public record RegionClaim(int subjectId, WaterMeans.Region region, Set<YearMonth> months) {}
