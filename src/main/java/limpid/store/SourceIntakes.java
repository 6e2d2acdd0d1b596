package limpid.store;

import java.time.YearMonth;
import java.util.List;
import limpid.water.SourceIntake;

/** Water taken from drinking-water sources 取水量, as reported month by month. */
public interface SourceIntakes {
    /**
     * Reported volumes in the order of sources and months.
     *
     * @param last included
     * @throws StoreUnavailable where the store cannot be reached
     */
    List<SourceIntake> list(YearMonth first, YearMonth last);

    /**
     * Keeps reports, all or none; an earlier report of the same source and month is kept as known before.
     *
     * @return how many were new or other than before
     * @throws StoreUnavailable where the store cannot be reached; nothing was changed
     */
    int keep(List<SourceIntake> intakes);
}
