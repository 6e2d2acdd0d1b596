package limpid.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import limpid.register.RegisterColumn;
import limpid.station.StationCsv;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StationsIT extends Served {
    private static final String CSV = """
            code,name_zh,medium,city,period,lon,target_class,roles
            A-1,市监测站,air,临江,PT1H,113.2600,,
            A-2,"公园, 东",air,海城,PT1H,,,
            W-1,大桥断面,water,临江,PT4H,,3,cross_border;sea_entering
            """;

    @BeforeEach
    void empty() throws SQLException {
        POSTGRES.execute("TRUNCATE subject CASCADE");
    }

    @Test
    void importsAndLists() {
        JsonNode done = importCsv(CSV, ApiServer.ADMIN_KEY).json();
        assertEquals(3, done.at("/lines").asInt());
        assertEquals(3, done.at("/changed").asInt());
        assertEquals(
                0, importCsv(CSV, ApiServer.ADMIN_KEY).json().at("/changed").asInt());

        assertEquals(
                List.of("A-1", "A-2", "W-1"), server.get("/api/v1/stations").texts("/code"));
        assertEquals(
                List.of("A-1", "A-2"), server.get("/api/v1/stations?medium=air").texts("/code"));
        assertEquals(
                List.of("A-1", "W-1"),
                server.get("/api/v1/stations?city=%E4%B8%B4%E6%B1%9F").texts("/code"));
        JsonNode section = server.get("/api/v1/stations/W-1").json();
        assertEquals("大桥断面", section.at("/nameZh").asText());
        assertEquals(3, section.at("/targetClass").asInt());
        assertEquals("sea_entering", section.at("/roles/1").asText());
        assertTrue(section.has("lon") && section.get("lon").isNull());
        assertTrue(server.get("/api/v1/stations/A-1").text().contains("\"lon\":113.2600,"));
        assertTrue(section.at("/updatedAt").asText().endsWith("+08:00"));
    }

    @Test
    void anExportCanBeImported() {
        importCsv(CSV, ApiServer.ADMIN_KEY);
        ApiServer.Answer export = server.get("/api/v1/stations.csv");
        assertEquals("text/csv;charset=UTF-8", export.header("Content-Type").replace(" ", ""));
        assertTrue(export.text().startsWith("\uFEFF" + String.join(",", StationCsv.HEADER)));
        assertEquals(
                export.text().substring(1),
                server.get("/api/v1/stations.csv?bom=false").text());
        assertEquals(
                export.text(),
                server.get("/api/v1/stations", "Accept", "text/csv").text());
        JsonNode again = importCsv(export.text(), ApiServer.ADMIN_KEY).json();
        assertEquals(3, again.at("/lines").asInt());
        assertEquals(0, again.at("/changed").asInt());
    }

    @Test
    void cursorsWalkTheList() {
        importCsv(CSV, ApiServer.ADMIN_KEY);
        List<String> codes = new ArrayList<>();
        String path = "/api/v1/stations?limit=1";
        while (!path.isEmpty()) {
            ApiServer.Answer part = server.get(path);
            codes.addAll(part.texts("/code"));
            String next = part.json().at("/next").asText("");
            assertEquals(part.json().at("/next").isNull(), part.header("Link").isEmpty());
            path = part.json().at("/next").isNull() ? "" : "/api/v1/stations?limit=1&cursor=" + next;
        }
        assertEquals(List.of("A-1", "A-2", "W-1"), codes);
    }

    @Test
    void theLinkLeadsToTheNextPart() {
        importCsv(CSV, ApiServer.ADMIN_KEY);
        String link = server.get("/api/v1/stations.csv?limit=2&medium=air").header("Link");
        assertEquals("", link);
        link = server.get("/api/v1/stations.csv?limit=1&medium=air").header("Link");
        String path = link.substring(link.indexOf('<') + 1, link.indexOf('>'));
        assertTrue(server.get(path).text().lines().toList().get(1).startsWith("A-2,\"公园, 东\""));
    }

    @Test
    void aKnownListIsNotSentAgain() {
        importCsv(CSV, ApiServer.ADMIN_KEY);
        String tag = server.get("/api/v1/stations").header("ETag");
        ApiServer.Answer known = server.get("/api/v1/stations", "If-None-Match", tag);
        assertEquals(304, known.status());
        assertEquals("", known.text());
        assertEquals(tag, known.header("ETag"));
        importCsv(CSV.replace("市监测站", "市站"), ApiServer.ADMIN_KEY);
        assertEquals(200, server.get("/api/v1/stations", "If-None-Match", tag).status());
    }

    @Test
    void listsWhatChangedSince() {
        importCsv(CSV, ApiServer.ADMIN_KEY);
        String time = server.get("/api/v1/stations/A-1").json().at("/updatedAt").asText();
        importCsv(CSV.replace("市监测站", "市站"), ApiServer.ADMIN_KEY);
        assertEquals(
                List.of("A-1"),
                server.get("/api/v1/stations?modifiedSince=" + time.replace("+", "%2B"))
                        .texts("/code"));
    }

    @Test
    void aBadLineImportsNothing() {
        JsonNode problem = importCsv(CSV.replace(",3,cross", ",7,cross"), ApiServer.ADMIN_KEY)
                .problem(400, "malformed-table");
        assertEquals(4, problem.at("/line").asInt());
        assertEquals("target_class", problem.at("/column").asText());
        assertEquals(List.of(), server.get("/api/v1/stations").texts("/code"));
    }

    @Test
    void putsOneStation() {
        String body = """
                {"nameZh":"市监测站","medium":"air","city":"临江","period":"PT1H","lon":113.2600,"countsInCity":false,
                 "inServiceFrom":"2020-01-01","roles":[],"targetClass":null}""";
        ApiServer.Answer created = put("A-1", body, ApiServer.ADMIN_KEY);
        assertEquals(201, created.status(), created.text());
        assertEquals("2020-01-01", created.json().at("/inServiceFrom").asText());
        assertEquals(false, created.json().at("/countsInCity").asBoolean());
        assertTrue(created.text().contains("113.2600"));
        assertEquals(200, put("A-1", created.text(), ApiServer.ADMIN_KEY).status());
    }

    @Test
    void saysWhatIsWrongWithAStation() {
        String body = "{\"nameZh\":\"市监测站\",\"medium\":\"soil\",\"city\":\"临江\",\"period\":\"PT1H\"}";
        assertEquals("medium", badMember(body));
        assertEquals("inServiceTo", badMember(body.replace("soil", "air").replace("}", ",\"inServiceTo\":\"x\"}")));
        assertEquals("height", badMember(body.replace("}", ",\"height\":3}")));
        assertEquals("code", badMember(body.replace("}", ",\"code\":\"B-1\"}")));
        assertEquals("nameZh", badMember("{\"medium\":\"air\",\"city\":\"临江\",\"period\":\"PT1H\"}"));
        put("A-1", "{\"nameZh\":", ApiServer.ADMIN_KEY).problem(400, "bad-request");
        put("A-1", "[]", ApiServer.ADMIN_KEY).problem(400, "bad-request");
    }

    /** By JSON as by CSV: the columns are those of the registry. */
    @Test
    void eachMemberTakesItsOwnValuesOnly() {
        Set<String> free =
                Set.of("name_zh", "name_en", "city", "district", "kind", "water_body", "hj212_password", "code");
        for (String column : StationCsv.HEADER) {
            if (free.contains(column)) {
                continue;
            }
            String member = RegisterColumn.member(column);
            String usual = "\"nameZh\":\"站\",\"medium\":\"noise\",\"city\":\"临江\",\"period\":\"PT1H\"";
            String wrong =
                    member.equals("roles") || member.equals("notMonitored") ? "[\"nonsense~\"]" : "\"nonsense~\"";
            String body = "{"
                    + (usual.contains("\"" + member + "\"")
                            ? usual.replaceFirst("\"" + member + "\":\"[^\"]*\"", "\"" + member + "\":" + wrong)
                            : usual + ",\"" + member + "\":" + wrong)
                    + "}";
            ApiServer.Answer answer = server.send(
                    "PUT",
                    "/api/v1/stations/ODD-1",
                    body,
                    "Content-Type",
                    "application/json",
                    "X-API-Key",
                    ApiServer.ADMIN_KEY);
            assertEquals(400, answer.status(), member + ": " + answer.text());
            assertTrue(answer.text().contains(member), answer.text());
        }
    }

    @Test
    void onlyAnAdminRegisters() {
        importCsv(CSV, "").problem(401, "unauthenticated");
        importCsv(CSV, "wrong").problem(401, "unauthenticated");
        importCsv(CSV, ApiServer.STATION_KEY).problem(403, "forbidden");
        importCsv(CSV, ApiServer.ANALYST_KEY).problem(403, "forbidden");
        importCsv(CSV, ApiServer.REVIEWER_KEY).problem(403, "forbidden");
        put("A-1", "{}", ApiServer.STATION_KEY).problem(403, "forbidden");
        assertTrue(importCsv(CSV, "").header("WWW-Authenticate").startsWith("Bearer"));
    }

    @Test
    void anUnknownStationIsAProblem() {
        server.get("/api/v1/stations/NONE").problem(404, "unknown-station");
        server.get("/api/v1/stations/NONE/readings").problem(404, "unknown-station");
        assertEquals(
                "medium",
                server.get("/api/v1/stations?medium=soil")
                        .problem(400, "bad-parameter")
                        .at("/parameter")
                        .asText());
    }

    private static String badMember(String body) {
        return put("A-1", body, ApiServer.ADMIN_KEY)
                .problem(400, "bad-request")
                .at("/member")
                .asText();
    }

    private static ApiServer.Answer importCsv(String csv, String key) {
        return server.send(
                "POST", "/api/v1/stations/import", csv, "Content-Type", "text/csv", "Authorization", "Bearer " + key);
    }

    private static ApiServer.Answer put(String code, String body, String key) {
        return server.send(
                "PUT", "/api/v1/stations/" + code, body, "Content-Type", "application/json", "X-API-Key", key);
    }
}
