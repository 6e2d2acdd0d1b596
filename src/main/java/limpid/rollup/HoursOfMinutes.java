package limpid.rollup;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import limpid.measure.Parameter;
import limpid.measure.Period;
import limpid.store.Claim;
import limpid.store.DirtyPeriod;
import limpid.store.Level;
import limpid.store.Tallies.SeriesHour;
import limpid.store.Tallies.SeriesMinute;
import limpid.store.Workbench;
import limpid.store.Workbench.Span;

/**
 * Hours of series shorter than an hour. An hour that only has new minutes is kept with them added; where a minute came again,
 * or anything else of the hour is dirty, all its minutes are merged anew. Tallies are whole numbers, so both give the same.
 */
final class HoursOfMinutes {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private final SeriesRollup series;
    private final Map<Integer, String> codes = new HashMap<>();
    private final Map<Span, List<Span>> minutes = new HashMap<>();

    /**
     * The hours of these claims.
     *
     * @param claims  as they were claimed
     * @param byHours the same with the hours that must be made, see {@link Recomputation}
     */
    HoursOfMinutes(SeriesRollup series, List<Claim> claims, List<Claim> byHours) {
        this.series = series;
        for (Claim claim : claims) {
            codes.put(claim.subjectId(), claim.station().code());
            claim.periods().stream()
                    .filter(period -> period.level() == Level.MINUTE)
                    .map(DirtyPeriod::end)
                    .sorted()
                    .forEach(end -> minutes.computeIfAbsent(
                                    hour(claim, DirtyPeriod.hourEnd(end)), hour -> new ArrayList<>())
                            .add(new Span(claim.subjectId(), Period.ending(end, MINUTE))));
        }
        byHours.forEach(claim -> claim.periods().forEach(period -> minutes.remove(hour(claim, period.end()))));
    }

    private static Span hour(Claim claim, Instant end) {
        return new Span(claim.subjectId(), Period.ending(end, HOUR));
    }

    /** Makes these hours. @param weather of the noise points among the stations */
    List<SeriesHour> make(List<Span> hours, StationWeather weather, Workbench bench) {
        List<SeriesHour> made = new ArrayList<>();
        List<Span> whole = new ArrayList<>();
        List<Span> growing = hours.stream().filter(minutes::containsKey).toList();
        Map<HourOf, List<SeriesHour>> grown = growing.isEmpty() ? Map.of() : grown(growing, weather, bench);
        for (Span hour : hours) {
            String code = codes.get(hour.stationId());
            List<SeriesHour> its = code == null
                    ? null
                    : grown.get(new HourOf(code, hour.period().end()));
            if (its == null) {
                whole.add(hour);
            } else {
                made.addAll(its);
            }
        }
        made.addAll(series.hours(bench.minuteReadings(whole), bench.seriesMinutes(whole), weather));
        return made;
    }

    private record HourOf(String station, Instant end) {}

    private record SeriesOf(String station, Parameter parameter, Duration period, Instant end) {}

    /** Those that could be added to. */
    private Map<HourOf, List<SeriesHour>> grown(List<Span> hours, StationWeather weather, Workbench bench) {
        Map<SeriesOf, SeriesHour> kept = new HashMap<>();
        for (SeriesHour hour : bench.seriesHours(hours)) {
            kept.put(new SeriesOf(hour.station(), hour.parameter(), hour.period(), hour.end()), hour);
        }
        Map<SeriesOf, List<SeriesMinute>> fresh = new LinkedHashMap<>();
        for (SeriesMinute minute : bench.seriesMinutes(hours.stream()
                .flatMap(hour -> Objects.requireNonNull(minutes.get(hour)).stream())
                .toList())) {
            Instant end = DirtyPeriod.hourEnd(minute.end());
            fresh.computeIfAbsent(
                            new SeriesOf(minute.station(), minute.parameter(), minute.period(), end),
                            one -> new ArrayList<>())
                    .add(minute);
        }
        Map<HourOf, Optional<List<SeriesHour>>> grown = new HashMap<>();
        fresh.forEach((of, added) -> grown.merge(
                new HourOf(of.station(), of.end()),
                series.grown(kept.get(of), added, weather).map(List::of),
                HoursOfMinutes::both));
        Map<HourOf, List<SeriesHour>> all = new HashMap<>();
        grown.forEach((hour, its) -> its.ifPresent(one -> all.put(hour, one)));
        return all;
    }

    private static Optional<List<SeriesHour>> both(Optional<List<SeriesHour>> some, Optional<List<SeriesHour>> others) {
        if (some.isEmpty() || others.isEmpty()) {
            return Optional.empty();
        }
        List<SeriesHour> all = new ArrayList<>(some.get());
        all.addAll(others.get());
        return Optional.of(all);
    }
}
