package sim;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import sim.city.Medium;
import sim.city.Station;

/** What a city's stations sent in a span of the past: a message a station and day, of noise the records of its hours. */
public final class Past {
    private static final Duration DAY = Duration.ofDays(1);

    private Past() {}

    /** The messages in the order of days, stations in registry order. */
    public static List<Message> of(Scenario city, Instant afterExclusive, Instant upToInclusive) {
        List<Message> messages = new ArrayList<>();
        for (Instant from = afterExclusive; from.isBefore(upToInclusive); from = from.plus(DAY)) {
            for (Station station : city.stations()) {
                messages.addAll(LiveCity.arrays(reports(city, station, from).toList()));
            }
        }
        return messages;
    }

    private static Stream<Report> reports(Scenario city, Station station, Instant from) {
        return station.medium() == Medium.NOISE
                ? Stream.iterate(from.plus(1, ChronoUnit.HOURS), end -> end.plus(1, ChronoUnit.HOURS))
                        .limit(24)
                        .map(end -> city.hourRecord(station, end))
                : city.reports(List.of(station), from, from.plus(DAY));
    }
}
