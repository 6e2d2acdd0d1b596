package limpid.rollup;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import limpid.air.AirDay;
import limpid.air.AirHour;
import limpid.air.AirSettings;
import limpid.air.AirTables;
import limpid.air.DayValues;
import limpid.air.DustRest;
import limpid.measure.LocalDay;
import limpid.measure.Medium;
import limpid.measure.Period;
import limpid.noise.DayReport;
import limpid.noise.HourReport;
import limpid.noise.NoiseHour;
import limpid.noise.NoiseSettings;
import limpid.noise.NoiseTables;
import limpid.result.Kept;
import limpid.rule.ByCityAndDate;
import limpid.rule.Rules;
import limpid.station.Station;
import limpid.store.CityClaim;
import limpid.store.Claim;
import limpid.store.DirtyPeriod;
import limpid.store.Level;
import limpid.store.MonthClaim;
import limpid.store.Tallies.SeriesDay;
import limpid.store.WaterMeans.Region;
import limpid.store.Workbench;
import limpid.store.Workbench.PointDate;
import limpid.store.Workbench.SectionMonth;
import limpid.store.Workbench.Span;
import limpid.store.Workbench.SubjectMonth;
import limpid.store.Workbench.SubjectYear;
import limpid.store.Workload;
import limpid.water.AssessedMonth;
import limpid.water.SampleReport;
import limpid.water.SectionMeans;
import limpid.water.WaterSettings;
import limpid.water.WaterTables;

/**
 * The results that follow from readings, level by level: hours of short series, hours and samples of the media, days.
 * It knows nothing but the readings, so doing it again, or in another order, gives the same rows.
 */
public final class Recomputation implements Workload.Work {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    /** Stamps are of whole seconds, and a span begins after its start. */
    private static final Duration JUST_BEFORE = Duration.ofSeconds(1);

    private static final int STATION_DAYS_AT_ONCE = 300;
    // A tally in memory takes 8 KiB, most of it its histogram: a part of either is some 25 MB.
    private static final int MINUTES_AT_ONCE = 1000;
    private static final int HOURS_AT_ONCE = 50;
    private static final int CITY_DAYS_AT_ONCE = 60;
    private static final int MONTH_CLAIMS_AT_ONCE = 50;

    private final SeriesRollup series = new SeriesRollup();
    private final ByCityAndDate<AirRollup> air;
    private final ByCityAndDate<WaterRollup> water;
    private final WaterRegions regions;
    private final WaterWarnings warnings;
    private final ByCityAndDate<NoiseRollup> noise;
    private final ByCityAndDate<NoiseSettings> noiseSettings;
    private final ByCityAndDate<CityAirRollup> cities;
    private final ByCityAndDate<BigDecimal> belowDetection;
    private final AirPeriodRollup periods;

    /** Recomputes under the rules of each city and date. */
    public Recomputation(Rules rules) {
        air = rules.air().map(AirRollup::new);
        water = rules.water().map(WaterRollup::new);
        regions = new WaterRegions(rules.water());
        warnings = new WaterWarnings(rules.alerts());
        noise = rules.noise().map(NoiseRollup::new);
        noiseSettings = rules.noise();
        belowDetection = rules.water().map(settings -> settings.averaging().belowDetectionShare());
        cities = rules.air().map(settings -> new CityAirRollup(settings, new AirRollup(settings)));
        periods = new AirPeriodRollup(rules.air());
    }

    /** Recomputes under these settings everywhere. */
    public Recomputation(AirSettings airSettings, WaterSettings waterSettings, NoiseSettings noiseSettings) {
        this(Rules.everywhere(airSettings, waterSettings, noiseSettings));
    }

    /** The dirty periods of one day of a station. */
    private record StationDay(Claim claim, LocalDay day, Set<DirtyPeriod> periods) {
        Station station() {
            return claim.station();
        }

        /** What holds for the station on the day. */
        <S> S under(ByCityAndDate<S> chosen) {
            return chosen.of(station().city(), day.date());
        }
    }

