package limpid.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import limpid.PostgresExtension;
import limpid.Samples;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is committed reaches those who read the stream, by whichever instance it came. */
class StreamIT {
    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    private static ApiServer server;
    private static ApiServer other;

    @BeforeAll
    static void start() throws Exception {
        Samples.register(POSTGRES.dataSource(), Samples.AIR, Samples.NOISE);
        server = new ApiServer(POSTGRES.settings());
        other = new ApiServer(POSTGRES.settings());
    }

    @AfterAll
    static void stop() {
        server.close();
        other.close();
    }

    private static void handIn(ApiServer where, String station, String body) {
        ApiServer.Answer answer = where.send(
                "POST",
                "/api/v1/stations/" + station + "/readings",
                body,
                "Content-Type",
                "application/json",
                "X-API-Key",
                ApiServer.STATION_KEY);
        assertEquals(200, answer.status(), answer.text());
    }

    private static EventStream open(String query) throws InterruptedException {
        return open(query, "");
    }

    private static EventStream open(String query, String lastId) throws InterruptedException {
        EventStream stream = new EventStream(server, query, lastId);
        stream.next(event -> event.name().equals("heartbeat"));
        return stream;
    }

    /** A stream that is certainly followed: the listening begins with the first reader, a moment after it. */
    private static EventStream followed(String query, Instant before) throws InterruptedException {
        EventStream stream = open(query);
        EventStream all = open("");
        int value = 1;
        boolean seen = false;
        while (!seen) {
            handIn(server, "A1", Samples.hourJson(before, String.valueOf(value++)));
            seen = all.arrives(Duration.ofSeconds(1));
        }
        all.close();
        return stream;
    }

    @Test
    void aReadingAndItsResultsArriveWhicheverInstanceKeptThem() throws Exception {
        Instant end = Instant.parse("2026-05-01T03:00:00Z");
        try (EventStream stream = followed("", end.minusSeconds(7200))) {
            assertTrue(stream.contentType().startsWith("text/event-stream"), stream.contentType());
            handIn(other, "A1", Samples.hourJson(end, "37"));
            EventStream.Event reading = stream.next(event ->
                    event.name().equals("reading") && event.data().at("/value").asInt() == 37);
            assertEquals("A1", reading.data().at("/station").asText());
            assertEquals("air", reading.data().at("/medium").asText());
            assertEquals("PM2.5", reading.data().at("/parameter").asText());
            assertEquals("2026-05-01T11:00:00+08:00", reading.data().at("/end").asText());
            assertEquals("N", reading.data().at("/flag").asText());
            EventStream.Event hour = stream.next(event -> event.name().equals("result")
                    && event.data().at("/result").asText().equals("air-hour")
                    && event.data().at("/last").asText().equals("2026-05-01T03:00:00Z"));
            assertEquals("A1", hour.data().at("/station").asText());
            stream.next(event -> event.data().at("/result").asText().equals("air-day")
                    && event.data().at("/station").asText().equals("A1"));
        }
    }

    @Test
    void onlyWhatWasAskedFor() throws Exception {
        Instant end = Instant.parse("2026-05-02T03:00:00Z");
        try (EventStream stream = followed("?medium=noise", end)) {
            handIn(server, "A1", Samples.hourJson(end.plusSeconds(3600), "5"));
            handIn(
                    server,
                    "N1",
                    "{\"end\":\"2026-05-02T04:00:03Z\",\"period\":\"PT1S\",\"values\":{\"LAS\":[50,51,52]}}");
            EventStream.Event first = stream.next(event -> !event.name().matches("heartbeat|gap"));
            assertEquals("reading", first.name());
            assertEquals("N1", first.data().at("/station").asText());
            assertEquals(52, first.data().at("/value").asInt(), "of seconds the newest is told");
        }
    }

    @Test
    void aDuplicateIsNoNewsAndABackfillIsToldAsASpan() throws Exception {
        Instant end = Instant.parse("2026-05-03T03:00:00Z");
        try (EventStream stream = followed("?station=A1", end)) {
            handIn(server, "A1", Samples.hourJson(end.plusSeconds(3600), "5"));
            handIn(server, "A1", Samples.hourJson(end.plusSeconds(3600), "5"));
            handIn(
                    server,
                    "A1",
                    "[" + Samples.hourJson(end.minus(Duration.ofDays(40)), "8") + ","
                            + Samples.hourJson(end.minus(Duration.ofDays(30)), "9") + "]");
            stream.next(event -> event.data().at("/value").asInt() == 5);
            EventStream.Event span = stream.next(event -> event.name().startsWith("reading"));
            assertEquals("readings", span.name(), span.toString());
            assertEquals("2026-03-24T11:00:00+08:00", span.data().at("/first").asText());
            assertEquals("2026-04-03T11:00:00+08:00", span.data().at("/last").asText());
        }
    }

    @Test
    void whoComesBackGoesOnWhereItWas() throws Exception {
        Instant end = Instant.parse("2026-05-04T03:00:00Z");
        String last;
        try (EventStream stream = followed("?station=A1", end)) {
            handIn(server, "A1", Samples.hourJson(end.plusSeconds(3600), "11"));
            last = stream.next(event -> event.data().at("/value").asInt() == 11).id();
            handIn(server, "A1", Samples.hourJson(end.plusSeconds(7200), "12"));
            stream.next(event -> event.data().at("/value").asInt() == 12);
        }
        try (EventStream again = open("?station=A1", last)) {
            again.next(event -> event.data().at("/value").asInt() == 12);
        }
        try (EventStream strange = open("?station=A1", "elsewhere-1")) {
            EventStream.Event gap = strange.next();
            assertEquals("gap", gap.name());
            assertEquals("notRemembered", gap.data().at("/reason").asText());
        }
    }

    @Test
    void anUnknownMediumIsAProblem() {
        server.get("/api/v1/stream?medium=soil").problem(400, "bad-parameter");
    }
}
