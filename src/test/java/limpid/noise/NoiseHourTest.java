package limpid.noise;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import limpid.measure.Coverage;
import limpid.measure.Period;
import limpid.measure.Table;
import limpid.measure.Table.Row;
import limpid.noise.NoiseLevel.Insufficient;
import limpid.noise.NoiseLevel.Shortfall;
import org.junit.jupiter.api.Test;

final class NoiseHourTest {
    private static final BigDecimal TOLERANCE = new BigDecimal("0.05");
    private static final NoiseSettings SETTINGS = NoiseSettings.DEFAULT;
    private static final int REQUIRED = SETTINGS.minimumShares().hourSeconds();

    private final RecordedSeconds recorded = RecordedSeconds.read();

    @Test
    void recordedHoursReproduceThePublishedFigures() {
        assertAll(expected(scope -> scope.startsWith("hour ")).map(row -> () -> {
            NoiseHour hour =
                    hour(recorded.hour(Integer.parseInt(row.required("scope").substring(5))));
            NoiseLevel level =
                    switch (row.required("indicator")) {
                        case "Leq" -> hour.leq();
                        case "L10" -> hour.levels().l10();
                        case "L50" -> hour.levels().l50();
                        case "L90" -> hour.levels().l90();
                        default -> throw row.malformed("indicator", "not known");
                    };
            assertNear(row, level.value().orElseThrow());
        }));
    }

    @Test
    void spansOfManyHoursReproduceThePublishedFigures() {
        LevelTally daytime = recorded.between(LocalTime.of(7, 0), LocalTime.of(22, 0));
        LevelTally night = LevelTally.merge(IntStream.of(22, 23, 0, 1, 2, 3, 4, 5, 6)
                .mapToObj(recorded::hour)
                .toList());
        assertAll(expected(scope -> scope.matches("24h|07-22|22-07"))
                .filter(row -> !row.required("indicator").equals("Lden"))
                .map(row -> () -> {
                    LevelTally tally =
                            switch (row.required("scope")) {
                                case "24h" -> LevelTally.merge(List.of(daytime, night));
                                case "07-22" -> daytime;
                                default -> night;
                            };
                    String indicator = row.required("indicator");
                    assertNear(
                            row,
                            indicator.equals("Leq")
                                    ? tally.equivalentLevel().orElseThrow()
                                    : StatisticalLevels.exceeded(
                                            tally, Integer.parseInt(indicator.substring(1)), StatisticalMethod.LINEAR));
                }));
    }

    private static Stream<Row> expected(Predicate<String> scope) {
        return Table.resource("/recorded/noise-laeq-1s-2025-03-22-expected.csv").rows().stream()
                .filter(row -> scope.test(row.required("scope")));
    }

    private static void assertNear(Row row, BigDecimal level) {
        BigDecimal off = level.subtract(row.decimal("value_dB")).abs();
        BigDecimal allowed = row.required("indicator").startsWith("Le") ? row.decimal("tolerance_dB") : TOLERANCE;
        assertTrue(
                off.compareTo(allowed) <= 0,
                () -> row.required("scope") + " " + row.required("indicator") + " is " + level);
    }

    @Test
    void requiredSecondsAreEnoughAndOneLessIsNot() {
        NoiseHour enough = hour(seconds(REQUIRED));
        assertEquals(Optional.of(new BigDecimal("50.0")), enough.leq().published(SETTINGS));
        assertEquals(Optional.of(new BigDecimal("50.0")), enough.levels().l90().published(SETTINGS));

        NoiseHour short1 = hour(seconds(REQUIRED - 1));
        NoiseLevel insufficient =
                new Insufficient(Shortfall.TOO_FEW_VALID, new Coverage(REQUIRED - 1, NoiseHour.SECONDS, REQUIRED));
        assertEquals(insufficient, short1.leq());
        assertEquals(insufficient, short1.sd());
        assertEquals(insufficient, short1.levels().l10());
    }

