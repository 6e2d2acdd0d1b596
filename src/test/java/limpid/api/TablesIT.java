package limpid.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import limpid.api.OddRequests.Write;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every route that takes a table takes what spreadsheets write, or names what it does not take; no line is lost. */
class TablesIT extends Served {
    private static final Charset GBK = Charset.forName("GBK");

    @BeforeAll
    static void fill() {
        OddRequests.fill(server);
    }

    /** The sample of each route that takes a table. */
    static Stream<String> tables() {
        return writes().keySet().stream();
    }

    private static Map<String, Write> writes() {
        Map<String, Write> tables = new TreeMap<>(OddRequests.writes());
        tables.values().removeIf(write -> !write.table());
        return tables;
    }

    private static ApiServer.Answer send(String route, byte[] body, String type) {
        return server.send(
                route.substring(0, route.indexOf(' ')),
                writes().get(route).path(),
                body,
                "Content-Type",
                type,
                "X-API-Key",
                ApiServer.ADMIN_KEY);
    }

    private static ApiServer.Answer send(String route, String body) {
        return send(route, body.getBytes(StandardCharsets.UTF_8), "text/csv");
    }

    private static String sample(String route) {
        return writes().get(route).body();
    }

    private static void assertTaken(ApiServer.Answer answer) {
        assertEquals(200, answer.status(), answer::text);
    }

    private static JsonNode refused(ApiServer.Answer answer) {
        return answer.problem(400, "malformed-table");
    }

    @ParameterizedTest
    @MethodSource("tables")
    void itIsTakenInEachEncodingThatIsCertainOrDeclared(String route) {
        String table = sample(route);
        assertTaken(send(route, table));
        assertTaken(send(route, "\uFEFF" + table));
        assertTaken(send(route, ("\uFEFF" + table).getBytes(StandardCharsets.UTF_16LE), "text/csv"));
        assertTaken(send(route, table.getBytes(GBK), "text/csv"));
        assertTaken(send(route, table.getBytes(GBK), "text/csv; charset=GBK"));
        assertTaken(send(route, table.getBytes(Charset.forName("GB18030")), "text/csv;charset=\"gb18030\""));
    }

    @ParameterizedTest
    @MethodSource("tables")
    void anEncodingThatIsNotCertainIsRefusedWithItsLine(String route) {
        byte[] western = (sample(route) + "Générale\n").getBytes(StandardCharsets.ISO_8859_1);
        JsonNode problem = refused(send(route, western, "text/csv"));
        assertTrue(problem.at("/line").asInt() > 1, problem::toString);
        JsonNode unknown =
                refused(send(route, sample(route).getBytes(StandardCharsets.UTF_8), "text/csv; charset=klingon"));
        assertTrue(unknown.at("/detail").asText().contains("'klingon'"), unknown::toString);
        JsonNode wrong = refused(send(route, "a\n临江\n".getBytes(GBK), "text/csv; charset=utf-8"));
        assertTrue(wrong.at("/detail").asText().contains("is not UTF-8"), wrong::toString);
    }

    /** A formula in a key is named, and so is a line that begins with the sign of comments. */
    @ParameterizedTest
    @MethodSource("tables")
    void noLineIsPassedOver(String route) {
        String table = sample(route);
        String last = table.lines().toList().getLast();
        String broken = table + "#REF!" + last.substring(last.indexOf(',')) + "\n";
        JsonNode problem = refused(send(route, broken));
        assertEquals(table.lines().count() + 1, problem.at("/line").asInt(), problem::toString);
        String comment = "# a comment\n" + table;
        assertEquals(1, refused(send(route, comment)).at("/line").asInt());
    }

    @ParameterizedTest
    @MethodSource("tables")
    void rowsOfEmptyCellsAndColumnsWithoutNamesAreTakenWhereNothingStandsInThem(String route) {
        StringBuilder wide = new StringBuilder();
        sample(route).lines().forEach(line -> wide.append(line).append(",,\n"));
        String commas = ",".repeat(sample(route).indexOf('\n'));
        assertTaken(send(route, "\n" + wide + commas + "\n\n\u3000,\n"));
        String lost = wide.substring(0, wide.length() - 2) + "7\n";
        assertTrue(refused(send(route, lost)).at("/detail").asText().contains("'7' stands in column"));
    }

    /** The answer says how many lines the table has, and its counts add up to them. */
    @ParameterizedTest
    @MethodSource("tables")
    void theAnswerAccountsForEveryLine(String route) {
        ApiServer.Answer answer = send(route, sample(route));
        assertTaken(answer);
        long lines = sample(route).lines().filter(line -> !line.isBlank()).count() - 1;
        JsonNode counts = answer.tree();
        assertEquals(lines, counts.at("/lines").asLong(), answer::text);
        List<String> parts = counts.has("received")
                ? List.of("stored", "duplicate", "revised", "refused")
                : counts.has("limits") ? List.of("limits") : List.of("changed", "unchanged");
        assertEquals(
                lines,
                parts.stream().mapToLong(part -> counts.get(part).asLong()).sum(),
                answer::text);
    }

    /** Of two lines of the same thing one would be lost. */
    @ParameterizedTest
    @MethodSource("tables")
    void aLineThatStandsTwiceIsNamed(String route) {
        List<String> lines = sample(route).strip().lines().toList();
        String twice = String.join("\n", lines) + "\n" + lines.getLast() + "\n";
        assertEquals(lines.size() + 1, refused(send(route, twice)).at("/line").asInt(), route);
    }

