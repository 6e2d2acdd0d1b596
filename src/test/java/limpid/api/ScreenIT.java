package limpid.api;

import static limpid.api.WaterCase.texts;
import static limpid.api.WaterCase.word;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import limpid.PostgresExtension;
import limpid.measure.LocalDay;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Answers made for screens: what the duty officer must see is named, whatever the size of the city. */
class ScreenIT {
    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final LocalDate TODAY = LocalDate.ofInstant(Instant.now(), LocalDay.CHINA);
    private static final String CITY = word("屏城");

    private static WaterCase water;

    @BeforeAll
    static void start() throws SQLException {
        water = new WaterCase(POSTGRES);
        water.stations("""
                code,name_zh,medium,city,district,period,water_body,water_body_type,target_class,noise_network,noise_zone
                S-1,一号,water,屏城,东区,PT0S,屏江,river,2,,
                S-2,二号,water,屏城,东区,PT0S,屏江,river,2,,
                S-3,三号,water,屏城,西区,PT0S,屏江,river,3,,
                S-4,四号,water,屏城,西区,PT0S,屏江,river,3,,
                S-5,五号,water,屏城,西区,PT0S,屏江,river,3,,
                S-6,六号,water,屏城,西区,PT0S,屏江,river,,,
                A-1,气站,air,屏城,东区,PT1H,,,,,
                N-1,声点,noise,屏城,东区,PT1H,,,,functional,2
                O-1,邻站,water,邻城,,PT0S,邻江,river,2,,
                """);
        String day = TODAY.withDayOfMonth(1).toString();
        water.sample("S-1", day, "NH3N", "0.9", "TP", "0.05")
                .sample("S-2", day, "NH3N", "0.6", "TP", "0.15")
                .sample("S-3", day, "NH3N", "0.9", "TP", "0.1")
                .sample("S-4", day, "NH3N", "3", "TP", "0.1")
                .sample("S-5", day, "NH3N", "0.2", "TP", "0.1")
                .sample("S-6", day, "NH3N", "9", "TP", "0.1")
                .sample("O-1", day, "NH3N", "9", "TP", "0.1");
        water.commit();
    }

    @AfterAll
    static void stop() {
        water.close();
    }

    @Test
    void everySectionOffTargetIsNamedWithTheItemOverItsOwnTarget() {
        JsonNode sections = water.get("screen/overview?city=" + CITY).at("/water");
        assertEquals(TODAY.toString().substring(0, 7), sections.at("/period").asText());
        assertEquals(6, sections.at("/sections").asInt());
        assertEquals(5, sections.at("/judged").asInt(), "one has no target");
        assertEquals(
                List.of("S-4", "S-1", "S-2"),
                texts(sections.at("/offTarget"), "/section"),
                "the worst first, by the multiple over the target");
        JsonNode first = sections.at("/offTarget/1");
        assertEquals(3, first.at("/class").asInt());
        assertEquals(2, first.at("/target").asInt());
        assertEquals("NH3N", first.at("/overTarget/0/item").asText());
        assertEquals("0.5", first.at("/overTarget/0/limit").asText(), "of class II, not of III");
        assertEquals(
                "TP", sections.at("/offTarget/2/overTarget/0/item").asText(), "the item furthest over stands first");
    }

    @Test
    void aThinComparisonIsWithheldWithItsReason() {
        JsonNode changes = water.get("screen/overview?city=" + CITY).at("/air/changes");
        assertTrue(
                changes.at("/excellentDayRatio/amount").isNull()
                        || changes.at("/excellentDayRatio").isNull(),
                changes::toString);
        assertEquals("tooFewDays", changes.at("/reason").asText());
        assertEquals(0, changes.at("/days/before").asInt());
    }

    @Test
    void aValueThatEntersNoFigureIsNotTheNewest() {
        String end = Instant.now().truncatedTo(ChronoUnit.HOURS).toString();
        hand("A-1", "{\"end\":\"" + end + "\",\"values\":{\"PM2.5\":-999}}");
        JsonNode newest = water.get("screen/overview?city=" + CITY).at("/newest");
        JsonNode own = null;
        for (JsonNode one : newest) {
            own = one.at("/station").asText().equals("A-1") ? one : own;
        }
        assertTrue(own != null && own.at("/value").isNull(), newest::toString);
        assertEquals("flag " + own.at("/flag").asText(), own.at("/reason").asText());
    }

    private static void hand(String station, String reading) {
        ApiServer.Answer answer = water.server()
                .send(
                        "POST",
                        "/api/v1/stations/" + station + "/readings",
                        reading,
                        "Content-Type",
                        "application/json",
                        "X-API-Key",
                        ApiServer.ADMIN_KEY);
        assertEquals(200, answer.status(), answer.text());
    }

    @Test
    void aYearOfSectionsIsOneAnswer() {
        JsonNode year = water.get("screen/water?city=" + CITY + "&year=" + TODAY.getYear());
        assertEquals(TODAY.getMonthValue(), year.at("/months").size());
        assertEquals(6 * TODAY.getMonthValue(), year.at("/sections").size());
        assertEquals(
                1,
                water.get("screen/water?city=" + CITY + "&year=2025&to=2025-01-31")
                        .at("/months")
                        .size());
        water.server()
                .get("/api/v1/screen/water?city=" + CITY + "&year=2025-01")
                .problem(400, "bad-parameter");
    }

