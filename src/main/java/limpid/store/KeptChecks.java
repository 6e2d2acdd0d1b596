package limpid.store;

import java.time.Instant;
import java.util.List;
import limpid.programme.Check;
import org.jspecify.annotations.Nullable;

/** The checks of programmes as they were found last, with what they were before. */
public interface KeptChecks {
    /**
     * Keeps the checks of a city. One that is as it was is not touched; one that changed keeps its old figures in the
     * history, a change of verdict marked as such; one for the worse raises an alert of the city.
     *
     * @return how many were new or changed
     * @throws StoreUnavailable where the store cannot be reached
     */
    int keep(String city, List<Check> checks);

    /**
     * Revisions of checks, those of a target from the oldest to the newest.
     *
     * @param indicator number and part; null for all
     * @param known     only those that were known at this instant; null for every revision
     * @throws StoreUnavailable where the store cannot be reached
     */
    List<KeptCheck> list(String programme, String city, @Nullable String indicator, @Nullable Instant known);
}
