package limpid.api.screen;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import limpid.api.noise.NoiseDayView;
import limpid.measure.LocalDay;
import limpid.measure.Medium;
import limpid.noise.DayReport;
import limpid.noise.NoiseTables;
import limpid.rule.Rules;
import limpid.standard.DayPart;
import limpid.standard.StandardBook;
import limpid.standard.ZoneLimits;
import limpid.station.Station;
import limpid.store.Results;
import limpid.store.Results.Kind;
import limpid.store.Results.Known;
import limpid.store.Span;
import limpid.store.Stations;
import org.jspecify.annotations.Nullable;

/** The noise points of a city on one day, each against the limits of its zone. */
final class NoiseDays {
    private final Stations stations;
    private final Results results;
    private final Rules rules;
    private final InstantSource clock;

    NoiseDays(Stations stations, Results results, Rules rules, InstantSource clock) {
        this.stations = stations;
        this.results = results;
        this.rules = rules;
        this.clock = clock;
    }

    /** The points that were in service on the day, in the order of their codes. */
    List<PointDay> of(String city, LocalDate date) {
        List<Station> points = stations.all().stream()
                .filter(station ->
                        station.medium() == Medium.NOISE && station.city().equals(city))
                .filter(station -> station.inService(date))
                .toList();
        LocalDay day = new LocalDay(date, LocalDay.CHINA);
        Map<String, Known<DayReport>> days = results
                .all(
                        NoiseTables.DAYS,
                        Kind.STATION,
                        points.stream().map(Station::code).toList(),
                        Map.of(NoiseTables.OFFICIAL, true),
                        new Span(day.start(), day.end()),
                        null)
                .stream()
                .collect(Collectors.toMap(known -> known.subject().code(), Function.identity()));
        Optional<ZoneLimits> limits =
                StandardBook.standard().inForce("noise-limits", date).map(ZoneLimits::of);
        Instant now = clock.instant();
        return points.stream()
                .map(point -> PointDay.of(point, view(days.get(point.code()), city, date, now), limits))
                .toList();
    }

    private @Nullable NoiseDayView view(@Nullable Known<DayReport> day, String city, LocalDate date, Instant now) {
        return day == null ? null : NoiseDayView.of(day, rules.noise().of(city, date), now);
    }

    /**
     * A point on a day.
     *
     * @param day        null where nothing is known of it
     * @param dayLimit   of its zone by day, dB(A); null where the zone or the standard has none
     * @param nightLimit of its zone by night
     * @param overDay    by how much the day-time level is over its limit, dB; null where it is not over or not known
     * @param overNight  the same by night
     */
    @Schema(name = "ScreenNoisePoint")
    record PointDay(
            String station,
            String zone,
            @Nullable NoiseDayView day,
            @Nullable BigDecimal dayLimit,
            @Nullable BigDecimal nightLimit,
            @Nullable BigDecimal overDay,
            @Nullable BigDecimal overNight) {
        private static PointDay of(Station point, @Nullable NoiseDayView day, Optional<ZoneLimits> limits) {
            String zone = point.siting().noiseZone();
            BigDecimal byDay = limit(limits, zone, DayPart.DAY);
            BigDecimal byNight = limit(limits, zone, DayPart.NIGHT);
            return new PointDay(
                    point.code(),
                    zone,
                    day,
                    byDay,
                    byNight,
                    over(day == null ? null : day.ld(), byDay),
                    over(day == null ? null : day.ln(), byNight));
        }

        private static @Nullable BigDecimal limit(Optional<ZoneLimits> limits, String zone, DayPart part) {
            return limits.flatMap(book -> book.limit(zone, part))
                    .map(ZoneLimits.Limit::leq)
                    .orElse(null);
        }

        private static @Nullable BigDecimal over(@Nullable BigDecimal level, @Nullable BigDecimal limit) {
            return level == null || limit == null || level.compareTo(limit) <= 0 ? null : level.subtract(limit);
        }

        /** Whether a level is over its limit. */
        boolean isOver() {
            return overDay != null || overNight != null;
        }
    }
}
