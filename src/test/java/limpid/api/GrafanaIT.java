package limpid.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import limpid.PostgresExtension;
import limpid.figures.ProgrammeChecks;
import limpid.grafana.AlertRule;
import limpid.grafana.Dashboard;
import limpid.grafana.Dashboard.Question;
import limpid.measure.LocalDay;
import limpid.measure.Table;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every statement of every dashboard, macros and variables expanded as Grafana does, runs as the read-only role and
 * answers with rows of the shape that its panel needs.
 */
class GrafanaIT {
    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final int DAYS = 3;
    private static final LocalDate TODAY = LocalDate.now(LocalDay.CHINA);
    private static final Instant FIRST =
            TODAY.minusDays(DAYS).atStartOfDay(LocalDay.CHINA).toInstant();
    private static final Instant FROM = FIRST.minus(400, ChronoUnit.DAYS);
    private static final Instant TO = Instant.now().plus(1, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);

    private static final Pattern TIME_FILTER = Pattern.compile("\\$__timeFilter\\(([^)]*)\\)");
    private static final Pattern SQL_STRINGS = Pattern.compile("\\$\\{(\\w+):sqlstring}");
    private static final Set<Integer> NUMERIC =
            Set.of(Types.NUMERIC, Types.SMALLINT, Types.INTEGER, Types.BIGINT, Types.DOUBLE, Types.REAL);

    private static ApiServer server;

    static List<Question> questions() {
        return Dashboard.all().stream()
                .flatMap(dashboard -> dashboard.questions().stream())
                .toList();
    }

    @BeforeAll
    static void someDaysOfEverything() throws SQLException, InterruptedException {
        server = new ApiServer(POSTGRES.settings());
        post("stations/import", "text/csv", """
                code,name_zh,medium,city,period,water_body,water_body_type,target_class,roles,noise_network,noise_zone,road_length_m,grid_area_m2,lon,lat
                A-1,东站,air,泠川市,PT1H,,,,,,,,,112.1,22.3
                A-2,西站,air,泠川市,PT1H,,,,,,,,,,
                W-1,上游,water,泠川市,PT4H,江,river,2,,,,,,,
                W-2,湖心,water,泠川市,PT4H,湖,lake,3,drinking_source,,,,,,
                N-1,公园,noise,泠川市,PT1H,,,,,functional,1,,,,
                N-2,大街,noise,泠川市,PT1H,,,,,traffic,,1200,,,
                N-3,网格,noise,泠川市,PT1H,,,,,regional,,,250000,,
                """);
        for (int hour = 1; hour <= DAYS * 24; hour++) {
            Instant end = FIRST.plus(hour, ChronoUnit.HOURS);
            for (String station : List.of("A-1", "A-2")) {
                post(
                        station,
                        end,
                        "PT1H",
                        "\"PM2.5\":%d,\"PM10\":60,\"SO2\":5,\"NO2\":30,\"CO\":0.6,\"O3\":80".formatted(20 + hour % 7));
            }
            for (String station : List.of("N-1", "N-2", "N-3")) {
                post(station, end, "PT1H", "\"LEQ\":5%d.4,\"LMAX\":70.1".formatted(hour % 10));
            }
            if (hour % 4 == 0) {
                post("W-1", end, "PT4H", "\"PH\":7.5,\"DO\":7.1,\"CODMN\":3.2,\"NH3N\":0.4,\"TP\":0.15");
                post("W-2", end, "PT4H", "\"PH\":7.9,\"DO\":6.4,\"CODMN\":4.1,\"NH3N\":0.2,\"TP\":0.04,\"TN\":1.2");
            }
        }
        post("A-1", FIRST.plus(1, ChronoUnit.HOURS), "PT1H", "\"PM2.5\":20,\"PM3\":1");
        String day = LocalDate.ofInstant(FIRST, LocalDay.CHINA).toString();
        for (String station : List.of("A-1", "W-1", "N-1")) {
            post(
                    "stations/" + station + "/reviews",
                    "application/json",
                    "{\"from\":\"%s\",\"to\":\"%s\",\"valid\":true,\"reason\":\"checked\"}".formatted(day, day));
        }
        post(
                "air/dust/import",
                "text/csv",
                "city,date,pollutants,from_hour,to_hour,source\n泠川市," + day + ",PM10,1,6,notice\n");
        awaitTheRollup();
        server.bean(ProgrammeChecks.class).keep(TODAY);
        POSTGRES.execute("""
                CREATE ROLE limpid_reader;
                GRANT USAGE ON SCHEMA published TO limpid_reader;
                GRANT SELECT ON ALL TABLES IN SCHEMA published TO limpid_reader""");
    }

