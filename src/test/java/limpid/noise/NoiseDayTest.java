package limpid.noise;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import limpid.measure.Coverage;
import limpid.measure.LocalDay;
import limpid.measure.Period;
import limpid.measure.Table;
import limpid.measure.Table.Row;
import limpid.noise.EquivalentLevel.Span;
import limpid.noise.NoiseLevel.Insufficient;
import limpid.noise.NoiseLevel.Shortfall;
import org.junit.jupiter.api.Test;

final class NoiseDayTest {
    private static final LocalDay DATE = new LocalDay(LocalDate.of(2025, 3, 22), LocalDay.CHINA);
    private static final NoiseSettings SETTINGS = NoiseSettings.DEFAULT;

    @Test
    void goldenRows() {
        assertAll(Table.resource("/golden/noise/days.csv").rows().stream().map(row -> () -> assertRow(row)));
    }

    private static void assertRow(Row row) {
        Map<Instant, NoiseHour> hours = new HashMap<>(hours(DATE, row.required("hours")));
        hours.putAll(hours(DATE.next(), row.text("next")));
        NightMeaning meaning =
                row.required("night").equals("continuous") ? NightMeaning.CONTINUOUS : NightMeaning.CALENDAR_DATE;
        NoiseSettings settings =
                Changed.with(boundaries(row.integer("day_start"), row.integer("night_start")), "nightMeaning", meaning);
        NoiseDay day = NoiseDay.of(DATE, hours, settings);
        assertFigure(row, "ld", day.day().level());
        assertFigure(row, "ln", day.night().level());
        assertFigure(row, "ldn", day.ldn());
        assertFigure(row, "leq", day.leq());
        assertEquals(meaning, day.nightMeaning());
    }

    private static void assertFigure(Row row, String column, NoiseLevel level) {
        String figure = level.published(SETTINGS).map(BigDecimal::toPlainString).orElse("insufficient");
        assertEquals(row.required(column), figure, row.required("case") + " " + column);
    }

    @Test
    void theHourAtABoundaryBelongsToThePartThatBeginsThere() {
        Map<Instant, NoiseHour> hours = hours(DATE, "50 ".repeat(6) + "90" + " 50".repeat(15) + " 80 50");
        NoiseDay day = NoiseDay.of(DATE, hours, SETTINGS);
        assertEquals(Optional.of(new BigDecimal("90.0")), day.day().lmax().published(SETTINGS), "06:00 is day");
        assertEquals(Optional.of(new BigDecimal("80.0")), day.night().lmax().published(SETTINGS), "22:00 is night");
    }

    @Test
    void silenceIsDueButNotCollected() {
        NoiseDay day = NoiseDay.of(DATE, Map.of(), SETTINGS);
        assertEquals(Optional.of(Shortfall.NO_DATA), day.day().level().shortfall());
        assertEquals(Optional.of(Shortfall.PART_MISSING), day.ldn().shortfall());
        assertEquals(new Coverage(0, 16, 12), day.day().coverage());
        assertEquals(new CollectionRate(0, 0, 8 * 3600), day.night().rate());
    }

    @Test
    void statisticalLevelsAreThoseOfTheMergedSamples() {
        Map<Instant, NoiseHour> hours = new HashMap<>();
        IntStream.rangeClosed(1, 18).forEach(hour -> hours.put(DATE.hourEnd(hour), sampled(1200, hour <= 6 ? 21 : 41)));
        NoiseDay day = NoiseDay.of(DATE, hours, SETTINGS);
        assertEquals(
                Optional.of(new BigDecimal("58.1")),
                day.day().statistics().l10().published(SETTINGS));
        assertEquals(
                Optional.of(new BigDecimal("30.5")),
                day.night().statistics().l50().published(SETTINGS));
        assertEquals(
                Optional.of(new BigDecimal("26.9")),
                day.all().statistics().l90().published(SETTINGS));
        assertEquals(Optional.of(new BigDecimal("60.0")), day.all().lmax().published(SETTINGS));
        assertEquals(StatisticalMethod.LINEAR, day.all().statistics().method());
    }

    @Test
    void hoursThatTheStationAveragedHaveNoStatisticalLevels() {
        NoiseDay day = NoiseDay.of(DATE, hours(DATE, "50 ".repeat(24).strip()), SETTINGS);
        assertEquals(
                new Insufficient(Shortfall.NOT_SAMPLED, new Coverage(0, 86_400, 18 * 1200)),
                day.all().statistics().l90());
    }

