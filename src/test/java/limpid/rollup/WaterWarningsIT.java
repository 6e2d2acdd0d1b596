package limpid.rollup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import limpid.PostgresExtension;
import limpid.Samples;
import limpid.alert.Alert;
import limpid.alert.AlertSettings;
import limpid.alert.Silence;
import limpid.decode.Payload;
import limpid.measure.Flags;
import limpid.measure.Medium;
import limpid.measure.Reading;
import limpid.measure.Table;
import limpid.rule.Rules;
import limpid.station.Station;
import limpid.station.Station.Siting;
import limpid.station.Station.WaterBodyType;
import limpid.store.Alerts.Kept;
import limpid.store.Alerts.Question;
import limpid.store.Arrival;
import limpid.store.Span;
import limpid.store.postgres.PostgresAlerts;
import limpid.store.postgres.PostgresReadings;
import limpid.store.postgres.PostgresSectionLimits;
import limpid.store.postgres.PostgresStations;
import limpid.store.postgres.PostgresWorkload;
import limpid.water.PlannedLimit;
import limpid.water.SectionTarget.OwnLimit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Alerts of sections, from readings to what is kept, however late and in whatever order the readings come. */
class WaterWarningsIT {
    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final Duration FOUR_HOURS = Duration.ofHours(4);
    private static final Instant START = Samples.at("2026-03-01T00:00:00+08:00");

    private final PostgresStations stations = new PostgresStations(POSTGRES.dataSource(), InstantSource.system());
    private final PostgresReadings readings = new PostgresReadings(POSTGRES.dataSource());
    private final PostgresAlerts alerts = new PostgresAlerts(POSTGRES.dataSource(), false);

    @Test
    void anAlertIsRaisedOnceAndClearsByItself() {
        register("RAISED");
        arrive(set("RAISED", 0, "0.4"), set("RAISED", 1, "1.6"));
        assertEquals(
                List.of("class-fell 1-", "jump NH3N 1-", "over-limit NH3N 1-", "worse-than-target 1-"), seen("RAISED"));
        arrive(set("RAISED", 2, "1.7"));
        assertEquals(
                List.of("class-fell 1-2", "jump NH3N 1-2", "over-limit NH3N 1-", "worse-than-target 1-"),
                seen("RAISED"));
        arrive(set("RAISED", 3, "0.6"));
        assertEquals(
                List.of("class-fell 1-2", "jump NH3N 1-2", "over-limit NH3N 1-3", "worse-than-target 1-3"),
                seen("RAISED"));
        Alert over = kept("RAISED").stream()
                .map(Kept::alert)
                .filter(alert -> alert.kind().equals("over-limit"))
                .findFirst()
                .orElseThrow();
        assertEquals("1.6 of 1, 1.6 against 1", over.value() + " of " + over.threshold() + ", " + over.seen());
        assertEquals(1, over.evidence().size());
    }

    @Test
    void aLateSetMovesTheBeginningAndTakesBackWhatNeverHeld() {
        register("LATE");
        arrive(set("LATE", 0, "0.4"), set("LATE", 3, "1.6"), set("LATE", 4, "1.6"));
        assertEquals(
                List.of("class-fell 3-4", "jump NH3N 3-4", "over-limit NH3N 3-", "worse-than-target 3-"), seen("LATE"));
        arrive(set("LATE", 1, "0.9"), set("LATE", 2, "1.2"));
        assertEquals(List.of("over-limit NH3N 2-", "worse-than-target 2-"), seen("LATE"));
        assertEquals(
                4, kept("LATE").stream().filter(one -> one.alert().withdrawn()).count());
    }

    @Test
    void aCorrectionTakesTheAlertBackAndItsHistoryTellsSo() {
        register("WRONG");
        arrive(set("WRONG", 0, "0.4"), set("WRONG", 1, "0.9"), set("WRONG", 2, "9"));
        assertTrue(seen("WRONG").contains("over-limit NH3N 2-"), () -> seen("WRONG")
                .toString());
        arrive(set("WRONG", 2, "0.9"));
        assertEquals(List.of(), seen("WRONG"));
        Kept taken = kept("WRONG").getFirst();
        assertTrue(taken.alert().withdrawn());
        assertEquals(2, taken.revision());
        assertEquals(
                List.of(1),
                alerts.history(taken.id()).stream().map(Kept::revision).toList());
    }

