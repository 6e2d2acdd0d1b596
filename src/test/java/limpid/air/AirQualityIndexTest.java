package limpid.air;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import limpid.air.AirSettings.Index;
import limpid.air.AirSettings.Variant;
import limpid.measure.LocalDay;
import limpid.standard.AirStandard;
import limpid.standard.Averaging;
import limpid.standard.BreakpointTable;
import limpid.standard.BreakpointTable.Column;
import limpid.standard.Edition;
import limpid.standard.Pollutant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** HJ 633-2012 and HJ 633-2026, clause by clause. */
class AirQualityIndexTest {
    private static final Edition OLD = AirStandard.OF_2012.index();
    private static final Edition NEW = AirStandard.OF_2026_TRANSITION.index();

    private final AirQualityIndex index = new AirQualityIndex(AirSettings.DEFAULTS);

    @Test
    void takesTheEditionOfTheLocalDayTheHourBelongsTo() {
        assertEquals("HJ 633-2012", editionOfHour("2026-02-28T16:00:00Z"), "stamped 2026-03-01T00:00");
        assertEquals("HJ 633-2026", editionOfHour("2026-02-28T17:00:00Z"), "stamped 2026-03-01T01:00");
    }

    private static String editionOfHour(String end) {
        return AirQualityIndex.edition(LocalDay.ofEnd(Instant.parse(end), LocalDay.CHINA))
                .orElseThrow()
                .code();
    }

    @Test
    void judgesParticlesOfTheHourByTheDailyColumn() {
        assertEquals(
                100,
                index.hour(OLD, hour("6", "20", "0.5", "60", "150", "75"), MonitoringPlan.COMPLETE)
                        .aqi());
        assertEquals(
                112,
                index.hour(NEW, hour("6", "20", "0.5", "60", "150", "60"), MonitoringPlan.COMPLETE)
                        .aqi());
    }

    @Test
    void listsAllTiesInTheOrderOfTheStandardAndNoneUpToFifty() {
        AirIndex tie = index.hour(NEW, hour("6", "20", "0.5", "60", "120", "60"), MonitoringPlan.COMPLETE);
        assertEquals(List.of(Pollutant.PM10, Pollutant.PM2_5), tie.primaryPollutants());
        AirIndex fifty = index.hour(NEW, hour("6", "20", "0.5", "60", "50", "35"), MonitoringPlan.COMPLETE);
        assertEquals(50, fifty.aqi());
        assertEquals(List.of(), fifty.primaryPollutants());
    }

    @Test
    void publishesAnIncompleteHourBySimpleRestUnderTheOldEdition() {
        AirIndex rest = index.hour(OLD, without(Pollutant.O3), MonitoringPlan.COMPLETE);
        assertEquals(36, rest.aqi());
        assertEquals(Reason.MISSING, rest.item(Pollutant.O3).orElseThrow().reason());
    }

    @Test
    void publishesAnIncompleteHourUnderTheNewEditionOnlyAboveOneHundred() {
        AirIndex low = index.hour(NEW, without(Pollutant.O3), MonitoringPlan.COMPLETE);
        assertNull(low.aqi());
        assertNull(low.category());
        assertEquals(Reason.INCOMPLETE, low.reason());
        assertEquals(36, low.indexOfRest());

        Map<Pollutant, BigDecimal> high = without(Pollutant.O3);
        high.put(Pollutant.PM2_5, new BigDecimal("61"));
        assertEquals(101, index.hour(NEW, high, MonitoringPlan.COMPLETE).aqi());
        high.put(Pollutant.PM2_5, new BigDecimal("60"));
        assertNull(index.hour(NEW, high, MonitoringPlan.COMPLETE).aqi(), "100 is not above 100");
    }

    @Test
    void publishesWithoutAPollutantThatThePlanLeavesOutHarmlessly() {
        Set<Pollutant> outside = Set.of(Pollutant.O3);
        AirIndex harmless = index.hour(NEW, without(Pollutant.O3), MonitoringPlan.without(outside));
        assertEquals(36, harmless.aqi());
        assertEquals(
                Reason.OUTSIDE_PLAN, harmless.item(Pollutant.O3).orElseThrow().reason());
        AirIndex harmful = index.hour(NEW, without(Pollutant.O3), MonitoringPlan.without(outside, outside));
        assertNull(harmful.aqi());
    }

