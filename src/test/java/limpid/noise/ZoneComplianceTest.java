package limpid.noise;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import limpid.measure.Coverage;
import limpid.measure.Rounding;
import limpid.measure.Table;
import limpid.measure.Table.Row;
import limpid.noise.NoiseLevel.Insufficient;
import limpid.noise.NoiseLevel.Known;
import limpid.noise.NoiseLevel.Shortfall;
import limpid.noise.NoiseSettings.RateAggregation;
import limpid.noise.YearOnYear.Change;
import limpid.noise.YearOnYear.NotComparable;
import limpid.noise.YearOnYear.Reason;
import limpid.noise.ZoneCompliance.Unit;
import limpid.noise.ZoneVerdict.Observation;
import limpid.noise.ZoneVerdict.State;
import limpid.standard.DayPart;
import limpid.standard.NoiseSurvey;
import limpid.standard.NoiseSurvey.CitySize;
import limpid.standard.StandardBook;
import limpid.standard.ZoneLimits;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

final class ZoneComplianceTest {
    private static final NoiseSettings SETTINGS = NoiseSettings.DEFAULT;
    private static final LocalDate DATE = LocalDate.of(2025, 6, 1);
    private static final ZoneLimits LIMITS =
            ZoneLimits.of(StandardBook.standard().inForce("noise-limits", DATE).orElseThrow());
    private static final CitySize SMALL = NoiseSurvey.standard().size(300_000);
    private static final NoiseLevel SILENT = new Insufficient(Shortfall.NO_DATA, new Coverage(0, 16, 12));

    @TestFactory
    Stream<DynamicTest> eachLimitOfTheTable() {
        return Table.resource("/limpid/standard/noise/limits.csv").rows().stream()
                .map(row -> DynamicTest.dynamicTest(
                        row.required("zone") + " " + row.required("period"), () -> assertLimit(row)));
    }

    private static void assertLimit(Row row) {
        String zone = row.required("zone");
        DayPart part = DayPart.of(row.required("period"));
        BigDecimal limit = row.decimal("leq_limit_dba");
        assertState(State.COMPLIES, zone, part, limit);
        assertState(State.COMPLIES, zone, part, limit.add(new BigDecimal("0.04")));
        assertState(State.COMPLIES, zone, part, limit.add(new BigDecimal("0.05")));
        assertState(State.EXCEEDS, zone, part, limit.add(new BigDecimal("0.06")));
        ZoneVerdict over =
                judge(zone, part, known(limit.add(new BigDecimal("0.1")).toPlainString()), SILENT, SETTINGS);
        assertEquals(Optional.of(new BigDecimal("0.1")), over.exceedance());
        Optional<BigDecimal> burst = row.optionalDecimal("burst_lmax_limit_dba");
        assertEquals(part == DayPart.NIGHT, burst.isPresent());
        burst.ifPresent(allowed -> {
            assertEquals(limit.add(new BigDecimal("15")), allowed);
            assertEquals(Optional.of(false), burst(zone, allowed));
            assertEquals(Optional.of(true), burst(zone, allowed.add(new BigDecimal("0.1"))));
        });
    }

    /** A tie at 0.05 goes to the even tenth, which is the limit itself. */
    private static void assertState(State expected, String zone, DayPart part, BigDecimal level) {
        assertEquals(
                expected,
                judge(zone, part, known(level.toPlainString()), SILENT, SETTINGS)
                        .state(),
                level + " dB");
    }

    private static Optional<Boolean> burst(String zone, BigDecimal lmax) {
        return judge(zone, DayPart.NIGHT, known("30"), known(lmax.toPlainString()), SETTINGS)
                .burst();
    }

    @Test
    void aBurstDecidesOnlyWhereTheCitySaysSo() {
        NoiseLevel loud = known("66");
        assertEquals(
                State.COMPLIES,
                judge("2", DayPart.NIGHT, known("50"), loud, SETTINGS).state());
        assertEquals(
                State.EXCEEDS,
                judge("2", DayPart.NIGHT, known("50"), loud, Changed.with("burstDecides", true))
                        .state());
        assertEquals(
                Optional.empty(),
                judge("2", DayPart.DAY, known("50"), loud, SETTINGS).burst(),
                "nights only");
    }