    @Test
    void silenceIsNoDataAndNeverZero() {
        NoiseHour silent = hour(LevelTally.EMPTY);
        assertEquals(Optional.of(Shortfall.NO_DATA), silent.leq().shortfall());
        assertEquals(Optional.empty(), silent.lmax().value());
        assertEquals(new CollectionRate(0, 0, NoiseHour.SECONDS), silent.rate());
    }

    @Test
    void rainLowersTheValidRateButNotTheTotal() {
        LevelTally wet = LevelTally.builder()
                .add(seconds(1800))
                .invalid(InvalidReason.RAIN, 900)
                .invalid(InvalidReason.OFFLINE, 300)
                .build();
        NoiseHour hour = hour(wet);
        assertEquals("50.0", hour.rate().validShare().percent(1).orElseThrow().toPlainString());
        assertEquals("75.0", hour.rate().total().percent(1).orElseThrow().toPlainString());
    }

    @Test
    void minutesAveragedByTheStationGiveNoStatisticalLevels() {
        LevelTally.Builder minutes = LevelTally.builder();
        IntStream.range(0, 60)
                .forEach(i -> minutes.record(50 + i % 2, OptionalDouble.of(40), OptionalDouble.of(70), 60));
        NoiseHour hour = hour(minutes.build());
        assertEquals("50.5", hour.leq().published(SETTINGS).orElseThrow().toPlainString());
        assertEquals("70.0", hour.lmax().published(SETTINGS).orElseThrow().toPlainString());
        assertEquals("40.0", hour.lmin().published(SETTINGS).orElseThrow().toPlainString());
        assertEquals(Optional.of(Shortfall.NOT_SAMPLED), hour.levels().l50().shortfall());
        assertEquals(Optional.of(Shortfall.NOT_SAMPLED), hour.sd().shortfall());
    }

    @Test
    void oneMinuteWithoutExtremesLeavesThoseOfTheHourUnknown() {
        LevelTally minute = LevelTally.builder()
                .record(50, OptionalDouble.empty(), OptionalDouble.of(60), 60)
                .build();
        NoiseHour hour = hour(LevelTally.merge(List.of(seconds(3000), LevelTally.fromBytes(minute.toBytes()))));
        assertEquals(Optional.of(Shortfall.NOT_SENT), hour.lmin().shortfall());
        assertEquals(Optional.of(new BigDecimal("60.0")), hour.lmax().published(SETTINGS));
    }

    @Test
    void anHourTheStationAveragedKeepsItsOwnStatistics() {
        Period period = Period.ending(Instant.parse("2025-03-22T01:00:00Z"), Duration.ofHours(1));
        StationRecord record = new StationRecord(
                period,
                new BigDecimal("55.5"),
                Optional.of(new BigDecimal("50")),
                Optional.of(new BigDecimal("41")),
                Optional.of(new BigDecimal("2.5")),
                Map.of(10, new BigDecimal("58.2")),
                Optional.empty());
        NoiseHour hour = NoiseHour.ofRecord(record, SETTINGS);
        assertEquals(StatisticalMethod.BY_STATION, hour.levels().method());
        assertEquals(Optional.of(new BigDecimal("58.2")), hour.levels().l10().published(SETTINGS));
        assertEquals(Optional.of(Shortfall.NOT_SENT), hour.levels().l90().shortfall());
        assertEquals(Optional.of(new BigDecimal("2.5")), hour.sd().published(SETTINGS));
        assertEquals(Optional.of(new BigDecimal("41.0")), hour.lmin().published(SETTINGS));
        assertEquals(Optional.of(Shortfall.NOT_SENT), hour.lmax().shortfall(), "50 contradicts 55.5");
    }

    private static LevelTally seconds(int count) {
        LevelTally.Builder tally = LevelTally.builder();
        IntStream.range(0, count).forEach(i -> tally.sample(50, 1));
        return tally.build();
    }

    private static NoiseHour hour(LevelTally tally) {
        return NoiseHour.of(tally, SETTINGS);
    }
}
