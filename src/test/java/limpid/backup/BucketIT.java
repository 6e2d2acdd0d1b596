package limpid.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import limpid.embedded.EmbeddedDatabase;
import limpid.embedded.FreePort;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Copies of backups in a store that speaks the protocol of S3 (S3Proxy, a process of its own, on a folder). */
@Timeout(300)
class BucketIT {
    private static final Path STORE = Path.of("target/bucket/s3proxy.jar");
    private static final String KEY = "limpid";
    private static final String SECRET = "a secret of the bucket";

    /** The least that the protocol takes for a part of a file. */
    private static final long PART = 5L * 1024 * 1024;

    @TempDir
    static Path folder;

    private static int port;
    private static Process store;

    @BeforeAll
    static void startStore() throws Exception {
        port = FreePort.find();
        Path configuration = Files.write(
                folder.resolve("store.properties"),
                List.of(
                        "s3proxy.endpoint=http://127.0.0.1:" + port,
                        "s3proxy.authorization=aws-v2-or-v4",
                        "s3proxy.identity=" + KEY,
                        "s3proxy.credential=" + SECRET,
                        "jclouds.provider=filesystem-nio2",
                        "jclouds.filesystem.basedir=" + Files.createDirectories(folder.resolve("store"))));
        store = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-jar",
                        STORE.toString(),
                        "--properties",
                        configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("store.log").toFile())
                .start();
        while (!listens()) {
            assertTrue(store.isAlive(), () -> said());
            Thread.sleep(100);
        }
    }

    private static String said() {
        try {
            return Files.readString(folder.resolve("store.log"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean listens() {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    @AfterAll
    static void stopStore() throws InterruptedException {
        store.destroy();
        assertTrue(store.waitFor(60, TimeUnit.SECONDS));
    }

    private static Bucket bucket(String name, String secret) throws IOException {
        Files.createDirectories(folder.resolve("store").resolve(name));
        return Bucket.at("http://127.0.0.1:" + port + "/" + name + "/city/one/", "us-east-1", KEY, secret);
    }

    /** A database of 1,000 rows that was backed up; 1,000 more came after. */
    private static Backups backedUp(String name) throws SQLException {
        Backups backups = new Backups(folder.resolve(name));
        Path home = folder.resolve(name + "-database");
        try (EmbeddedDatabase database = EmbeddedDatabase.start(home, 0, backups);
                Connection connection = BackupIT.connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE kept AS SELECT 1 AS batch FROM generate_series(1, 1000)");
            BaseBackup.take(database.url(), database.user(), database.password(), backups);
            statement.execute("INSERT INTO kept SELECT 2 FROM generate_series(1, 1000)");
            statement.execute("SELECT pg_switch_wal()");
        }
        return backups;
    }

    @Test
    void aDatabaseIsMadeAgainOfWhatTheBucketHas() throws Exception {
        Backups lost = backedUp("lost");
        lost.keep(7);
        try (BucketCopy copy = BucketCopy.of(bucket("again", SECRET), PART)) {
            int files = copy.copy(lost, "1", 7);
            assertTrue(files >= 4, files + " files");
            assertEquals(0, copy.copy(lost, "1", 7), "all is there");
            assertEquals(lost.newest().map(Backups.Base::time), copy.newest());
            Backups fetched = new Backups(folder.resolve("fetched"));
            copy.fetch(fetched, Optional.empty());
            assertEquals(names(lost.folder()), names(fetched.folder()));
            Path home = folder.resolve("again");
            Restore.prepare(fetched, home.resolve(EmbeddedDatabase.DATA), Optional.empty());
            EmbeddedDatabase.recover(home);
            assertEquals("1: 1000, 2: 1000", BackupIT.batches(home));
        }
    }

    private static Set<String> names(Path of) throws IOException {
        try (Stream<Path> all = Files.walk(of)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> of.relativize(file).toString())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    @Test
    void whatIsLostHereStaysThereAndNoOtherDatabaseMixesWithIt() throws Exception {
        Backups one = backedUp("one");
        try (BucketCopy copy = BucketCopy.of(bucket("kept", SECRET), PART)) {
            copy.copy(one, "1", 1);
            Set<String> before = names(folder.resolve("store/kept"));
            Backups empty = new Backups(folder.resolve("empty"));
            empty.make();
            assertEquals(0, copy.copy(empty, "1", 1));
            assertEquals(before, names(folder.resolve("store/kept")));
            BackupException other = assertThrows(BackupException.class, () -> copy.copy(one, "2", 1));
            assertTrue(String.valueOf(other.getMessage()).contains("another database"), other::toString);
            assertEquals(before, names(folder.resolve("store/kept")));
        }
    }

    @Test
    void theOldestGoAndWhatWasWrittenBeforeTheOldestThatIsLeft() throws Exception {
        Backups backups = new Backups(folder.resolve("several"));
        try (EmbeddedDatabase database = EmbeddedDatabase.start(folder.resolve("several-database"), 0, backups);
                BucketCopy copy = BucketCopy.of(bucket("several", SECRET), PART)) {
            for (int made = 1; made <= 3; made++) {
                BaseBackup.take(database.url(), database.user(), database.password(), backups);
                copy.copy(backups, "1", 2);
                // Backups are named by the second.
                Thread.sleep(1100);
            }
            backups.keep(2);
            copy.copy(backups, "1", 2);
            Set<String> there = names(folder.resolve("store/several/city/one"));
            there.remove("database");
            assertEquals(names(backups.folder()), there);
            assertEquals(2, backups.all().size());
        }
    }

    @Test
    void aBackupWithoutItsManifestIsNotThereYet() throws Exception {
        Backups backups = backedUp("partly");
        try (BucketCopy copy = BucketCopy.of(bucket("partly", SECRET), PART)) {
            copy.copy(backups, "1", 7);
            Backups.Base base = backups.newest().orElseThrow();
            Files.delete(folder.resolve("store/partly/city/one/base")
                    .resolve(base.folder().getFileName())
                    .resolve(Manifest.NAME));
            assertEquals(Optional.empty(), copy.newest());
            Backups into = new Backups(folder.resolve("nothing"));
            assertThrows(BackupException.class, () -> copy.fetch(into, Optional.empty()));
            assertEquals(1, copy.copy(backups, "1", 7));
            assertEquals(Optional.of(base.time()), copy.newest());
        }
    }

    @Test
    void noNameInABucketLeadsOutOfTheFolder() {
        Backups backups = new Backups(folder.resolve("inside"));
        assertEquals(
                backups.wal().resolve("000000010000000000000001"),
                BucketCopy.place(backups, "wal/000000010000000000000001"));
        for (String name :
                List.of("wal/../../outside", "wal//etc/../../../x", "base/20260101T000000Z/../../../x", "/etc/x")) {
            assertThrows(BackupException.class, () -> BucketCopy.place(backups, name), name);
        }
    }

    @Test
    void saysWhyNothingIsCopied() throws Exception {
        Backups backups = new Backups(folder.resolve("unwelcome"));
        backups.make();
        try (BucketCopy stranger = BucketCopy.of(bucket("unwelcome", "guessed"))) {
            BackupException refused = assertThrows(BackupException.class, () -> stranger.copy(backups, "1", 7));
            assertTrue(String.valueOf(refused.getMessage()).contains("403"), refused::toString);
        }
        Bucket none = Bucket.at("http://127.0.0.1:1/none", "us-east-1", KEY, SECRET);
        try (BucketCopy nobody = BucketCopy.of(none)) {
            BackupException away = assertThrows(BackupException.class, () -> nobody.copy(backups, "1", 7));
            assertTrue(String.valueOf(away.getMessage()).contains("copying"), away::toString);
        }
        assertThrows(IllegalArgumentException.class, () -> Bucket.at("s3://bucket", "us-east-1", KEY, SECRET));
    }
}
