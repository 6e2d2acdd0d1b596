package limpid.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import limpid.measure.Medium;
import limpid.station.Loggers;
import limpid.station.Registry;
import limpid.station.Station;
import org.jspecify.annotations.Nullable;

/** The registered stations. */
public interface Stations extends Registry, Loggers {
    /**
     * All stations in the order of their codes.
     *
     * @throws StoreUnavailable where the store cannot be reached
     */
    List<Station> all();

    /**
     * Stations that match, in the order of their codes, as they stand now and not as a cache may know them.
     *
     * @throws StoreUnavailable where the store cannot be reached
     */
    List<Registered> list(Filter filter, int limit);

    /**
     * One station, as it stands now and not as a cache may know it.
     *
     * @throws StoreUnavailable where the store cannot be reached
     */
    Optional<Registered> registered(String code);

    /**
     * Registers stations or changes registered ones, all or nothing.
     *
     * @return how many were new or changed
     * @throws StoreUnavailable where the store cannot be reached; nothing was changed
     */
    int put(List<Station> stations);

    /**
     * Takes a station from the registry that nothing rests on.
     *
     * @throws StoreUnavailable where the store cannot be reached
     */
    Removed remove(String code);

    /** The outcome of taking a station away. */
    enum Removed {
        /** It is no more. */
        REMOVED,
        /** There was none. */
        UNKNOWN,
        /** It has readings, or something else rests on it; it stays. */
        IN_USE
    }

    /**
     * Whether a place of this name is registered, or was before.
     *
     * @throws StoreUnavailable where the store cannot be reached
     */
    boolean has(Place place, String name);

    /**
     * The name of such a place that somebody may have meant who wrote this one.
     *
     * @throws StoreUnavailable where the store cannot be reached
     */
    Optional<String> nearest(Place place, String name);

    @Override
    default Optional<String> nearest(String code) {
        return nearest(Place.STATION, code);
    }

    /** What has a name in the registry. */
    enum Place {
        /** A station or section, by its code. */
        STATION,
        /** The city of a station. */
        CITY,
        /** A district 区县 of stations. */
        DISTRICT,
        /** A river or lake, the water body of a section. */
        RIVER
    }

    /**
     * Which stations; null means any.
     *
     * @param district     区县 of the registry
     * @param changedAfter only those registered or changed after this instant
     * @param afterCode    only those whose code comes after this one
     */
    record Filter(
            @Nullable Medium medium,
            @Nullable String city,
            @Nullable String district,
            @Nullable Instant changedAfter,
            @Nullable String afterCode) {
        /** Of any district. */
        public Filter(
                @Nullable Medium medium,
                @Nullable String city,
                @Nullable Instant changedAfter,
                @Nullable String afterCode) {
            this(medium, city, null, changedAfter, afterCode);
        }

        /** Every station. */
        public static final Filter ANY = new Filter(null, null, null, null);
    }
}
