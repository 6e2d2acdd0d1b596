package limpid.flow;

import java.io.IOException;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import limpid.measure.LocalDay;
import limpid.measure.Medium;
import limpid.measure.Reading;
import limpid.station.Station;
import limpid.store.CityClaim;
import limpid.store.CityClaim.Member;
import limpid.store.Claim;
import limpid.store.DirtyPeriod;
import limpid.store.Level;
import limpid.store.MonthClaim;
import limpid.store.RegionClaim;
import limpid.store.StoreUnavailable;
import limpid.store.WaterMeans.Region;
import limpid.store.Workbench.SubjectMonth;
import limpid.store.Workload;
import org.jspecify.annotations.Nullable;

/**
 * Readings as they are, dirty periods, and results, in memory, with what {@link Workload} promises: a claim holds its
 * subjects alone, sees what others have committed, and is kept whole or not at all. Of its own accord it claims little at a
 * time, and goes away in the middle.
 */
final class SimulatedResults implements Workload {
    private final List<Station> stations;
    private final Map<String, Station> byCode = new HashMap<>();
    private final Map<String, Integer> stationIds = new LinkedHashMap<>();
    private final Map<String, Integer> cityIds = new LinkedHashMap<>();
    private final SplittableRandom random;
    private final Readings readings;

    private final Set<Mark> dirty = new LinkedHashSet<>();
    private final Set<SubjectMonth> dirtyMonths = new LinkedHashSet<>();
    private final Set<Integer> held = new HashSet<>();
    private final SimulatedTables tables = new SimulatedTables();

    private Seam seam = () -> false;
    private boolean sparing;
    private long marked;
    private long claimed;
    private long undone;

    /** Current values, series by series in the order in which these began. */
    private record Readings(Map<Series, TreeMap<Instant, Reading>> bySeries) {}

    /** What one station measures in one averaging period. */
    record Series(String station, int parameterId, long seconds) {
        private static Series of(Reading reading) {
            return new Series(
                    reading.station(),
                    reading.parameter().id(),
                    reading.period().length().toSeconds());
        }
    }

    /** A period of a subject that was marked, maybe once more. */
    private record Mark(long number, int subjectId, DirtyPeriod period) {}

    /** How many results are kept, how many claims were worked off, and how many were undone. */
    record Count(long rows, long claimed, long undone) {}

    /** Where others may come in between. */
    @FunctionalInterface
    interface Seam {
        /** @return whether the store is away from now on */
        boolean reached();
    }

    /** Of these stations and their cities. */
    SimulatedResults(List<Station> stations, SplittableRandom random) {
        this(stations, random, new Readings(new LinkedHashMap<>()));
    }

    private SimulatedResults(List<Station> stations, SplittableRandom random, Readings readings) {
        this.stations = stations;
        this.random = random;
        this.readings = readings;
        stations.forEach(station -> {
            byCode.put(station.code(), station);
            stationIds.put(station.code(), stationIds.size() + 1);
            cityIds.putIfAbsent(station.city(), stations.size() + cityIds.size() + 1);
        });
    }

    /** From now on it claims little at a time, and others come in between here. */
    void sparing(Seam between) {
        seam = between;
        sparing = true;
    }

    /** From now on it claims as much as there is. */
    void recover() {
        sparing = false;
    }

    /** Values of one transaction that are new or others than before. */
    void changed(Collection<Reading> changed) {
        Map<Integer, Set<DirtyPeriod>> periods = new LinkedHashMap<>();
        for (Reading reading : changed) {
            readings.bySeries
                    .computeIfAbsent(Series.of(reading), series -> new TreeMap<>())
                    .put(reading.end(), reading);
            periods.computeIfAbsent(id(reading.station()), none -> new LinkedHashSet<>())
                    .add(DirtyPeriod.of(medium(reading.station()), reading.period()));
        }
        periods.forEach((subject, its) -> its.forEach(period -> mark(subject, period)));
    }

    private void mark(int subject, DirtyPeriod period) {
        dirty.add(new Mark(marked++, subject, period));
    }

    /** What of a city follows from a period of its station. */
    private void markCity(Mark ofStation) {
        Station station = Objects.requireNonNull(stationOf(ofStation.subjectId));
        int city = cityId(station.city());
        Instant end = ofStation.period.end();
        if (station.medium() == Medium.AIR) {
            mark(city, ofStation.period.ofHour());
        } else if (station.medium() == Medium.WATER) {
            YearMonth month = YearMonth.from(LocalDay.ofEnd(end, LocalDay.CHINA).date());
            mark(city, monthOf(month));
        }
    }

