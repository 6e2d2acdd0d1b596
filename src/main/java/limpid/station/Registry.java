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

    /** The same as the end of a sentence; empty where nothing is near, or it is that code itself. */
    default String meant(String code) {
        return nearest(code)
                .filter(near -> !near.equals(code))
                .map(near -> "; did you mean '" + near + "'?")
                .orElse("");
    }
}
