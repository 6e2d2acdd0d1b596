package limpid.store;

import java.time.Instant;
import limpid.station.Station;

/**
 * A station as it stands in the registry.
 *
 * @param updatedAt when it was registered or last changed
 */
public record Registered(Station station, Instant updatedAt) {}
