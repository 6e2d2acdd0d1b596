package limpid.air;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import limpid.air.AirSettings.Ties;
import org.jspecify.annotations.Nullable;

/**
 * Cities by a figure, the lowest first 排名 (环办[2014]64 by composite index). Equal figures share a rank.
 *
 * @param places   cities with a figure by rank, equal ones by name
 * @param unranked cities without a figure, by name, each with why
 */
public record Ranking(List<Place> places, List<Unranked> unranked) {
    /** Keeps its own lists. */
    public Ranking {
        places = List.copyOf(places);
        unranked = List.copyOf(unranked);
    }

    /** Ranks cities by a figure as published, such as the composite index. */
    public static Ranking of(Ties ties, List<Entry> entries) {
        List<Place> places = new ArrayList<>();
        List<Unranked> unranked = new ArrayList<>();
        List<Entry> sorted = new ArrayList<>(entries);
        sorted.sort(Comparator.comparing(Entry::city));
        sorted.stream()
                .filter(entry -> entry.value == null)
                .forEach(entry ->
                        unranked.add(new Unranked(entry.city, entry.reason == null ? Reason.MISSING : entry.reason)));
        sorted.removeIf(entry -> entry.value == null);
        sorted.sort(Comparator.comparing(Entry::figure));
        for (Entry entry : sorted) {
            places.add(place(ties, entry, places));
        }
        return new Ranking(places, unranked);
    }

    private static Place place(Ties ties, Entry entry, List<Place> before) {
        if (before.isEmpty()) {
            return new Place(1, entry.city, entry.figure());
        }
        Place last = before.getLast();
        if (last.value.compareTo(entry.figure()) == 0) {
            return new Place(last.rank, entry.city, entry.figure());
        }
        int rank = ties == Ties.DENSE ? last.rank + 1 : before.size() + 1;
        return new Place(rank, entry.city, entry.figure());
    }

    /**
     * A city with its figure.
     *
     * @param value  as published; null where there is none or it is not to be ranked
     * @param reason why it is not; null for the plain lack of a figure
     */
    public record Entry(
            String city,
            @Nullable BigDecimal value,
            @Nullable Reason reason) {
        /** A city that is ranked where it has a figure. */
        public Entry(String city, @Nullable BigDecimal value) {
            this(city, value, null);
        }

        private BigDecimal figure() {
            if (value == null) {
                throw new IllegalStateException(city + " has no figure");
            }
            return value;
        }
    }

    /** A city's rank, 1 being the lowest figure. */
    public record Place(int rank, String city, BigDecimal value) {}

    /** A city that is not ranked. */
    public record Unranked(String city, Reason reason) {}
}
