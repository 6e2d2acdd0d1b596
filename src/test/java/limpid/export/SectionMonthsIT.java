package limpid.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import limpid.PostgresExtension;
import limpid.RolledUp;
import limpid.Samples;
import limpid.export.document.PrintFont;
import limpid.measure.Table;
import limpid.rule.Rules;
import limpid.station.StationCsv;
import limpid.store.postgres.PostgresExtracts;
import limpid.store.postgres.PostgresReadings;
import limpid.store.postgres.PostgresSectionLimits;
import limpid.store.postgres.PostgresStations;
import limpid.water.PlannedLimit;
import limpid.water.SectionTarget.OwnLimit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Months of sections leave as they are kept, and otherwise as they would be kept now; nothing is at work beside the export. */
class SectionMonthsIT {
    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final String HEADER = "code,name_zh,medium,city,period,water_body,water_body_type,target_class\n";

    private PostgresStations stations;
    private PostgresSectionLimits limits;

    @BeforeEach
    void fill() {
        stations = new PostgresStations(POSTGRES.dataSource(), InstantSource.system());
        limits = new PostgresSectionLimits(POSTGRES.dataSource());
        limits.replace(List.of());
        put(HEADER + "M-1,大桥,water,临江,PT0S,清河,river,3\nM-2,上游,water,临江,PT0S,清河,river,\n");
        new PostgresReadings(POSTGRES.dataSource())
                .commit(List.of(Samples.arrival(List.of(
                        Samples.reading("M-1", "NH3N", Samples.at("2026-01-10T10:00:00+08:00"), Duration.ZERO, "1.234"),
                        Samples.reading(
                                "M-2", "NH3N", Samples.at("2026-01-10T10:00:00+08:00"), Duration.ZERO, "0.5")))));
        workOff();
    }

    @Test
    void aTargetThatWaitsToBeWorkedOffHoldsAtOnce() throws IOException {
        String before = export(Rules.DEFAULTS);
        assertEquals("3|false", cells(before, "M-1", "target", "meetsTarget"));
        put(HEADER + "M-1,大桥,water,临江,PT0S,清河,river,4\n");
        String waiting = export(Rules.DEFAULTS);
        assertEquals("4|true", cells(waiting, "M-1", "target", "meetsTarget"));
        workOff();
        assertEquals(waiting, export(Rules.DEFAULTS));
    }

    @Test
    void soDoesALimitOfItsOwn() throws IOException {
        limits.replace(List.of(new PlannedLimit(
                "M-1", new OwnLimit("NH3N", new BigDecimal("1.5"), LocalDate.parse("2026-01-01"), null), "计划")));
        String waiting = export(Rules.DEFAULTS);
        assertEquals("3|true", cells(waiting, "M-1", "target", "meetsTarget"));
        workOff();
        assertEquals(waiting, export(Rules.DEFAULTS));
    }

    @Test
    void otherRulesThanItWasKeptUnderJudgeAnew() throws IOException {
        String kept = export(Rules.DEFAULTS);
        assertEquals("1.23|氨氮(0.23)", cells(kept, "M-1", "NH3N", "mainIndicators"));
        Rules oneDecimal = rules("water.publication.exceedanceDecimals,,,1\n");
        assertEquals("1.23|氨氮(0.2)", cells(export(oneDecimal), "M-1", "NH3N", "mainIndicators"));
        Rules ofTheCity = rules("water.publication.assessment,临江,,unrounded\n");
        assertEquals("1.234|氨氮(0.23)", cells(export(ofTheCity), "M-1", "NH3N", "mainIndicators"));
        Rules elsewhere = rules("water.publication.assessment,远城,,unrounded\n");
        assertEquals(kept, export(elsewhere));
        assertNotEquals(kept, export(ofTheCity));
    }

    private static Rules rules(String lines) {
        return Rules.of(Table.text("rules", "rule,city,from,value\n" + lines));
    }

    private void put(String csv) {
        stations.put(StationCsv.read(Table.text("stations", csv)));
    }

    private static void workOff() {
        RolledUp.workOff(POSTGRES.dataSource());
    }

    private String export(Rules rules) throws IOException {
        Dataset sections =
                new Datasets(stations, limits, rules).named("water-sections").orElseThrow();
        Query month = new Query(
                Samples.at("2026-01-01T00:00:00+08:00"), Samples.at("2026-02-01T00:00:00+08:00"), Map.of(), List.of());
        try (Export export = new Exports(
                        new PostgresExtracts(POSTGRES.dataSource()), 1, new PrintFont(Optional.empty()))
                .begin(List.of(sections), month, Format.CSV, false)) {
            return new String(export.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String cells(String csv, String section, String... columns) {
        List<String> names = List.of(csv.lines().findFirst().orElseThrow().split(","));
        List<String> cells = List.of(csv.lines()
                .filter(line -> line.startsWith(section + ","))
                .findFirst()
                .orElseThrow()
                .split(",", -1));
        return String.join(
                "|",
                List.of(columns).stream()
                        .map(column -> cells.get(names.indexOf(column)))
                        .toList());
    }
}
