package limpid.air;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import limpid.measure.Table;
import limpid.measure.Table.Row;
import limpid.standard.Edition;
import limpid.standard.Pollutant;
import org.jspecify.annotations.Nullable;

/**
 * Days and hours of one city that are deducted as dust 沙尘天气扣除 (环办监测[2016]120), per pollutant: PM10 alone or PM10 and
 * PM2.5. They are a list from outside and never inferred from PM10. Statistics of particles and the composite index
 * leave them out; the published index and the excellent-day ratio keep them.
 */
public final class DustDeduction {
    /** No dust. */
    public static final DustDeduction NONE = new DustDeduction(List.of());

    private static final int HOURS = 24;

    private final Map<LocalDate, Set<Pollutant>> days = new HashMap<>();
    private final List<Entry> hours = new ArrayList<>();

    private DustDeduction(List<Entry> entries) {
        for (Entry entry : entries) {
            if (entry.wholeDay()) {
                days.computeIfAbsent(entry.date, date -> EnumSet.noneOf(Pollutant.class))
                        .addAll(entry.pollutants);
            } else {
                hours.add(entry);
            }
        }
    }

    /** The deductions of one city. */
    public static DustDeduction of(List<Entry> entries) {
        return new DustDeduction(entries);
    }

    /**
     * Reads a list with the columns {@code city,date,pollutants,from_hour,to_hour}: pollutants separated by blanks,
     * hours by their stamps 1 to 24 with both ends inside, empty for the whole day.
     *
     * @return the deductions by city
     * @throws Table.Malformed where a line cannot be read
     */
    public static Map<String, DustDeduction> read(Table table) {
        Map<String, List<Entry>> cities = new HashMap<>();
        table.map(row -> cities.computeIfAbsent(row.required("city"), city -> new ArrayList<>())
                .add(entry(row)));
        Map<String, DustDeduction> deductions = new HashMap<>();
        cities.forEach((city, entries) -> deductions.put(city, of(entries)));
        return Map.copyOf(deductions);
    }

    /**
     * The entry of a line with the columns {@code date,pollutants,from_hour,to_hour}.
     *
     * @throws Table.Malformed where it cannot be read
     */
    public static Entry entry(Row row) {
        return new Entry(
                row.read("date", "a date", LocalDate::parse),
                row.read("pollutants", "PM10 or PM10 PM2.5", DustDeduction::pollutants),
                row.optional("from_hour").map(text -> row.integer("from_hour")).orElse(1),
                row.optional("to_hour").map(text -> row.integer("to_hour")).orElse(HOURS));
    }

    /**
     * The pollutants of a list separated by blanks.
     *
     * @throws IllegalArgumentException where one is none
     */
    public static Set<Pollutant> pollutants(String list) {
        Set<Pollutant> pollutants = EnumSet.noneOf(Pollutant.class);
        Arrays.stream(list.split(" +"))
                .forEach(code -> pollutants.add(Pollutant.of(code)
                        .orElseThrow(() -> new IllegalArgumentException("no pollutant '" + code + "'"))));
        return pollutants;
    }

    /** Whether nothing is deducted. */
    public boolean isEmpty() {
        return days.isEmpty() && hours.isEmpty();
    }

    /** The pollutants whose value of this day is deducted. */
    public Set<Pollutant> deducted(LocalDate date) {
        return days.isEmpty() ? Set.of() : days.getOrDefault(date, Set.of());
    }

    /** The days on which a pollutant is deducted, in no particular order. */
    public List<LocalDate> days(Pollutant pollutant) {
        return days.keySet().stream()
                .filter(date -> deducted(date).contains(pollutant))
                .toList();
    }

    /** The values of a day without the deducted ones. */
    public Map<Pollutant, BigDecimal> without(LocalDate date, Map<Pollutant, BigDecimal> values) {
        Map<Pollutant, BigDecimal> rest = new EnumMap<>(Pollutant.class);
        rest.putAll(values);
        rest.keySet().removeAll(deducted(date));
        return rest;
    }

    /**
     * The hourly means of a day without the deducted hours, for a mean of the rest.
     *
     * @param slots 24 hourly means stamped 01:00 to 24:00
     */
    public List<@Nullable BigDecimal> without(LocalDate date, Pollutant pollutant, List<@Nullable BigDecimal> slots) {
        List<@Nullable BigDecimal> rest = new ArrayList<>(slots);
        for (Entry entry : hours) {
            if (entry.date.equals(date) && entry.pollutants.contains(pollutant)) {
                for (int hour = entry.fromHour; hour <= entry.toHour; hour++) {
                    rest.set(hour - 1, null);
                }
            }
        }
        return rest;
    }

    /**
     * The index of a day without the deducted pollutants, to stand beside the published one and never over it. The
     * deducted pollutants do not count as missing.
     */
    public AirIndex indexWithout(AirQualityIndex index, Edition edition, AirDay day) {
        Set<Pollutant> outside = EnumSet.noneOf(Pollutant.class);
        outside.addAll(deducted(day.date()));
        Set<Pollutant> harmless = EnumSet.copyOf(outside);
        outside.addAll(day.plan().outside());
        harmless.addAll(day.plan().harmless());
        AirValues values = AirValues.ofDay(without(day.date(), day.values()));
        return index.day(edition, values, new MonitoringPlan(outside, harmless));
    }

    /**
     * One line of the list.
     *
     * @param pollutants PM10, or PM10 and PM2.5; gases stay
     * @param fromHour   stamp of the first deducted hour, 1 to 24
     * @param toHour     stamp of the last one
     */
    public record Entry(LocalDate date, Set<Pollutant> pollutants, int fromHour, int toHour) {
        /** Refuses gases, an empty set and hours outside the day. */
        public Entry {
            pollutants = Set.copyOf(pollutants);
            if (pollutants.isEmpty() || !pollutants.stream().allMatch(Pollutant::particles)) {
                throw new IllegalArgumentException("dust is deducted from PM10 and PM2.5, not from " + pollutants);
            }
            if (fromHour < 1 || toHour > HOURS || fromHour > toHour) {
                throw new IllegalArgumentException("hours " + fromHour + " to " + toHour + " are not within a day");
            }
        }

        /** A whole day. */
        public static Entry day(LocalDate date, Set<Pollutant> pollutants) {
            return new Entry(date, pollutants, 1, HOURS);
        }

        /** Whether all 24 hours are deducted. */
        public boolean wholeDay() {
            return fromHour == 1 && toHour == HOURS;
        }
    }
}
