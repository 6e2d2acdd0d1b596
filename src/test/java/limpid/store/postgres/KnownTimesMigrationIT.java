package limpid.store.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.SQLException;
import java.util.List;
import limpid.PostgresExtension;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Databases of before hold times in the wrong order; migration 105 mends those and leaves the others alone. */
@Timeout(60)
class KnownTimesMigrationIT {
    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    @BeforeAll
    static void migrateAnOldDatabase() throws SQLException {
        POSTGRES.migrateFrom("91", """
                SET timezone = 'UTC';
                SELECT ensure_partitions('2026-01-01', '2026-01-31');
                INSERT INTO subject (kind, code) VALUES ('station', 'A'), ('city', '城');
                INSERT INTO station (id, code, name_zh, name_en, medium, city, district, kind, period_s, counts_in_city, water_body,
                                     roles, noise_zone)
                VALUES (1, 'A', 'A', 'A', 'water', '城', '', '', 3600, true, '', '{}', '');
                INSERT INTO series (station_id, parameter_id, period_s) VALUES (1, 1, 3600), (1, 2, 3600);
                INSERT INTO revision (series_id, period_end, value, flag_id, known_from, known_to, origin, reason) VALUES
                    -- the later writer took its time before the earlier one
                    (1, '2026-01-01T01:00Z', 1, 0, '2026-01-02T00:00:09Z', '2026-01-02T00:00:05Z', 'mqtt', ''),
                    (1, '2026-01-01T01:00Z', 2, 0, '2026-01-02T00:00:05Z', '2026-01-02T00:00:05Z', 'mqtt', ''),
                    (1, '2026-01-01T01:00Z', 3, 0, '2026-01-02T00:00:05Z', '2026-01-02T00:00:20Z', 'mqtt', ''),
                    (1, '2026-01-01T01:00Z', 4, 0, '2026-01-02T00:00:20Z', '2026-01-02T00:00:06Z', 'mqtt', ''),
                    -- as it should be
                    (2, '2026-01-01T01:00Z', 5, 0, '2026-01-02T00:00:05Z', '2026-01-02T00:00:06Z', 'mqtt', ''),
                    (2, '2026-01-01T01:00Z', 6, 0, '2026-01-02T00:00:06Z', '2026-01-02T00:00:07Z', 'mqtt', '');
                INSERT INTO reading (series_id, period_end, value, flag_id, recorded_at) VALUES
                    (1, '2026-01-01T01:00Z', 9, 0, '2026-01-02T00:00:06Z'),
                    (2, '2026-01-01T01:00Z', 7, 0, '2026-01-02T00:00:07Z');
                INSERT INTO air_day_rest_history (subject_id, day, revision, known_from, known_to) VALUES
                    (1, '2026-01-01', 1, '2026-01-02T00:00:09Z', '2026-01-02T00:00:05Z'),
                    (1, '2026-01-02', 1, '2026-01-02T00:00:01Z', '2026-01-02T00:00:05Z'),
                    (1, '2026-01-02', 3, '2026-01-02T00:00:04Z', '2026-01-02T00:00:08Z');
                INSERT INTO air_day_rest (subject_id, day, revision, known_from) VALUES
                    (1, '2026-01-01', 2, '2026-01-02T00:00:05Z'),
                    (1, '2026-01-02', 4, '2026-01-02T00:00:08Z'),
                    (1, '2026-01-03', 1, '2026-01-02T00:00:08Z');
                INSERT INTO dust (city, day, from_hour, to_hour, pollutants, source, entered_by, known_from, known_to) VALUES
                    ('城', '2026-01-01', 1, 24, '{PM10}', '', 'a', '2026-01-02T00:00:05Z', '2026-01-02T00:00:05Z'),
                    ('城', '2026-01-01', 1, 24, '{PM10}', '', 'b', '2026-01-02T00:00:04Z', NULL);
                INSERT INTO air_review (kind, code, first_day, last_day, remark, reviewed_by, known_from, known_to)
                VALUES ('city', '城', '2026-01-01', '2026-01-01', '', 'a', '2026-01-02T00:00:05Z', '2026-01-02T00:00:05Z');
                INSERT INTO programme_report
                SELECT 'p', '城', '1', '', '2026', '', revision, 1, true, NULL, true, 's', '', 'a', '2026-01-02T00:00:05Z'
                FROM generate_series(1, 3) AS revision;
                """);
    }

    @Test
    void versionsOfAReadingFollowEachOther() throws SQLException {
        assertEquals(
                List.of(
                        "1 09.000000 09.000001",
                        "2 09.000001 09.000002",
                        "3 09.000002 20.000000",
                        "4 20.000000 20.000001",
                        "5 05.000000 06.000000",
                        "6 06.000000 07.000000"),
                POSTGRES.texts("SELECT concat_ws(' ', value, " + time("known_from") + ", " + time("known_to")
                        + ") FROM revision ORDER BY id"));
        assertEquals(
                List.of("9 20.000001", "7 07.000000"),
                POSTGRES.texts(
                        "SELECT concat_ws(' ', value, " + time("recorded_at") + ") FROM reading ORDER BY series_id"));
    }

    @Test
    void versionsOfAResultFollowEachOther() throws SQLException {
        assertEquals(
                List.of("1 1 09.000000 09.000001", "2 1 01.000000 05.000000", "2 3 05.000000 08.000000"),
                POSTGRES.texts("SELECT concat_ws(' ', extract(day FROM day), revision, " + time("known_from") + ", "
                        + time("known_to") + ") FROM air_day_rest_history ORDER BY day, revision"));
        assertEquals(
                List.of("09.000001", "08.000000", "08.000000"),
                POSTGRES.texts("SELECT " + time("known_from") + " FROM air_day_rest ORDER BY day"));
    }

    @Test
    void listsOfPeopleFollowEachOther() throws SQLException {
        assertEquals(
                List.of("a 05.000000 05.000001", "b 05.000001"),
                POSTGRES.texts("SELECT concat_ws(' ', entered_by, " + time("known_from") + ", " + time("known_to")
                        + ") FROM dust ORDER BY id"));
        assertEquals(List.of("05.000001"), POSTGRES.texts("SELECT " + time("known_to") + " FROM air_review"));
        assertEquals(
                List.of("05.000000", "05.000001", "05.000002"),
                POSTGRES.texts("SELECT " + time("entered_at") + " FROM programme_report ORDER BY revision"));
    }

    private static String time(String column) {
        return "to_char(" + column + " AT TIME ZONE 'UTC', 'SS.US')";
    }
}
