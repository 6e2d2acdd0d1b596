package limpid.store;

import java.time.Instant;
import java.util.List;
import limpid.water.PlannedLimit;
import org.jspecify.annotations.Nullable;

/** The limits of their own that plans set for sections. */
public interface SectionLimits {
    /**
     * All limits, in the order of sections, items and days.
     *
     * @param asOf as they were known at this instant; null for now
     * @throws StoreUnavailable where the store cannot be reached
     */
    List<PlannedLimit> list(@Nullable Instant asOf);

    /**
     * Makes these the limits there are, all or nothing. What no longer holds is kept as known before, and what rests on
     * changed limits becomes dirty.
     *
     * @return how many sections have other limits than before
     * @throws StoreUnavailable where the store cannot be reached; nothing was changed
     */
    int replace(List<PlannedLimit> limits);
}
