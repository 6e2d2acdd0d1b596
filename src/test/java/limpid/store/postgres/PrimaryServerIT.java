package limpid.store.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import limpid.StandbyOf;
import limpid.embedded.EmbeddedDatabase;
import limpid.store.StoreUnavailable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A primary and its standby that change places. */
class PrimaryServerIT {
    @TempDir
    Path folder;

    @Test
    void followsThePromotedOneAndRefusesTheOvertaken() throws Exception {
        EmbeddedDatabase first = EmbeddedDatabase.start(folder.resolve("1"), 0);
        try (EmbeddedDatabase second = StandbyOf.start(first, folder.resolve("2"))) {
            String hosts = host(first) + "," + host(second);
            PrimaryServer both = of(hosts, second);
            PrimaryServer turned = of(host(second) + "," + host(first), second);
            assertEquals(StandbyOf.port(first), asked(both));
            assertEquals(StandbyOf.port(first), asked(turned), "a standby is passed over");
            try (Connection connection = of(host(second), second).getConnection()) {
                throw new AssertionError("a standby alone is no primary: " + connection);
            } catch (SQLException e) {
                assertTrue(String.valueOf(e.getMessage()).contains("standby"), e::toString);
                assertTrue(Failure.of("asking", e) instanceof StoreUnavailable, e::toString);
            }

            execute(second, "SELECT pg_promote()");
            assertEquals(StandbyOf.port(second), asked(both), "two primaries: the promoted one counts");
            assertEquals(StandbyOf.port(second), asked(turned));
            SQLException overtaken =
                    assertThrows(SQLException.class, () -> asked(of(host(first), first)), "even alone");
            assertTrue(String.valueOf(overtaken.getMessage()).contains("overtaken"), overtaken::toString);
            first.close();
            assertEquals(StandbyOf.port(second), asked(both), "one that does not answer holds nobody up");
        }
    }

    private static PrimaryServer of(String hosts, EmbeddedDatabase one) {
        return new PrimaryServer("jdbc:postgresql://" + hosts + "/limpid", one.user(), one.password(), Map.of());
    }

    private static String host(EmbeddedDatabase database) {
        return "127.0.0.1:" + StandbyOf.port(database);
    }

    private static int asked(PrimaryServer servers) throws SQLException {
        try (Connection connection = servers.getConnection();
                Statement statement = connection.createStatement();
                ResultSet port = statement.executeQuery("SELECT inet_server_port()")) {
            port.next();
            return port.getInt(1);
        }
    }

    private static void execute(EmbeddedDatabase database, String order) throws SQLException {
        try (Connection connection =
                        java.sql.DriverManager.getConnection(database.url(), database.user(), database.password());
                Statement statement = connection.createStatement()) {
            statement.execute(order);
        }
    }
}
