package limpid.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import limpid.embedded.EmbeddedDatabase;
import limpid.replay.ReplayRun.Account;
import limpid.replay.SectionRecords.Key;
import limpid.replay.SectionRecords.Sent;
import limpid.water.RecordedWater;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The national records of water sections with published classes, published over MQTT into a running service whose
 * classes over HTTP are held against the published ones. Every record goes in; those that repeat or correct an earlier one
 * come after all earlier ones. The source does not say which sections are lakes, so each that seems to be one is
 * registered twice, as a lake and as a river.
 */
class SectionReplayIT {
    private static final String QUESTION = "/api/v1/water/samples?from=2018-01-01&to=2022-01-01&limit=10000";
    private static final Set<String> NO_LAKES = Set.of();

    @TempDir
    private static Path folder;

    private static final SectionFigures FIGURES = new SectionFigures();
    private static final SectionRecords APRIL =
            new SectionRecords("4h", RecordedWater.displayed("water-4h-2021-04-01_04-05.csv.gz"));
    private static final SectionRecords SNAPSHOT =
            new SectionRecords("snap", RecordedWater.unrounded("water-snapshot-2020-05-08.csv.gz"));

    private static EmbeddedDatabase database;
    private static ReplayRun run;
    private static Sent sent;
    private static Map<Key, Integer> stored;

    @BeforeAll
    static void replay() throws IOException, SQLException, InterruptedException {
        List<SectionRecords> all = List.of(APRIL, SNAPSHOT);
        sent = SectionRecords.write(all, folder);
        database = EmbeddedDatabase.start(folder, 0);
        run = new ReplayRun("sections", database, folder);
        run.register(SectionRecords.registry(all));
        run.replayInOrder(sent.passes(), sent.values());
        stored = classes(run.service().list(QUESTION));
        FIGURES.replayed(sent, run.timings());
    }

    private static Map<Key, Integer> classes(List<JsonNode> samples) {
        Map<Key, Integer> classes = new HashMap<>();
        for (JsonNode sample : samples) {
            Instant end = OffsetDateTime.parse(sample.get("end").asText()).toInstant();
            classes.put(
                    new Key(sample.get("section").asText(), end),
                    sample.get("class").asInt());
        }
        return classes;
    }

    @AfterAll
    static void stop() throws IOException, SQLException {
        try (EmbeddedDatabase last = database;
                ReplayRun first = run) {
            FIGURES.write(Path.of("target", "water-replay.txt"));
        }
    }

    @Test
    void aprilOf2021() {
        assertAgreement("4-hourly 2021-04, lake list", APRIL, RecordedWater.lakes(), 0.987);
        assertAgreement("4-hourly 2021-04, all rivers", APRIL, NO_LAKES, 0.952);
    }

    @Test
    void nationalSnapshotOf2020() {
        assertAgreement("national snapshot 2020-05-08, unrounded, lake list", SNAPSHOT, RecordedWater.lakes(), 0.992);
        assertAgreement("national snapshot 2020-05-08, unrounded, all rivers", SNAPSHOT, NO_LAKES, 0.965);
    }

    /** Each set that came last for its time has the class its values give, and the published one in this share. */
    private static void assertAgreement(String title, SectionRecords records, Set<String> lakes, double atLeast) {
        Map<Key, Integer> expected = records.classes(lakes);
        Map<Key, Integer> others = new HashMap<>(expected);
        others.entrySet().removeIf(set -> set.getValue().equals(stored.get(set.getKey())));
        assertEquals(Map.of(), others, () -> others.size() + " sets have another class, of " + expected.size());
        double share = FIGURES.compared(title, records, lakes, stored);
        assertTrue(share >= atLeast, () -> title + " agrees only to " + share);
    }

    @Test
    void everyValueIsAccountedFor() throws SQLException {
        Map<String, Account> ledger = run.ledger();
        assertEquals(sent.stations().size(), ledger.size());
        assertTrue(ledger.values().stream().allMatch(Account::balanced));
        assertEquals(
                sent.values(),
                ledger.values().stream().mapToLong(Account::received).sum());
        assertEquals(0, ledger.values().stream().mapToLong(Account::refused).sum());
        FIGURES.ledger(ledger.values());
    }
}
