package limpid.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import limpid.PostgresExtension;
import limpid.Server;
import limpid.Settings;
import limpid.store.Pending;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A service whose role owns nothing: it does its work, and can change no table. */
class OwnerRoleIT {
    private static final String DATABASE = "limpid_owned";

    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    private static Settings.Db service;

    @BeforeAll
    static void makeRoles() throws SQLException {
        DataSource database = PostgresExtension.empty(DATABASE);
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            for (String role : List.of("limpid_owner", "limpid service")) {
                statement.execute("DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '" + role
                        + "') THEN CREATE ROLE \"" + role + "\" LOGIN; END IF; END $$");
            }
            statement.execute("ALTER DATABASE " + DATABASE + " OWNER TO limpid_owner");
            statement.execute("REVOKE ALL ON DATABASE " + DATABASE + " FROM PUBLIC");
            statement.execute("REVOKE CREATE ON SCHEMA public FROM PUBLIC");
            statement.execute("GRANT USAGE, CREATE ON SCHEMA public TO limpid_owner");
        }
        String url = "jdbc:postgresql://" + PostgresExtension.server() + "/" + DATABASE;
        service = new Settings.Db(url, "limpid service", "", new Settings.Owner("limpid_owner", ""), 4, 1);
        Server.migrate(service);
        // Started again, with the pair and without it.
        Server.migrate(service);
        Server.migrate(service.at(url, service.user(), ""));
    }

    @Test
    void itDoesItsWork() throws InterruptedException {
        try (ApiServer server = new ApiServer(service)) {
            server.register("code,name_zh,medium,city,period\nO-1,站,air,临江,PT1H\n");
            for (String value : List.of("22", "23")) {
                // A month of long ago, whose partition there is not yet.
                server.send(
                                "POST",
                                "/api/v1/stations/O-1/readings",
                                "{\"end\":\"2011-03-01T01:00:00+08:00\",\"values\":{\"PM2.5\":" + value + "}}",
                                "Content-Type",
                                "application/json",
                                "X-API-Key",
                                ApiServer.ADMIN_KEY)
                        .json();
            }
            long last = System.nanoTime() + Duration.ofSeconds(60).toNanos();
            while (server.bean(Pending.class).waiting(1).periods() > 0) {
                assertTrue(System.nanoTime() < last, "waited in vain");
                Thread.sleep(50);
            }
            JsonNode hours = server.get("/api/v1/stations/O-1/readings?from=2011-03-01&to=2011-03-01&revisions=true")
                    .json()
                    .at("/items");
            assertEquals("23", hours.at("/0/value").asText());
            assertEquals("22", hours.at("/0/revisions/0/value").asText());
            assertTrue(server.ask("/api/v1/audit").json().at("/items").size() > 0);
        }
    }

    @Test
    void itCanChangeNoTable() {
        for (String statement : List.of(
                "DROP TABLE station",
                "DROP TABLE reading",
                "ALTER TABLE station ADD COLUMN x int",
                "TRUNCATE reading",
                "CREATE TABLE own (x int)",
                "UPDATE audit_entry SET who = 'x'",
                "DELETE FROM audit_entry",
                "DELETE FROM flyway_schema_history",
                "DROP FUNCTION settled_at",
                "DROP SCHEMA published CASCADE",
                "CREATE ROLE x")) {
            SQLException refused = assertThrows(SQLException.class, () -> execute(statement), statement);
            assertEquals("42501", refused.getSQLState(), statement + ": " + refused.getMessage());
        }
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = Server.database(service).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
