package limpid.noise;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import limpid.measure.Coverage;
import limpid.measure.LocalDay;
import limpid.noise.NoiseLevel.Insufficient;
import limpid.noise.NoiseLevel.Known;
import limpid.noise.NoiseLevel.Shortfall;
import limpid.standard.DayPart;

/**
 * The figures of one date at one point, dB: energy means of the hourly Leq. A part with fewer valid hours than the rule
 * set requires says so; with enough of them it is taken over the hours present.
 *
 * @param date         the local day; a continuous night ends on the next one
 * @param hours        the boundaries in force on it
 * @param nightMeaning which hours its night is made of
 * @param all          the 24 hours of the date
 * @param day          day-time, Ld 昼间等效声级
 * @param night        night-time, Ln 夜间等效声级
 * @param ldn          day-night level
 */
public record NoiseDay(
        LocalDay date, DayNightHours hours, NightMeaning nightMeaning, Part all, Part day, Part night, NoiseLevel ldn) {

    /**
     * One part of a day, or all of it.
     *
     * @param level      energy mean of its hourly levels, dB
     * @param lmax       highest level of its valid hours, dB
     * @param statistics L5 to L95 of the merged samples of its valid hours
     * @param coverage   valid, due and required hours
     * @param rate       total and valid collection rate
     */
    public record Part(
            NoiseLevel level, NoiseLevel lmax, StatisticalLevels statistics, Coverage coverage, CollectionRate rate) {}

    /** Equivalent level of the 24 hours, dB. */
    public NoiseLevel leq() {
        return all.level;
    }

    /**
     * The figures of a date.
     *
     * @param byEnd hours of this and the next date by their ends; what is not there was not collected
     */
    public static NoiseDay of(LocalDay date, Map<Instant, NoiseHour> byEnd, NoiseSettings settings) {
        MinimumShares shares = settings.minimumShares();
        List<Instant> dayEnds = ends(date, DayPart.DAY, settings).toList();
        Part all = part(date.hourEnds(), byEnd, requiredHours(date, settings), settings);
        Part day = part(dayEnds, byEnd, MinimumShares.leastOf(shares.dayPeriod(), dayEnds.size()), settings);
        Part night = night(date, byEnd, settings);
        return new NoiseDay(
                date, settings.dayNight(date.date()), settings.nightMeaning(), all, day, night, ldn(day, night));
    }

    /** The same date with the night of these settings; day and 24 hours are not averaged again. */
    public NoiseDay withNight(Map<Instant, NoiseHour> byEnd, NoiseSettings settings) {
        Part other = night(date, byEnd, settings);
        return new NoiseDay(date, hours, settings.nightMeaning(), all, day, other, ldn(day, other));
    }

    private static Part night(LocalDay date, Map<Instant, NoiseHour> byEnd, NoiseSettings settings) {
        List<Instant> ends = nightEnds(date, settings).toList();
        int required = MinimumShares.leastOf(settings.minimumShares().nightPeriod(), ends.size());
        return part(ends, byEnd, required, settings);
    }

    /** Out of the merged samples of hours; the seconds required are those that the required hours must have. */
    private static StatisticalLevels statistics(List<NoiseHour> valid, Coverage hours, NoiseSettings settings) {
        LevelTally samples =
                LevelTally.merge(valid.stream().map(NoiseHour::samples).toList());
        int required = hours.required() * settings.minimumShares().hourSeconds();
        return StatisticalLevels.of(
                samples, hours.expected() * NoiseHour.SECONDS, required, settings.statisticalMethod());
    }

    private static int requiredHours(LocalDay date, NoiseSettings settings) {
        DayNightHours hours = settings.dayNight(date.date());
        MinimumShares shares = settings.minimumShares();
        return MinimumShares.leastOf(shares.dayPeriod(), hours.dayHours())
                + MinimumShares.leastOf(shares.nightPeriod(), hours.nightHours());
    }

    private static Stream<Instant> nightEnds(LocalDay date, NoiseSettings settings) {
        return switch (settings.nightMeaning()) {
            case CALENDAR_DATE -> ends(date, DayPart.NIGHT, settings);
            case CONTINUOUS -> continuousNight(date, settings);
        };
    }

    private static Stream<Instant> continuousNight(LocalDay date, NoiseSettings settings) {
        Instant nightStart = hourStart(date, settings.dayNight(date.date()).nightStart());
        Instant dayStart =
                hourStart(date.next(), settings.dayNight(date.next().date()).dayStart());
        return Stream.concat(date.hourEnds().stream(), date.next().hourEnds().stream())
                .filter(end -> end.isAfter(nightStart) && !end.isAfter(dayStart));
    }

    private static Instant hourStart(LocalDay date, LocalTime time) {
        return date.date().atTime(time).atZone(date.zone()).toInstant();
    }

    private static Stream<Instant> ends(LocalDay date, DayPart part, NoiseSettings settings) {
        DayNightHours hours = settings.dayNight(date.date());
        return date.hourEnds().stream().filter(end -> hours.part(startOf(end, date)) == part);
    }

    private static LocalTime startOf(Instant hourEnd, LocalDay date) {
        return hourEnd.minusSeconds(NoiseHour.SECONDS).atZone(date.zone()).toLocalTime();
    }

    private static Part part(List<Instant> ends, Map<Instant, NoiseHour> byEnd, int required, NoiseSettings settings) {
        List<NoiseHour> present =
                ends.stream().map(byEnd::get).flatMap(Stream::ofNullable).toList();
        CollectionRate rate = present.stream().map(NoiseHour::rate).reduce(CollectionRate.NONE, CollectionRate::merge);
        CollectionRate ofDue =
                new CollectionRate(rate.valid(), rate.collected(), (long) ends.size() * NoiseHour.SECONDS);
        List<BigDecimal> levels = values(present.stream().map(NoiseHour::leq));
        Coverage coverage = new Coverage(levels.size(), ends.size(), required);
        if (!coverage.sufficient() || levels.isEmpty()) {
            NoiseLevel none =
                    new Insufficient(rate.collected() == 0 ? Shortfall.NO_DATA : Shortfall.TOO_FEW_VALID, coverage);
            StatisticalLevels noLevels = StatisticalLevels.of(settings.statisticalMethod(), percent -> none);
            return new Part(none, none, noLevels, coverage, ofDue);
        }
        NoiseLevel lmax = values(present.stream().map(NoiseHour::lmax)).stream()
                .max(Comparator.naturalOrder())
                .<NoiseLevel>map(Known::new)
                .orElseGet(() -> new Insufficient(Shortfall.NOT_SENT, coverage));
        List<NoiseHour> valid =
                present.stream().filter(hour -> hour.leq().value().isPresent()).toList();
        return new Part(
                new Known(EquivalentLevel.ofEqual(levels)),
                lmax,
                statistics(valid, coverage, settings),
                coverage,
                ofDue);
    }

    private static List<BigDecimal> values(Stream<NoiseLevel> levels) {
        return levels.map(NoiseLevel::value).flatMap(Optional::stream).toList();
    }

    private static NoiseLevel ldn(Part day, Part night) {
        Optional<BigDecimal> ld = day.level.value();
        Optional<BigDecimal> ln = night.level.value();
        if (ld.isEmpty() || ln.isEmpty()) {
            Coverage of = ld.isEmpty() ? day.coverage : night.coverage;
            return new Insufficient(Shortfall.PART_MISSING, of);
        }
        return new Known(DayNightLevel.of(ld.get(), day.coverage.expected(), ln.get(), night.coverage.expected()));
    }
}
