package limpid.noise;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import limpid.measure.Coverage;
import limpid.noise.NoiseDay.Part;
import limpid.noise.NoiseLevel.Insufficient;
import limpid.noise.NoiseLevel.Known;
import limpid.noise.NoiseLevel.Shortfall;
import limpid.standard.DayPart;
import limpid.station.Station;

/**
 * A registered point with what it measured in a period: its days, where it measures by itself, and surveys.
 *
 * @param due  dates of the period that are over and on which it was in service
 * @param days its days by date; what is not there was not collected
 * @param surveys those that began in the period
 */
public record PointDays(
        Station station, List<LocalDate> due, Map<LocalDate, NoiseDay> days, List<PointSurvey> surveys) {
    /** Keeps its own dates and days. */
    public PointDays {
        due = List.copyOf(due);
        days = Map.copyOf(days);
        surveys = List.copyOf(surveys);
    }

    /** Whether surveys tell its level of this part, as HJ 640-2012 has it; otherwise its days do [E]. */
    boolean surveyed(DayPart part, NoiseSettings settings) {
        return surveys.stream().anyMatch(survey -> survey.covers(part, settings));
    }

    /** Ld or Ln of the whole period, dB: the energy mean of its surveys, otherwise of its days. */
    public NoiseLevel level(DayPart part, NoiseSettings settings) {
        return surveyed(part, settings) ? surveyLevel(part, settings) : daysLevel(part, settings);
    }

    private NoiseLevel surveyLevel(DayPart part, NoiseSettings settings) {
        List<NoiseLevel> levels = surveys.stream()
                .filter(survey -> survey.covers(part, settings))
                .map(survey -> survey.level(part, station, settings))
                .toList();
        List<BigDecimal> known =
                levels.stream().flatMap(level -> level.value().stream()).toList();
        return known.isEmpty() ? levels.getFirst() : new Known(EquivalentLevel.ofEqual(known));
    }

    /** Ld or Ln of the days, dB. */
    private NoiseLevel daysLevel(DayPart part, NoiseSettings settings) {
        List<NoiseDay> present = due.stream()
                .flatMap(date -> Optional.ofNullable(days.get(date)).stream())
                .toList();
        NoisePeriod period = NoisePeriod.of(present, due.size(), settings);
        return part == DayPart.DAY ? period.ld() : period.ln();
    }

    /** Ld or Ln of one date, dB. */
    NoiseLevel level(DayPart part, LocalDate date) {
        return part(part, date).map(Part::level).orElseGet(PointDays::nothing);
    }

    /** Lmax of the day-time or night-time of one date, dB. */
    NoiseLevel lmax(DayPart part, LocalDate date) {
        return part(part, date).map(Part::lmax).orElseGet(PointDays::nothing);
    }

    private Optional<Part> part(DayPart part, LocalDate date) {
        return Optional.ofNullable(days.get(date)).map(day -> part == DayPart.DAY ? day.day() : day.night());
    }

    private static NoiseLevel nothing() {
        return new Insufficient(Shortfall.NO_DATA, new Coverage(0, 0, 0));
    }
}
