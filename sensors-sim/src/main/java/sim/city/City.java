package sim.city;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/**
 * The city: its stations, its events and its chance.
 *
 * @param name Chinese name, the registry's {@code city}
 * @param zone local time of every station
 * @param dice chance of everything that happens here
 * @param stations in registry order
 * @param events in file order
 */
public record City(String name, ZoneId zone, Dice dice, List<Station> stations, List<Event> events) {

    /** Copies the lists. */
    public City {
        stations = List.copyOf(stations);
        events = List.copyOf(events);
    }

    /** The strongest event of a kind felt at a station at an instant; 0 for none, 1 for a strong one. */
    public double felt(Event.Kind kind, Station station, Instant instant) {
        double strongest = 0;
        for (Event event : events) {
            if (event.kind() == kind) {
                strongest = Math.max(strongest, event.feltAt(station, instant, dice));
            }
        }
        return strongest;
    }

    /** The names of the events that a station feels during some part of a period. */
    public List<String> eventsInForce(Station station, Instant startInclusive, Instant endExclusive) {
        return events.stream()
                .filter(event -> event.inForce(station, startInclusive, endExclusive, dice))
                .map(Event::name)
                .toList();
    }
}
