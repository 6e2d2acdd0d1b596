package limpid.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import limpid.PostgresExtension;
import limpid.rule.RuleBook;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RulesIT {
    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    private static ApiServer server;

    @BeforeAll
    static void start() {
        server = new ApiServer(POSTGRES.settings(), Map.of("LIMPID_RULES", "src/test/resources/rule/choices.csv"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void everyRuleIsListedWithWhatItMeans() {
        JsonNode items = server.get("/api/v1/rules?date=2026-02-28").json().get("items");
        assertEquals(RuleBook.standard().rules().size(), items.size());
        JsonNode share = rule("/api/v1/rules?date=2026-02-28", "air.city.leastSharePercent");
        assertEquals("75", share.get("byDefault").asText());
        assertEquals("75", share.get("value").asText());
        assertEquals("%", share.get("unit").asText());
        assertEquals("0..100", share.get("allowed").asText());
        assertEquals("K", share.get("mark").asText());
        assertEquals(
                "{\"rule\":\"air.city.leastSharePercent\",\"city\":\"临江\",\"from\":\"2026-04-01\",\"value\":\"80\"}",
                share.get("choices").get(2).toString());
    }

    @Test
    void theValueIsThatOfTheCityAndTheDate() {
        String april = "/api/v1/rules?date=2026-04-01";
        assertEquals(
                "90", rule(april, "air.city.leastSharePercent").get("value").asText());
        assertEquals(
                "80",
                rule(april + "&city=%E4%B8%B4%E6%B1%9F", "air.city.leastSharePercent")
                        .get("value")
                        .asText());
        assertEquals(
                "SO2=1 NO2=2 CO=1 O3=2 PM10=1 PM2.5=3",
                rule(april, "air.composite.weights").get("value").asText());
        assertTrue(server.get("/api/v1/rules.csv?date=2026-04-01").text().contains("water.averaging.phMean,water,"));
    }

    @Test
    void aDateThatIsNoneIsRefused() {
        server.get("/api/v1/rules?date=yesterday").problem(400, "bad-parameter");
    }

    private static JsonNode rule(String path, String name) {
        for (JsonNode item : server.get(path).json().get("items")) {
            if (item.get("rule").asText().equals(name)) {
                return item;
            }
        }
        throw new AssertionError(name + " is not listed");
    }
}
