package limpid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.util.Map;
import limpid.embedded.EmbeddedDatabase;
import limpid.store.postgres.PrimaryServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A standby is seen while it follows. */
class StandbyWatchIT {
    @TempDir
    Path folder;

    @Test
    void seesAStandbyComeAndGo() throws Exception {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(folder.resolve("1"), 0)) {
            SimpleMeterRegistry meters = new SimpleMeterRegistry();
            PrimaryServer connections =
                    new PrimaryServer(database.url(), database.user(), database.password(), Map.of());
            StandbyWatch watch = new StandbyWatch(connections, meters);
            watch.look();
            assertEquals(0, standbys(meters));
            try (Connection connection = connections.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("ALTER SYSTEM SET synchronous_standby_names = '*'");
                statement.execute("SELECT pg_reload_conf()");
            }
            try (EmbeddedDatabase standby = StandbyOf.start(database, folder.resolve("2"))) {
                assertTrue(!standby.url().equals(database.url()));
                await(watch, meters, 1);
            }
            await(watch, meters, 0);
        }
    }

    private static void await(StandbyWatch watch, SimpleMeterRegistry meters, int wanted) throws InterruptedException {
        Instant last = Instant.now().plusSeconds(60);
        watch.look();
        while (standbys(meters) != wanted) {
            assertTrue(Instant.now().isBefore(last), "there are " + standbys(meters));
            Thread.sleep(100);
            watch.look();
        }
    }

    private static int standbys(SimpleMeterRegistry meters) {
        return (int) meters.get("limpid.standby.synchronous").gauge().value();
    }
}
