package limpid.noise;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import limpid.measure.Coverage;
import limpid.noise.NoiseLevel.Insufficient;
import limpid.noise.NoiseLevel.Known;
import limpid.noise.NoiseLevel.Shortfall;
import limpid.standard.DayPart;
import limpid.station.Station;

/**
 * What one point measured in one survey, one point-time 点次 for day and night each.
 *
 * @param name    of the survey
 * @param zone    time zone of the point
 * @param records its measurements in the order of their starts
 */
public record PointSurvey(String name, ZoneId zone, List<StationRecord> records) {
    /** Sorts its own measurements; refuses a survey of none. */
    public PointSurvey {
        if (records.isEmpty()) {
            throw new IllegalArgumentException("survey " + name + " measured nothing");
        }
        records = records.stream()
                .sorted(Comparator.comparing(record -> record.period().start()))
                .toList();
    }

    /** The surveys at one point, each once, in the order of their names. */
    public static List<PointSurvey> of(ZoneId zone, Collection<SurveyMeasurement> ofOnePoint) {
        Map<String, List<StationRecord>> byName = ofOnePoint.stream()
                .collect(Collectors.groupingBy(
                        SurveyMeasurement::survey,
                        TreeMap::new,
                        Collectors.mapping(SurveyMeasurement::record, Collectors.toList())));
        return byName.entrySet().stream()
                .map(survey -> new PointSurvey(survey.getKey(), zone, survey.getValue()))
                .toList();
    }

    /** The local date on which it began; by it the survey belongs to a period. */
    public LocalDate date() {
        return records.getFirst().period().start().atZone(zone).toLocalDate();
    }

    /** Whether anything was measured in this part of the day, valid or not. */
    boolean covers(DayPart part, NoiseSettings settings) {
        return records.stream().anyMatch(record -> part(record, settings) == part);
    }

    /** A measurement belongs to the part in which it starts. */
    private DayPart part(StationRecord record, NoiseSettings settings) {
        var start = record.period().start().atZone(zone);
        return settings.dayNight(start.toLocalDate()).part(LocalTime.of(start.getHour(), 0));
    }

    /** Equivalent level of a part over its measurements by their durations, dB. */
    NoiseLevel level(DayPart part, Station station, NoiseSettings settings) {
        LevelTally tally = tally(part, settings);
        Coverage coverage = coverage(tally, part, station, settings);
        return tally.equivalentLevel()
                .filter(level -> coverage.sufficient())
                .<NoiseLevel>map(Known::new)
                .orElseGet(() -> new Insufficient(Shortfall.ofTooFew(tally), coverage));
    }

    /** Highest level of a part, dB. */
    NoiseLevel lmax(DayPart part, Station station, NoiseSettings settings) {
        LevelTally tally = tally(part, settings);
        Optional<NoiseLevel> highest = tally.max().map(Known::new);
        return highest.orElseGet(() -> new Insufficient(Shortfall.NOT_SENT, coverage(tally, part, station, settings)));
    }

    private LevelTally tally(DayPart part, NoiseSettings settings) {
        return LevelTally.merge(records.stream()
                .filter(record -> part(record, settings) == part)
                .map(StationRecord::tally)
                .toList());
    }

    private Coverage coverage(LevelTally tally, DayPart part, Station station, NoiseSettings settings) {
        DayNightHours hours = settings.dayNight(date());
        boolean day = part == DayPart.DAY;
        MinimumShares shares = settings.minimumShares();
        int requiredHours = day
                ? MinimumShares.leastOf(shares.dayPeriod(), hours.dayHours())
                : MinimumShares.leastOf(shares.nightPeriod(), hours.nightHours());
        int required = settings.surveyLengths().requiredSeconds(station.siting().noiseNetwork(), requiredHours);
        int collected = Math.toIntExact(tally.collectedSeconds());
        return new Coverage(Math.toIntExact(tally.seconds()), Math.max(collected, required), required);
    }
}
