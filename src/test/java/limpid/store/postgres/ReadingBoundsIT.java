package limpid.store.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import limpid.PostgresExtension;
import limpid.Samples;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Whatever is asked of readings is asked of a span that the statement is given, so that the database looks into the months
 * of that span alone, however many there are: into partitions here, into chunks where there is TimescaleDB. The planner
 * itself is asked.
 */
class ReadingBoundsIT {
    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    /** Statements that may look into every month, each with its reason. */
    private static final Map<String, String> UNBOUNDED = Map.of(
            "latest", "the newest reading, however old: month by month backwards, ended by the first that has one",
            "held", "its last_end likewise; what it counts has a span",
            "hj212Missing",
                    "the first reading of a series, however old: month by month, ended by the first that has one");

    private static final String DAY = "2025-06-05T12:00:00Z";
    private static final String NEXT = "2025-06-06T12:00:00Z";
    private static final Map<String, String> VALUES = new HashMap<>(Map.ofEntries(
            Map.entry("from", DAY),
            Map.entry("first", DAY),
            Map.entry("after", DAY),
            Map.entry("afterEnd", DAY),
            Map.entry("ends", DAY),
            Map.entry("to", NEXT),
            Map.entry("last", NEXT),
            Map.entry("before", NEXT),
            Map.entry("recorded", NEXT),
            Map.entry("arrivedBefore", NEXT),
            Map.entry("asOf", NEXT),
            Map.entry("now", NEXT),
            Map.entry("today", NEXT.substring(0, 10)),
            Map.entry("faultIds", "1"),
            Map.entry("faultCodes", "D"),
            Map.entry("knownFrom", NEXT),
            Map.entry("knownTo", NEXT),
            Map.entry("originId", "1"),
            Map.entry("station", "1"),
            Map.entry("stations", "1"),
            Map.entry("series", "1"),
            Map.entry("afterSeries", "1"),
            Map.entry("afterId", "1"),
            Map.entry("parameter", "1"),
            Map.entry("parameters", "1"),
            Map.entry("flag", "1"),
            Map.entry("limit", "10"),
            Map.entry("toleranceSeconds", "10"),
            Map.entry("periodSeconds", "3600"),
            Map.entry("offsetSeconds", "0"),
            Map.entry("platform", "platform"),
            Map.entry("validFlags", "1"),
            Map.entry("periods", "3600"),
            Map.entry("reviewed", "false"),
            Map.entry("longestSeconds", "10"),
            Map.entry("medium", "air"),
            Map.entry("city", "city"),
            Map.entry("district", "district"),
            Map.entry("river", "river"),
            Map.entry("role", "role"),
            Map.entry("valid", "false"),
            Map.entry("reason", "reason"),
            Map.entry("origin", "origin"),
            Map.entry("by", "name")));

    /** Of statements whose parameters have no names, what they are, in their order. */
    private static final Map<String, List<String>> NAMES = Map.of(
            "insertReadings", List.of("now", "series"),
            "reviseReadings", List.of("now", "first", "last", "origin", "series"),
            "meetingSpans", List.of("first", "last"),
            "spanReadings", List.of("stations", "ends", "ends", "first", "last"));

    private static final Pattern PARAMETER =
            Pattern.compile("((?i:ANY\\s*\\(\\s*)?)(?<![:\\w])(?::([A-Za-z]\\w*)|\\?)(::\\w+\\[\\])?");
    private static final Pattern RELATION = Pattern.compile("\"Relation Name\": \"(\\w+)\"");

    private static Set<String> otherMonths = Set.of();

    @BeforeAll
    static void twoYears() throws SQLException {
        Samples.register(POSTGRES.dataSource(), Samples.AIR);
        try (Connection connection = POSTGRES.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT ensure_partitions('2024-01-01', '2025-12-31')");
            statement.execute("INSERT INTO reading (series_id, period_end, value, flag_id, recorded_at)"
                    + " SELECT 1, month, 1, 1, month FROM generate_series(TIMESTAMPTZ '2024-01-15 00:00Z',"
                    + " TIMESTAMPTZ '2025-12-15 00:00Z', interval '1 month') AS month");
            otherMonths = new TreeSet<>(
                    texts(
                            statement,
                            "SELECT DISTINCT relname FROM reading JOIN pg_class c"
                                    + " ON c.oid = reading.tableoid WHERE period_end NOT BETWEEN '2025-05-10Z' AND '2025-07-01Z'"));
        }
        assertTrue(otherMonths.size() > 20, otherMonths::toString);
    }

    @Test
    void everyStatementLooksIntoTheMonthsOfItsSpanAlone() throws SQLException {
        Map<String, Set<String>> far = new TreeMap<>();
        try (Connection connection = POSTGRES.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(Statements.text("createIncoming"));
            statement.execute(Statements.text("createIncomingSpan"));
            for (String name : Statements.touchingReadings()) {
                Set<String> scanned = new TreeSet<>(scanned(name, statement));
                scanned.retainAll(otherMonths);
                if (!scanned.isEmpty()) {
                    far.put(name, scanned);
                }
            }
        }
        assertEquals(new TreeSet<>(UNBOUNDED.keySet()), new TreeSet<>(far.keySet()), far::toString);
    }

    private static List<String> scanned(String name, Statement statement) throws SQLException {
        String question = "EXPLAIN (COSTS OFF, FORMAT JSON) " + withValues(name);
        try {
            return RELATION.matcher(String.join("\n", texts(statement, question)))
                    .results()
                    .map(match -> match.group(1))
                    .toList();
        } catch (SQLException e) {
            throw new SQLException(name + ".sql: " + question, e);
        }
    }

    private static String withValues(String name) {
        Iterator<String> names = NAMES.getOrDefault(name, List.of()).iterator();
        return PARAMETER
                .matcher(Statements.text(name).replace("$which", "true"))
                .replaceAll(match -> {
                    String parameter = match.group(2) == null ? names.next() : match.group(2);
                    String value = VALUES.get(parameter);
                    assertTrue(value != null, () -> name + ".sql: say in VALUES what :" + parameter + " is");
                    return match.group(1) + (isList(match) ? "'{" + value + "}'" : "'" + value + "'") + cast(match);
                });
    }

    private static boolean isList(MatchResult match) {
        return !match.group(1).isEmpty() || match.group(3) != null;
    }

    private static String cast(MatchResult match) {
        return match.group(3) == null ? "" : match.group(3);
    }

    private static List<String> texts(Statement statement, String question) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(question)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }
}
