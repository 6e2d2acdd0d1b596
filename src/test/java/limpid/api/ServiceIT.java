package limpid.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.regex.Pattern;
import limpid.Settings;
import org.junit.jupiter.api.Test;

/** What every answer has in common: problems, published lists, descriptions, health. */
class ServiceIT extends Served {
    @Test
    void whatIsNotThereIsAProblem() {
        server.get("/api/v1/nothing").problem(404, "not-found");
        server.get("/nothing").problem(404, "not-found");
        server.send("DELETE", "/api/v1/flags", "").problem(405, "method-not-allowed");
        assertTrue(server.send("DELETE", "/api/v1/flags", "").header("Allow").contains("GET"));
        server.get("/api/v1/flags", "Accept", "application/xml").problem(406, "not-acceptable");
        server.send("POST", "/api/v1/stations/import", "x", "Content-Type", "text/plain")
                .problem(415, "unsupported-media-type");
    }

    @Test
    void theEntranceIsThePage() {
        ApiServer.Answer answer = server.get("/");
        assertEquals(200, answer.status());
        assertTrue(answer.header("Content-Type").startsWith("text/html"));
        for (String part : List.of("page.js", "page.css", "icon.svg", "echarts/echarts.esm.min.js")) {
            assertEquals(200, server.get("/web/" + part).status(), part);
        }
    }

    @Test
    void levelsClassesAndLimitsWithTheirColours() {
        JsonNode level = server.get("/api/v1/air/categories").json().at("/items/2");
        assertEquals("轻度污染", level.at("/nameZh").asText());
        assertEquals("#FF7E00", level.at("/colourHex").asText());
        JsonNode worst = server.get("/api/v1/water/classes").json().at("/items/5");
        assertEquals("劣Ⅴ", worst.at("/className").asText());
        assertEquals("red", worst.at("/grade/colourEn").asText());
        List<String> zones = server.get("/api/v1/noise/limits").texts("/zone");
        assertEquals(List.of("0", "0", "1", "1", "2", "2", "3", "3", "4a", "4a", "4b", "4b"), zones);
        assertEquals(
                70, server.get("/api/v1/noise/limits").json().at("/items/8/leq").asInt());
    }

    @Test
    void publishedLists() {
        JsonNode flag = server.get("/api/v1/flags").json().at("/items/0");
        assertEquals("N", flag.at("/code").asText());
        assertEquals("yes", flag.at("/entersMean").asText());
        assertEquals("station", flag.at("/setBy").asText());
        JsonNode parameter = server.get("/api/v1/parameters").json().at("/items/0");
        assertEquals("SO2", parameter.at("/code").asText());
        assertEquals("ug/m3", parameter.at("/unit").asText());
        assertTrue(parameter.at("/possible/min").isNull());
        assertEquals(5000, parameter.at("/plausible/max").asInt());
        List<String> labels = server.get("/api/v1/editions").texts("/label");
        assertTrue(
                labels.containsAll(List.of("HJ 633-2012", "HJ 633-2026", "GB 3095-2026 (transition)")),
                labels::toString);
        assertEquals("limpid", server.get("/api/v1/version").json().at("/name").asText());
        assertTrue(server.get("/api/v1/version").json().at("/version").asText().matches("\\d+\\.\\d+.*"));
    }

    @Test
    void publishedListsAsCsvAndOnce() {
        for (String list : List.of("flags", "parameters", "editions")) {
            ApiServer.Answer csv = server.get("/api/v1/" + list + ".csv");
            assertTrue(csv.header("Content-Type").startsWith("text/csv"));
            assertTrue(csv.text().lines().count() > 5);
            String tag = csv.header("ETag");
            assertEquals(
                    304,
                    server.get("/api/v1/" + list + ".csv", "If-None-Match", tag).status());
            assertEquals(
                    200, server.get("/api/v1/" + list, "If-None-Match", tag).status());
        }
    }

    @Test
    void theBrowsersWishesMeanJson() {
        ApiServer.Answer answer = server.get("/api/v1/flags", "Accept", "text/html,application/xml;q=0.9,*/*;q=0.8");
        assertEquals("application/json", answer.header("Content-Type"));
    }

    @Test
    void describesItself() {
        String openApi = server.get("/openapi.yml").text();
        for (String path : List.of(
                "/api/v1/stations:",
                "/api/v1/stations/{code}/readings:",
                "/api/v1/air/hours:",
                "/api/v1/rejects/{id}/replay:")) {
            assertTrue(openApi.contains(path), path);
        }
        assertFalse(openApi.contains("swagger-ui"));
        String page = server.get("/swagger-ui").text();
        assertTrue(page.contains("swagger-ui/start.js"));
        assertTrue(server.get("/swagger-ui/start.js").text().contains("openapi.yml"));
        List<String> assets = Pattern.compile("\"(swagger-ui/assets/[^\"]+)\"")
                .matcher(page)
                .results()
                .map(found -> found.group(1))
                .toList();
        assertEquals(3, assets.size(), page);
        assets.forEach(asset -> assertEquals(200, server.get("/" + asset).status(), asset));
    }

    @Test
    void readinessNamesWhatIsReady() {
        JsonNode details = server.get("/health/readiness").tree().at("/details");
        assertEquals("UP", details.at("/database/status").asText());
        assertEquals("UP", details.at("/intake/status").asText());
        assertTrue(details.at("/jdbc").isMissingNode(), "a library shows where the database is");
        assertEquals(200, server.get("/health/liveness").status());
    }

    @Test
    void countsItself() {
        server.get("/api/v1/flags");
        assertTrue(server.get("/prometheus").text().contains("http_server_requests"));
        assertEquals(404, server.get("/beans").status());
        assertEquals(404, server.get("/env").status());
    }

    @Test
    void withoutDatabaseItSaysLater() {
        Settings.Db away = new Settings.Db("jdbc:postgresql://localhost:1/none", "x", "", 1, 1);
        try (ApiServer without = new ApiServer(away)) {
            ApiServer.Answer answer = without.get("/api/v1/air/hours");
            answer.problem(503, "store-unavailable");
            assertEquals("5", answer.header("Retry-After"));
            without.get("/api/v1/stations/A-1").problem(503, "store-unavailable");
            assertEquals(503, without.get("/health/readiness").status());
            assertEquals(200, without.get("/health/liveness").status());
            assertEquals(200, without.get("/api/v1/flags").status());
        }
    }
}
