package limpid.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import limpid.PostgresExtension;
import limpid.Server;
import limpid.Settings;
import limpid.decode.Payload;
import limpid.embedded.EmbeddedDatabase;
import limpid.flow.DirectIntake;
import limpid.store.Cells.State;
import limpid.store.NotThisCell;
import limpid.store.postgres.CellSubscriptions;
import limpid.store.postgres.CellSubscriptions.Access;
import limpid.store.postgres.OwnCell;
import limpid.store.postgres.PostgresCells;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import sim.Message;
import sim.Past;
import sim.Scenario;
import sim.StationRegistry;

/**
 * Two cities on one river, once in one database and once in a cell each with a database above them: what is asked above is answered as
 * where everything is in one place.
 */
@Tag("long")
@Timeout(300)
@TestMethodOrder(OrderAnnotation.class)
class CellsIT {
    @RegisterExtension
    static final PostgresExtension WHOLE = new PostgresExtension();

    @TempDir
    private static Path folder;

    private static final int UPPER_PORT = 4410;
    private static final Instant RECEIVED = Instant.parse("2026-03-09T02:00:00Z");
    private static final Instant START = Instant.now();
    private static final Scenario CITY = Scenario.named("demo-city", Map.of("noise.points", "3"));
    private static final Map<String, String> ABOVE = Map.of("LIMPID_ROLES", "rollup api");

    /** What is made of several cities, and what of one, without when it became known. */
    private static final Map<String, String> DUMPS = new TreeMap<>(Map.of(
            "air_day", "SELECT scope, coalesce(station, city), d.* FROM published.air_day d ORDER BY 1, 2, day",
            "air_period",
                    "SELECT * FROM published.air_period ORDER BY scope, coalesce(station, city), period, first_day",
            "section_month", "SELECT * FROM published.section_month ORDER BY section, month",
            "water_period", "SELECT * FROM published.water_period ORDER BY scope, coalesce(city, river), period, kind",
            "noise_day", "SELECT * FROM published.noise_day ORDER BY station, day",
            "noise_period",
                    "SELECT * FROM published.noise_period WHERE last_day < '2026-07-01' ORDER BY city, network, noise_zone, period",
            "noise_survey", "SELECT * FROM published.noise_survey ORDER BY station, started_at",
            "station", "SELECT * FROM published.station ORDER BY station"));

    /** When it became known, and in how many steps figures of several stations did. */
    private static final List<String> OF_THE_RUN = List.of("known_from", "reviewed_at", "revision");

    private static final List<Place> CELLS = new ArrayList<>();
    private static EmbeddedDatabase upper;
    private static ApiServer whole;
    private static ApiServer above;
    private static int elsewhereWithoutKeys;

    /** A cell with its database and service. */
    private record Place(String name, Settings.Db db, DataSource database, EmbeddedPostgres server, ApiServer service)
            implements AutoCloseable {
        static Place begin(String name, int number) throws IOException {
            EmbeddedPostgres server = EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "off")
                    .setServerConfig("wal_level", "logical")
                    .start();
            Settings.Db db = new Settings.Db(server.getJdbcUrl("postgres", "postgres"), "postgres", "", 4, 1);
            Server.migrate(db);
            OwnCell.prepare(Server.database(db), number);
            ApiServer service = new ApiServer(db, Map.of("LIMPID_CELL", String.valueOf(number)));
            return new Place(name, db, Server.database(db), server, service);
        }

        Access access() {
            return new Access(db.url().replaceAll("\\?.*", ""), db.user(), "");
        }

