package limpid.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import limpid.measure.Word;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * All five documents on their own dates, on the made-up data of {@link SeededCities}, over HTTP and at the terminal. The tables
 * stand in the manual; {@code -Dlimpid.docs=write} writes them anew. With {@code -Dlimpid.test.postgres} the data stays in a
 * database of that server, where {@code limpid check} finds it.
 */
class SeededProgrammesIT extends Served {
    private static final Map<String, List<String>> DATES = new LinkedHashMap<>();

    static {
        DATES.put("yangjiang", List.of("2016-06-10"));
        DATES.put("jiangmen", List.of("2018-12-31", "2020-12-31"));
        DATES.put("liupanshui-2017", List.of("2017-12-31"));
        DATES.put("qingyuan", List.of("2016-04-30"));
        DATES.put("qidong-263", List.of("2017-12-31", "2020-12-31"));
    }

    @BeforeAll
    static void fill() throws SQLException {
        SeededCities.keep(server, POSTGRES);
    }

    static Set<String> programmes() {
        return DATES.keySet();
    }

    @ParameterizedTest
    @MethodSource("programmes")
    void theManualShowsTheTables(String programme) throws IOException {
        Path page = Path.of("docs", "verdicts-" + programme + ".md");
        String made = page(programme);
        if ("write".equals(System.getProperty("limpid.docs"))) {
            Files.writeString(page, made);
        }
        assertEquals(Files.readString(page), made);
    }

    @Test
    void everySortOfVerdictComesUp() {
        Set<String> found = new HashSet<>();
        DATES.forEach((programme, dates) -> dates.forEach(date -> checks(programme, date)
                .forEach(check -> found.add(check.at("/verdict").asText()))));
        assertEquals(
                Set.of(
                        "met",
                        "notMet",
                        "insufficient",
                        "awaitingReport",
                        "notApplicable",
                        "notDue",
                        "onSchedule",
                        "behindSchedule"),
                found);
    }

    /** 2017 by GB 3095-2012 and beside it by the limits of 2031: other limits for the same means, nothing beside what is not air. */
    @Test
    void besideTheVerdictStandsThatUnderOtherTexts() {
        List<JsonNode> checks = checks("liupanshui-2017", "2017-12-31&beside=2026-final");
        for (JsonNode check : checks) {
            boolean ofAir = Set.of("8", "8a", "8b")
                    .contains(
                            check.at("/indicator").asText() + check.at("/part").asText());
            assertEquals(ofAir, !check.at("/beside").isNull(), check::toString);
        }
        JsonNode means = named(checks, "8a");
        assertTrue(means.at("/edition").asText().contains("GB 3095-2012"), means::toString);
        assertTrue(means.at("/beside/edition").asText().contains("GB 3095-2026 (final)"), means::toString);
        JsonNode official = server.get(means.at("/evidence").asText()).json().at("/items");
        assertEquals("70", part(official, "PM10").at("/limit").asText());
        assertTrue(part(official, "PM10").at("/meets").asBoolean());
        JsonNode later = part(means.at("/beside/parts"), "PM10");
        assertEquals("50", later.at("/limit").asText());
        assertEquals(part(official, "PM10").at("/value"), later.at("/value"));
        assertEquals(false, later.at("/meets").asBoolean());
        assertEquals("notMet", means.at("/beside/verdict").asText());
        server.get("/api/v1/programmes/liupanshui-2017/checks?asOf=2017-12-31&beside=in-force")
                .problem(400, "bad-parameter");
    }

