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
import limpid.standard.Edition;
import limpid.standard.Pollutant;
import org.jspecify.annotations.Nullable;

/**
 * Days and hours of one city that are deducted as dust 沙尘天气扣除 (环办监测[2016]120), per pollutant: PM10 alone or PM10 and
 * PM2.5. They are a list from outside and never inferred from PM10. Statistics of particles and the composite index
 * leave them out; the published index and the excellent-day ratio keep them. Where hours are deducted, the mean of the
 * others takes the place of the day's value; with too few others the day is left out.
 */
public final class DustDeduction {
    /** No dust. */
    public static final DustDeduction NONE = new DustDeduction(List.of(), Map.of());

    private final Map<LocalDate, Set<Pollutant>> days = new HashMap<>();
    private final List<Entry> hours = new ArrayList<>();
    private final Map<LocalDate, Map<Pollutant, BigDecimal>> rests;

    private DustDeduction(List<Entry> entries, Map<LocalDate, Map<Pollutant, BigDecimal>> rests) {
        this.rests = Map.copyOf(rests);
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
        return new DustDeduction(entries, Map.of());
    }

    /**
     * The deductions of a city or one of its stations.
     *
     * @param rests means of the hours that are left of its days, ug/m3, as published; a pollutant that is not among them
     *              has too few. A day that is not there keeps its value until its rest is known
     */
    public static DustDeduction of(List<Entry> entries, Map<LocalDate, Map<Pollutant, BigDecimal>> rests) {
        return new DustDeduction(entries, rests);
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

    /** The codes of pollutants, in the order of the pollutants. */
    public static List<String> codes(Set<Pollutant> pollutants) {
        return pollutants.stream().sorted().map(Pollutant::code).toList();
    }

    /** Whether nothing is deducted. */
    public boolean isEmpty() {
        return days.isEmpty() && hours.isEmpty();
    }

    /** The pollutants whose value of this day is deducted. */
    public Set<Pollutant> deducted(LocalDate date) {
        return days.isEmpty() ? Set.of() : days.getOrDefault(date, Set.of());
    }

    /** The pollutants of which some hours of this day are deducted. */
    public Set<Pollutant> deductedByHours(LocalDate date) {
        Set<Pollutant> pollutants = EnumSet.noneOf(Pollutant.class);
        hours.stream().filter(entry -> entry.date.equals(date)).forEach(entry -> pollutants.addAll(entry.pollutants));
        return pollutants;
    }

    /** The pollutants of which this day, or hours of it, are deducted. */
    public Set<Pollutant> concerned(LocalDate date) {
        Set<Pollutant> pollutants = deductedByHours(date);
        pollutants.addAll(deducted(date));
        return pollutants;
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
        values.forEach((pollutant, value) -> {
            BigDecimal left = without(date, pollutant, value);
            if (left != null) {
                rest.put(pollutant, left);
            }
        });
        return rest;
    }

    /** What dust leaves of the value of a day; null where nothing, or too little. */
    @Nullable
    BigDecimal without(LocalDate date, Pollutant pollutant, BigDecimal value) {
        if (isEmpty()) {
            return value;
        }
        if (deducted(date).contains(pollutant)) {
            return null;
        }
        Map<Pollutant, BigDecimal> rest = rests.get(date);
        return rest == null || !deductedByHours(date).contains(pollutant) ? value : rest.get(pollutant);
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
    public AirIndex indexWithout(AirQualityIndex index, Edition edition, EvaluationDay day) {
        Map<Pollutant, BigDecimal> left = without(day.date(), day.values());
        Set<Pollutant> outside = EnumSet.noneOf(Pollutant.class);
        outside.addAll(concerned(day.date()));
        outside.removeAll(left.keySet());
        Set<Pollutant> harmless = EnumSet.copyOf(outside);
        outside.addAll(day.plan().outside());
        harmless.addAll(day.plan().harmless());
        return index.day(edition, AirValues.ofDay(left), new MonitoringPlan(outside, harmless));
    }

    /**
     * One line of the list.
     *
     * @param pollutants PM10, or PM10 and PM2.5; gases stay
     * @param fromHour   stamp of the first deducted hour, 1 to 24
     * @param toHour     stamp of the last one
     */
    public record Entry(LocalDate date, Set<Pollutant> pollutants, int fromHour, int toHour) {
        static final int FIRST_HOUR = 1;
        static final int LAST_HOUR = 24;

        /** Refuses gases, an empty set and hours outside the day. */
        public Entry {
            pollutants = Set.copyOf(pollutants);
            if (pollutants.isEmpty() || !pollutants.stream().allMatch(Pollutant::particles)) {
                throw new IllegalArgumentException("dust is deducted from PM10 and PM2.5, not from " + pollutants);
            }
            if (fromHour < FIRST_HOUR || toHour > LAST_HOUR || fromHour > toHour) {
                throw new IllegalArgumentException("hours " + fromHour + " to " + toHour + " are not within a day");
            }
        }

        /** A whole day. */
        public static Entry day(LocalDate date, Set<Pollutant> pollutants) {
            return new Entry(date, pollutants, FIRST_HOUR, LAST_HOUR);
        }

        /** Whether all 24 hours are deducted. */
        public boolean wholeDay() {
            return fromHour == FIRST_HOUR && toHour == LAST_HOUR;
        }
    }
}