    @Test
    void canTreatOldHoursAsThePlatformDidInFebruary2026() {
        Index february = new Index(Variant.PLATFORM, Variant.PLATFORM, true, true);
        AirQualityIndex platform = new AirQualityIndex(AirSettings.DEFAULTS.with(february));
        assertNull(platform.hour(OLD, without(Pollutant.O3), MonitoringPlan.COMPLETE)
                .aqi());
        assertEquals(
                36,
                platform.day(OLD, without(Pollutant.O3), MonitoringPlan.COMPLETE)
                        .aqi(),
                "hours only");
    }

    @Test
    void followsEachEditionAboveTheHourlyColumnOfSulphurDioxide() {
        AirValues values = AirValues.ofHour(hour("801", "20", "0.5", "60", "20", "20"));
        assertEquals(200, index.hour(NEW, values, MonitoringPlan.COMPLETE).aqi());
        AirIndex without24h = index.hour(OLD, values, MonitoringPlan.COMPLETE);
        assertNull(without24h.aqi(), "not 29, for want of the index that would be 200 at least");
        assertEquals(Reason.ABOVE_TABLE, without24h.reason());
        assertEquals(
                Reason.ABOVE_TABLE, without24h.item(Pollutant.SO2).orElseThrow().reason());
        AirIndex with24h = index.hour(
                OLD, values.put(Averaging.DAY, Pollutant.SO2, new BigDecimal("475")), MonitoringPlan.COMPLETE);
        assertEquals(150, with24h.aqi());
        assertEquals(
                new BigDecimal("801"), with24h.item(Pollutant.SO2).orElseThrow().concentration());
        assertEquals(List.of("SO2: aboveTable, iaqi of 24h 475"), with24h.standIns());
    }

    /** HJ 633-2012 table 1, notes 2 and 3: at the last breakpoint of a column, and one step beyond it. */
    @Test
    void anotherMeanStandsInAboveEachColumnThatEndsEarly() {
        for (Column column : BreakpointTable.of(OLD).columns()) {
            BigDecimal last = column.points().getLast().concentration();
            Averaging instead = column.instead();
            if (instead == null) {
                continue;
            }
            boolean hourly = column.averaging() == Averaging.HOUR;
            for (BigDecimal value : List.of(last, last.add(BigDecimal.ONE))) {
                Map<Pollutant, BigDecimal> means = hour("6", "20", "0.5", "60", "20", "20");
                means = new EnumMap<>(means);
                means.put(column.pollutant(), value);
                AirValues alone = hourly ? AirValues.ofHour(means) : AirValues.ofDay(means);
                AirIndex without = judged(hourly, alone);
                boolean above = value.compareTo(last) > 0;
                assertEquals(above ? null : column.points().getLast().index(), without.aqi(), column + " " + value);
                AirIndex with = judged(hourly, alone.put(instead, column.pollutant(), new BigDecimal("801")));
                assertEquals(above, !with.standIns().isEmpty());
                assertEquals(
                        BreakpointTable.of(OLD)
                                .column(above ? instead : column.averaging(), column.pollutant())
                                .orElseThrow()
                                .index(above ? new BigDecimal("801") : value)
                                .getAsInt(),
                        with.aqi());
            }
        }
    }

    /**
     * Every column of every edition, just above its last breakpoint, by hour or by day as the column is: the index is that of the end of the column,
     * or of the mean that stands in, or there is none and why; the rest of a clean day never makes it good.
     */
    @Test
    void aboveNoColumnIsADayGood() {
        int seen = 0;
        for (Edition edition : List.of(OLD, NEW)) {
            for (Column column : BreakpointTable.of(edition).columns()) {
                BigDecimal above = column.points().getLast().concentration().add(BigDecimal.ONE);
                boolean hourly = column.averaging() == Averaging.HOUR;
                Map<Pollutant, BigDecimal> means = new EnumMap<>(hour("6", "20", "0.5", "60", "20", "20"));
                means.put(column.pollutant(), above);
                AirIndex judged = hourly
                        ? index.hour(edition, AirValues.ofHour(means), MonitoringPlan.COMPLETE)
                        : index.day(edition, AirValues.ofDay(means), MonitoringPlan.COMPLETE);
                Integer aqi = judged.aqi();
                String where = edition.label() + " " + column;
                assertEquals(aqi == null, judged.reason() != null, where);
                assertTrue(aqi == null || aqi >= 200, where + " is " + aqi);
                seen++;
            }
        }
        assertTrue(seen >= 20, "seen " + seen);
    }

