package limpid.rollup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import limpid.Samples;
import limpid.measure.Flags;
import limpid.measure.LocalDay;
import limpid.measure.Parameter;
import limpid.measure.Parameters;
import limpid.measure.Period;
import limpid.measure.Reading;
import limpid.noise.DayReport;
import limpid.noise.HourReport;
import limpid.noise.LevelTally;
import limpid.noise.NightMeaning;
import limpid.noise.NoiseHour;
import limpid.noise.NoiseSettings;
import limpid.noise.WeatherVoids;
import limpid.store.Tallies.SeriesHour;
import org.junit.jupiter.api.Test;

/** Which source an hour is made of, and which hours make a date. */
class NoiseRollupTest {
    private static final LocalDay DATE = new LocalDay(LocalDate.of(2026, 3, 1), LocalDay.CHINA);
    private static final Instant END = Samples.at("2026-03-01T10:00:00+08:00");
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private final NoiseRollup rollup = new NoiseRollup(NoiseSettings.DEFAULT);

    @Test
    void theFinestSourceThatWasCollectedStands() {
        SeriesHour allSeconds = tally("LAS", SECOND, 3600, 50);
        SeriesHour fewSeconds = tally("LAS", SECOND, 1800, 50);
        SeriesHour minutes = tally("LEQ", MINUTE, 3600, 60);
        SeriesHour fewMinutes = tally("LEQ", MINUTE, 1800, 60);
        Reading record = leq(END, "70.0");
        assertEquals("50.0", leq(List.of(record), List.of(allSeconds, minutes)));
        assertEquals("60.0", leq(List.of(record), List.of(fewSeconds, minutes)));
        assertEquals("70.0", leq(List.of(record), List.of(fewSeconds, fewMinutes)));
        assertEquals("60.0", leq(List.of(), List.of(minutes)));
        assertEquals("50.0", leq(List.of(), List.of(fewSeconds)));
    }

    @Test
    void stampsThatOverlapSayNothing() {
        HourReport hour = result(List.of(), List.of(tally("LEQ", MINUTE, 3660, 60)), WeatherVoids.NONE);
        assertEquals("noData", hour.reason());
    }

    @Test
    void weatherVoidsTheRecordOfAnHour() {
        WeatherVoids rain = WeatherVoids.of(List.of(reading("RAIN", END, "0.2")), NoiseSettings.DEFAULT);
        assertEquals(
                "tooFewValid",
                result(List.of(leq(END, "70.0")), List.of(), rain).reason());
    }

    private String leq(List<Reading> readings, List<SeriesHour> tallies) {
        return String.valueOf(result(readings, tallies, WeatherVoids.NONE).leq());
    }

    private HourReport result(List<Reading> readings, List<SeriesHour> tallies, WeatherVoids weather) {
        HourlyValues values = HourlyValues.byStation(readings, tallies).getOrDefault("N1", HourlyValues.NONE);
        return rollup.report(END, rollup.hours(DATE.period(), values, end -> weather));
    }

    @Test
    void aContinuousNightEndsOnTheNextDate() {
        assertTrue(rollup.reachesInto(DATE, List.of(DATE.hourEnd(6))));
        assertFalse(rollup.reachesInto(DATE, List.of(DATE.hourEnd(7))));
        assertEquals(DATE.next().hourEnd(6), rollup.nightEnd(DATE));
        List<Reading> readings = new ArrayList<>();
        IntStream.rangeClosed(1, 24)
                .forEach(hour -> readings.add(leq(DATE.hourEnd(hour), hour <= 6 ? "30.0" : "60.0")));
        IntStream.rangeClosed(1, 6).forEach(hour -> readings.add(leq(DATE.next().hourEnd(hour), "60.0")));
        HourlyValues values = HourlyValues.byStation(readings, List.of()).getOrDefault("N1", HourlyValues.NONE);
        Map<Instant, NoiseHour> hours =
                rollup.hours(new Period(DATE.start(), rollup.nightEnd(DATE)), values, end -> WeatherVoids.NONE);
        DayReport calendar = rollup.days(DATE, hours).get(0);
        DayReport continuous = rollup.days(DATE, hours).get(1);
        assertTrue(calendar.official() && !continuous.official());
        assertEquals(NightMeaning.CONTINUOUS, continuous.day().nightMeaning());
        assertEquals(new BigDecimal("54.0"), published(calendar));
        assertEquals(new BigDecimal("60.0"), published(continuous));
        assertEquals(8, continuous.day().night().coverage().valid());
        assertEquals(List.of(), rollup.days(DATE.next().next(), hours));
    }

    private static BigDecimal published(DayReport result) {
        return result.day().night().level().published(NoiseSettings.DEFAULT).orElseThrow();
    }

    @Test
    void weatherMustVoidWholeMinutes() {
        assertThrows(IllegalArgumentException.class, () -> new NoiseRollup(settings(Duration.ofSeconds(30))));
    }

    private static NoiseSettings settings(Duration weatherSpan) {
        NoiseSettings usual = NoiseSettings.DEFAULT;
        return new NoiseSettings(
                usual.dayNight(),
                usual.nightMeaning(),
                usual.statisticalMethod(),
                usual.deviationDivisor(),
                usual.levelDigits(),
                usual.rounding(),
                usual.zoneJudgingDigits(),
                usual.burstDecides(),
                usual.zoneAggregation(),
                usual.windLimit(),
                weatherSpan,
                usual.rainLag(),
                usual.minimumShares(),
                usual.partsShare(),
                usual.surveyLengths(),
                usual.roadLimit(),
                usual.comparedShare(),
                usual.assessedShare());
    }

    private static SeriesHour tally(String code, Duration period, int seconds, double level) {
        LevelTally levels = LevelTally.builder().sample(level, seconds).build();
        Parameter parameter = Parameters.standard().get(code);
        return new SeriesHour("N1", parameter, period, END, seconds, 3600, null, null, null, levels, null);
    }

    private static Reading leq(Instant end, String value) {
        return reading("LEQ", end, value);
    }

    private static Reading reading(String code, Instant end, String value) {
        return new Reading(
                "N1",
                Parameters.standard().get(code),
                Period.ending(end, HOUR),
                new BigDecimal(value),
                Flags.standard().get("N"));
    }
}
