package limpid.station;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import limpid.measure.Medium;
import limpid.station.Station.Siting;
import org.jspecify.annotations.Nullable;

/**
 * Results that no longer follow from the readings because the registry changed.
 *
 * @param own    which results of the station itself are meant, and with them those made of them
 * @param cities cities whose results are meant
 * @param rivers rivers and lakes whose results are meant
 * @param from   first local date; null for all time before
 * @param to     last local date; null for all time after
 */
public record Dependents(
        Own own,
        List<String> cities,
        List<String> rivers,
        @Nullable LocalDate from,
        @Nullable LocalDate to) {

    /** Results of a station itself. */
    public enum Own {
        /** None of them. */
        NONE,
        /** Of a section its months, which follow from the means of its days. */
        MONTHS,
        /** All, from its readings on. */
        ALL
    }

    /** What a station registered for the first time joins. */
    public static List<Dependents> ofNew(Station station) {
        return station.medium() == Medium.NOISE
                ? List.of()
                : List.of(new Dependents(
                        Own.NONE, cities(station), rivers(station), station.inServiceFrom(), station.inServiceTo()));
    }

    /** What depends on the difference; empty where nothing does. */
    public static List<Dependents> of(Station before, Station after) {
        Own own = judgedOtherwise(before, after);
        if (own != Own.NONE || before.countsInCity() != after.countsInCity()) {
            return List.of(new Dependents(
                    own, joined(cities(before), cities(after)), joined(rivers(before), rivers(after)), null, null));
        }
        return service(before, after);
    }

    private static List<String> joined(List<String> before, List<String> after) {
        return Stream.concat(before.stream(), after.stream()).distinct().toList();
    }

    /** Cities have results of air and water. */
    private static List<String> cities(Station station) {
        return station.medium() == Medium.NOISE ? List.of() : named(station.city());
    }

    private static List<String> rivers(Station station) {
        return station.medium() == Medium.WATER ? named(station.siting().waterBody()) : List.of();
    }

    private static List<String> named(String name) {
        return name.isEmpty() ? List.of() : List.of(name);
    }

    /** What of the registry enters a station's results, or says to which sections, points and plans they belong. */
    private static Own judgedOtherwise(Station before, Station after) {
        if (!before.city().equals(after.city())) {
            return Own.ALL;
        }
        return switch (after.medium()) {
            case AIR -> before.notMonitored().equals(after.notMonitored()) ? Own.NONE : Own.ALL;
            case WATER -> sectionJudgedOtherwise(before, after);
            case NOISE -> pointJudgedOtherwise(before, after) ? Own.ALL : Own.NONE;
        };
    }

    private static Own sectionJudgedOtherwise(Station before, Station after) {
        Siting old = before.siting();
        Siting now = after.siting();
        if (!before.kind().equals(after.kind())
                || !before.period().equals(after.period())
                || old.waterBodyType() != now.waterBodyType()) {
            return Own.ALL;
        }
        return old.waterBody().equals(now.waterBody())
                        && Objects.equals(old.targetClass(), now.targetClass())
                        && old.roles().equals(now.roles())
                ? Own.NONE
                : Own.MONTHS;
    }

    private static boolean pointJudgedOtherwise(Station before, Station after) {
        Siting old = before.siting();
        Siting now = after.siting();
        return before.countsInCity() != after.countsInCity()
                || old.noiseNetwork() != now.noiseNetwork()
                || !old.noiseZone().equals(now.noiseZone())
                || !Objects.equals(old.roadLengthM(), now.roadLengthM())
                || !Objects.equals(old.gridAreaM2(), now.gridAreaM2());
    }

    /** The dates on which the station is in service by one entry and not by the other. */
    private static List<Dependents> service(Station before, Station after) {
        List<Dependents> spans = new ArrayList<>();
        if (!Objects.equals(before.inServiceFrom(), after.inServiceFrom())) {
            LocalDate last =
                    latest(before.inServiceFrom(), after.inServiceFrom()).minusDays(1);
            spans.add(service(after, earlier(before.inServiceFrom(), after.inServiceFrom()), last));
        }
        if (!Objects.equals(before.inServiceTo(), after.inServiceTo())) {
            LocalDate first =
                    earliest(before.inServiceTo(), after.inServiceTo()).plusDays(1);
            spans.add(service(after, first, later(before.inServiceTo(), after.inServiceTo())));
        }
        return spans;
    }

    private static Dependents service(Station station, @Nullable LocalDate from, @Nullable LocalDate to) {
        Own own = station.medium() == Medium.NOISE ? Own.ALL : Own.NONE;
        return new Dependents(own, cities(station), rivers(station), from, to);
    }

    private static LocalDate latest(@Nullable LocalDate one, @Nullable LocalDate other) {
        return known(one, other).stream().max(Comparator.naturalOrder()).orElseThrow();
    }

    private static LocalDate earliest(@Nullable LocalDate one, @Nullable LocalDate other) {
        return known(one, other).stream().min(Comparator.naturalOrder()).orElseThrow();
    }

    private static @Nullable LocalDate earlier(@Nullable LocalDate one, @Nullable LocalDate other) {
        return one == null || other == null ? null : earliest(one, other);
    }

    private static @Nullable LocalDate later(@Nullable LocalDate one, @Nullable LocalDate other) {
        return one == null || other == null ? null : latest(one, other);
    }

    private static List<LocalDate> known(@Nullable LocalDate one, @Nullable LocalDate other) {
        List<LocalDate> known = new ArrayList<>();
        if (one != null) {
            known.add(one);
        }
        if (other != null) {
            known.add(other);
        }
        return known;
    }
}
