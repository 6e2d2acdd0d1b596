package limpid.store;

import java.util.Collection;
import java.util.Map;

/** How many readings of stations have come, for rates of transmission 传输率 and capture 捕集率. */
public interface DataRates {
    /**
     * What is there of the series of each station in its usual averaging period.
     *
     * @return by code; stations of which nothing is there are left out
     * @throws StoreUnavailable where the store cannot be reached
     */
    Map<String, Received> received(Collection<String> stations, Span span);

    /**
     * Readings of a station.
     *
     * @param series  of how many parameters
     * @param present that came, those that say a value is missing included
     * @param valid   of them with a value under a flag that enters means
     */
    record Received(int series, long present, long valid) {
        /** Of a station of which nothing is there. */
        public static final Received NOTHING = new Received(0, 0, 0);
    }
}
