package limpid.store;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Set;
import limpid.noise.NetworkReport;

/** Kept figures of cities' noise networks by calendar period, and the months whose figures must be made again. */
public interface NoisePeriods {
    /** A month of a city. */
    record CityMonth(String city, YearMonth month) {}

    /** Makes the figures of the periods that months lie in. */
    @FunctionalInterface
    interface Work {
        /** All figures of all networks of these cities in the periods of these months. */
        List<NetworkReport> of(Set<CityMonth> months);
    }

    /**
     * Counts all local days up to this one as due in the periods they lie in: makes the months dirty of days that were not
     * counted yet.
     *
     * @param lastOver the last local day that is over
     * @throws StoreUnavailable where the store cannot be reached
     */
    void daysAreOver(LocalDate lastOver);

    /**
     * Claims some dirty months, has their figures made and keeps them, in one transaction.
     *
     * @param left not to be claimed, though they may be dirty
     * @return those that were claimed; empty where there was none
     * @throws StoreUnavailable where the store cannot be reached; the months stay dirty
     */
    Set<CityMonth> workOff(Set<CityMonth> left, Work work);
}
