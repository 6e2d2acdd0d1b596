package limpid.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tables as files over HTTP. */
class ExportsIT extends Served {
    private static final String YEAR = "?from=2026-01-01&to=2026-12-31";

    @BeforeAll
    static void fill() throws SQLException {
        server.register("""
                code,name_zh,medium,city,period,water_body,water_body_type,target_class
                A-1,站,air,临江,PT1H,,,
                W-1,大桥断面,water,临江,PT4H,清河,river,3
                """);
        POSTGRES.execute("""
                INSERT INTO series (station_id, parameter_id, period_s) SELECT id, 5, 3600 FROM station WHERE code = 'A-1';
                SELECT ensure_partitions('2025-12-31', '2026-12-31');
                INSERT INTO reading
                SELECT TIMESTAMPTZ '2026-01-01 00:00+08' + n * interval '1 min', now(), series.id, 0, n
                FROM series, generate_series(1, 200000) AS n
                """);
    }

    @Test
    void aFileStreamsWithoutALimitOnItsRows() {
        ApiServer.Answer answer = server.get("/api/v1/exports/readings.csv" + YEAR);
        assertEquals(200, answer.status(), answer.text());
        List<String> lines = answer.text().lines().toList();
        assertEquals(200_001, lines.size());
        assertEquals("\uFEFFstation,name,parameter,unit,period,end,endLocal,value,flag,recordedAt", lines.getFirst());
        assertTrue(
                lines.get(1).startsWith("A-1,站,PM10,ug/m3,PT1H,2026-01-01T00:01:00+08:00,2026-01-01 00:01:00,1,N,20"),
                lines.get(1));
        assertEquals(
                "attachment; filename=\"limpid_readings_2026-01-01_2026-12-31.csv\"; "
                        + "filename*=UTF-8''%E7%9B%91%E6%B5%8B%E6%95%B0%E6%8D%AE_2026-01-01_2026-12-31.csv",
                answer.header("Content-Disposition"));
        assertTrue(answer.header("Content-Type").startsWith("text/csv"), answer.header("Content-Type"));
    }

    @Test
    void sectionsLeaveByTheirOwnAddress() {
        ApiServer.Answer answer = server.get("/api/v1/water/sections.csv" + YEAR + "&bom=false");
        assertEquals(200, answer.status(), answer.text());
        assertEquals(13, answer.text().lines().count());
        assertTrue(answer.text().startsWith("section,name,"), answer.text());
        assertEquals(200, server.get("/api/v1/water/sections.xlsx" + YEAR).status());
        assertEquals(
                12,
                server.get("/api/v1/water/sections.meta.json" + YEAR)
                        .json()
                        .at("/rows")
                        .asInt());
    }

    @Test
    void theTablesAreListed() {
        assertEquals(
                List.of(
                        "readings",
                        "air-hours",
                        "air-days",
                        "air-periods",
                        "water-sections",
                        "water-samples",
                        "water-periods",
                        "noise-hours",
                        "noise-days",
                        "noise-surveys",
                        "programme-checks"),
                server.get("/api/v1/exports").texts("/name"));
    }

    @Test
    void whatIsWrongFromTheBeginningIsAProblem() {
        server.get("/api/v1/exports/readings.doc" + YEAR).problem(404, "unknown-export");
        server.get("/api/v1/exports/wind.csv" + YEAR).problem(404, "unknown-export");
        server.get("/api/v1/exports/readings.csv?from=2026-01-01").problem(400, "bad-parameter");
        server.get("/api/v1/exports/readings.csv" + YEAR + "&parameter=H2O").problem(400, "bad-parameter");
        server.get("/api/v1/exports/readings.csv" + YEAR + "&cursor=A-1,PM10").problem(400, "bad-parameter");
        server.get("/api/v1/water/sections.csv" + YEAR + "&period=week").problem(400, "bad-parameter");
        server.get("/api/v1/exports/air-periods.csv" + YEAR + "&period=week").problem(400, "bad-parameter");
        server.get("/api/v1/exports/water-periods.csv" + YEAR + "&scope=station")
                .problem(400, "bad-parameter");
    }

    @Test
    @Tag("long")
    void aStoreLostOnTheWayBreaksTheTransfer() throws SQLException {
        // Of two months, the second cannot be read: a value there that no flag explains.
        POSTGRES.rewrite("UPDATE reading SET flag_id = 99 WHERE period_end > '2026-05-19 08:00+08'");
        try {
            // More often than exports may run at a time: none may keep its place or its connection.
            for (int time = 0; time < 8; time++) {
                UncheckedIOException broken = assertThrows(
                        UncheckedIOException.class,
                        () -> server.get("/api/v1/exports/readings.csv" + YEAR + "&bom=false"));
                assertFalse(String.valueOf(broken.getMessage()).isEmpty());
            }
        } finally {
            POSTGRES.rewrite("UPDATE reading SET flag_id = 0 WHERE flag_id = 99");
        }
        assertEquals(200, server.get("/api/v1/exports/readings.csv" + YEAR).status());
    }
}
