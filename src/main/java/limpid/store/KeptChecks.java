package limpid.store;

import java.util.List;
import limpid.programme.Check;

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
}
