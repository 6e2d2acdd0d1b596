package limpid.store.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.SQLException;
import java.util.List;
import limpid.PostgresExtension;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Alerts of before have the two sides of a change in what was noted alone; migration 352 takes them from there. */
@Timeout(60)
class SidesOfChangesIT {
    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    @BeforeAll
    static void migrateAnOldDatabase() throws SQLException {
        POSTGRES.migrateFrom("351", """
                INSERT INTO subject (kind, code) VALUES ('city', '城');
                INSERT INTO alert (subject_id, kind, item, raised_at, withdrawn, seen, evidence, known_from)
                SELECT 1, kind, '', '2026-01-01', false, seen, '{}', '2026-01-01'
                FROM (VALUES ('class-fell', 'Ⅲ to Ⅴ'), ('jump', '0.221 to 0.073'), ('over-limit', '1 to 2'),
                             ('verdict-changed', 'met to notMet: 3 against 2 %')) AS noted (kind, seen);
                INSERT INTO alert_history (subject_id, kind, item, raised_at, withdrawn, seen, evidence, revision, known_from, known_to)
                VALUES (1, 'jump', '', '2026-01-01', false, '0.2 to 0.7', '{}', 1, '2026-01-01', '2026-01-02');
                INSERT INTO alert_hook (alert_id, revision, subject_id, event, body)
                SELECT id, 1, 1, 'raised', json_build_object('kind', kind, 'seen', seen)::text FROM alert;
                """);
    }

    @Test
    void sidesHaveFieldsOfTheirOwn() throws SQLException {
        assertEquals(
                List.of("class-fell Ⅲ Ⅴ", "jump 0.221 0.073", "over-limit", "verdict-changed met notMet"),
                POSTGRES.texts("SELECT concat_ws(' ', kind, before, after) FROM alert ORDER BY kind"));
        assertEquals(List.of("0.2 0.7"), POSTGRES.texts("SELECT before || ' ' || after FROM alert_history"));
    }

    @Test
    void messagesThatWaitHaveThemToo() throws SQLException {
        assertEquals(
                List.of("class-fell Ⅲ Ⅴ", "jump 0.221 0.073", "over-limit", "verdict-changed met notMet"),
                POSTGRES.texts(
                        "SELECT concat_ws(' ', body::json ->> 'kind', body::json ->> 'before', body::json ->> 'after')"
                                + " FROM alert_hook ORDER BY 1"));
    }
}
