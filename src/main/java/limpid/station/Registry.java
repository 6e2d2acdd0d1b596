package limpid.station;

import java.util.Optional;

/** Who is registered, as the intake asks it. */
public interface Registry {
    /** The station of this code; empty where none is registered. */
    Optional<Station> find(String code);
}
