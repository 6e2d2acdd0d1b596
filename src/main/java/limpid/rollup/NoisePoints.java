package limpid.rollup;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import limpid.measure.LocalDay;
import limpid.measure.Medium;
import limpid.measure.Period;
import limpid.noise.DayReport;
import limpid.noise.NoiseDay;
import limpid.noise.NoiseTables;
import limpid.noise.PointDays;
import limpid.noise.PointSurvey;
import limpid.noise.SurveyMeasurement;
import limpid.station.Station;
import limpid.station.Station.NoiseNetwork;
import limpid.store.Registered;
import limpid.store.Results;
import limpid.store.Results.Kind;
import limpid.store.Results.Known;
import limpid.store.Span;
import limpid.store.Stations;
import limpid.store.Stations.Filter;
import limpid.store.Surveys;
import org.jspecify.annotations.Nullable;

/** The monitoring points of a city's noise networks with what is known of them. */
public final class NoisePoints {
    private final Results results;
    private final Stations stations;
    private final Surveys surveys;

    /** Points as these stores know them. */
    public NoisePoints(Results results, Stations stations, Surveys surveys) {
        this.results = results;
        this.stations = stations;
        this.surveys = surveys;
    }

    /**
     * The points of a network that were in service on any date of a span, with their days and surveys in it.
     *
     * @param included which of the city's points, such as those of a district
     * @param due  which dates of the span a point in service must have
     * @param asOf as it was known at this instant; null for now
     * @throws limpid.store.StoreUnavailable where a store cannot be reached
     */
    public List<PointDays> of(
            String city,
            Predicate<Station> included,
            NoiseNetwork network,
            LocalDate firstInclusive,
            LocalDate lastInclusive,
            Predicate<LocalDate> due,
            @Nullable Instant asOf) {
        List<LocalDate> dates =
                firstInclusive.datesUntil(lastInclusive.plusDays(1)).toList();
        List<Station> points = stations.list(new Filter(Medium.NOISE, city, null, null), Integer.MAX_VALUE).stream()
                .map(Registered::station)
                .filter(included)
                .filter(station -> station.siting().noiseNetwork() == network)
                .filter(station -> dates.stream().anyMatch(station::inService))
                .toList();
        List<String> codes = points.stream().map(Station::code).toList();
        Period span = new Period(
                new LocalDay(firstInclusive, LocalDay.CHINA).start(),
                new LocalDay(lastInclusive, LocalDay.CHINA).end());
        Map<String, Map<LocalDate, NoiseDay>> days = days(codes, span, asOf);
        Map<String, List<SurveyMeasurement>> surveyed = surveyed(codes, span, asOf);
        List<LocalDate> dueDates = dates.stream().filter(due).toList();
        return points.stream()
                .map(point -> new PointDays(
                        point,
                        dueDates.stream().filter(point::inService).toList(),
                        days.getOrDefault(point.code(), Map.of()),
                        PointSurvey.of(point.zone(), surveyed.getOrDefault(point.code(), List.of()))))
                .toList();
    }

    private Map<String, Map<LocalDate, NoiseDay>> days(List<String> points, Period span, @Nullable Instant asOf) {
        Map<String, Map<LocalDate, NoiseDay>> days = new HashMap<>();
        for (Known<DayReport> known : results.all(
                NoiseTables.DAYS,
                Kind.STATION,
                points,
                Map.of(NoiseTables.OFFICIAL, true),
                new Span(span.start(), span.end()),
                asOf)) {
            NoiseDay day = known.result().day();
            days.computeIfAbsent(known.subject().code(), station -> new HashMap<>())
                    .put(day.date().date(), day);
        }
        return days;
    }

    private Map<String, List<SurveyMeasurement>> surveyed(List<String> points, Period starts, @Nullable Instant asOf) {
        return surveys.of(points, starts, null, asOf, Integer.MAX_VALUE).stream()
                .collect(Collectors.groupingBy(SurveyMeasurement::point));
    }
}
