package limpid.noise;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import limpid.measure.Flags;
import limpid.measure.Parameters;
import limpid.measure.Period;
import limpid.measure.Reading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WeatherVoidsTest {
    private static final Instant HOUR_END = Instant.parse("2025-03-22T10:00:00Z");
    private static final NoiseSettings SETTINGS = NoiseSettings.DEFAULT;

    @ParameterizedTest
    @CsvSource({"4.9, ''", "5.0, WIND", "5.1, WIND"})
    void windOfTheLimitIsTooMuch(String metresPerSecond, String reason) {
        WeatherVoids voids = WeatherVoids.of(List.of(reading("WS", metresPerSecond, 0, 60)), SETTINGS);
        assertEquals(reason, name(voids.reason(second(30))));
    }

    @ParameterizedTest
    @CsvSource({"0, ''", "0.1, RAIN"})
    void anyRainIsTooMuch(String millimetres, String reason) {
        WeatherVoids voids = WeatherVoids.of(List.of(reading("RAIN", millimetres, 0, 60)), SETTINGS);
        assertEquals(reason, name(voids.reason(second(30))));
    }

    @Test
    void oneRainySecondVoidsItsMinute() {
        WeatherVoids voids = WeatherVoids.of(List.of(reading("RAIN", "1", 130, 131)), SETTINGS);
        assertEquals(Optional.empty(), voids.reason(second(119)));
        assertEquals(Optional.of(InvalidReason.RAIN), voids.reason(second(120)), "the second after 120 s");
        assertEquals(Optional.of(InvalidReason.RAIN), voids.reason(second(179)));
        assertEquals(Optional.empty(), voids.reason(second(180)));
        assertEquals(Optional.of(InvalidReason.RAIN), voids.reason(span(0, 3600)), "a record that holds it");
    }

    @Test
    void spanAndLagAreSettings() {
        List<Reading> rain = List.of(reading("RAIN", "1", 130, 131));
        WeatherVoids hour = WeatherVoids.of(rain, Changed.with("weatherSpan", Duration.ofHours(1)));
        assertEquals(Optional.of(InvalidReason.RAIN), hour.reason(second(0)));
        assertEquals(Optional.of(InvalidReason.RAIN), hour.reason(second(3599)));
        assertEquals(Optional.empty(), hour.reason(second(3600)));

        NoiseSettings exact = Changed.with("weatherSpan", Duration.ofSeconds(1));
        WeatherVoids lag = WeatherVoids.of(rain, Changed.with(exact, "rainLag", Duration.ofSeconds(10)));
        assertEquals(Optional.empty(), lag.reason(second(129)));
        assertEquals(Optional.of(InvalidReason.RAIN), lag.reason(second(130)));
        assertEquals(Optional.of(InvalidReason.RAIN), lag.reason(second(140)));
        assertEquals(Optional.empty(), lag.reason(second(141)));
    }

    @Test
    void rainComesBeforeWindInEitherOrder() {
        Reading rain = reading("RAIN", "1", 0, 60);
        Reading wind = reading("WS", "9", 0, 60);
        assertEquals(
                Optional.of(InvalidReason.RAIN),
                WeatherVoids.of(List.of(rain, wind), SETTINGS).reason(second(1)));
        assertEquals(
                Optional.of(InvalidReason.RAIN),
                WeatherVoids.of(List.of(wind, rain), SETTINGS).reason(second(1)));
    }

    @Test
    void eachSecondCarriesItsReason() {
        WeatherVoids voids = WeatherVoids.of(List.of(reading("RAIN", "1", 0, 60)), SETTINGS);
        List<Reading> seconds = List.of(
                reading("LAS", "50", 59, 60),
                reading("LAS", "51", 60, 61),
                flagged("LAS", "99", 61, 62, "D"),
                flagged("LAS", "99", 62, 63, "RI"),
                new Reading(
                        "N1",
                        Parameters.standard().get("LAS"),
                        span(63, 64),
                        null,
                        Flags.standard().normal()));
        LevelTally tally = SecondLevels.tally(seconds, voids);
        assertEquals(
                Map.of(
                        InvalidReason.RAIN,
                        1L,
                        InvalidReason.FAULT,
                        1L,
                        InvalidReason.MANUAL,
                        1L,
                        InvalidReason.OFFLINE,
                        1L),
                tally.invalidSeconds());
        assertEquals(Optional.of(new BigDecimal("51.000000")), tally.equivalentLevel());
        assertEquals(4, tally.collectedSeconds(), "what never came was not collected");
    }

    @Test
    void aRecordIsMadeOfItsReadings() {
        List<Reading> readings = List.of(
                reading("LEQ", "55.5", 0, 60),
                reading("LMAX", "70", 0, 60),
                flagged("LMIN", "0", 0, 60, "D"),
                reading("L10", "58", 0, 60));
        StationRecord record = StationRecord.of(span(0, 60), readings, WeatherVoids.NONE);
        assertEquals(new BigDecimal("55.5"), record.leq());
        assertEquals(Optional.of(new BigDecimal("70")), record.lmax());
        assertEquals(Optional.empty(), record.lmin(), "flagged as a fault");
        assertEquals(Optional.of(new BigDecimal("58")), record.exceeded(10));
        assertEquals(Optional.empty(), record.exceeded(90));
        WeatherVoids wet = WeatherVoids.of(List.of(reading("RAIN", "1", 30, 31)), SETTINGS);
        assertEquals(
                Map.of(InvalidReason.RAIN, 60L),
                StationRecord.of(span(0, 60), readings, wet).tally().invalidSeconds());
    }

    @Test
    void recordsOfSeveralPeriodsMerge() {
        LevelTally minutes = StationRecord.tally(
                List.of(
                        reading("LEQ", "60", 0, 60),
                        reading("LMAX", "75", 0, 60),
                        reading("LEQ", "70", 60, 120),
                        reading("LMAX", "74", 60, 120),
                        flagged("LEQ", "90", 120, 180, "C")),
                WeatherVoids.NONE);
        assertEquals(120, minutes.seconds());
        assertEquals(Optional.of(new BigDecimal("67.403627")), minutes.equivalentLevel());
        assertEquals(Optional.of(new BigDecimal("75.000000")), minutes.max());
        assertEquals(Map.of(InvalidReason.CALIBRATION, 60L), minutes.invalidSeconds());
    }

    private static String name(Optional<InvalidReason> reason) {
        return reason.map(InvalidReason::name).orElse("");
    }

    private static Reading reading(String parameter, String value, int fromSecond, int toSecond) {
        return flagged(parameter, value, fromSecond, toSecond, "N");
    }

    private static Reading flagged(String parameter, String value, int fromSecond, int toSecond, String flag) {
        return new Reading(
                "N1",
                Parameters.standard().get(parameter),
                span(fromSecond, toSecond),
                new BigDecimal(value),
                Flags.standard().get(flag));
    }

    private static Period second(int from) {
        return span(from, from + 1);
    }

    private static Period span(int fromSecond, int toSecond) {
        return new Period(HOUR_END.plusSeconds(fromSecond), HOUR_END.plusSeconds(toSecond));
    }
}