    @Test
    void wholeDecibelsWhereTheCityJudgesBySuch() {
        NoiseSettings whole = Changed.with("zoneJudgingDigits", 0);
        assertEquals(
                State.EXCEEDS,
                judge("2", DayPart.DAY, known("60.4"), SILENT, SETTINGS).state());
        assertEquals(
                State.COMPLIES,
                judge("2", DayPart.DAY, known("60.4"), SILENT, whole).state());
    }

    @Test
    void anOlderRailwayHasItsOwnNightLimit() {
        Observation beside = new Observation(
                "P1", "4b", DayPart.NIGHT, DATE, known("57"), known("71"), Optional.of(new BigDecimal("55")));
        ZoneVerdict verdict = ZoneVerdict.judge(beside, LIMITS, SETTINGS);
        assertEquals(State.EXCEEDS, verdict.state());
        assertEquals(Optional.of(new BigDecimal("2.0")), verdict.exceedance());
        assertEquals(Optional.of(true), verdict.burst(), "70 is 15 above 55");
    }

    @Test
    void refusesAZoneTheStandardDoesNotHave() {
        assertThrows(IllegalArgumentException.class, () -> judge("4", DayPart.DAY, known("60"), SILENT, SETTINGS));
    }

    @Test
    void ratesOfBulletins() {
        assertAll(Table.resource("/golden/noise/zone-rates.csv").rows().stream().map(row -> () -> assertRate(row)));
    }

    private static void assertRate(Row row) {
        DayPart part = DayPart.of(row.required("part"));
        int compliant = row.integer("compliant");
        int valid = row.integer("valid");
        List<ZoneVerdict> verdicts = new ArrayList<>();
        for (int i = 0; i < row.integer("due"); i++) {
            NoiseLevel level = i < compliant ? known("40") : i < valid ? known("80") : SILENT;
            verdicts.add(verdict("P" + i, "2", part, level));
        }
        Unit unit = ZoneCompliance.unit(StandardBook.standard(), LocalDate.parse(row.required("date")));
        ZoneCompliance rates = ZoneCompliance.of(part, unit, "v1", verdicts, SMALL, SETTINGS);
        assertEquals(row.required("unit"), rates.unit().code(), row.required("place"));
        assertEquals(valid, rates.total().valid());
        assertEquals(verdicts.size(), rates.total().monitored());
        assertEquals(
                row.optionalDecimal("percent"),
                rates.total().percent().map(percent -> Rounding.halfEven(percent, 1)),
                row.required("place"));
    }

    @Test
    void byClassAndInTotalDayAndNightApart() {
        List<ZoneVerdict> verdicts = List.of(
                verdict("P1", "1", DayPart.DAY, known("55")),
                verdict("P2", "1", DayPart.DAY, known("56")),
                verdict("P3", "4a", DayPart.DAY, known("70")),
                verdict("P3", "4a", DayPart.NIGHT, known("56")),
                verdict("P4", "2", DayPart.DAY, SILENT));
        ZoneCompliance day = ZoneCompliance.of(DayPart.DAY, Unit.STATION_DAYS, "v1", verdicts, SMALL, SETTINGS);
        assertEquals(List.of("1", "2", "4a"), List.copyOf(day.byClass().keySet()));
        assertEquals(percent("50.000000"), ofClass(day, "1"));
        assertEquals(percent("100.000000"), ofClass(day, "4a"));
        assertEquals(Optional.empty(), ofClass(day, "2"), "no valid data is no rate");
        assertEquals(percent("66.666667"), day.total().percent());
        assertEquals(new Coverage(3, 4, 7), day.coverage(), "P4 has no valid data, a small city needs seven");
        ZoneCompliance night = ZoneCompliance.of(DayPart.NIGHT, Unit.STATION_DAYS, "v1", verdicts, SMALL, SETTINGS);
        assertEquals(percent("0.000000"), night.total().percent());
    }

    private static Optional<BigDecimal> ofClass(ZoneCompliance compliance, String zone) {
        return Objects.requireNonNull(compliance.byClass().get(zone)).percent();
    }

