package limpid.station;

import java.util.Optional;

/** Who is registered, as the intake asks it. */
public interface Registry {
    /** The station of this code; empty where none is registered. */
    Optional<Station> find(String code);

    /** The code that somebody may have meant who wrote this one. */
    default Optional<String> nearest(String code) {
        return Optional.empty();
    }
}
