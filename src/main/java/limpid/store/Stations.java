package limpid.store;

import java.util.List;
import limpid.station.Registry;
import limpid.station.Station;

/** The registered stations. */
public interface Stations extends Registry {
    /** All stations in the order of their codes. */
    List<Station> all();

    /**
     * Registers stations or changes registered ones, all or nothing.
     *
     * @return how many were new or changed
     */
    int put(List<Station> stations);
}
