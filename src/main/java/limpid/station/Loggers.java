package limpid.station;

import java.util.Optional;

/** Whose data logger is which, as the intake asks it. */
public interface Loggers {
    /** The station whose logger calls itself so; empty where none is registered. */
    Optional<Station> byMn(String mn);
}