    private AirIndex judged(boolean hourly, AirValues values) {
        return hourly
                ? index.hour(OLD, values, MonitoringPlan.COMPLETE)
                : index.day(OLD, values, MonitoringPlan.COMPLETE);
    }

    /** Worse by another pollutant, the index is known all the same. */
    @Test
    void whatIsWorseThanTheLastBreakpointIsPublished() {
        AirValues values = AirValues.ofHour(hour("801", "20", "0.5", "60", "20", "300"));
        assertEquals(350, index.hour(OLD, values, MonitoringPlan.COMPLETE).aqi());
    }

    @Test
    void followsEachEditionAboveTheEightHourColumnOfOzone() {
        AirValues values = AirValues.ofDay(hour("6", "20", "0.5", "801", "20", "20"))
                .put(Averaging.HOUR, Pollutant.O3, new BigDecimal("1000"));
        assertEquals(300, index.day(NEW, values, MonitoringPlan.COMPLETE).aqi());
        assertEquals(400, index.day(OLD, values, MonitoringPlan.COMPLETE).aqi());
    }

    @Test
    void roundsHalfToEvenBeforeTheIndex() {
        assertEquals(100, dayOfFineParticles("60.5"));
        assertEquals(101, dayOfFineParticles("60.6"));
    }

    private @Nullable Integer dayOfFineParticles(String concentration) {
        return index.day(NEW, hour("6", "20", "0.5", "60", "20", concentration), MonitoringPlan.COMPLETE)
                .aqi();
    }

    @Test
    void countsANegativeConcentrationAsMissing() {
        AirIndex negative = index.hour(NEW, hour("-1", "20", "0.5", "60", "20", "20"), MonitoringPlan.COMPLETE);
        assertNull(negative.aqi());
        assertEquals(Reason.NEGATIVE, negative.item(Pollutant.SO2).orElseThrow().reason());
        assertEquals(
                29,
                index.hour(NEW, hour("-0.4", "20", "0.5", "60", "20", "20"), MonitoringPlan.COMPLETE)
                        .aqi());
    }

    @Test
    void takesAnIndexOfZeroAsLevelOneAndNotesThatTheNewTableDoesNotCoverIt() {
        AirIndex zero = index.hour(NEW, hour("0", "0", "0", "0", "0", "0"), MonitoringPlan.COMPLETE);
        assertEquals(0, zero.aqi());
        assertEquals(1, Optional.ofNullable(zero.category()).orElseThrow().level());
        assertTrue(zero.zeroOutsideTable());
        assertFalse(index.hour(OLD, hour("0", "0", "0", "0", "0", "0"), MonitoringPlan.COMPLETE)
                .zeroOutsideTable());
    }

    @Test
    void saysThatNothingWasMeasured() {
        AirIndex nothing = index.hour(OLD, Map.of(), MonitoringPlan.COMPLETE);
        assertNull(nothing.aqi());
        assertEquals(Reason.MISSING, nothing.reason());
        assertEquals(6, nothing.gaps().size());
    }

    static Map<Pollutant, BigDecimal> hour(String so2, String no2, String co, String o3, String pm10, String pm25) {
        Map<Pollutant, BigDecimal> values = new EnumMap<>(Pollutant.class);
        values.put(Pollutant.SO2, new BigDecimal(so2));
        values.put(Pollutant.NO2, new BigDecimal(no2));
        values.put(Pollutant.CO, new BigDecimal(co));
        values.put(Pollutant.O3, new BigDecimal(o3));
        values.put(Pollutant.PM10, new BigDecimal(pm10));
        values.put(Pollutant.PM2_5, new BigDecimal(pm25));
        return values;
    }

    private static Map<Pollutant, BigDecimal> without(Pollutant missing) {
        Map<Pollutant, BigDecimal> values = hour("6", "20", "0.5", "60", "20", "25");
        values.remove(missing);
        return values;
    }
}
