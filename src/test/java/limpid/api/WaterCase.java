package limpid.api;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import limpid.PostgresExtension;

/** A running service with sections and samples, all of which came in over HTTP. */
final class WaterCase implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final PostgresExtension postgres;
    private final ApiServer server;
    private final StringBuilder samples = new StringBuilder("station,parameter,end,period,value\n");

    WaterCase(PostgresExtension postgres) {
        this.postgres = postgres;
        this.server = new ApiServer(postgres.settings());
    }

    ApiServer server() {
        return server;
    }

    void stations(String csv) {
        send("POST", "/api/v1/stations/import", csv).json();
    }

    ApiServer.Answer send(String method, String path, String csv) {
        return server.send(method, path, csv, "Content-Type", "text/csv", "X-API-Key", ApiServer.ADMIN_KEY);
    }

    /** A manual sample of a day at 10:00, on the first morning of a month as soon as there is one: items and values in turn. */
    WaterCase sample(String section, String day, String... itemsAndValues) {
        Instant ten = Instant.parse(day + "T02:00:00Z");
        Instant now = Instant.now().truncatedTo(ChronoUnit.MINUTES);
        String end = (ten.isAfter(now) ? now : ten).toString();
        for (int i = 0; i < itemsAndValues.length; i += 2) {
            samples.append(section).append(',').append(itemsAndValues[i]).append(',');
            samples.append(end).append(",PT0S,").append(itemsAndValues[i + 1]).append('\n');
        }
        return this;
    }

    /** Sends the samples so far, and waits until all that rests on them has followed. */
    void commit() throws SQLException {
        send("POST", "/api/v1/readings/import", samples.toString()).json();
        samples.setLength(0);
        samples.append("station,parameter,end,period,value\n");
        settle();
    }

    /** Waits until nothing is dirty. */
    void settle() throws SQLException {
        Instant until = Instant.now().plus(PATIENCE);
        while (count("SELECT count(*) FROM dirty") > 0) {
            assertTrue(Instant.now().isBefore(until), "results do not follow");
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    long count(String sql) throws SQLException {
        return Long.parseLong(rows(sql).getFirst());
    }

    /** Rows of a query, their columns joined by |. */
    List<String> rows(String sql) throws SQLException {
        List<String> all = new ArrayList<>();
        try (Connection connection = postgres.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                List<String> columns = new ArrayList<>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    columns.add(rows.getString(i));
                }
                all.add(String.join("|", columns));
            }
        }
        return all;
    }

    JsonNode get(String path) {
        return server.get("/api/v1/" + path).json();
    }

    static List<String> texts(JsonNode list, String member) {
        List<String> texts = new ArrayList<>();
        list.forEach(one -> texts.add(one.at(member).asText()));
        return texts;
    }

    static String word(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        server.close();
    }
}
