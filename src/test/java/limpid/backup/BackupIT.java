package limpid.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import limpid.command.Root;
import limpid.embedded.CannotStart;
import limpid.embedded.EmbeddedDatabase;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backups of a real PostgreSQL: made while it works, verified, and made a database of again. */
class BackupIT {
    @TempDir
    static Path folder;

    private static Instant between = Instant.EPOCH;

    /** Before the backup rows 1, after it rows 2, after an instant rows 3; then the database is lost. */
    @BeforeAll
    static void makeBackup() throws Exception {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(home(), 0, new Backups(kept()));
                Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE kept AS SELECT 1 AS batch FROM generate_series(1, 1000)");
            assertEquals(0, Root.run("backup", kept().toString(), "--embedded", home().toString(), "--keep", "3"));
            statement.execute("INSERT INTO kept SELECT 2 FROM generate_series(1, 1000)");
            between = now(statement);
            Thread.sleep(20);
            statement.execute("INSERT INTO kept SELECT 3 FROM generate_series(1, 1000)");
            statement.execute("SELECT pg_switch_wal()");
        }
    }

    private static Path home() {
        return folder.resolve("lost");
    }

    private static Path kept() {
        return folder.resolve("it's 'kept' here");
    }

    static Connection connect(EmbeddedDatabase database) throws SQLException {
        return DriverManager.getConnection(database.url(), database.user(), database.password());
    }

    private static Instant now(Statement statement) throws SQLException {
        try (ResultSet now = statement.executeQuery("SELECT extract(epoch FROM clock_timestamp()) * 1000")) {
            now.next();
            return Instant.ofEpochMilli(now.getLong(1));
        }
    }

    @Test
    void isRestoredWithAllThatWasWritten() throws Exception {
        Path again = folder.resolve("again");
        assertEquals(0, Root.run("restore", kept().toString(), "--embedded", again.toString()));
        assertEquals("1: 1000, 2: 1000, 3: 1000", batches(again));
        assertEquals(3, Root.run("restore", kept().toString(), "--embedded", again.toString()), "there is one already");
    }

    @Test
    void isRestoredAsItWasAtATime() throws Exception {
        Path then = folder.resolve("then");
        assertEquals(
                0,
                Root.run("restore", kept().toString(), "--embedded", then.toString(), "--until", between.toString()));
        assertEquals("1: 1000, 2: 1000", batches(then));
    }

    /** Rows of each batch in the database of a folder. */
    static String batches(Path home) throws SQLException {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(home, 0);
                Connection connection = connect(database);
                Statement statement = connection.createStatement();
                ResultSet all = statement.executeQuery(
                        "SELECT string_agg(batch || ': ' || rows, ', ' ORDER BY batch) FROM (SELECT batch, count(*) AS rows"
                                + " FROM kept GROUP BY batch) b")) {
            all.next();
            return all.getString(1);
        }
    }

    @Test
    void saysThatATimeIsNotKept() {
        Backups backups = new Backups(kept());
        BackupException early = assertThrows(
                BackupException.class,
                () -> Restore.prepare(
                        backups, folder.resolve("early"), Optional.of(Instant.parse("2020-01-01T00:00:00Z"))));
        assertTrue(String.valueOf(early.getMessage()).contains("as old as 2020-01-01"), early::toString);
        Path late = folder.resolve("late");
        Restore.prepare(
                backups, late.resolve(EmbeddedDatabase.DATA), Optional.of(Instant.parse("2100-01-01T00:00:00Z")));
        CannotStart beyond = assertThrows(CannotStart.class, () -> EmbeddedDatabase.recover(late));
        assertTrue(
                String.valueOf(beyond.getMessage()).contains("before configured recovery target was reached"),
                beyond::toString);
    }

    /** One byte of each file of a backup, and the end of each. */
    @Test
    void refusesWhatWasChanged() throws Exception {
        Path source = new Backups(kept()).newest().orElseThrow().folder();
        for (String name : List.of("base.tar.gz", "backup_manifest")) {
            for (boolean cut : List.of(true, false)) {
                Backups broken = new Backups(folder.resolve("broken-" + name + cut));
                broken.make();
                Path copy = Files.createDirectories(broken.folder()
                        .resolve("base")
                        .resolve(source.getFileName().toString()));
                try (Stream<Path> files = Files.list(source)) {
                    for (Path file : files.toList()) {
                        Files.copy(file, copy.resolve(file.getFileName().toString()));
                    }
                }
                damage(copy.resolve(name), cut);
                assertThrows(
                        BackupException.class,
                        () -> Restore.prepare(broken, folder.resolve("from-" + name + cut), Optional.empty()),
                        name);
            }
        }
    }

    /** A file that PostgreSQL's list does not name would be taken into the database unseen. */
    @Test
    void refusesWhatIsNotOnTheList() throws Exception {
        Path source = new Backups(kept()).newest().orElseThrow().folder();
        Backups more = new Backups(folder.resolve("more"));
        more.make();
        Path copy = Files.createDirectories(
                more.folder().resolve("base").resolve(source.getFileName().toString()));
        Files.copy(source.resolve("backup_manifest"), copy.resolve("backup_manifest"));
        try (TarArchiveInputStream from = new TarArchiveInputStream(
                        new GZIPInputStream(Files.newInputStream(source.resolve("base.tar.gz"))));
                TarArchiveOutputStream to = new TarArchiveOutputStream(
                        new GZIPOutputStream(Files.newOutputStream(copy.resolve("base.tar.gz"))))) {
            TarArchiveEntry entry = new TarArchiveEntry("standby.signal");
            to.putArchiveEntry(entry);
            to.closeArchiveEntry();
            for (entry = from.getNextEntry(); entry != null; entry = from.getNextEntry()) {
                to.putArchiveEntry(entry);
                from.transferTo(to);
                to.closeArchiveEntry();
            }
        }
        BackupException refused = assertThrows(
                BackupException.class, () -> Restore.prepare(more, folder.resolve("from-more"), Optional.empty()));
        assertTrue(String.valueOf(refused.getMessage()).contains("standby.signal"), refused::toString);
    }

    private static void damage(Path file, boolean cut) throws Exception {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            long middle = bytes.length() / 2;
            if (cut) {
                bytes.setLength(middle);
                return;
            }
            bytes.seek(middle);
            int old = bytes.read();
            bytes.seek(middle);
            bytes.write(old ^ 1);
        }
    }

    @Test
    void removesTheOldest() throws Exception {
        Path home = folder.resolve("busy");
        Backups backups = new Backups(folder.resolve("busy-kept"));
        try (EmbeddedDatabase database = EmbeddedDatabase.start(home, 0, backups);
                Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            for (int time = 0; time < 3; time++) {
                BaseBackup.take(database.url(), database.user(), database.password(), backups);
                statement.execute("CREATE TABLE t" + time + " AS SELECT generate_series(1, 1000)");
                statement.execute("SELECT pg_switch_wal()");
                // Backups are named by the second.
                Thread.sleep(1100);
            }
        }
        List<Backups.Base> all = backups.all();
        assertEquals(3, all.size());
        String first = Manifest.read(all.get(1).folder()).firstSegment();
        assertEquals(1, backups.keep(2));
        assertEquals(all.subList(1, 3), backups.all());
        try (Stream<Path> files = Files.list(backups.wal())) {
            List<String> segments =
                    files.map(file -> file.getFileName().toString()).sorted().toList();
            assertTrue(segments.getFirst().compareTo(first) >= 0, () -> segments + " from " + first);
        }
        Path again = recovered(backups, "busy-again");
        assertEquals(1000, rows(again, backups, "t2"));
        assertEquals(
                1000,
                rows(recovered(backups, "busy-once-more"), null, "later"),
                "what was written after a restore is kept as well");
    }

    private static Path recovered(Backups backups, String name) {
        Path home = folder.resolve(name);
        Restore.prepare(backups, home.resolve(EmbeddedDatabase.DATA), Optional.empty());
        EmbeddedDatabase.recover(home);
        return home;
    }

    private static int rows(Path home, @Nullable Backups backups, String table) throws SQLException {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(home, 0, backups);
                Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            int rows;
            try (ResultSet counted = statement.executeQuery("SELECT count(*) FROM " + table)) {
                counted.next();
                rows = counted.getInt(1);
            }
            if (backups != null) {
                statement.execute("CREATE TABLE later AS SELECT generate_series(1, 1000)");
                statement.execute("SELECT pg_switch_wal()");
            }
            return rows;
        }
    }

    @Test
    void asksForATimeWithAnOffset() {
        assertEquals(
                2,
                Root.run(
                        "restore",
                        kept().toString(),
                        "--embedded",
                        folder.resolve("x").toString(),
                        "--until",
                        "yesterday"));
        assertEquals(2, Root.run("restore", kept().toString()));
        assertEquals(2, Root.run("backup", kept().toString(), "--keep", "0"));
        assertEquals(
                3,
                Root.run(
                        "backup",
                        kept().toString(),
                        "--embedded",
                        folder.resolve("none").toString()));
    }
}