    @Test
    void whatASectionsTargetAsksIsTold() {
        JsonNode section = water.get("screen/section?section=S-1");
        assertEquals(2, section.at("/target").asInt());
        List<String> items = texts(section.at("/limits"), "/item");
        JsonNode ammonia = section.at("/limits/" + items.indexOf("NH3N"));
        assertEquals("0.5", ammonia.at("/high").asText());
        assertTrue(ammonia.at("/low").isNull());
        JsonNode oxygen = section.at("/limits/" + items.indexOf("DO"));
        assertEquals("6", oxygen.at("/low").asText());
        water.server().get("/api/v1/screen/section?section=A-1").problem(404, "unknown-station");
    }

    @Test
    void aNoisePointHasTheLimitsOfItsZoneInForce() {
        JsonNode noise = water.get("screen/noise?city=" + CITY + "&date=2026-03-05");
        assertEquals("N-1", noise.at("/points/0/station").asText());
        assertEquals("60", noise.at("/points/0/dayLimit").asText());
        assertEquals("50", noise.at("/points/0/nightLimit").asText());
        assertTrue(noise.at("/points/0/day").isNull());
        assertTrue(noise.at("/points/0/overNight").isNull());
    }

    @Test
    void limitsOfAirCarryTheDaysTheyHeldOn() {
        JsonNode limits = water.get("screen/start").at("/airLimits");
        assertEquals("2026-03-01", limits.at("/0/effectiveToExclusive").asText());
        assertEquals("75", limits.at("/0/limits/PM2.5/24h").asText());
        assertEquals("2026-03-01", limits.at("/1/effectiveFromInclusive").asText());
        assertEquals("60", limits.at("/1/limits/PM2.5/24h").asText());
        assertEquals("160", limits.at("/1/limits/O3/8h").asText());
    }

    @Test
    void theRoutesSayWhoMayWrite() {
        JsonNode writes = water.get("screen/start").at("/writes");
        boolean[] found = {false};
        writes.forEach(write -> found[0] |= write.at("/method").asText().equals("POST")
                && write.at("/path").asText().equals("rejects/{id}/replay")
                && write.at("/roles").toString().contains("\"reviewer\""));
        assertTrue(found[0], writes::toString);
        writes.forEach(write -> assertTrue(!write.at("/roles").isEmpty(), write::toString));
    }

    @Test
    void anAlertIsAcknowledgedCommentedAndClosed() {
        JsonNode alert = alerts("station=S-4").at("/items/0");
        assertTrue(alert.at("/handled").isNull(), alert::toString);
        String notes = "alerts/" + alert.at("/id").asText() + "/notes";
        note(notes, "{\"action\":\"acknowledged\"}", null).problem(401, "unauthenticated");
        note(notes, "{\"action\":\"acknowledged\"}", ApiServer.STATION_KEY).problem(403, "forbidden");
        note(notes, "{\"action\":\"ignored\"}", ApiServer.REVIEWER_KEY).problem(400, "bad-request");
        note(notes, "{\"action\":\"closed\",\"comment\":\" \"}", ApiServer.REVIEWER_KEY)
                .problem(400, "bad-request");
        assertEquals(
                201,
                note(notes, "{\"action\":\"acknowledged\"}", ApiServer.REVIEWER_KEY)
                        .status());
        assertEquals(
                "acknowledged", alerts("station=S-4").at("/items/0/handled").asText());
        assertEquals(
                201,
                note(notes, "{\"action\":\"commented\",\"comment\":\"采样中\"}", ApiServer.ANALYST_KEY)
                        .status());
        assertEquals(
                "acknowledged", alerts("station=S-4").at("/items/0/handled").asText(), "a comment handles nothing");
        note(notes, "{\"action\":\"closed\",\"comment\":\"已排查\"}", ApiServer.REVIEWER_KEY);
        assertEquals(
                "closed",
                alerts("city=" + CITY + "&station=S-4").at("/items/0/handled").asText());
        assertEquals(
                List.of("acknowledged", "commented", "closed"),
                water.server().get("/api/v1/" + notes).texts("/action"));
        assertTrue(water.get(notes).at("/items/0/by").isNull(), "names are for those who are known");
        water.server().get("/api/v1/alerts/999999/notes").problem(404, "unknown-alert");
    }

    @Test
    void alertsOfACityAreItsOwn() {
        assertTrue(alerts("city=" + CITY).at("/items").size() > 0);
        alerts("city=" + CITY)
                .at("/items")
                .forEach(one -> assertEquals("屏城", one.at("/city").asText()));
        assertTrue(alerts("city=" + word("邻城")).at("/items").size() > 0);
    }

    private static JsonNode alerts(String question) {
        return water.get("alerts?limit=1000&" + question);
    }

    private static ApiServer.Answer note(String path, String body, String key) {
        return key == null
                ? water.server().send("POST", "/api/v1/" + path, body, "Content-Type", "application/json")
                : water.server()
                        .send("POST", "/api/v1/" + path, body, "Content-Type", "application/json", "X-API-Key", key);
    }
}