    /** Levels of this and the next 19 dB in turn. */
    private static NoiseHour sampled(int seconds, int lowest) {
        LevelTally.Builder samples = LevelTally.builder();
        IntStream.range(0, seconds).forEach(second -> samples.sample(lowest + second % 20, 1));
        return NoiseHour.of(samples.build(), SETTINGS);
    }

    @Test
    void aContinuousNightEndsWhenTheNextDateSaysSo() {
        DayNightHours next = new DayNightHours(DATE.next().date(), LocalTime.of(7, 0), LocalTime.of(22, 0));
        NoiseSettings settings = Changed.with(Changed.dayNight(next), "nightMeaning", NightMeaning.CONTINUOUS);
        assertEquals(9, NoiseDay.of(DATE, Map.of(), settings).night().coverage().expected());
        assertEquals(
                9,
                NoiseDay.of(DATE.next(), Map.of(), settings).night().coverage().expected());
    }

    @Test
    void aRecordedDayReproducesThePublishedFigures() {
        RecordedSeconds recorded = RecordedSeconds.read();
        Map<Instant, NoiseHour> hours = new HashMap<>();
        for (int hour = 0; hour < 24; hour++) {
            hours.put(DATE.hourEnd(hour + 1), NoiseHour.of(recorded.hour(hour), SETTINGS));
        }
        NoiseDay day = NoiseDay.of(DATE, hours, boundaries(7, 19));
        BigDecimal ln = NoiseDay.of(DATE, hours, boundaries(7, 23))
                .night()
                .level()
                .value()
                .orElseThrow();
        BigDecimal ld = day.day().level().value().orElseThrow();
        BigDecimal evening = EquivalentLevel.ofEqual(IntStream.range(20, 24)
                .mapToObj(hour -> Objects.requireNonNull(hours.get(DATE.hourEnd(hour)))
                        .leq()
                        .value()
                        .orElseThrow())
                .toList());
        BigDecimal lden = EquivalentLevel.ofSpans(List.of(
                new Span(ld, Duration.ofHours(12)),
                new Span(evening.add(new BigDecimal(5)), Duration.ofHours(4)),
                new Span(ln.add(BigDecimal.TEN), Duration.ofHours(8))));
        NoiseDay shorter = NoiseDay.of(DATE, hours, boundaries(7, 22));
        assertPublished("24h", "Leq", day.leq().value().orElseThrow());
        assertPublished("day", "Lday", ld);
        assertPublished("evening", "Levening", evening);
        assertPublished("night", "Lnight", ln);
        assertPublished("24h", "Lden", lden);
        assertPublished("07-22", "Leq", shorter.day().level().value().orElseThrow());
        assertPublished("22-07", "Leq", shorter.night().level().value().orElseThrow());
    }

    private static void assertPublished(String scope, String indicator, BigDecimal level) {
        Row expected = Table.resource("/recorded/noise-laeq-1s-2025-03-22-expected.csv").rows().stream()
                .filter(row -> row.required("scope").equals(scope))
                .filter(row -> row.required("indicator").equals(indicator))
                .findFirst()
                .orElseThrow();
        BigDecimal off = level.subtract(expected.decimal("value_dB")).abs();
        assertTrue(
                off.compareTo(expected.decimal("tolerance_dB")) <= 0, () -> scope + " " + indicator + " is " + level);
    }

    private static NoiseSettings boundaries(int dayStart, int nightStart) {
        return Changed.dayNight(
                new DayNightHours(LocalDate.EPOCH, LocalTime.of(dayStart, 0), LocalTime.of(nightStart, 0)));
    }

    static Map<Instant, NoiseHour> hours(LocalDay date, String levels) {
        Map<Instant, NoiseHour> hours = new HashMap<>();
        String[] fields = levels.isEmpty() ? new String[0] : levels.split(" ");
        for (int hour = 0; hour < fields.length; hour++) {
            Instant end = date.hourEnd(hour + 1);
            if (!fields[hour].equals("-")) {
                Period period = Period.ending(end, Duration.ofHours(1));
                BigDecimal leq = new BigDecimal(fields[hour]);
                StationRecord record = new StationRecord(
                        period, leq, Optional.of(leq), Optional.of(leq), Optional.empty(), Map.of(), Optional.empty());
                hours.put(end, NoiseHour.ofRecord(record, SETTINGS));
            }
        }
        return hours;
    }
}
