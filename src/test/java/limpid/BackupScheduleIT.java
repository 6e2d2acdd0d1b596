package limpid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import limpid.alert.Alert;
import limpid.backup.Backups;
import limpid.embedded.EmbeddedDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When backups are made by themselves, and what is told where they are not. */
class BackupScheduleIT {
    @TempDir
    Path folder;

    private Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    private Settings settings(String url, String user, String password) throws Exception {
        return Settings.from(Map.of(
                "LIMPID_DB_URL", url,
                "LIMPID_DB_USER", user,
                "LIMPID_DB_PASSWORD", password,
                "LIMPID_BACKUP", Files.createDirectories(folder.resolve("kept")).toString(),
                "LIMPID_BACKUP_KEPT", "1"));
    }

    @Test
    void makesOneADay() throws Exception {
        Backups backups = new Backups(folder.resolve("kept"));
        try (EmbeddedDatabase database = EmbeddedDatabase.start(folder.resolve("db"), 0, backups)) {
            Settings settings = settings(database.url(), database.user(), database.password());
            BackupSchedule schedule = new BackupSchedule(settings, () -> now);
            schedule.backUp();
            Backups.Base first = backups.newest().orElseThrow();
            schedule.backUp();
            assertEquals(List.of(first), backups.all(), "that of the day is there");
            BackupState state = new BackupState(
                    settings, schedule, Server.database(settings.db()), () -> now, new SimpleMeterRegistry());
            assertEquals(List.of(), state.late(now.plus(Duration.ofHours(30))));
            assertEquals(1, state.late(now.plus(Duration.ofHours(31))).size());
            now = now.plus(Duration.ofDays(1));
            // Backups are named by the second.
            Thread.sleep(1100);
            schedule.backUp();
            assertEquals(1, backups.all().size(), "one is kept");
            assertTrue(backups.newest().orElseThrow().time().isAfter(first.time()));
        }
    }

    @Test
    void tellsWhatIsNotKept() throws Exception {
        Backups backups = new Backups(folder.resolve("kept"));
        try (EmbeddedDatabase database = EmbeddedDatabase.start(folder.resolve("db"), 0, backups)) {
            Settings settings = settings(database.url(), database.user(), database.password());
            BackupSchedule schedule = new BackupSchedule(settings, () -> now);
            BackupState state = new BackupState(
                    settings, schedule, Server.database(settings.db()), () -> now, new SimpleMeterRegistry());
            // A file in place of the folder: nothing can be kept there, not even by root.
            try (Stream<Path> kept = Files.list(backups.wal())) {
                for (Path each : kept.toList()) {
                    Files.delete(each);
                }
            }
            Files.delete(backups.wal());
            Files.createFile(backups.wal());
            try (var connection = Server.database(settings.db()).getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("CREATE TABLE t AS SELECT 1");
                statement.execute("SELECT pg_switch_wal()");
                awaitFailure(statement);
            }
            List<Alert> told = state.late(now.plus(Duration.ofHours(2)));
            assertEquals(1, told.size(), told::toString);
            assertTrue(told.getFirst().item().contains("日志归档失败"), told::toString);
            schedule.backUp();
            assertEquals(List.of(), backups.all(), "and no backup is said to be whole");
        }
    }

    private static void awaitFailure(java.sql.Statement statement) throws Exception {
        Instant last = Instant.now().plusSeconds(60);
        while (true) {
            try (var failed = statement.executeQuery("SELECT failed_count FROM pg_stat_archiver")) {
                failed.next();
                if (failed.getLong(1) > 0) {
                    return;
                }
            }
            assertTrue(Instant.now().isBefore(last), "PostgreSQL did not try");
            Thread.sleep(100);
        }
    }
}