    @Override
    public void on(Workbench bench) {
        inParts(spans(bench.claims(), Level.MINUTE, MINUTE), MINUTES_AT_ONCE, part -> recomputeMinutes(part, bench));
        List<Claim> claims = StandInHours.ofStations(
                bench.claims().stream().map(this::byHour).toList(), bench);
        Map<Integer, Station> noisePoints = noisePoints(claims);
        HoursOfMinutes ofMinutes = new HoursOfMinutes(series, bench.claims(), ofWholeHours(bench.claims()));
        inParts(
                spans(claims, Level.HOUR, HOUR),
                HOURS_AT_ONCE,
                part -> recomputeHours(part, ofMinutes, noisePoints, bench));
        inParts(stationDays(claims), STATION_DAYS_AT_ONCE, part -> recomputeDays(part, bench));
        warnings.on(claims, bench);
        bench.markCitiesDirty(citiesOf(claims));
        bench.markRegionsDirty(regionsOf(claims));
        bench.regionClaims().forEach(claim -> regions.recompute(claim, bench));
        inParts(
                cityDays(StandInHours.ofCities(bench.cityClaims(), bench)),
                CITY_DAYS_AT_ONCE,
                part -> recomputeCityDays(part, bench));
        inParts(bench.monthClaims(), MONTH_CLAIMS_AT_ONCE, part -> recomputePeriods(part, bench));
    }

    private void recomputePeriods(List<MonthClaim> claims, Workbench bench) {
        Map<SubjectYear, List<DayValues>> days = bench.publishedDays(AirPeriodRollup.years(claims));
        CityDust dust = CityDust.ofYears(claims, bench);
        bench.keep(
                AirTables.PERIODS,
                claims.stream()
                        .flatMap(claim -> periods.periods(claim, days, dust.of(claim)).stream())
                        .toList());
    }

    private static void keepAirDays(List<Kept<AirDay>> days, Workbench bench) {
        bench.keep(AirTables.DAYS, days);
        bench.markMonthsDirty(days.stream()
                .map(day -> new SubjectMonth(
                        day.subjectId(), YearMonth.from(day.result().date())))
                .collect(Collectors.toSet()));
    }

    private static List<Span> spans(List<Claim> claims, Level level, Duration length) {
        List<Span> spans = new ArrayList<>();
        for (Claim claim : claims) {
            for (Instant end : ends(claim.periods(), level)) {
                spans.add(new Span(claim.subjectId(), Period.ending(end, length)));
            }
        }
        return spans;
    }

    /** Of those with dirty minutes: the hours that must be made anew all the same. */
    private List<Claim> ofWholeHours(List<Claim> claims) {
        return claims.stream()
                .filter(claim -> claim.periods().stream().anyMatch(period -> period.level() == Level.MINUTE))
                .map(claim -> byHour(new Claim(
                        claim.subjectId(),
                        claim.station(),
                        claim.periods().stream()
                                .filter(period -> period.level() != Level.MINUTE)
                                .collect(Collectors.toSet()))))
                .toList();
    }

    /** With hours in place of dirty minutes, and those that rain still voids after the hour it fell in. */
    private Claim byHour(Claim claim) {
        boolean weatherCounts = claim.station().medium() == Medium.NOISE;
        Set<DirtyPeriod> periods = new LinkedHashSet<>();
        for (DirtyPeriod period : claim.periods()) {
            periods.add(period.ofHour());
            if (weatherCounts && period.level() == Level.HOUR) {
                periods.addAll(lagging(claim.station(), period.end()));
            }
        }
        return new Claim(claim.subjectId(), claim.station(), periods);
    }

    private List<DirtyPeriod> lagging(Station station, Instant hourEnd) {
        Duration lag = longestLag(station, hourEnd, hourEnd.plus(DAY));
        Instant last = DirtyPeriod.hourEnd(hourEnd.plus(lag));
        return Stream.iterate(hourEnd, end -> !end.isAfter(last), end -> end.plus(HOUR))
                .map(end -> new DirtyPeriod(Level.HOUR, end))
                .toList();
    }

