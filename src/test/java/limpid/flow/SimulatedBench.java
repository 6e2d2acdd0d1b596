package limpid.flow;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import limpid.air.AirTables;
import limpid.air.DayValues;
import limpid.air.DustDeduction.Entry;
import limpid.air.PackedDays;
import limpid.alert.Alert;
import limpid.measure.Medium;
import limpid.measure.Parameters;
import limpid.measure.Period;
import limpid.measure.Reading;
import limpid.result.Kept;
import limpid.result.ResultTable;
import limpid.standard.Pollutant;
import limpid.station.Station;
import limpid.store.CityClaim;
import limpid.store.Claim;
import limpid.store.DirtyPeriod;
import limpid.store.MonthClaim;
import limpid.store.RegionClaim;
import limpid.store.SubjectAlert;
import limpid.store.Tallies.SeriesDay;
import limpid.store.Tallies.SeriesHour;
import limpid.store.Tallies.SeriesMinute;
import limpid.store.WaterMeans.Region;
import limpid.store.Workbench;
import limpid.water.SectionMeans;
import limpid.water.SectionTarget.OwnLimit;
import limpid.water.WaterTables;
import org.jspecify.annotations.Nullable;

/** What a worker sees and writes while it holds a claim: what is committed by now, and above it what it wrote itself. */
final class SimulatedBench implements Workbench {
    private static final String MINUTES = "series_minute";
    private static final String HOURS = "series_hour";
    private static final String DAYS = "series_day";
    private static final String ALERTS = "alert";

    private final SimulatedResults results;
    private final SimulatedTables committed;
    private final SimulatedTables written = new SimulatedTables();
    private final List<Claim> claims;
    private final List<CityClaim> cityClaims;
    private final List<RegionClaim> regionClaims;
    private final List<MonthClaim> monthClaims;
    private final Set<Integer> held;
    private final Map<String, Set<DirtyPeriod>> cities = new LinkedHashMap<>();
    private final Map<Region, Set<YearMonth>> regions = new LinkedHashMap<>();
    private final Set<SubjectMonth> months = new LinkedHashSet<>();

    /** @param held the subjects whose results it alone may write */
    SimulatedBench(
            SimulatedResults results,
            SimulatedTables committed,
            List<Claim> claims,
            List<CityClaim> cityClaims,
            List<RegionClaim> regionClaims,
            List<MonthClaim> monthClaims,
            Set<Integer> held) {
        this.results = results;
        this.committed = committed;
        this.claims = claims;
        this.cityClaims = cityClaims;
        this.regionClaims = regionClaims;
        this.monthClaims = monthClaims;
        this.held = held;
    }

    SimulatedTables written() {
        return written;
    }

    Map<String, Set<DirtyPeriod>> cities() {
        return cities;
    }

    Map<Region, Set<YearMonth>> regions() {
        return regions;
    }

    Set<SubjectMonth> months() {
        return months;
    }

    @Override
    public List<Claim> claims() {
        return claims;
    }

    @Override
    public List<CityClaim> cityClaims() {
        return cityClaims;
    }

    @Override
    public List<MonthClaim> monthClaims() {
        return monthClaims;
    }

    @Override
    public List<RegionClaim> regionClaims() {
        return regionClaims;
    }

    @Override
    public void markCitiesDirty(Map<String, Set<DirtyPeriod>> periods) {
        results.comeInBetween();
        periods.forEach((city, its) ->
                cities.computeIfAbsent(city, none -> new LinkedHashSet<>()).addAll(its));
    }

    @Override
    public void markRegionsDirty(Map<Region, Set<YearMonth>> dirty) {
        results.comeInBetween();
        dirty.forEach((region, its) ->
                regions.computeIfAbsent(region, none -> new LinkedHashSet<>()).addAll(its));
    }

    @Override
    public void markMonthsDirty(Set<SubjectMonth> dirty) {
        results.comeInBetween();
        dirty.forEach(month -> requireHeld(month.subjectId()));
        months.addAll(dirty);
    }

