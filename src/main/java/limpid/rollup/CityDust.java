package limpid.rollup;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.Year;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import limpid.air.AirTables;
import limpid.air.DustDeduction;
import limpid.measure.LocalDay;
import limpid.standard.Pollutant;
import limpid.store.MonthClaim;
import limpid.store.Workbench;
import limpid.store.Workbench.SubjectYear;

/** What a rollup deducts as dust, by city and, where hours of a day are deducted, by what is left of it. */
final class CityDust {
    private final Map<String, List<DustDeduction.Entry>> entries;
    private final Map<Integer, Map<LocalDate, Map<Pollutant, BigDecimal>>> rests;

    private CityDust(
            Map<String, List<DustDeduction.Entry>> entries,
            Map<Integer, Map<LocalDate, Map<Pollutant, BigDecimal>>> rests) {
        this.entries = entries;
        this.rests = rests;
    }

    /** The list of these cities on these days. */
    static CityDust ofDays(Collection<String> cities, Collection<LocalDay> days, Workbench bench) {
        List<LocalDate> dates = days.stream().map(LocalDay::date).sorted().toList();
        return dates.isEmpty()
                ? new CityDust(Map.of(), Map.of())
                : new CityDust(bench.dust(Set.copyOf(cities), dates.getFirst(), dates.getLast()), Map.of());
    }

    /** The list, and what it leaves, of all years that the claimed months touch. */
    static CityDust ofYears(List<MonthClaim> claims, Workbench bench) {
        Set<SubjectYear> subjectYears = AirPeriodRollup.years(claims);
        List<Year> years = subjectYears.stream().map(SubjectYear::year).sorted().toList();
        if (years.isEmpty()) {
            return new CityDust(Map.of(), Map.of());
        }
        Set<String> cities = claims.stream().map(MonthClaim::city).collect(Collectors.toSet());
        Map<String, List<DustDeduction.Entry>> entries = bench.dust(
                cities, years.getFirst().atDay(1), years.getLast().atMonth(12).atEndOfMonth());
        boolean byHours = entries.values().stream().flatMap(List::stream).anyMatch(entry -> !entry.wholeDay());
        Map<Integer, Map<LocalDate, Map<Pollutant, BigDecimal>>> rests = new HashMap<>();
        if (byHours) {
            bench.ofYears(AirTables.RESTS, subjectYears)
                    .forEach(kept -> rests.computeIfAbsent(kept.subjectId(), subject -> new HashMap<>())
                            .put(kept.result().date(), kept.result().means()));
        }
        return new CityDust(new HashMap<>(entries), rests);
    }

    /** What is deducted of this city's days. */
    DustDeduction of(String city) {
        return DustDeduction.of(entries.getOrDefault(city, List.of()));
    }

    /** What is deducted of the days of a claimed station or city. */
    DustDeduction of(MonthClaim claim) {
        return DustDeduction.of(
                entries.getOrDefault(claim.city(), List.of()), rests.getOrDefault(claim.subjectId(), Map.of()));
    }
}