    private static void post(String station, Instant end, String period, String values) {
        post(
                "stations/" + station + "/readings",
                "application/json",
                "{\"end\":\"%s\",\"period\":\"%s\",\"values\":{%s}}".formatted(end, period, values));
    }

    private static void post(String path, String type, String body) {
        server.send("POST", "/api/v1/" + path, body, "Content-Type", type, "X-API-Key", ApiServer.ADMIN_KEY)
                .json();
    }

    private static void awaitTheRollup() throws SQLException, InterruptedException {
        Instant patience = Instant.now().plus(Duration.ofMinutes(1));
        try (Connection connection = POSTGRES.dataSource().getConnection()) {
            while (!rows(connection, "SELECT FROM dirty UNION ALL SELECT FROM dirty_month")
                    .isEmpty()) {
                assertTrue(Instant.now().isBefore(patience), "the rollup did not finish");
                Thread.sleep(200);
            }
        }
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @MethodSource("questions")
    void answersWithWhatThePanelNeeds(Question question) throws SQLException {
        try (Connection connection = POSTGRES.alone().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SET ROLE limpid_reader");
            Map<String, String> variables = variables(connection, question.dashboard(), question);
            try (ResultSet answer = statement.executeQuery(expand(question.sql(), variables))) {
                needed(question, columns(answer.getMetaData()));
                assertTrue(answer.next(), () -> "no row: " + question);
            }
        }
    }

    /** Each rule's question as Grafana reads it: one number a row, and names that tell the rows apart. */
    @Test
    void alertRulesAreRaisedByWhatTheyWatch() throws SQLException {
        Map<String, List<String>> raised = new TreeMap<>();
        try (Connection connection = POSTGRES.alone().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SET ROLE limpid_reader");
            for (AlertRule rule : AlertRule.all()) {
                List<String> subjects = raised.computeIfAbsent(rule.uid(), uid -> new ArrayList<>());
                Set<List<String>> seen = new HashSet<>();
                try (ResultSet answer = statement.executeQuery(expand(rule.sql(), Map.of()))) {
                    Map<String, Integer> columns = columns(answer.getMetaData());
                    List<String> numbers = columns.keySet().stream()
                            .filter(name -> NUMERIC.contains(columns.get(name)))
                            .toList();
                    assertEquals(1, numbers.size(), rule.uid() + columns);
                    while (answer.next()) {
                        List<String> labels = new ArrayList<>();
                        for (String name : columns.keySet()) {
                            if (!numbers.contains(name)) {
                                labels.add(answer.getString(name));
                            }
                        }
                        assertTrue(seen.add(labels), rule.uid() + labels + " stands twice");
                        if (answer.getDouble(numbers.getFirst()) > rule.limit()) {
                            subjects.add(String.join(" ", labels));
                        }
                    }
                    assertFalse(seen.isEmpty(), rule.uid());
                }
            }
        }
        assertEquals(
                Map.of(
                        "limpid-section-off-target", List.of("泠川市 W-1 上游"),
                        "limpid-air-level", List.of(),
                        "limpid-station-silent", List.of(),
                        "limpid-results-wait", List.of(),
                        "limpid-messages-refused", List.of("A-1")),
                raised);
    }

    @Test
    void limitsOfZonesAreThoseOfTheTable() throws SQLException {
        List<String> table = Table.resource("/limpid/standard/noise/limits.csv").rows().stream()
                .map(row -> String.join(
                        " ", row.text("edition"), row.text("zone"), row.text("period"), row.text("leq_limit_dba")))
                .toList();
        List<String> view = new ArrayList<>();
        try (Connection connection = POSTGRES.alone().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SET ROLE limpid_reader");
            try (ResultSet rows =
                    statement.executeQuery("SELECT edition, zone, part, leq FROM published.noise_limit")) {
                while (rows.next()) {
                    view.add(String.join(
                            " ", rows.getString(1), rows.getString(2), rows.getString(3), rows.getString(4)));
                }
            }
        }
        assertEquals(table, view);
    }

    private static void needed(Question question, Map<String, Integer> columns) {
        switch (question.type()) {
            case "variable" -> assertFalse(columns.isEmpty());
            case "annotation" -> {
                assertEquals(Types.TIMESTAMP, columns.get("time"));
                assertTrue(columns.containsKey("text"));
            }
            case "timeseries", "status-history" -> {
                assertEquals(Types.TIMESTAMP, columns.remove("time"));
                assertEquals(Types.VARCHAR, columns.getOrDefault("metric", Types.VARCHAR));
                columns.remove("metric");
                assertFalse(columns.isEmpty());
                assertTrue(NUMERIC.containsAll(columns.values()), columns.toString());
            }
            case "stat" -> assertTrue(columns.values().stream().anyMatch(NUMERIC::contains), columns.toString());
            case "geomap" ->
                assertTrue(columns.keySet().containsAll(List.of("lat", "lon", "medium")), columns.toString());
            case "table", "barchart" ->
                overridden(question.panel())
                        .forEach(column -> assertTrue(columns.containsKey(column), column + " of " + columns));
            default -> throw new AssertionError(question.type());
        }
    }

    private static List<String> overridden(JsonNode panel) {
        List<String> names = new ArrayList<>();
        panel.at("/fieldConfig/overrides")
                .forEach(override -> names.add(override.at("/matcher/options").asText()));
        return names;
    }

    /** The choices a reader meets on opening the dashboard, each found with the ones before it. */
    private static Map<String, String> variables(Connection connection, Dashboard dashboard, Question until)
            throws SQLException {
        Map<String, String> chosen = new HashMap<>();
        for (JsonNode variable : dashboard.variables()) {
            String name = variable.get("name").asText();
            if (until.place().equals("variable " + name)) {
                break;
            }
            chosen.put(name, quoted(choices(connection, variable, chosen)));
        }
        return chosen;
    }

    private static List<String> choices(Connection connection, JsonNode variable, Map<String, String> chosen)
            throws SQLException {
        if (variable.get("type").asText().equals("custom")) {
            return List.of(variable.at("/current/value").asText());
        }
        List<String> all = new ArrayList<>();
        for (Map<String, String> row :
                rows(connection, expand(variable.get("query").asText(), chosen))) {
            all.add(row.getOrDefault("__value", row.values().iterator().next()));
        }
        assertFalse(all.isEmpty(), variable.get("name").asText());
        return variable.get("includeAll").asBoolean() ? all : all.subList(0, 1);
    }

    private static String quoted(List<String> texts) {
        return texts.stream().map(text -> "'" + text.replace("'", "''") + "'").collect(Collectors.joining(","));
    }

    /** As Grafana's PostgreSQL data source does it, before the database sees the statement. */
    private static String expand(String sql, Map<String, String> variables) {
        String timed = TIME_FILTER
                .matcher(sql)
                .replaceAll(match -> "%s BETWEEN '%s' AND '%s'".formatted(match.group(1), FROM, TO))
                .replace("$__timeFrom()", "'" + FROM + "'")
                .replace("$__timeTo()", "'" + TO + "'");
        return SQL_STRINGS.matcher(timed).replaceAll(match -> Matcher.quoteReplacement(variables.get(match.group(1))));
    }

    private static Map<String, Integer> columns(ResultSetMetaData data) throws SQLException {
        Map<String, Integer> columns = new LinkedHashMap<>();
        for (int column = 1; column <= data.getColumnCount(); column++) {
            columns.put(data.getColumnLabel(column), data.getColumnType(column));
        }
        return columns;
    }

    private static List<Map<String, String>> rows(Connection connection, String sql) throws SQLException {
        List<Map<String, String>> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(sql)) {
            List<String> names = List.copyOf(columns(answer.getMetaData()).keySet());
            while (answer.next()) {
                Map<String, String> row = new LinkedHashMap<>();
                for (String name : names) {
                    row.put(name, answer.getString(name));
                }
                rows.add(row);
            }
        }
        return rows;
    }
}