    /** Cities may change how long rain lags; the longer of two days' serves both. */
    private Duration longestLag(Station station, Instant first, Instant last) {
        return Stream.of(first, last)
                .map(end -> settings(station, end).rainLag())
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    private NoiseSettings settings(Station station, Instant hourEnd) {
        return noiseSettings.of(
                station.city(), LocalDay.ofEnd(hourEnd, station.zone()).date());
    }

    private static Map<Integer, Station> noisePoints(List<Claim> claims) {
        return claims.stream()
                .filter(claim -> claim.station().medium() == Medium.NOISE)
                .collect(Collectors.toMap(Claim::subjectId, Claim::station, (one, same) -> one));
    }

    private static Map<Region, Set<YearMonth>> regionsOf(List<Claim> claims) {
        Map<Region, Set<YearMonth>> dirty = new LinkedHashMap<>();
        for (Claim claim : claims) {
            if (claim.station().medium() == Medium.WATER) {
                Set<YearMonth> months = claim.periods().stream()
                        .flatMap(period -> Stream.of(
                                LocalDay.ofEnd(period.end(), LocalDay.CHINA).date(),
                                period.end().atZone(LocalDay.CHINA).toLocalDate()))
                        .map(YearMonth::from)
                        .collect(Collectors.toCollection(TreeSet::new));
                WaterRegions.of(claim.station()).forEach(region -> dirty.computeIfAbsent(region, one -> new TreeSet<>())
                        .addAll(months));
            }
        }
        return dirty;
    }

    private static Map<String, Set<DirtyPeriod>> citiesOf(List<Claim> claims) {
        Map<String, Set<DirtyPeriod>> dirty = new TreeMap<>();
        for (Claim claim : claims) {
            Station station = claim.station();
            if (station.medium() == Medium.AIR && !station.city().isEmpty()) {
                dirty.computeIfAbsent(station.city(), city -> new LinkedHashSet<>())
                        .addAll(claim.periods());
            }
        }
        return dirty;
    }

    /** The dirty periods of one day of a city. */
    private record CityDay(CityClaim claim, LocalDay day, Set<DirtyPeriod> periods) {
        List<Span> spans() {
            return claim.members().stream()
                    .map(member -> new Span(member.stationId(), day.period()))
                    .toList();
        }
    }

    private static List<CityDay> cityDays(List<CityClaim> claims) {
        List<CityDay> days = new ArrayList<>();
        for (CityClaim claim : claims) {
            byDay(claim.periods(), LocalDay.CHINA)
                    .forEach((day, periods) -> days.add(new CityDay(claim, day, periods)));
        }
        return days;
    }

    private static Map<LocalDay, Set<DirtyPeriod>> byDay(Set<DirtyPeriod> periods, ZoneId zone) {
        Map<LocalDay, Set<DirtyPeriod>> byDay = new LinkedHashMap<>();
        for (DirtyPeriod period : periods) {
            byDay.computeIfAbsent(LocalDay.ofEnd(period.end(), zone), day -> new LinkedHashSet<>())
                    .add(period);
        }
        return byDay;
    }

    private void recomputeCityDays(List<CityDay> days, Workbench bench) {
        List<Span> spans = days.stream().flatMap(day -> day.spans().stream()).toList();
        Map<String, HourlyValues> values = HourlyValues.byStation(bench.readings(spans), bench.seriesHours(spans));
        CityDust dust = CityDust.ofDays(
                days.stream().map(day -> day.claim().city()).toList(),
                days.stream().map(CityDay::day).toList(),
                bench);
        List<Kept<AirHour>> airHours = new ArrayList<>();
        List<Kept<AirDay>> airDays = new ArrayList<>();
        List<Kept<DustRest>> rests = new ArrayList<>();
        for (CityDay day : days) {
            CityAirRollup city = cities.of(day.claim().city(), day.day().date());
            int subject = day.claim().subjectId();
            CityAirRollup.Due due = CityAirRollup.Due.of(day.claim(), day.day());
            for (Instant end : ends(day.periods(), Level.HOUR)) {
                city.hour(due, end, values, () -> last24Hours(day.claim().members(), end, bench))
                        .ifPresent(hour -> airHours.add(new Kept<>(subject, hour)));
            }
            city.day(due, values).ifPresent(one -> airDays.add(new Kept<>(subject, one)));
            city.rest(due, values, dust.of(day.claim().city())).ifPresent(rest -> rests.add(new Kept<>(subject, rest)));
        }
        bench.keep(AirTables.HOURS, airHours);
        bench.keep(AirTables.RESTS, rests);
        keepAirDays(airDays, bench);
    }

    private interface Part<T> {
        void take(List<T> items);
    }

    /** A claim may touch more readings than memory should hold at once. */
    private static <T> void inParts(List<T> items, int size, Part<T> part) {
        for (int from = 0; from < items.size(); from += size) {
            part.take(items.subList(from, Math.min(items.size(), from + size)));
        }
    }

    private void recomputeMinutes(List<Span> minutes, Workbench bench) {
        bench.keepSeriesMinutes(series.minutes(bench.secondReadings(minutes)));
    }

    private void recomputeHours(
            List<Span> hours, HoursOfMinutes ofMinutes, Map<Integer, Station> noisePoints, Workbench bench) {
        StationWeather weather = weather(
                hours.stream()
                        .filter(hour -> noisePoints.containsKey(hour.stationId()))
                        .toList(),
                noisePoints,
                bench);
        bench.keepSeriesHours(ofMinutes.make(hours, weather, bench));
    }

    private StationWeather weather(List<Span> hours, Map<Integer, Station> points, Workbench bench) {
        Map<String, Station> byCode = new HashMap<>();
        List<Span> before = new ArrayList<>();
        for (Span span : hours) {
            Station point = Objects.requireNonNull(points.get(span.stationId()));
            Period period = span.period();
            Duration lag = longestLag(point, period.start().plus(HOUR), period.end());
            byCode.put(point.code(), point);
            before.add(new Span(span.stationId(), StationWeather.before(period, lag)));
        }
        return new StationWeather(
                bench.weather(before), (code, end) -> settings(Objects.requireNonNull(byCode.get(code)), end));
    }

    private static List<StationDay> stationDays(Collection<Claim> claims) {
        List<StationDay> days = new ArrayList<>();
        for (Claim claim : claims) {
            withNewDays(claim, byDay(claim.periods(), claim.station().zone()))
                    .forEach((day, periods) -> days.add(new StationDay(claim, day, periods)));
        }
        return days;
    }

    /** What is stamped 00:00 ends a day where it is a mean and begins one where it is a sample of water: both are touched. */
    private static Map<LocalDay, Set<DirtyPeriod>> withNewDays(Claim claim, Map<LocalDay, Set<DirtyPeriod>> byDay) {
        if (claim.station().medium() != Medium.WATER) {
            return byDay;
        }
        Map<LocalDay, Set<DirtyPeriod>> all = new LinkedHashMap<>(byDay);
        byDay.forEach((day, periods) -> {
            if (periods.stream().anyMatch(period -> period.end().equals(day.end()))) {
                all.putIfAbsent(day.next(), Set.of());
            }
        });
        return all;
    }

    private Span span(StationDay day) {
        Period period =
                switch (day.station().medium()) {
                    case AIR -> day.day().period();
                    case WATER ->
                        new Period(
                                day.day().start().minus(JUST_BEFORE), day.day().end());
                    case NOISE -> nights(day);
                };
        return new Span(day.claim().subjectId(), period);
    }

    /** The dates whose figures the dirty hours of one may change. A continuous night begins on the date before. */
    private List<LocalDay> datesTouched(StationDay day) {
        LocalDay date = day.day();
        LocalDay before = new LocalDay(date.date().minusDays(1), date.zone());
        return noise.of(day.station().city(), before.date()).reachesInto(date, hourEnds(day))
                ? List.of(before, date)
                : List.of(date);
    }

    /** All hours those figures rest on; a continuous night ends on the next date. */
    private Period nights(StationDay day) {
        return new Period(datesTouched(day).getFirst().start(), day.under(noise).nightEnd(day.day()));
    }

    private void recomputeDays(List<StationDay> days, Workbench bench) {
        List<Span> spans = days.stream().map(this::span).toList();
        Map<String, HourlyValues> values = HourlyValues.byStation(bench.readings(spans), bench.seriesHours(spans));
        keepAir(days, values, bench);
        keepWater(days, values, bench);
        keepWaterMeans(days, values, bench);
        keepNoise(days, values, bench);
        keepSeries(days, values, bench);
    }

    private void keepAir(List<StationDay> days, Map<String, HourlyValues> values, Workbench bench) {
        List<StationDay> ofAir = days.stream()
                .filter(day -> day.station().medium() == Medium.AIR)
                .toList();
        CityDust dust = CityDust.ofDays(
                ofAir.stream().map(day -> day.station().city()).toList(),
                ofAir.stream().map(StationDay::day).toList(),
                bench);
        List<Kept<AirHour>> airHours = new ArrayList<>();
        List<Kept<AirDay>> airDays = new ArrayList<>();
        List<Kept<DustRest>> rests = new ArrayList<>();
        for (StationDay day : ofAir) {
            HourlyValues own = own(day, values);
            int subject = day.claim().subjectId();
            AirRollup rollup = day.under(air);
            for (Instant end : ends(day.periods(), Level.HOUR)) {
                rollup.hour(day.station(), end, own, () -> last24Hours(day, end, bench))
                        .ifPresent(hour -> airHours.add(new Kept<>(subject, hour)));
            }
            rollup.day(day.station(), day.day(), own).ifPresent(one -> airDays.add(new Kept<>(subject, one)));
            rollup.rest(day.station(), day.day(), own, dust.of(day.station().city()))
                    .ifPresent(rest -> rests.add(new Kept<>(subject, rest)));
        }
        bench.keep(AirTables.HOURS, airHours);
        bench.keep(AirTables.RESTS, rests);
        keepAirDays(airDays, bench);
    }

    /** Asked for only where a concentration of an hour is above its column. */
    private static HourlyValues last24Hours(StationDay day, Instant end, Workbench bench) {
        List<Span> span = List.of(new Span(day.claim().subjectId(), Period.ending(end, DAY)));
        return HourlyValues.byStation(bench.readings(span), bench.seriesHours(span))
                .getOrDefault(day.station().code(), HourlyValues.NONE);
    }

    private static Map<String, HourlyValues> last24Hours(List<CityClaim.Member> members, Instant end, Workbench bench) {
        List<Span> spans = members.stream()
                .map(member -> new Span(member.stationId(), Period.ending(end, DAY)))
                .toList();
        return HourlyValues.byStation(bench.readings(spans), bench.seriesHours(spans));
    }

    private void keepWater(List<StationDay> days, Map<String, HourlyValues> values, Workbench bench) {
        List<Kept<SampleReport>> samples = new ArrayList<>();
        for (StationDay day : days) {
            for (Instant end : ends(day.periods(), Level.SAMPLE)) {
                day.under(water)
                        .sample(day.station(), end, own(day, values))
                        .ifPresent(sample -> samples.add(new Kept<>(day.claim().subjectId(), sample)));
            }
        }
        bench.keep(WaterTables.SAMPLES, samples);
    }

    private void keepWaterMeans(List<StationDay> days, Map<String, HourlyValues> values, Workbench bench) {
        List<Kept<SectionMeans.Day>> waterDays = new ArrayList<>();
        Map<SectionMonth, WaterRollup> months = new LinkedHashMap<>();
        for (StationDay day : days) {
            if (day.station().medium() == Medium.WATER) {
                int subject = day.claim().subjectId();
                day.under(water)
                        .day(day.station(), day.day(), own(day, values))
                        .forEach(means -> waterDays.add(new Kept<>(subject, means)));
                YearMonth month = YearMonth.from(day.day().date());
                months.put(
                        new SectionMonth(subject, month), water.of(day.station().city(), month.atEndOfMonth()));
            }
        }
        bench.keep(WaterTables.DAYS, waterDays);
        Map<SectionMonth, List<SectionMeans.Day>> daysOf = bench.waterDays(months.keySet());
        Map<WaterRollup, List<Kept<SectionMeans.Month>>> byRules = new LinkedHashMap<>();
        months.forEach((month, rollup) -> byRules.computeIfAbsent(rollup, one -> new ArrayList<>())
                .add(new Kept<>(
                        month.subjectId(), rollup.month(month.month(), daysOf.getOrDefault(month, List.of())))));
        byRules.forEach((rollup, waterMonths) -> keepMonths(rollup, waterMonths, bench));
    }

    private static void keepMonths(WaterRollup rollup, List<Kept<SectionMeans.Month>> months, Workbench bench) {
        bench.keep(WaterTables.MONTHS, months);
        List<Kept<AssessedMonth>> assessed = rollup.sectionMonths(
                months,
                bench.sections(months.stream().map(Kept::subjectId).distinct().toList()),
                bench.ownLimits());
        bench.keep(WaterTables.SECTION_MONTHS, assessed);
        bench.keep(WaterTables.SECTION_MONTH_LINES, assessed);
    }

    private void keepNoise(List<StationDay> days, Map<String, HourlyValues> values, Workbench bench) {
        List<StationDay> own = days.stream()
                .filter(day -> day.station().medium() == Medium.NOISE)
                .toList();
        StationWeather weather = weatherOfRecords(own, values, bench);
        List<Kept<HourReport>> hours = new ArrayList<>();
        Set<Kept<DayReport>> dates = new LinkedHashSet<>();
        for (StationDay day : own) {
            int subject = day.claim().subjectId();
            Map<Instant, NoiseHour> byEnd = noiseHours(day, own(day, values), weather);
            NoiseRollup rollup = day.under(noise);
            hourEnds(day).forEach(end -> hours.add(new Kept<>(subject, rollup.report(end, byEnd))));
            for (LocalDay date : datesTouched(day)) {
                noise.of(day.station().city(), date.date())
                        .days(date, byEnd)
                        .forEach(report -> dates.add(new Kept<>(subject, report)));
            }
        }
        bench.keep(NoiseTables.HOURS, hours);
        bench.keep(NoiseTables.DAYS, List.copyOf(dates));
        bench.markNoiseMonths(dates.stream()
                .filter(kept -> kept.result().official())
                .map(kept -> new PointDate(kept.subjectId(), kept.result().day().date()))
                .toList());
    }

    /** Each hour by the rules of its own date. */
    private Map<Instant, NoiseHour> noiseHours(StationDay day, HourlyValues values, StationWeather weather) {
        Station point = day.station();
        Period span = nights(day);
        Map<Instant, NoiseHour> byEnd = new HashMap<>();
        for (LocalDay date = LocalDay.ofEnd(span.start().plus(HOUR), point.zone());
                date.start().isBefore(span.end());
                date = date.next()) {
            Instant end = date.end().isBefore(span.end()) ? date.end() : span.end();
            byEnd.putAll(noise.of(point.city(), date.date())
                    .hours(new Period(date.start(), end), values, at -> weather.during(point.code(), at)));
        }
        return byEnd;
    }

    /** Tallies carry their weather already, so only points that average hours themselves need it here. */
    private StationWeather weatherOfRecords(List<StationDay> days, Map<String, HourlyValues> values, Workbench bench) {
        List<StationDay> ofRecords = days.stream()
                .filter(day -> NoiseRollup.sentRecords(own(day, values)))
                .toList();
        return weather(
                ofRecords.stream().map(this::span).toList(),
                noisePoints(ofRecords.stream().map(StationDay::claim).toList()),
                bench);
    }

    private void keepSeries(List<StationDay> days, Map<String, HourlyValues> values, Workbench bench) {
        Map<String, Map<LocalDay, StationDay>> byStation = new LinkedHashMap<>();
        days.forEach(day -> byStation
                .computeIfAbsent(day.station().code(), station -> new LinkedHashMap<>())
                .put(day.day(), day));
        List<SeriesDay> seriesDays = new ArrayList<>();
        byStation.forEach((station, byDay) -> seriesDays.addAll(series.days(
                station,
                byDay.keySet(),
                values.getOrDefault(station, HourlyValues.NONE),
                day -> belowDetection(Objects.requireNonNull(byDay.get(day))))));
        bench.keepSeriesDays(seriesDays);
    }

    private static List<Instant> hourEnds(StationDay day) {
        return ends(day.periods(), Level.HOUR);
    }

    private BigDecimal belowDetection(StationDay day) {
        return day.station().medium() == Medium.WATER
                ? day.under(belowDetection)
                : SeriesRollup.HALF_THE_DETECTION_LIMIT;
    }

    private static HourlyValues own(StationDay day, Map<String, HourlyValues> values) {
        return values.getOrDefault(day.station().code(), HourlyValues.NONE);
    }

    private static List<Instant> ends(Set<DirtyPeriod> periods, Level level) {
        return periods.stream()
                .filter(period -> period.level() == level)
                .map(DirtyPeriod::end)
                .sorted()
                .toList();
    }
}