    /** Periods of noise are work of another belt. */
    @Override
    public void markNoiseMonths(List<PointDate> dates) {
        dates.forEach(date -> requireHeld(date.subjectId()));
    }

    private void requireHeld(int subject) {
        SimulatedResults.require(held.contains(subject), "writes results of a subject that it does not hold");
    }

    @Override
    public Map<Integer, Station> sections(Collection<Integer> subjectIds) {
        Map<Integer, Station> sections = new HashMap<>();
        ofWater(station -> subjectIds.contains(results.id(station.code())))
                .forEach(station -> sections.put(results.id(station.code()), station));
        return sections;
    }

    @Override
    public List<Station> sections(Region region) {
        return ofWater(station -> station.city().equals(region.city())).toList();
    }

    private Stream<Station> ofWater(Predicate<Station> wanted) {
        return results.stations().stream()
                .filter(station -> station.medium() == Medium.WATER)
                .filter(wanted);
    }

    @Override
    public Map<String, List<SectionMeans.Month>> waterMonths(Region region, YearMonth first, YearMonth last) {
        results.comeInBetween();
        Map<String, List<SectionMeans.Month>> found = new HashMap<>();
        for (Station section : sections(region)) {
            List<SectionMeans.Month> its = rows(WaterTables.MONTHS, results.id(section.code()))
                    .filter(month ->
                            !month.month().isBefore(first) && !month.month().isAfter(last))
                    .sorted(Comparator.comparing(SectionMeans.Month::month))
                    .toList();
            if (!its.isEmpty()) {
                found.put(section.code(), its);
            }
        }
        return found;
    }

    @Override
    public Map<String, List<OwnLimit>> ownLimits() {
        return Map.of();
    }

    @Override
    public Map<String, List<Entry>> dust(Collection<String> ofCities, LocalDate first, LocalDate last) {
        return Map.of();
    }

    @Override
    public List<Reading> readings(Collection<Span> spans) {
        return readings(spans, series -> series.seconds() == 0 || series.seconds() >= 3600 || isWater(series));
    }

    @Override
    public List<Reading> secondReadings(Collection<Span> spans) {
        return readings(spans, series -> series.seconds() >= 1 && series.seconds() < 60 && !isWater(series));
    }

    @Override
    public List<Reading> minuteReadings(Collection<Span> spans) {
        return readings(spans, series -> series.seconds() >= 60 && series.seconds() < 3600 && !isWater(series));
    }

    @Override
    public List<Reading> weather(Collection<Span> spans) {
        Set<Integer> weather = new HashSet<>();
        Stream.of("RAIN", "WS")
                .forEach(code -> weather.add(Parameters.standard().get(code).id()));
        return readings(spans, series -> weather.contains(series.parameterId()));
    }

    private boolean isWater(SimulatedResults.Series series) {
        return results.medium(series.station()) == Medium.WATER;
    }

    /** Series by series, and of each span by span. */
    private List<Reading> readings(Collection<Span> spans, Predicate<SimulatedResults.Series> which) {
        results.comeInBetween();
        Map<Integer, List<Period>> byStation = new HashMap<>();
        spans.forEach(span -> byStation
                .computeIfAbsent(span.stationId(), none -> new ArrayList<>())
                .add(span.period()));
        List<Reading> found = new ArrayList<>();
        results.series().forEach((series, values) -> {
            List<Period> periods = byStation.get(results.id(series.station()));
            if (periods != null && which.test(series)) {
                periods.forEach(period -> found.addAll(
                        values.subMap(period.start(), false, period.end(), true).values()));
            }
        });
        return found;
    }

    @Override
    public List<SeriesMinute> seriesMinutes(Collection<Span> spans) {
        return tallies(MINUTES, SeriesMinute.class, SeriesMinute::end, spans);
    }

    @Override
    public List<SeriesHour> seriesHours(Collection<Span> spans) {
        return tallies(HOURS, SeriesHour.class, SeriesHour::end, spans);
    }

