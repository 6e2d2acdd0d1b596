package limpid.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import limpid.PostgresExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Choices of rule that the desk enters: refused at once or in force from the next start on, whatever comes. */
@Timeout(120)
class RuleChoicesIT {
    private static final String SHARE = "air.city.leastSharePercent";

    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    private static ApiServer start() {
        return new ApiServer(POSTGRES.settings(), Map.of("LIMPID_RULES", "src/test/resources/rule/choices.csv"));
    }

    private static ApiServer.Answer put(ApiServer server, String key, String members) {
        return server.send(
                "PUT",
                "/api/v1/rules/choices",
                "{" + members + "}",
                "Content-Type",
                "application/json",
                "X-API-Key",
                key);
    }

    private static JsonNode chosen(ApiServer server, String members) {
        return put(server, ApiServer.ADMIN_KEY, members + ",\"reason\":\"市局通知\"")
                .json();
    }

    private static String refused(ApiServer server, String members) {
        return put(server, ApiServer.ADMIN_KEY, members)
                .problem(400, "bad-request")
                .at("/detail")
                .asText();
    }

    /** Value, source and state of each line of a rule. */
    private static List<String> lines(ApiServer server, String rule) {
        List<String> lines = new ArrayList<>();
        server.get("/api/v1/rules/choices", "X-API-Key", ApiServer.ANALYST_KEY)
                .json()
                .get("items")
                .forEach(line -> {
                    if (line.at("/rule").asText().equals(rule)) {
                        lines.add(line.at("/value").asText() + " "
                                + line.at("/source").asText()
                                + (line.at("/inForce").asBoolean() ? " now" : "")
                                + (line.at("/atNextStart").asBoolean() ? " next" : "")
                                + (line.at("/refused").isNull() ? "" : " refused"));
                    }
                });
        return lines;
    }

    private static String value(ApiServer server, String rule, String query) {
        for (JsonNode item :
                server.get("/api/v1/rules?date=2026-05-01" + query).json().get("items")) {
            if (item.at("/rule").asText().equals(rule)) {
                return item.at("/value").asText();
            }
        }
        throw new AssertionError(rule + " is not listed");
    }

    @Test
    void aChoiceTakesEffectAtTheNextStartAndIsTakenBackLikewise() throws SQLException {
        String march = "\"rule\":\"" + SHARE + "\",\"from\":\"2026-04-01\"";
        List<String> file;
        try (ApiServer server = start()) {
            server.send(
                    "POST",
                    "/api/v1/stations/import",
                    "code,name_zh,medium,city,period\nA-1,市站,air,临江,PT1H\n",
                    "Content-Type",
                    "text/csv",
                    "X-API-Key",
                    ApiServer.ADMIN_KEY);
            file = lines(server, SHARE);
            assertTrue(file.stream().allMatch(line -> line.endsWith(" file now next")), file::toString);
            JsonNode line = chosen(server, march + ",\"value\":\"70\"");
            assertEquals("root", line.at("/enteredBy").asText());
            assertEquals("市局通知", line.at("/reason").asText());
            assertEquals("90", value(server, SHARE, ""));
            assertTrue(lines(server, SHARE).contains("70 desk next"));
        }
        try (ApiServer server = start()) {
            assertEquals("70", value(server, SHARE, ""));
            assertEquals("80", value(server, SHARE, "&city=%E4%B8%B4%E6%B1%9F"), "the file's own line of the city");
            chosen(server, march + ",\"city\":\"临江\",\"value\":\"65\"");
            chosen(server, march + ",\"value\":null");
            List<String> lines = lines(server, SHARE);
            assertEquals(
                    List.of("70 desk now", "65 desk next", "null desk next"), lines.subList(file.size(), lines.size()));
            assertEquals(
                    "value: nothing was chosen here that could be taken back",
                    refused(server, march + ",\"value\":null,\"reason\":\"x\""));
        }
        try (ApiServer server = start()) {
            assertEquals("90", value(server, SHARE, ""));
            assertEquals("65", value(server, SHARE, "&city=%E4%B8%B4%E6%B1%9F"));
            String audit = server.get(
                            "/api/v1/audit?action=PUT%20/api/v1/rules/choices", "X-API-Key", ApiServer.ADMIN_KEY)
                    .text();
            assertTrue(audit.contains("70") && audit.contains("市局通知"), audit);
        }
        POSTGRES.execute("INSERT INTO rule_choice (rule, city, value, reason, entered_by, entered_at) VALUES"
                + " ('air.gone', '', '1', 'x', 'root', now()), ('" + SHARE + "', '', '101', 'x', 'root', now())");
        try (ApiServer server = start()) {
            assertEquals(List.of("1 desk refused"), lines(server, "air.gone"));
            assertTrue(lines(server, SHARE).contains("101 desk refused"));
            assertEquals("65", value(server, SHARE, "&city=%E4%B8%B4%E6%B1%9F"), "the others count");
            chosen(server, "\"rule\":\"air.gone\",\"value\":null");
            assertEquals(List.of("1 desk", "null desk next"), lines(server, "air.gone"));
        }
    }

    @Test
    void whatARuleDoesNotAllowIsRefusedByName() {
        try (ApiServer server = start()) {
            String of = "\"rule\":\"" + SHARE + "\"";
            assertEquals(
                    "value: " + SHARE + ": '101' is not from 0..100",
                    refused(server, of + ",\"value\":\"101\",\"reason\":\"x\""));
            assertEquals(
                    "value: " + SHARE + ": '1E-999999999' is not from 0..100",
                    refused(server, of + ",\"value\":\"1E-999999999\",\"reason\":\"x\""));
            assertEquals("reason: is needed", refused(server, of + ",\"value\":\"90\""));
            assertEquals("value: is needed", refused(server, of + ",\"value\":\" \",\"reason\":\"x\""));
            assertEquals(
                    "rule: no rule 'air.none'; GET /api/v1/rules lists them",
                    refused(server, "\"rule\":\"air.none\",\"value\":\"90\",\"reason\":\"x\""));
            assertEquals(
                    "city: no city '无此市' has stations",
                    refused(server, of + ",\"city\":\"无此市\",\"value\":\"90\",\"reason\":\"x\""));
            assertTrue(refused(server, of + ",\"from\":\"+99999-01-01\",\"value\":\"90\",\"reason\":\"x\"")
                    .startsWith("from: a date from"));
            assertTrue(refused(server, "\"rule\":\"alert.severity\",\"value\":\"none=notice\",\"reason\":\"x\"")
                    .startsWith("value: alert.severity: "));
            put(server, ApiServer.PUBLISHER_KEY, of + ",\"value\":\"90\",\"reason\":\"x\"")
                    .problem(403, "forbidden");
        }
    }
}
