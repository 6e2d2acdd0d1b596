package limpid.noise;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import limpid.measure.Period;
import limpid.measure.Reading;
import org.jspecify.annotations.Nullable;

/**
 * A minute or hour, or one survey measurement of 10 or 20 min, as the station or crew averaged it itself.
 *
 * @param period     the span it stands for, in whole seconds
 * @param leq        equivalent level, dB; null where it was due and is missing
 * @param lmax       highest level, dB; empty where none was sent
 * @param lmin       lowest level, dB; empty where none was sent
 * @param sd         standard deviation, dB; empty where none was sent
 * @param statistics levels by percent exceeded, dB, as far as sent
 * @param invalid    why it may not enter; empty where it may
 */
public record StationRecord(
        Period period,
        @Nullable BigDecimal leq,
        Optional<BigDecimal> lmax,
        Optional<BigDecimal> lmin,
        Optional<BigDecimal> sd,
        Map<Integer, BigDecimal> statistics,
        Optional<InvalidReason> invalid) {

    /** Refuses a record of no whole second; keeps its own map. */
    public StationRecord {
        if (period.length().toSeconds() < 1) {
            throw new IllegalArgumentException("a record of " + period.length());
        }
        statistics = Map.copyOf(statistics);
    }

    /** A record of Leq alone. */
    public static StationRecord of(Period period, BigDecimal leq) {
        return new StationRecord(
                period, leq, Optional.empty(), Optional.empty(), Optional.empty(), Map.of(), Optional.empty());
    }

    /**
     * The record a station sent as readings of one period; parameters that belong to no such record are passed over. It
     * is as valid as its LEQ and the weather of its period; extremes and statistics under a flag of their own are left
     * out.
     */
    public static StationRecord of(Period period, Collection<Reading> readings, WeatherVoids weather) {
        Map<String, Reading> byCode = readings.stream()
                .collect(Collectors.toMap(reading -> reading.parameter().code(), reading -> reading));
        Reading leq = byCode.get("LEQ");
        Map<Integer, BigDecimal> statistics = new HashMap<>();
        for (int percent : StatisticalLevels.PERCENTS) {
            value(byCode, "L" + percent).ifPresent(level -> statistics.put(percent, level));
        }
        return new StationRecord(
                period,
                leq == null ? null : leq.value(),
                value(byCode, "LMAX"),
                value(byCode, "LMIN"),
                value(byCode, "SD"),
                statistics,
                Optional.ofNullable(leq).flatMap(FlagReasons::of).or(() -> weather.reason(period)));
    }

    /** The tally of all records in these readings, such as the minutes of an hour. */
    public static LevelTally tally(Collection<Reading> readings, WeatherVoids weather) {
        LevelTally.Builder tally = LevelTally.builder();
        readings.stream()
                .collect(Collectors.groupingBy(Reading::period))
                .forEach((period, ofPeriod) ->
                        tally.add(of(period, ofPeriod, weather).tally()));
        return tally.build();
    }

    private static Optional<BigDecimal> value(Map<String, Reading> byCode, String code) {
        return Optional.ofNullable(byCode.get(code)).filter(Reading::valid).map(Reading::value);
    }

    /**
     * The share of time whose level is higher than one exceeded for less of the time, which cannot be; empty where the levels
     * fall from L5 to L95.
     */
    public static Optional<Integer> disorder(Map<Integer, BigDecimal> statistics) {
        BigDecimal lowest = null;
        for (int percent : StatisticalLevels.PERCENTS) {
            BigDecimal level = statistics.get(percent);
            if (level != null && lowest != null && level.compareTo(lowest) > 0) {
                return Optional.of(percent);
            }
            lowest = level == null ? lowest : level;
        }
        return Optional.empty();
    }

    /** The level exceeded during this share of the time, dB; empty where none was sent. */
    public Optional<BigDecimal> exceeded(int percent) {
        return Optional.ofNullable(statistics.get(percent));
    }

    /**
     * The record as a tally without a histogram: its energy and extremes merge, its statistical levels cannot. Extremes
     * that contradict Leq are left out like those that were not sent.
     */
    public LevelTally tally() {
        LevelTally.Builder tally = LevelTally.builder();
        long seconds = period.length().toSeconds();
        if (leq == null) {
            return tally.invalid(InvalidReason.OFFLINE, seconds).build();
        }
        if (invalid.isPresent()) {
            return tally.invalid(invalid.get(), seconds).build();
        }
        double level = leq.doubleValue();
        OptionalDouble lowest = number(lmin.filter(sent -> sent.compareTo(leq) <= 0));
        OptionalDouble highest = number(lmax.filter(sent -> sent.compareTo(leq) >= 0));
        return tally.record(level, lowest, highest, seconds).build();
    }

    private static OptionalDouble number(Optional<BigDecimal> level) {
        return level.stream().mapToDouble(BigDecimal::doubleValue).findFirst();
    }
}