    @ParameterizedTest
    @MethodSource("tables")
    void tabsAreTakenAndSemicolonsAreNamed(String route) {
        assertTaken(send(route, sample(route).replace(',', '\t')));
        JsonNode problem = refused(send(route, sample(route).replace(',', ';')));
        assertTrue(problem.at("/detail").asText().contains("the separator must be a comma"), problem::toString);
    }

    @ParameterizedTest
    @MethodSource("tables")
    void blanksOfSpreadsheetsAreTrimmedAndOnesThatNobodySeesAreNamed(String route) {
        String table = sample(route);
        int line = table.indexOf('\n') + 1;
        int comma = table.indexOf(',', line);
        String key = table.substring(line, comma);
        String head = table.substring(0, line);
        String rest = table.substring(comma);
        assertTaken(send(route, head + "\u3000" + key + "\u00A0" + rest));
        for (String odd : new String[] {"\u200B", "\uFEFF", "\u202E", "\uFFFD", "\u0007"}) {
            JsonNode problem = refused(send(route, head + key + odd + rest));
            assertEquals(2, problem.at("/line").asInt());
            String code = "U+%04X".formatted((int) odd.charAt(0));
            assertTrue(problem.at("/detail").asText().contains(code), problem::toString);
        }
    }

    /** A city may be new in the registry, and nowhere else; a station must be there, and so must items and indicators. */
    @ParameterizedTest
    @MethodSource("tables")
    void aKeyThatThereIsNotIsRefused(String route) {
        if (route.equals("POST /api/v1/stations/import")) {
            return;
        }
        String table = sample(route);
        int line = table.indexOf('\n') + 1;
        JsonNode problem = refused(send(route, table.substring(0, line) + "X" + table.substring(line)));
        assertEquals(2, problem.at("/line").asInt());
        assertEquals(
                table.substring(0, table.indexOf(',')), problem.at("/column").asText());
    }

    @Test
    void theNearestNameIsTold() {
        assertNearest("PUT /api/v1/water/limits", "W-1", "w-1", "W-1");
        assertNearest("PUT /api/v1/water/limits", "NH3N", "NH3-N", "NH3N");
        assertNearest("POST /api/v1/water/intakes/import", "W-1", "W1", "W-1");
        assertNearest("POST /api/v1/readings/import", "W-1", "W-11", "W-1");
        assertNearest("POST /api/v1/readings/import", "HG", "Hg", "HG");
        assertNearest("POST /api/v1/noise/surveys/import", "N-1", "N_1", "N-1");
        assertNearest("POST /api/v1/air/dust/import", "临江", "临疆", "临江");
    }

    private static void assertNearest(String route, String right, String wrong, String meant) {
        String text = refused(send(route, sample(route).replaceFirst("(?m)(^|,)" + right + ",", "$1" + wrong + ",")))
                .at("/detail")
                .asText();
        assertTrue(text.contains("did you mean '" + meant + "'?"), text);
    }

    @Test
    void aTableThatWouldEmptyAListAsksFirst() {
        String route = "PUT /api/v1/water/limits";
        assertTaken(send(route, sample(route)));
        String empty = sample(route).lines().findFirst().orElseThrow() + "\n";
        JsonNode problem = send(route, empty).problem(400, "bad-parameter");
        assertEquals("replace", problem.at("/parameter").asText());
        assertEquals(1, server.get("/api/v1/water/limits").tree().at("/items").size());
        assertTaken(server.send(
                "PUT",
                "/api/v1/water/limits?replace=true",
                empty,
                "Content-Type",
                "text/csv",
                "X-API-Key",
                ApiServer.ADMIN_KEY));
        assertEquals(0, server.get("/api/v1/water/limits").tree().at("/items").size());
    }

    /** Lists and exports come back as they went out, without a change. */
    @Test
    void whatWentOutComesBack() {
        tables().forEach(route -> assertTaken(send(route, sample(route))));
        Map<String, String> lists = Map.of(
                "/api/v1/stations.csv", "POST /api/v1/stations/import",
                "/api/v1/water/limits.csv", "PUT /api/v1/water/limits",
                "/api/v1/water/intakes.csv?period=2026-01", "POST /api/v1/water/intakes/import",
                "/api/v1/air/dust.csv", "POST /api/v1/air/dust/import",
                "/api/v1/programmes/model-city-6/indicators/16/reports.csv?city=%E4%B8%B4%E6%B1%9F",
                        "POST /api/v1/programmes/{id}/reports/import");
        lists.forEach((list, route) -> {
            ApiServer.Answer answer = send(route, server.bytes(list), "text/csv");
            assertTaken(answer);
            assertEquals(0, answer.tree().at("/changed").asInt(-1), list + " " + answer.text());
        });
        byte[] readings = server.bytes("/api/v1/exports/readings.csv?from=2026-01-01&to=2026-01-31");
        ApiServer.Answer again = send("POST /api/v1/readings/import", readings, "text/csv");
        assertTaken(again);
        assertEquals(again.tree().at("/received"), again.tree().at("/duplicate"), again::text);
    }

    /** Each table there is has a sample here. */
    @Test
    void everyRouteOfATableIsTried() {
        assertTrue(OpenApi.routes(server).stream()
                .filter(route -> route.isWrite() && route.name().endsWith("import"))
                .allMatch(route -> writes().containsKey(route.name())));
    }
}