        @Override
        public void close() throws IOException {
            service.close();
            server.close();
        }
    }

    @BeforeAll
    static void fill() throws Exception {
        upper = EmbeddedDatabase.start(folder, UPPER_PORT);
        Server.migrate(upperDb());
        CELLS.add(Place.begin("first", 1));
        CELLS.add(Place.begin("second", 2));
        whole = new ApiServer(WHOLE.settings());
        seed(whole, WHOLE.dataSource(), 0, 1);
        seed(CELLS.get(0).service, CELLS.get(0).database, 0);
        // What is there when a cell is taken in is copied, what comes later follows.
        subscriptions()
                .add("first", URI.create("http://first.example"), CELLS.get(0).access());
        subscriptions()
                .add(
                        "second",
                        URI.create("http://second.example/"),
                        CELLS.get(1).access());
        seed(CELLS.get(1).service, CELLS.get(1).database, 1);
        above = new ApiServer(upperDb(), ABOVE);
    }

    @AfterAll
    static void stop() throws Exception {
        above.close();
        whole.close();
        for (Place cell : CELLS) {
            cell.close();
        }
        upper.close();
    }

    private static Settings.Db upperDb() {
        return new Settings.Db(upper.url(), upper.user(), upper.password(), 4, 1);
    }

    private static DataSource upperDatabase() {
        return Server.database(upperDb());
    }

    private static CellSubscriptions subscriptions() {
        return new CellSubscriptions(upperDatabase());
    }

    /** The demo city, and its twin under other names on the same waters. */
    private static String renamed(String text, int city) {
        return city == 0 ? text : text.replaceAll("\\bLC([AWN])", "LD$1").replace("泠川市", "沂川市");
    }

    private static void seed(ApiServer server, DataSource database, int... cities) throws Exception {
        for (int city : cities) {
            send(server, "POST", "stations/import", renamed(StationRegistry.csv(CITY), city), "text/csv");
        }
        NoRollup.during(
                () -> {
                    for (int city : cities) {
                        for (Message message : Past.of(
                                CITY, Instant.parse("2026-02-22T16:00:00Z"), Instant.parse("2026-03-04T16:00:00Z"))) {
                            hand(server, renamed(message.topic(), city), message.payload());
                        }
                    }
                },
                server,
                database);
        for (int city : cities) {
            String name = renamed("泠川市", city);
            send(server, "PUT", "air/dust/" + name + "/2026-03-01", """
                    {"pollutants":["PM10","PM2.5"],"source":"notice"}""", "application/json");
            send(
                    server,
                    "PUT",
                    "programmes/model-city-6/indicators/16/reports/2025?city=" + name,
                    """
                    {"value":49.9,"source":"yearbook"}""",
                    "application/json");
            send(server, "POST", "noise/surveys/import", renamed("""
                    station,survey,start,minutes,leq,lmax,lmin,sd,l5,l10,l50,l90,l95
                    LCN01,2026,2026-03-03T09:13,10,52.3,70.1,44.0,3.1,59,58,51,48,46
                    """, city), "text/csv");
            send(server, "POST", "air/reviews", """
                    {"city":"%s","from":"2026-02-25","to":"2026-02-27","remark":"audit"}""".formatted(name), "application/json");
        }
        NoRollup.during(() -> {}, server, database);
    }

    private static void hand(ApiServer server, String topic, String payload) {
        server.bean(DirectIntake.class)
                .accept(new Payload(topic, payload.getBytes(StandardCharsets.UTF_8), RECEIVED, "mqtt"));
    }

    private static ApiServer.Answer send(ApiServer server, String method, String path, String body, String type) {
        ApiServer.Answer answer = server.send(
                method,
                "/api/v1/" + Transcript.encoded(path),
                body,
                "Content-Type",
                type,
                "X-API-Key",
                ApiServer.ADMIN_KEY);
        if (server != above) {
            assertEquals(2, answer.status() / 100, answer::text);
        }
        return answer;
    }

    private static List<String> dump(DataSource database, String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                StringBuilder text = new StringBuilder();
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    if (!OF_THE_RUN.contains(row.getMetaData().getColumnName(i))) {
                        text.append(row.getString(i)).append('\t');
                    }
                }
                rows.add(text.toString());
            }
        }
        return rows;
    }

    /** Until all that cells know now is above, and rolled up there. */
    private static void awaitAbove() throws Exception {
        Instant now = Instant.now();
        PostgresCells cells = new PostgresCells(upperDatabase());
        Instant last = now.plusSeconds(100);
        String waiting =
                "SELECT EXISTS (SELECT FROM dirty) OR EXISTS (SELECT FROM cell WHERE worked_up_to < '" + now + "')";
        while (cells.all().stream()
                        .anyMatch(cell ->
                                cell.knownUpTo() == null || cell.knownUpTo().isBefore(now))
                || !dump(upperDatabase(), waiting).equals(List.of("f\t"))) {
            assertTrue(Instant.now().isBefore(last), () -> cells.all().toString());
            Thread.sleep(50);
        }
    }

    private static void assertAlike() throws Exception {
        awaitAbove();
        for (Map.Entry<String, String> dump : DUMPS.entrySet()) {
            List<String> rows = dump(WHOLE.dataSource(), dump.getValue());
            assertTrue(!rows.isEmpty(), dump.getKey());
            assertEquals(
                    String.join("\n", rows), String.join("\n", dump(upperDatabase(), dump.getValue())), dump.getKey());
        }
    }

    @Test
    @Order(1)
    void holdsTheSameResults() throws Exception {
        assertAlike();
        assertTrue(new PostgresCells(upperDatabase()).all().stream().allMatch(cell -> cell.state() == State.FOLLOWS));
    }

    /** Everything that is asked of a city somewhere in the transcripts is answered as in one place, or by the name of the cell that answers. */
    @Test
    @Order(2)
    void answersAsInOnePlaceOrNamesTheCell() throws Exception {
        awaitAbove();
        Compared compared = compare();
        assertTrue(compared.alike > compared.elsewhere, compared::toString);
        elsewhereWithoutKeys = compared.elsewhere;
    }

    /** How many questions of the transcripts are answered as in one place, and of how many a cell is named. */
    private record Compared(int alike, int elsewhere) {}

    private static Compared compare() throws Exception {
        List<String> wrong = new ArrayList<>();
        int alike = 0;
        int elsewhere = 0;
        for (Transcript recorded : Transcript.in(Path.of("src/test/resources/golden/api"))) {
            Transcript there = recorded.asked(whole, START);
            Transcript here = recorded.asked(above, START);
            for (int i = 0; i < recorded.cases().size(); i++) {
                String answer = here.cases().get(i).answer();
                if (answer.startsWith("421 ")) {
                    elsewhere++;
                } else if (unnumbered(answer)
                        .equals(unnumbered(there.cases().get(i).answer()))) {
                    alike++;
                } else {
                    wrong.add(recorded.cases().get(i).path() + "\n"
                            + answer.lines().limit(6).toList() + "\n"
                            + there.cases().get(i).answer().lines().limit(6).toList());
                }
            }
        }
        assertEquals("", String.join("\n", wrong));
        return new Compared(alike, elsewhere);
    }

    /** Each database counts its alerts and places by itself, and follows a river in steps of its own. */
    private static String unnumbered(String answer) {
        String counted = answer.replaceAll("\"id\": ?\\d+", "\"id\":0")
                .replaceAll("(?m)^\\d+,", "0,")
                .replaceAll("(?m)^(river,.*),\\d+,<now>$", "$1,<now>");
        return answer.startsWith("200 text/csv") ? counted.lines().sorted().collect(Collectors.joining("\n")) : counted;
    }

    @Test
    @Order(3)
    void tellsUpToWhenItKnowsAndWhoKnowsMore() throws Exception {
        awaitAbove();
        Instant known =
                Instant.parse(above.get("/api/v1/air/ranking?period=2026-03").header("Limpid-Known-Up-To"));
        assertTrue(Duration.between(known, Instant.now()).toSeconds() < 60, known::toString);
        assertEquals("", whole.get("/api/v1/air/ranking?period=2026-03").header("Limpid-Known-Up-To"));
        String address = above.get("/api/v1/stations/LDA01/readings?limit=3")
                .problem(421, "ask-the-cell")
                .at("/cells/0/address")
                .asText();
        assertEquals("http://second.example/api/v1/stations/LDA01/readings?limit=3", address);
        assertEquals(
                421,
                send(above, "POST", "stations/import", StationRegistry.csv(CITY), "text/csv")
                        .status());
        String metrics = above.get("/prometheus").text();
        assertTrue(metrics.contains("limpid_cells_follows{cell=\"first\"} 1.0"), metrics);
        assertTrue(metrics.contains("limpid_cells_delay_seconds{cell=\"second\"}"), metrics);
        String ready = above.get("/health/readiness").text();
        assertTrue(ready.contains("follows 同步中, known up to"), ready);
        ApiServer.Answer river =
                CELLS.get(1).service.get(Transcript.encoded("/api/v1/water/assessment?river=泠江&period=2026-03"));
        assertEquals(3, river.json().at("/sections").asInt(), river::text);
        SQLException refused =
                assertThrows(SQLException.class, () -> execute(upperDatabase(), "UPDATE station SET name_zh = '他'"));
        assertTrue(refused.getMessage().contains("come from a cell"), refused::getMessage);
    }

    /** With a key of each cell, all that is asked of one station or city is answered here, as the cell does. */
    @Test
    @Order(4)
    void asksTheCellWhereItHasAKey() throws Exception {
        for (Place cell : CELLS) {
            execute(
                    upperDatabase(),
                    "UPDATE cell SET address = '" + cell.service.uri() + "/' WHERE name = '" + cell.name + "'");
            subscriptions().give(cell.name, ApiServer.ANALYST_KEY);
        }
        Compared compared = compare();
        thePageAboveShowsHours();
        assertTrue(compared.elsewhere < elsewhereWithoutKeys / 2, elsewhereWithoutKeys + ", now " + compared);
        assertEquals(
                "second", above.get("/api/v1/stations/LDA01/readings?limit=3").header("Limpid-Answered-By"));
        above.get("/api/v1/air/hours?from=2026-02-26&to=2026-02-27").problem(421, "ask-the-cell");
        subscriptions().takeKey("second");
        above.get("/api/v1/stations/LDA01/readings?limit=3").problem(421, "ask-the-cell");
        assertTrue(assertThrows(NotThisCell.class, () -> subscriptions().give("third", "key"))
                .getMessage()
                .contains("no cell third"));
    }

    /** Hours and readings of a station on the page above, where there is a Chromium. */
    private static void thePageAboveShowsHours() throws Exception {
        if (Browser.program().isEmpty()) {
            return;
        }
        try (Browser browser =
                Browser.start(Browser.program().get(), Files.createDirectories(folder.resolve("chromium")))) {
            for (String screen : List.of(
                    "air?city=沂川市&station=LDA01&from=2026-03-01&to=2026-03-02&day=2026-03-01",
                    "water?city=沂川市&section=LDW01&from=2026-02-23&to=2026-03-04")) {
                browser.open("about:blank");
                browser.until("location.href === 'about:blank'");
                browser.open(above.uri() + "/#/" + Transcript.encoded(screen));
                browser.until(PageIT.READY);
                assertEquals(
                        0,
                        browser.evaluate("document.querySelectorAll('main .fault').length")
                                .asInt(),
                        browser.evaluate("document.querySelector('main').innerText")
                                .asText());
                Files.write(
                        Path.of("target", "above-" + screen.substring(0, 3) + ".png"),
                        Base64.getDecoder()
                                .decode(browser.call("Page.captureScreenshot", Map.of())
                                        .at("/data")
                                        .asText()));
            }
        }
    }

    @Test
    @Order(5)
    void catchesUpAfterTheDatabaseAboveWasAway() throws Exception {
        upper.close();
        for (ApiServer one : List.of(whole, CELLS.get(0).service)) {
            NoRollup.during(
                    () -> hand(
                            one,
                            "limpid/v1/air/LCA01/readings",
                            "{\"end\":\"2026-03-02T10:00:00+08:00\",\"values\":{\"PM2.5\":181}}"),
                    one,
                    one == whole ? WHOLE.dataSource() : CELLS.get(0).database);
        }
        assertTrue(OwnCell.held(CELLS.get(0).database).away() == 1);
        upper = EmbeddedDatabase.start(folder, UPPER_PORT);
        assertAlike();
    }

    @Test
    @Order(6)
    void aStationOfTwoCellsStaysOutsideAndIsToldOf() throws Exception {
        Place second = CELLS.get(1);
        String twice = "code,name_zh,medium,city,period\nLCA01,重复,air,沂川市,PT1H\nLDA99,新站,air,沂川市,PT1H\n";
        send(second.service, "POST", "stations/import", twice, "text/csv");
        awaitAbove();
        PostgresCells cells = new PostgresCells(upperDatabase());
        assertEquals(
                List.of("station LCA01", "subject station LCA01"),
                cells.conflicts().stream()
                        .map(conflict -> conflict.table() + " " + conflict.name())
                        .sorted()
                        .toList());
        assertEquals(
                List.of("LDA99\t"), dump(upperDatabase(), "SELECT code FROM station WHERE name_zh IN ('重复', '新站')"));
        assertTrue(cells.all().stream().allMatch(cell -> cell.state() == State.FOLLOWS));
        subscriptions().remove("second", false);
        NotThisCell both = assertThrows(NotThisCell.class, () -> subscriptions()
                .add("second", URI.create("http://second.example"), second.access()));
        assertTrue(both.getMessage().contains("station LCA01"), both::getMessage);
        assertEquals(List.of("0\t"), dump(upperDatabase(), "SELECT count(*) FROM station WHERE city = '沂川市'"));
    }

    @Test
    @Order(7)
    void aDatabaseIsOneCellAndNoOther() throws Exception {
        DataSource first = CELLS.get(0).database;
        assertTrue(assertThrows(NotThisCell.class, () -> OwnCell.prepare(first, 0))
                .getMessage()
                .contains("set LIMPID_CELL=1"));
        assertTrue(assertThrows(NotThisCell.class, () -> OwnCell.prepare(first, 3))
                .getMessage()
                .contains("cell 3 a database of its own"));
        OwnCell.prepare(first, 1);
        assertTrue(assertThrows(NotThisCell.class, () -> OwnCell.prepare(WHOLE.dataSource(), 3))
                .getMessage()
                .contains("wal_level = logical"));
        assertThrows(
                Settings.Invalid.class,
                () -> Server.takePlace(Settings.from(Map.of()).withDb(upperDb())));
        execute(first, "CREATE DATABASE other TEMPLATE template0");
        Settings.Db other = CELLS.get(0).db.at(CELLS.get(0).server.getJdbcUrl("postgres", "other"), "postgres", "");
        Server.migrate(other);
        execute(Server.database(other), "INSERT INTO subject (kind, code) VALUES ('city', '旧市')");
        String why = assertThrows(NotThisCell.class, () -> OwnCell.prepare(Server.database(other), 3))
                .getMessage();
        assertTrue(why.contains("1 rows of subject have numbers outside 30000000 to 39999999"), why);
    }

    /** Whoever adds a table of results decides whether it goes up. */
    @Test
    @Order(8)
    void everyTableWithAHistoryGoesUpButHoursAndSamples() throws Exception {
        assertEquals(List.of("air_hour\t", "noise_hour\t", "water_sample\t"), dump(CELLS.get(0).database, """
                        SELECT replace(tablename, '_history', '') FROM pg_tables
                        WHERE schemaname = 'public' AND tablename LIKE '%\\_history' AND tablename <> 'flyway_schema_history'
                          AND (tablename NOT IN (SELECT tablename FROM pg_publication_tables WHERE pubname = 'limpid_results')
                               OR replace(tablename, '_history', '') NOT IN
                                  (SELECT tablename FROM pg_publication_tables WHERE pubname = 'limpid_results'))
                        ORDER BY 1"""));
    }

    private static void execute(DataSource database, String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