    /** A jump to three times the value before, but in this city from the set at 4 o'clock of 2 March on to two times. */
    @Test
    void thresholdsAreChosenByCityAndDate() {
        register("CHOSEN");
        Rules rules = Rules.of(Table.text("rules.csv", """
                rule,city,from,value
                alert.jumpFactor,市,2026-03-02,2
                alert.lookBack,市,2026-03-03,PT96H
                """));
        arrive(new Recomputation(rules), set("CHOSEN", 0, "0.2"), set("CHOSEN", 1, "0.4"), set("CHOSEN", 2, "0.41"));
        assertEquals(List.of(), seen("CHOSEN"));
        arrive(new Recomputation(rules), set("CHOSEN", 7, "0.21"), set("CHOSEN", 8, "0.45"));
        assertEquals(List.of("jump NH3N 8-"), seen("CHOSEN"));
        arrive(new Recomputation(rules), set("CHOSEN", 18, "0.9"));
        assertEquals(List.of("jump NH3N 8-"), seen("CHOSEN"), "it still holds against the set 40 hours before");
        arrive(new Recomputation(rules), set("CHOSEN", 19, "0.91"));
        assertEquals(List.of("jump NH3N 8-19"), seen("CHOSEN"));
    }

    @Test
    void aPlannedLimitTakesThePlaceOfTheClass() {
        register("PLANNED");
        new PostgresSectionLimits(POSTGRES.dataSource())
                .replace(List.of(new PlannedLimit(
                        "PLANNED",
                        new OwnLimit("NH3N", new BigDecimal("1.8"), LocalDate.of(2026, 3, 2), null),
                        "plan of the year")));
        arrive(set("PLANNED", 0, "1.6"));
        assertEquals(List.of("over-limit NH3N 0-", "worse-than-target 0-"), seen("PLANNED"));
        arrive(set("PLANNED", 8, "1.7"), set("PLANNED", 9, "1.9"));
        assertEquals(List.of("over-limit NH3N 0-8", "over-limit NH3N 9-", "worse-than-target 0-"), seen("PLANNED"));
        Alert over = kept("PLANNED").getFirst().alert();
        assertEquals("over-limit 1.8", over.kind() + " " + over.threshold());
    }

    @Test
    void flaggedValuesRaiseNothing() {
        register("FLAGGED");
        arrive(set("FLAGGED", 0, "0.4"));
        arrive(List.of(
                set("FLAGGED", 1, "9").getFirst().flagged(Flags.standard().get("M"))));
        assertEquals(List.of(), seen("FLAGGED"));
    }

    /** In order, in any order and all at once: the same alerts. */
    @Test
    @Tag("long")
    void theOrderOfArrivalDoesNotMatter() {
        for (long seed = 1; seed <= Integer.getInteger("limpid.orders", 1); seed++) {
            Random random = new Random(seed);
            List<String> values = new ArrayList<>();
            for (int i = 0; i < 24; i++) {
                values.add(String.valueOf(
                        List.of("0.1", "0.4", "0.9", "1.2", "1.8", "3").get(random.nextInt(6))));
            }
            register("ORDER" + seed, "SHUFFLED" + seed, "ATONCE" + seed);
            List<List<Reading>> shuffled = new ArrayList<>();
            List<Reading> all = new ArrayList<>();
            for (int i = 0; i < values.size(); i++) {
                // Gaps, some longer than what may lie between a set and the one before it.
                int slot = i + i / 15 * 30;
                arrive(set("ORDER" + seed, slot, values.get(i)));
                shuffled.add(set("SHUFFLED" + seed, slot, values.get(i)));
                all.addAll(set("ATONCE" + seed, slot, values.get(i)));
            }
            Collections.shuffle(shuffled, random);
            shuffled.forEach(one -> arrive(one));
            arrive(all);
            List<String> expected = seen("ORDER" + seed);
            assertTrue(expected.size() > 6, expected::toString);
            assertEquals(expected, seen("SHUFFLED" + seed), "seed " + seed);
            assertEquals(expected, seen("ATONCE" + seed), "seed " + seed);
        }
    }

