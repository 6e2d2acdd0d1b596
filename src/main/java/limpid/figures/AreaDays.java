package limpid.figures;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import limpid.air.AirSettings;
import limpid.air.CityMean;
import limpid.air.CityMean.StationValue;
import limpid.air.DayValues;
import limpid.air.EvaluationDay;
import limpid.air.MonitoringPlan;
import limpid.rule.ByCityAndDate;
import limpid.standard.Pollutant;
import limpid.station.Station;
import limpid.store.Results;
import limpid.store.Results.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Air days of a part of a city, such as a district: the means of its stations' published days, by the rule by which the days
 * of a city are made. They are kept nowhere; their index is made where it is asked for.
 */
public final class AreaDays {
    private final Results results;
    private final ByCityAndDate<AirSettings> settings;

    /** Days by these settings. */
    public AreaDays(Results results, ByCityAndDate<AirSettings> settings) {
        this.results = results;
        this.settings = settings;
    }

    /**
     * The days on which a station of the area has a value, in order.
     *
     * @param city        whose settings hold
     * @param members     stations of the area, control stations too
     * @param toExclusive the day after the last one
     * @param asOf        as the days were known at this instant; null for now
     * @throws limpid.store.StoreUnavailable where the store cannot be reached
     */
    public List<EvaluationDay> of(
            String city, List<Station> members, LocalDate from, LocalDate toExclusive, @Nullable Instant asOf) {
        Map<LocalDate, Map<String, DayValues>> byDate = new TreeMap<>();
        for (Station member : members) {
            results.dayValues(Kind.STATION, member.code(), from, toExclusive, asOf)
                    .getOrDefault(member.code(), List.of())
                    .forEach(day -> byDate.computeIfAbsent(day.date(), date -> new HashMap<>())
                            .put(member.code(), day));
        }
        return byDate.entrySet().stream()
                .map(day -> day(settings.of(city, day.getKey()), members, day.getKey(), day.getValue()))
                .toList();
    }

    private static EvaluationDay day(
            AirSettings settings, List<Station> members, LocalDate date, Map<String, DayValues> values) {
        Map<Pollutant, BigDecimal> means = new EnumMap<>(Pollutant.class);
        for (Pollutant pollutant : Pollutant.values()) {
            List<StationValue> due = members.stream()
                    .filter(member -> member.inService(date))
                    .filter(member -> !member.notMonitored().contains(pollutant.code()))
                    .map(member -> new StationValue(
                            member.code(), member.countsInCity(), value(values.get(member.code()), pollutant), null))
                    .toList();
            Optional.ofNullable(CityMean.of(settings, pollutant, due).value())
                    .ifPresent(mean -> means.put(pollutant, mean));
        }
        return new EvaluationDay(date, means, MonitoringPlan.ofCity(members, date));
    }

    private static @Nullable BigDecimal value(@Nullable DayValues day, Pollutant pollutant) {
        BigDecimal value = day == null ? null : day.values().get(pollutant);
        return value == null || value.signum() < 0 ? null : value;
    }
}