    @Test
    void pooledOrMeanOfPoints() {
        List<ZoneVerdict> verdicts = List.of(
                verdict("P1", "2", DayPart.DAY, known("50")),
                verdict("P1", "2", DayPart.DAY, known("50")),
                verdict("P1", "2", DayPart.DAY, known("50")),
                verdict("P2", "2", DayPart.DAY, known("70")),
                verdict("P3", "2", DayPart.DAY, SILENT));
        assertEquals(percent("75.000000"), rates(verdicts, SETTINGS).total().percent());
        NoiseSettings mean = Changed.with("zoneAggregation", RateAggregation.MEAN_OF_POINTS);
        assertEquals(percent("50.000000"), rates(verdicts, mean).total().percent(), "P3 has no rate of its own");
    }

    @Test
    void changesAreInPercentagePointsOfTheSameUnitAndPoints() {
        ZoneCompliance all = rates(List.of(verdict("P1", "2", DayPart.DAY, known("50"))), SETTINGS);
        ZoneCompliance none = rates(List.of(verdict("P1", "2", DayPart.DAY, known("70"))), SETTINGS);
        ZoneCompliance other = rates(List.of(verdict("P2", "2", DayPart.DAY, known("50"))), SETTINGS);
        ZoneCompliance quarterly = ZoneCompliance.of(
                DayPart.DAY,
                Unit.POINT_TIMES,
                "v1",
                List.of(verdict("P1", "2", DayPart.DAY, known("50"))),
                SMALL,
                SETTINGS);
        assertEquals(new Change(new BigDecimal("100.0")), all.since(none, 1, SETTINGS));
        assertEquals(Optional.of(Reason.POINT_SET_CHANGED), reason(all.since(other, 1, SETTINGS)));
        assertEquals(Optional.of(Reason.UNIT_CHANGED), reason(all.since(quarterly, 1, SETTINGS)));
    }

    /** A point counts as measured by one day of a year, but a rate stands on its days: three of four compare, two do not. */
    @Test
    void aRateOfTooFewDaysIsNotCompared() {
        ZoneCompliance whole = rates(days(4, 0), SETTINGS);
        assertEquals(Optional.empty(), reason(whole.since(rates(days(3, 1), SETTINGS), 1, SETTINGS)));
        ZoneCompliance thin = rates(days(2, 2), SETTINGS);
        assertEquals(Optional.of(Reason.TOO_FEW_CHECKS), reason(whole.since(thin, 1, SETTINGS)));
        assertEquals(Optional.of(Reason.TOO_FEW_CHECKS), reason(thin.since(whole, 1, SETTINGS)));
    }

    @Test
    void aRateOfTooFewDaysIsWithheldWhereARuleSaysSo() {
        NoiseSettings most = Changed.with("assessedShare", new BigDecimal("0.75"));
        assertEquals(percent("100.000000"), rates(days(3, 1), most).total().percent());
        ZoneCompliance.Rate thin = rates(days(2, 2), most).total();
        assertEquals(Optional.empty(), thin.percent());
        assertEquals(Optional.of(Shortfall.TOO_FEW_VALID), thin.shortfall());
        assertEquals(percent("100.000000"), rates(days(2, 2), SETTINGS).total().percent());
    }

    private static List<ZoneVerdict> days(int valid, int silent) {
        List<ZoneVerdict> days = new ArrayList<>();
        for (int day = 0; day < valid + silent; day++) {
            days.add(verdict("P1", "2", DayPart.DAY, day < valid ? known("50") : SILENT));
        }
        return days;
    }

    private static Optional<Reason> reason(YearOnYear change) {
        return change instanceof NotComparable not ? Optional.of(not.reason()) : Optional.empty();
    }

    private static Optional<BigDecimal> percent(String value) {
        return Optional.of(new BigDecimal(value));
    }

    private static ZoneCompliance rates(List<ZoneVerdict> verdicts, NoiseSettings settings) {
        return ZoneCompliance.of(DayPart.DAY, Unit.STATION_DAYS, "v1", verdicts, SMALL, settings);
    }

    private static ZoneVerdict verdict(String point, String zone, DayPart part, NoiseLevel level) {
        return ZoneVerdict.judge(
                new Observation(point, zone, part, DATE, level, SILENT, Optional.empty()), LIMITS, SETTINGS);
    }

    private static ZoneVerdict judge(
            String zone, DayPart part, NoiseLevel level, NoiseLevel lmax, NoiseSettings settings) {
        return ZoneVerdict.judge(
                new Observation("P1", zone, part, DATE, level, lmax, Optional.empty()), LIMITS, settings);
    }

    private static NoiseLevel known(String level) {
        return new Known(new BigDecimal(level));
    }
}