    private <T> List<T> tallies(String table, Class<T> type, Function<T, Instant> end, Collection<Span> spans) {
        results.comeInBetween();
        List<T> found = new ArrayList<>();
        for (Span span : spans) {
            written.of(new SimulatedTables.Place(table, span.stationId()), committed)
                    .map(type::cast)
                    .filter(tally -> end.apply(tally).isAfter(span.period().start())
                            && !end.apply(tally).isAfter(span.period().end()))
                    .sorted(Comparator.comparing(end))
                    .forEach(found::add);
        }
        return found;
    }

    @Override
    public void keepSeriesMinutes(List<SeriesMinute> minutes) {
        results.comeInBetween();
        minutes.forEach(minute -> keep(
                MINUTES,
                minute.station(),
                List.of(minute.parameter().code(), minute.period(), minute.end()),
                minute,
                minute.valid(),
                minute.sum(),
                minute.min(),
                minute.max(),
                minute.levels()));
    }

    @Override
    public void keepSeriesHours(List<SeriesHour> hours) {
        results.comeInBetween();
        hours.forEach(hour -> keep(
                HOURS,
                hour.station(),
                List.of(hour.parameter().code(), hour.period(), hour.end()),
                hour,
                hour.valid(),
                hour.expected(),
                hour.sum(),
                hour.min(),
                hour.max(),
                hour.levels(),
                hour.minutes()));
    }

    @Override
    public void keepSeriesDays(List<SeriesDay> days) {
        results.comeInBetween();
        days.forEach(day -> keep(
                DAYS,
                day.station(),
                List.of(day.parameter().code(), day.period(), day.day()),
                day,
                day.valid(),
                day.expected(),
                day.mean(),
                day.min(),
                day.max()));
    }

    private void keep(String table, String code, List<Object> key, Object kept, @Nullable Object... figures) {
        keep(table, results.id(code), key, kept, Arrays.asList(figures));
    }

    private void keep(String table, int subject, List<Object> key, Object kept, List<@Nullable Object> figures) {
        requireHeld(subject);
        written.put(new SimulatedTables.Place(table, subject), key, new SimulatedTables.Row(kept, figures));
    }

    @Override
    public <T> void keep(ResultTable<T> table, List<Kept<T>> kept) {
        results.comeInBetween();
        for (Kept<T> one : kept) {
            @Nullable Object[] cells = table.cells(one.result());
            List<Object> key = table.key().stream()
                    .map(column -> Objects.requireNonNull(cells[table.place(column.name())]))
                    .toList();
            List<@Nullable Object> figures = new ArrayList<>();
            table.compared().forEach(column -> figures.add(cells[table.place(column.name())]));
            keep(table.name(), one.subjectId(), key, cells, figures);
        }
    }

    private Stream<@Nullable Object[]> cells(ResultTable<?> table, int subject) {
        return written.of(new SimulatedTables.Place(table.name(), subject), committed)
                .map(cells -> (@Nullable Object[]) cells);
    }

    private <T> Stream<T> rows(ResultTable<T> table, int subject) {
        return cells(table, subject).map(table::read);
    }

    @Override
    public Map<SubjectYear, List<DayValues>> publishedDays(Collection<SubjectYear> years) {
        results.comeInBetween();
        Map<SubjectYear, List<DayValues>> days = new HashMap<>();
        for (SubjectYear year : years) {
            cells(AirTables.DAYS, year.subjectId())
                    .map(SimulatedBench::published)
                    .forEach(day -> {
                        if (Year.from(day.date()).equals(year.year())) {
                            days.computeIfAbsent(year, none -> new ArrayList<>())
                                    .add(day);
                        }
                    });
        }
        return days;
    }

    private static DayValues published(@Nullable Object[] cells) {
        limpid.result.Row row = AirTables.DAYS.row(cells);
        Map<Pollutant, BigDecimal> values = new EnumMap<>(Pollutant.class);
        for (Pollutant pollutant : Pollutant.values()) {
            BigDecimal value = row.decimal(PackedDays.COLUMNS.get(pollutant.ordinal()));
            if (value != null) {
                values.put(pollutant, value);
            }
        }
        return new DayValues(
                row.date(AirTables.DAYS.period().name()),
                values,
                row.word("edition"),
                row.integer(PackedDays.COLUMNS.getLast()));
    }

