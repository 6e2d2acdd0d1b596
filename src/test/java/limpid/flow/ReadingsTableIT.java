package limpid.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import limpid.PostgresExtension;
import limpid.Samples;
import limpid.decode.Limits;
import limpid.decode.Payload;
import limpid.decode.json.JsonDecoder;
import limpid.measure.Flags;
import limpid.measure.Parameters;
import limpid.measure.Table;
import limpid.station.Registry;
import limpid.store.Committed;
import limpid.store.Rejects;
import limpid.store.postgres.PostgresReadings;
import limpid.store.postgres.PostgresStations;
import limpid.store.postgres.Repositories;
import limpid.validate.ClockCheck;
import limpid.validate.MediumCheck;
import limpid.validate.RangeCheck;
import limpid.validate.Validator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tables of readings through the desk into the database. */
class ReadingsTableIT {
    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final String HEADER = "station,parameter,end,period,value,flag\n";
    private static final Instant EARLIEST = Instant.parse("1990-01-01T00:00:00Z");

    private DirectIntake desk;

    @BeforeEach
    void open() {
        PostgresStations registry = new PostgresStations(POSTGRES.dataSource(), InstantSource.system());
        registry.put(List.of(Samples.WATER, Samples.AIR));
        desk = desk(registry);
    }

    private static DirectIntake desk(Registry registry) {
        Validator checks = new Validator(List.of(
                new MediumCheck(),
                new ClockCheck(Duration.ofMinutes(10), EARLIEST),
                new RangeCheck(Flags.standard().get("OR"))));
        Triage triage = new Triage(
                registry,
                new JsonDecoder(Parameters.standard(), Flags.standard(), Limits.DEFAULTS),
                checks,
                Samples.NOTHING_REMOVED,
                Samples.PERIODS,
                Limits.DEFAULTS);
        PostgresReadings readings = new PostgresReadings(POSTGRES.dataSource());
        Intake intake = new Intake(triage, readings, new Room(1 << 20, 1 << 20, 1 << 20, 64 * 1024), outcome -> {});
        return new DirectIntake(
                intake,
                registry,
                checks,
                Samples.NOTHING_REMOVED,
                Samples.PERIODS,
                Repositories.of(POSTGRES.dataSource()).get(Rejects.class),
                Clock.systemUTC());
    }

    @Test
    void samplesAreKeptAndCounted() throws SQLException {
        String table = HEADER
                + "W1,HG,2026-01-10T09:00:00+08:00,PT0S,0.00004L,\n"
                + "W1,NH3N,2026-01-10 09:00,PT0S,<0.025,ND\n"
                + "W1,CODMN,2026-01-10T12:00:00+08:00,,3.4,\n"
                + "W1,TP,2026-01-10T09:00:00+08:00,PT0S,,\n"
                + "A1,O3,2026-01-10T09:00:00+08:00,PT1H,88,M\n";
        assertEquals(new Committed(5, 0, 0, 0), keep(table).counts());
        assertEquals(new Committed(0, 5, 0, 0), keep(table).counts());
        assertEquals(
                List.of("O3 3600 88 M", "CODMN 14400 3.4 N", "NH3N 0 0.025 ND", "TP 0 null N", "HG 0 0.00004 ND"),
                POSTGRES
                        .texts(
                                "SELECT parameter_id || ' ' || period_s || ' ' || coalesce(value::text, 'null') || ' ' || flag_id"
                                        + " FROM every_reading JOIN series ON series.id = series_id"
                                        + " WHERE period_end < '2026-01-11' ORDER BY parameter_id")
                        .stream()
                        .map(ReadingsTableIT::withCodes)
                        .toList());
        assertEquals(
                List.of("A1 2 1 1", "W1 8 4 4"),
                POSTGRES.texts("SELECT station || ' ' || sum(received) || ' ' || sum(stored) || ' ' || sum(duplicate)"
                        + " FROM ledger GROUP BY station ORDER BY 1"));
        assertEquals(
                List.of("0"),
                POSTGRES.texts("SELECT count(*)::text FROM water_sample"),
                "nothing is judged before the rollup");
    }

    @Test
    void oneWrongLineKeepsAllOut() throws SQLException {
        String good = "W1,CODMN,2026-02-10T12:00:00+08:00,,3.4,\n";
        wrong(good + "W9,CODMN,2026-02-10T12:00:00+08:00,,3.4,\n", 3, "station");
        wrong(good + "W1,WATERINESS,2026-02-10T12:00:00+08:00,,3.4,\n", 3, "parameter");
        wrong(good + "W1,O3,2026-02-10T12:00:00+08:00,,3.4,\n", 3, "parameter");
        wrong(good + "W1,CODMN,yesterday,,3.4,\n", 3, "end");
        wrong(good + "W1,CODMN,2126-02-10T12:00:00+08:00,,3.4,\n", 3, "end");
        wrong(good + "W1,CODMN,2026-02-10T16:00:00+08:00,four hours,3.4,\n", 3, "period");
        wrong(good + "W1,CODMN,2026-02-10T16:00:00+08:00,,3.4mg,\n", 3, "value");
        wrong(good + "W1,PH,2026-02-10T16:00:00+08:00,,15,\n", 3, "value");
        wrong(good + "A1,O3,2026-02-10T16:00:00+08:00,,3L,\n", 3, "value");
        wrong(good + "W1,CODMN,2026-02-10T16:00:00+08:00,,3.4,?\n", 3, "flag");
        wrong(good + "W1,CODMN,2026-02-10T16:00:00+08:00,,3.4L,M\n", 3, "flag");
        wrong(good + good, 3, "end");
        assertEquals(
                List.of("0"),
                POSTGRES.texts("SELECT count(*)::text FROM every_reading WHERE period_end > '2026-02-01'"),
                "all or nothing");
    }

    @Test
    void theColumnsAreThoseNamed() {
        assertThrows(Table.Malformed.class, () -> keep("station,parameter,end\n"));
        assertThrows(Table.Malformed.class, () -> keep("station,parameter,end,value,note\n"));
        assertEquals(Committed.NONE, keep("station,parameter,end,value\n").counts());
    }

    private static String withCodes(String row) {
        String[] fields = row.split(" ");
        fields[0] = Parameters.standard().byId(Integer.parseInt(fields[0])).code();
        fields[3] = Flags.standard().byId(Integer.parseInt(fields[3])).code();
        return String.join(" ", fields);
    }

    private void wrong(String lines, long line, String column) {
        Table.Malformed complaint = assertThrows(Table.Malformed.class, () -> keep(HEADER + lines), lines);
        assertEquals(line, complaint.line(), complaint::getMessage);
        assertEquals(column, complaint.column(), complaint::getMessage);
    }

    private Receipt keep(String csv) {
        return desk.acceptTable(Table.text("readings", csv), new Payload("", new byte[0], Instant.now(), "http lab"));
    }
}