    private static DirtyPeriod monthOf(YearMonth month) {
        return new DirtyPeriod(Level.MONTH, new LocalDay(month.atEndOfMonth(), LocalDay.CHINA).end());
    }

    Medium medium(String station) {
        return Objects.requireNonNull(byCode.get(station)).medium();
    }

    /** The number of a station. */
    int id(String station) {
        return Objects.requireNonNull(stationIds.get(station));
    }

    private int cityId(String city) {
        return Objects.requireNonNull(cityIds.get(city));
    }

    List<Station> stations() {
        return stations;
    }

    Map<Series, TreeMap<Instant, Reading>> series() {
        return readings.bySeries;
    }

    /**
     * All that follows from the readings, from nothing, in one go. It marks cities and rivers itself: that a station forgets to
     * shows as a difference.
     */
    private SimulatedResults fromNothing(Workload.Work work) {
        // In another order of series and periods than they came in.
        Map<Series, TreeMap<Instant, Reading>> sorted = new TreeMap<>(Comparator.comparing(Series::station)
                .thenComparing(Series::parameterId)
                .thenComparing(Series::seconds));
        sorted.putAll(readings.bySeries);
        SimulatedResults anew = new SimulatedResults(stations, random, new Readings(sorted));
        sorted.values().forEach(series -> anew.changed(List.copyOf(series.values())));
        List.copyOf(anew.dirty).forEach(anew::markCity);
        while (anew.workOff(work) > 0) {
            anew.checkIdle();
        }
        return anew;
    }

    private void checkIdle() {
        require(held.isEmpty(), "a subject is held by nobody");
    }

    boolean isWorkedOff() {
        return dirty.isEmpty() && dirtyMonths.isEmpty() && held.isEmpty();
    }

    /** @throws AssertionError where results of what is not dirty are not those that follow from the readings */
    void check(Workload.Work work) {
        SimulatedTables expected = fromNothing(work).tables;
        for (int subject = 1; subject <= stations.size() + cityIds.size(); subject++) {
            int one = subject;
            if (!isUnsettled(subject)) {
                boolean months = dirtyMonths.stream().noneMatch(month -> month.subjectId() == one);
                tables.compare(expected, subject, months);
            }
        }
    }

    private boolean isUnsettled(int subject) {
        boolean own = held.contains(subject) || dirty.stream().anyMatch(mark -> mark.subjectId == subject);
        return own
                || stations.stream()
                        .filter(station -> cityId(station.city()) == subject)
                        .anyMatch(station -> isUnsettled(id(station.code())));
    }

    Count count() {
        return new Count(tables.count(), claimed, undone);
    }

    @Override
    public int workOff(Work work) {
        Claimed claim = claim();
        if (claim.isEmpty()) {
            claim = claimMonths();
        }
        if (claim.isEmpty()) {
            return 0;
        }
        SimulatedBench bench = bench(claim);
        undone++;
        try {
            comeInBetween();
            work.on(bench);
            comeInBetween();
        } finally {
            held.removeAll(claim.subjects);
        }
        commit(claim, bench);
        undone--;
        claimed++;
        return claim.marks.size() + claim.months.size();
    }

    /** Others come in between; where the store goes away, all is undone. */
    void comeInBetween() {
        if (seam.reached()) {
            throw new StoreUnavailable("keeping results", new IOException("nobody answers"));
        }
    }

    private record Claimed(Set<Integer> subjects, List<Mark> marks, Set<SubjectMonth> months) {
        boolean isEmpty() {
            return marks.isEmpty() && months.isEmpty();
        }

        Map<Integer, Set<DirtyPeriod>> periods() {
            return marks.stream()
                    .collect(Collectors.groupingBy(
                            Mark::subjectId,
                            LinkedHashMap::new,
                            Collectors.mapping(Mark::period, Collectors.toCollection(HashSet::new))));
        }
    }

    /** As the statement does: the subjects that have waited longest and that nobody holds, until enough is claimed. */
    private Claimed claim() {
        int mostSubjects = sparing ? 1 + random.nextInt(4) : 500;
        int mostPeriods = sparing ? 1 + random.nextInt(80) : 3000;
        Set<Integer> taken = new LinkedHashSet<>();
        List<Mark> marks = new ArrayList<>();
        for (int subject : dirty.stream().map(Mark::subjectId).distinct().toList()) {
            if (taken.size() < mostSubjects && marks.size() < mostPeriods && held.add(subject)) {
                taken.add(subject);
                dirty.stream()
                        .filter(mark -> mark.subjectId == subject)
                        .limit(mostPeriods - marks.size())
                        .forEach(marks::add);
            }
        }
        return new Claimed(taken, marks, Set.of());
    }