    @Override
    public <T> List<Kept<T>> ofYears(ResultTable<T> table, Collection<SubjectYear> years) {
        results.comeInBetween();
        List<Kept<T>> found = new ArrayList<>();
        for (SubjectYear year : years) {
            rows(table, year.subjectId())
                    .filter(result ->
                            Year.from((LocalDate) table.period(result)).equals(year.year()))
                    .forEach(result -> found.add(new Kept<>(year.subjectId(), result)));
        }
        return found;
    }

    @Override
    public Map<SectionMonth, List<SectionMeans.Day>> waterDays(Collection<SectionMonth> wanted) {
        results.comeInBetween();
        Map<SectionMonth, List<SectionMeans.Day>> days = new HashMap<>();
        for (SectionMonth month : wanted) {
            List<SectionMeans.Day> its = rows(WaterTables.DAYS, month.subjectId())
                    .filter(day -> YearMonth.from(day.date()).equals(month.month()))
                    .sorted(Comparator.comparing(SectionMeans.Day::date).thenComparing(day -> day.origin()))
                    .toList();
            if (!its.isEmpty()) {
                days.put(month, its);
            }
        }
        return days;
    }

    @Override
    public Map<Integer, List<Alert>> alertsSince(Map<Integer, Instant> since, Collection<String> kinds) {
        results.comeInBetween();
        Map<Integer, List<Alert>> alerts = new HashMap<>();
        since.forEach((subject, from) -> {
            List<Alert> its = written.of(new SimulatedTables.Place(ALERTS, subject), committed)
                    .map(Alert.class::cast)
                    .filter(alert -> !alert.withdrawn() && kinds.contains(alert.kind()))
                    .filter(alert ->
                            alert.clearedAt() == null || !alert.clearedAt().isBefore(from))
                    .sorted(Comparator.comparing(Alert::raisedAt))
                    .toList();
            if (!its.isEmpty()) {
                alerts.put(subject, its);
            }
        });
        return alerts;
    }

    @Override
    public Map<Integer, Instant> newestSamples(Collection<Integer> subjects) {
        results.comeInBetween();
        Map<Integer, Instant> newest = new HashMap<>();
        for (int subject : subjects) {
            rows(WaterTables.SAMPLES, subject)
                    .map(WaterTables.SAMPLES::end)
                    .max(Comparator.naturalOrder())
                    .ifPresent(end -> newest.put(subject, end));
        }
        return newest;
    }

    @Override
    public Map<Integer, Set<Instant>> hoursAboveTable(Map<Integer, Period> spans) {
        results.comeInBetween();
        Map<Integer, Set<Instant>> ends = new HashMap<>();
        spans.forEach((subject, span) -> cells(AirTables.HOURS, subject)
                .map(AirTables.HOURS::row)
                .filter(row -> String.join(";", row.texts("left_out")).contains("aboveTable"))
                .map(row -> row.time(AirTables.HOURS.period().name()))
                .filter(end -> end.isAfter(span.start()) && !end.isAfter(span.end()))
                .forEach(end ->
                        ends.computeIfAbsent(subject, none -> new HashSet<>()).add(end)));
        return ends;
    }

    /** One that later data took back is as if it had never been. */
    @Override
    public void keepAlerts(List<SubjectAlert> alerts) {
        results.comeInBetween();
        for (SubjectAlert kept : alerts) {
            Alert alert = kept.alert();
            keep(
                    ALERTS,
                    kept.subjectId(),
                    List.of(alert.kind(), alert.item(), alert.raisedAt()),
                    alert,
                    alert.withdrawn()
                            ? List.of()
                            : Arrays.asList(
                                    alert.clearedAt(), alert.value(), alert.threshold(), alert.seen(), alert.change()));
        }
    }
}
