package limpid.store;

import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import limpid.store.WaterMeans.Region;
import org.jspecify.annotations.Nullable;

/** What was published of sections' months and of regions' periods, and since when. */
public interface WaterRevisions {
    /**
     * A section's month in all versions kept, oldest first; the last one is current.
     *
     * @throws StoreUnavailable where the store cannot be reached
     */
    List<SectionMonth> sectionMonths(String section, YearMonth month);

    /**
     * A city's or river's period in all versions kept, oldest first; the last one is current.
     *
     * @param region a city or a river
     * @param period 2026-01, 2026-Q1, 2026-H1 or 2026
     * @throws StoreUnavailable where the store cannot be reached
     */
    List<RegionPeriod> regionPeriods(Region region, String period);

    /**
     * The class of a section's month.
     *
     * @param overTarget items over their target, with value and limit
     */
    record SectionMonth(
            int revision,
            Instant knownFrom,
            String edition,
            @Nullable Integer waterClass,
            int itemsAssessed,
            @Nullable Integer target,
            @Nullable Boolean meetsTarget,
            List<String> overTarget,
            @Nullable String reason) {}

    /** A region's period. @param classCounts sections of class 1 to 5 and worse */
    record RegionPeriod(
            int revision,
            Instant knownFrom,
            String edition,
            int sections,
            int assessed,
            List<Integer> classCounts,
            String basis,
            @Nullable Integer meanClass,
            @Nullable String grade,
            int targetMet,
            int targetChecks,
            @Nullable String reason) {}
}