    private Claimed claimMonths() {
        int mostSubjects = sparing ? 1 + random.nextInt(4) : 100;
        Set<Integer> taken = new LinkedHashSet<>();
        Set<SubjectMonth> months = new LinkedHashSet<>();
        for (SubjectMonth month : dirtyMonths) {
            int subject = month.subjectId();
            boolean daysWait = dirty.stream().anyMatch(mark -> mark.subjectId == subject);
            if (taken.contains(subject) || !daysWait && taken.size() < mostSubjects && held.add(subject)) {
                taken.add(subject);
                months.add(month);
            }
        }
        return new Claimed(taken, List.of(), months);
    }

    private SimulatedBench bench(Claimed claimed) {
        List<Claim> claims = new ArrayList<>();
        List<CityClaim> cityClaims = new ArrayList<>();
        List<RegionClaim> regionClaims = new ArrayList<>();
        claimed.periods().forEach((subject, periods) -> {
            Station station = stationOf(subject);
            if (station != null) {
                claims.add(new Claim(subject, station, periods));
            } else {
                String city = cityOf(subject);
                Set<YearMonth> months = new TreeSet<>();
                periods.stream()
                        .filter(period -> period.level() == Level.MONTH)
                        .forEach(period -> months.add(YearMonth.from(
                                LocalDay.ofEnd(period.end(), LocalDay.CHINA).date())));
                Set<DirtyPeriod> shorter = periods.stream()
                        .filter(period -> period.level() != Level.MONTH)
                        .collect(Collectors.toSet());
                if (!shorter.isEmpty()) {
                    cityClaims.add(new CityClaim(subject, city, members(city), shorter));
                }
                if (!months.isEmpty()) {
                    regionClaims.add(new RegionClaim(subject, new Region(city, null, null), months));
                }
            }
        });
        return new SimulatedBench(
                this,
                tables,
                claims,
                cityClaims,
                regionClaims,
                monthClaims(claimed.months),
                Set.copyOf(claimed.subjects));
    }

    private List<MonthClaim> monthClaims(Set<SubjectMonth> months) {
        Map<Integer, Set<YearMonth>> bySubject = new LinkedHashMap<>();
        months.forEach(month -> bySubject
                .computeIfAbsent(month.subjectId(), subject -> new HashSet<>())
                .add(month.month()));
        List<MonthClaim> claims = new ArrayList<>();
        bySubject.forEach((subject, its) -> {
            Station station = stationOf(subject);
            claims.add(
                    station == null
                            ? new MonthClaim(
                                    subject,
                                    true,
                                    cityOf(subject),
                                    members(cityOf(subject)).stream()
                                            .map(Member::station)
                                            .toList(),
                                    its)
                            : new MonthClaim(subject, false, station.city(), List.of(station), its));
        });
        return claims;
    }

    private @Nullable Station stationOf(int subject) {
        return stations.stream()
                .filter(station -> id(station.code()) == subject)
                .findFirst()
                .orElse(null);
    }

    private String cityOf(int subject) {
        return stations.stream()
                .map(Station::city)
                .filter(city -> cityId(city) == subject)
                .findFirst()
                .orElseThrow();
    }

    private List<Member> members(String city) {
        return stations.stream()
                .filter(station ->
                        station.medium() == Medium.AIR && station.city().equals(city))
                .map(station -> new Member(id(station.code()), station))
                .toList();
    }

    /** What was claimed goes, what was made of it comes, at once. */
    private void commit(Claimed claim, SimulatedBench bench) {
        claim.marks.forEach(mark -> require(dirty.remove(mark), "a period was worked off twice"));
        dirtyMonths.removeAll(claim.months);
        bench.cities().forEach((city, periods) -> periods.forEach(period -> mark(cityId(city), period)));
        bench.regions()
                .forEach((region, months) ->
                        months.forEach(month -> mark(cityId(Objects.requireNonNull(region.city())), monthOf(month))));
        dirtyMonths.addAll(bench.months());
        tables.add(bench.written());
    }

    static void require(boolean holds, String promise) {
        if (!holds) {
            throw new AssertionError(promise);
        }
    }
}