    private static JsonNode named(List<JsonNode> checks, String code) {
        return checks.stream()
                .filter(check -> code.equals(
                        check.at("/indicator").asText() + check.at("/part").asText()))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode part(JsonNode parts, String name) {
        return StreamSupport.stream(parts.spliterator(), false)
                .filter(part -> part.at("/name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** At the terminal the same list comes out, and the exit code says whether anything is missed. */
    @ParameterizedTest
    @CsvSource({"yangjiang, 2016-06-10", "jiangmen, 2020-12-31", "qidong-263, 2020-12-31"})
    @Tag("long")
    void theTerminalTellsTheSame(String programme, String date, @TempDir Path folder) throws Exception {
        Path file = folder.resolve("checks.csv");
        Process process = limpid("check", programme, "--as-of", date, "--out", file.toString(), "--format", "csv");
        String table = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        boolean missed = checks(programme, date).stream()
                .anyMatch(check -> check.at("/verdict").asText().equals("notMet"));
        assertEquals(missed ? 1 : 0, process.waitFor(), table);
        String list = server.get("/api/v1/programmes/" + programme + "/checks.csv?asOf=" + date)
                .text();
        assertEquals(list.replace("\uFEFF", ""), Files.readString(file).replace("\uFEFF", ""));
        for (JsonNode check : checks(programme, date)) {
            assertTrue(
                    table.contains(
                            Word.of(check.at("/verdict").asText()).orElseThrow().zh()),
                    table);
        }
    }

    private static Process limpid(String... arguments) throws IOException {
        return Terminal.limpid(POSTGRES.settings(), Map.of(), arguments);
    }

    private static List<JsonNode> checks(String programme, String date) {
        JsonNode items = server.get("/api/v1/programmes/" + programme + "/checks?asOf=" + date)
                .json()
                .get("items");
        return StreamSupport.stream(items.spliterator(), false).toList();
    }

    private static String page(String programme) {
        StringBuilder page = new StringBuilder();
        String name = server.get("/api/v1/programmes/" + programme)
                .json()
                .at("/nameZh")
                .asText();
        page.append("# ").append(name).append(": verdicts 核查结果\n\nOn made-up data, ");
        page.append("[to be made again](develop.md#verdicts-of-the-five-documents). What the verdicts mean stands in ");
        page.append("[Programmes](programmes.md).\n");
        for (String date : DATES.get(programme)) {
            page.append("\n## ").append(date).append("\n\n");
            page.append("    limpid check ")
                    .append(programme)
                    .append(" --as-of ")
                    .append(date)
                    .append("\n\n");
            page.append("| 编号 | 指标 | 时段 | 值 | 目标 | 有效/应有 | 结论 | 说明 |\n|---|---|---|--:|---|--:|---|---|\n");
            checks(programme, date).forEach(check -> page.append(row(check)));
        }
        return page.toString();
    }

    private static String row(JsonNode check) {
        String verdict = check.at("/verdict").asText();
        String why = check.at("/reasonZh").asText("");
        String note = why.isEmpty() || check.at("/reasonZh").isNull()
                ? check.at("/basisZh").asText()
                : why;
        return "| %s%s | %s | %s | %s | %s | %s | %s | %s |\n"
                .formatted(
                        check.at("/indicator").asText(),
                        check.at("/part").asText(),
                        check.at("/nameZh").asText(),
                        check.at("/period").asText(),
                        check.at("/value").isNull() ? "" : check.at("/value").asText(),
                        target(check),
                        check.at("/expected").isNull()
                                ? ""
                                : check.at("/valid").asText() + "/"
                                        + check.at("/expected").asText(),
                        Word.of(verdict).orElseThrow().zh(),
                        note.replace("|", "\\|"));
    }

    private static String target(JsonNode check) {
        boolean number =
                !check.at("/limit").isNull() || check.at("/target").asText().matches("[+-]?\\d+(\\.\\d+)?");
        String sign = check.at("/judgedBy").asText().replace(">=", "≥").replace("<=", "≤");
        String target = check.at("/target").asText();
        return number && target.matches("[+-]?\\d+(\\.\\d+)?")
                ? (sign.replace("<", "&lt;").replace(">", "&gt;") + " " + target + " "
                                + check.at("/unitZh").asText())
                        .strip()
                : target;
    }
}