    @Test
    void doingItAgainChangesNothing() throws SQLException {
        register("AGAIN");
        arrive(set("AGAIN", 0, "0.4"), set("AGAIN", 1, "1.6"), set("AGAIN", 2, "0.4"));
        List<Kept> before = kept("AGAIN");
        POSTGRES.execute("INSERT INTO dirty (subject_id, level, period_end) SELECT subject_id, 1, period_end"
                + " FROM water_sample JOIN station ON id = subject_id WHERE code = 'AGAIN'");
        workOff();
        assertEquals(before, kept("AGAIN"));
        assertEquals(List.of(1), before.stream().map(Kept::revision).distinct().toList());
    }

    @Test
    void aSilentStationIsFoundByTheClock() throws SQLException {
        register("SILENT");
        POSTGRES.execute("UPDATE station SET updated_at = now() - interval '13 hours' WHERE code = 'SILENT'");
        Instant now = Instant.now();
        look(now);
        List<Kept> silent = kept("SILENT");
        assertEquals(List.of("silent true"), states(silent));
        look(now.plusSeconds(60));
        assertEquals(silent, kept("SILENT"));
        arrive(set("SILENT", 0, "0.4"));
        look(now.plusSeconds(120));
        assertEquals(List.of("missing-sets true", "silent false"), states(kept("SILENT")));
    }

    private static List<String> states(List<Kept> kept) {
        return kept.stream()
                .map(Kept::alert)
                .map(alert -> alert.kind() + " " + alert.active())
                .toList();
    }

    private void look(Instant now) {
        alerts.look(now, (heard, active) -> Silence.look(heard, active, now, AlertSettings.DEFAULTS));
    }

    private void register(String... codes) {
        Siting siting = new Siting("河", WaterBodyType.RIVER, 3, List.of(), null, "", null, null, null);
        stations.put(List.of(codes).stream()
                .map(code -> new Station(
                        code,
                        code,
                        code,
                        Medium.WATER,
                        "市",
                        "",
                        null,
                        null,
                        "",
                        FOUR_HOURS,
                        true,
                        null,
                        null,
                        siting,
                        List.of()))
                .toList());
    }

    private static List<Reading> set(String station, int slot, String ammonia) {
        Instant end = START.plus(FOUR_HOURS.multipliedBy(slot));
        return List.of(Samples.reading(station, "NH3N", end, FOUR_HOURS, ammonia));
    }

    @SafeVarargs
    private void arrive(List<Reading>... sets) {
        arrive(new Recomputation(Rules.DEFAULTS), sets);
    }

    @SafeVarargs
    private void arrive(Recomputation work, List<Reading>... sets) {
        List<Reading> together = new ArrayList<>();
        List.of(sets).forEach(together::addAll);
        String station = together.getFirst().station();
        Payload payload = new Payload("limpid/v1/water/" + station + "/readings", new byte[0], Instant.now(), "mqtt");
        readings.commit(List.of(new Arrival(payload, station, together, List.of())));
        workOff(work);
    }

    private void workOff() {
        workOff(new Recomputation(Rules.DEFAULTS));
    }

    private void workOff(Recomputation work) {
        PostgresWorkload workload = new PostgresWorkload(POSTGRES.dataSource());
        while (workload.workOff(work) > 0) {
            continue;
        }
    }

    private List<Kept> kept(String station) {
        Span ever = new Span(Instant.EPOCH, Samples.at("2100-01-01T00:00:00Z"));
        return alerts.list(
                        new Question(Medium.WATER, station, null, null, null, null, null, null, null, ever),
                        Long.MAX_VALUE,
                        1000)
                .items();
    }

    /** Kind, item, first and last set of the alerts that held, but not of those that follow from the lack of sets. */
    private List<String> seen(String station) {
        return kept(station).stream()
                .map(Kept::alert)
                .filter(alert -> !alert.withdrawn())
                .map(alert -> (alert.kind() + " " + alert.item()).strip() + " " + slot(alert.raisedAt()) + "-"
                        + (alert.clearedAt() == null ? "" : slot(alert.clearedAt())))
                .sorted()
                .toList();
    }

    private static String slot(Instant end) {
        return String.valueOf(Duration.between(START, end).dividedBy(FOUR_HOURS));
    }
}
