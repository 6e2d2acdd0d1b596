package limpid.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import limpid.OwnJava;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseIT {
    private final Path folder;

    EmbeddedDatabaseIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void keepsItsDataBetweenRuns() throws Exception {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(folder, 0)) {
            execute(database, "CREATE TABLE kept (what text)");
            execute(database, "INSERT INTO kept VALUES ('臭氧')");
        }
        assertFalse(Files.exists(folder.resolve("postgres/postmaster.pid")), "an orderly stop leaves no process");

        try (EmbeddedDatabase database = EmbeddedDatabase.start(folder, 0)) {
            assertEquals("臭氧", ask(database, "SELECT what FROM kept"));
            assertEquals("on", ask(database, "SHOW synchronous_commit"));
        }
    }

    @Test
    void stopsByItselfWhenTheProcessIsKilled() throws Exception {
        long postgres = startAndKill("watched");

        Instant patience = Instant.now().plus(Duration.ofSeconds(30));
        while (isAlive(postgres) && Instant.now().isBefore(patience)) {
            Thread.sleep(50);
        }

        assertFalse(isAlive(postgres), "the guard stops PostgreSQL after its process was killed");
    }

    @Test
    void takesOverWhatAKilledProcessLeftRunning() throws Exception {
        long postgres = startAndKill("unwatched");
        assertTrue(isAlive(postgres), "without its guard PostgreSQL goes on");

        try (EmbeddedDatabase database = EmbeddedDatabase.start(folder, 0)) {
            assertFalse(isAlive(postgres), "the leftover was stopped");
            assertEquals("written before the kill", ask(database, "SELECT what FROM kept"));
        }
    }

    @Test
    void aProcessNumberThatBelongsToSomebodyElseIsNoHindrance() throws Exception {
        EmbeddedDatabase.start(folder, 0).close();
        Path data = folder.resolve("postgres");
        Files.writeString(
                data.resolve("postmaster.pid"), ProcessHandle.current().pid() + "\n" + data + "\n");

        try (EmbeddedDatabase database = EmbeddedDatabase.start(folder, 0)) {
            assertEquals("1", ask(database, "SELECT 1"));
        }
    }

    @Test
    void aFolderInUseIsRefusedWithItsHolder() {
        try (FolderLock held = FolderLock.take(folder)) {
            CannotStart refused =
                    assertThrows(CannotStart.class, () -> EmbeddedServices.start(folder, 0, 0, 1 << 20, null, null));
            assertTrue(
                    String.valueOf(refused.getMessage())
                            .contains("process " + ProcessHandle.current().pid()),
                    refused::getMessage);
            assertTrue(Files.exists(folder), () -> "still held by " + held);
        }
    }

    /** Runs {@link Victim} in a process of its own, kills it with -9 and answers the number of its PostgreSQL. */
    private long startAndKill(String mode) throws IOException, InterruptedException {
        Process victim = OwnJava.program(256, Victim.class, folder.toString(), mode)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out = victim.inputReader(StandardCharsets.UTF_8)) {
            String line = out.readLine();
            while (line != null && !line.startsWith("postgres ")) {
                line = out.readLine();
            }
            if (line == null) {
                throw new IOException("the victim ended by itself, code " + victim.waitFor());
            }
            victim.destroyForcibly().waitFor();
            return Long.parseLong(line.substring("postgres ".length()));
        }
    }

    /** A zombie, dead but not yet collected by its parent, counts as ended. */
    private static boolean isAlive(long pid) {
        return ProcessHandle.of(pid)
                .filter(process -> process.info().command().isPresent())
                .isPresent();
    }

    private static void execute(EmbeddedDatabase database, String sql) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String ask(EmbeddedDatabase database, String sql) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            assertTrue(result.next(), sql);
            return result.getString(1);
        }
    }

    private static Connection connect(EmbeddedDatabase database) throws SQLException {
        return DriverManager.getConnection(database.url(), database.user(), database.password());
    }

    /** Starts a database, writes, says its process number and waits to be killed. */
    static final class Victim {
        private Victim() {}

        public static void main(String[] args) throws Exception {
            Path folder = Path.of(args[0]);
            EmbeddedDatabase database = EmbeddedDatabase.start(folder, 0);
            execute(database, "CREATE TABLE kept AS SELECT 'written before the kill' AS what");
            if (args[1].equals("unwatched")) {
                ProcessHandle.current()
                        .children()
                        .filter(child -> child.info().command().orElse("").matches(".*/(sh|dash|bash)"))
                        .forEach(ProcessHandle::destroyForcibly);
            }
            System.out.println("postgres "
                    + PostgresProcess.running(folder.toAbsolutePath().resolve("postgres"))
                            .orElseThrow()
                            .pid());
            Thread.sleep(Duration.ofMinutes(1));
        }
    }
}
