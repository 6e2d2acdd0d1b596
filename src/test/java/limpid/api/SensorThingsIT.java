package limpid.api;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import limpid.PostgresExtension;
import limpid.embedded.EmbeddedBroker;
import limpid.embedded.FreePort;
import limpid.sensorthings.EntityType;
import limpid.sensorthings.Navigation;
import limpid.sensorthings.Property;
import limpid.store.Pending;
import limpid.store.postgres.Migrations;
import org.eclipse.paho.mqttv5.client.IMqttMessageListener;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** OGC SensorThings API 1.1 (18-088), by its requirements; the tests have their names. */
@Timeout(120)
class SensorThingsIT {
    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final String HOURS = "Datastreams('A-1:PM2.5:PT1H')/Observations";
    private static final String DAY = "2026-03-01T00:00:00+08:00";

    private static EmbeddedBroker broker;
    private static ApiServer server;

    @BeforeAll
    static void fill() throws Exception {
        Migrations.migrate(POSTGRES.dataSource());
        broker = EmbeddedBroker.start(Files.createTempDirectory("broker"), FreePort.find());
        server = new ApiServer(
                POSTGRES.settings(),
                Map.of("LIMPID_MQTT_URL", broker.url(), "LIMPID_STA_CREATE", "on", "LIMPID_STA_UPDATES", "PT1H PT4H"));
        send("POST", "/api/v1/stations/import", """
                code,name_zh,name_en,medium,city,district,lon,lat,kind,period,water_body,water_body_type,target_class,noise_network,noise_zone
                A-1,一中,No 1 School,air,临江,江北,113.1,22.1,urban,PT1H,,,,,
                A-2,二中,,air,临江,,,,urban,PT1H,,,,,
                W-1,大桥,Bridge,water,临江,,113.5,22.5,section,PT4H,清河,river,3,,
                N-1,路口,Crossing,noise,临江,,113.9,22.9,point,PT1S,,,,functional,2
                """, "text/csv").json();
        for (int day = 0; day < 2; day++) {
            int first = 24 * day;
            hand(
                    "air",
                    "A-1",
                    "{\"end\":\"2026-03-0" + (day + 2) + "T00:00:00+08:00\",\"values\":{"
                            + List.of("SO2", "NO2", "CO", "O3", "PM10").stream()
                                    .map(code ->
                                            "\"" + code + "\":[" + String.join(",", Collections.nCopies(24, "1")) + "]")
                                    .collect(Collectors.joining(","))
                            + ",\"PM2.5\":["
                            + IntStream.range(first + 1, first + 25)
                                    .mapToObj(String::valueOf)
                                    .collect(Collectors.joining(","))
                            + "]}}");
        }
        hand(
                "air",
                "A-1",
                "{\"end\":\"2026-03-01T10:00:00+08:00\",\"values\":{\"PM2.5\":99},\"flags\":{\"PM2.5\":\"M\"}}");
        hand(
                "water",
                "W-1",
                "{\"end\":\"2026-03-01T08:00:00+08:00\",\"values\":{\"PH\":7.10,\"DO\":8.0,\"CODMN\":2.0,\"NH3N\":0.1,\"TP\":0.05}}");
        hand(
                "noise",
                "N-1",
                "{\"end\":\"2026-03-01T00:10:00+08:00\",\"values\":{\"LAS\":["
                        + IntStream.range(0, 600)
                                .mapToObj(i -> "5" + i % 10 + ".5")
                                .collect(Collectors.joining(",")) + "]}}");
        long last = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (server.bean(Pending.class).waiting(1).periods() > 0) {
            assertTrue(System.nanoTime() < last, "waited in vain");
            Thread.sleep(50);
        }
    }

    @AfterAll
    static void stop() {
        server.close();
        broker.close();
    }

    private static ApiServer.Answer send(String method, String path, String body, String type) {
        return server.send(method, path, body, "Content-Type", type, "X-API-Key", ApiServer.ADMIN_KEY);
    }

    private static void hand(String medium, String station, String body) {
        JsonNode receipt = send("POST", "/api/v1/stations/" + station + "/readings", body, "application/json")
                .json();
        assertEquals(0, receipt.at("/refused").asInt(), medium + " " + receipt);
    }

    private static ApiServer.Answer ask(String path, String... options) {
        StringBuilder query = new StringBuilder();
        for (int i = 0; i < options.length; i += 2) {
            query.append(i == 0 ? "?" : "&")
                    .append(options[i])
                    .append('=')
                    .append(URLEncoder.encode(options[i + 1], StandardCharsets.UTF_8));
        }
        return server.get("/sta/v1.1/" + path + query);
    }

    private static JsonNode json(String path, String... options) {
        return ask(path, options).json();
    }

    private static List<String> texts(JsonNode answer, String member) {
        return StreamSupport.stream(answer.at("/value").spliterator(), false)
                .map(one -> one.at(member).asText())
                .toList();
    }

    private static List<String> ids(String path, String... options) {
        return texts(json(path, options), "/@iot.id");
    }

    /** Follows an address that an answer names. */
    private static JsonNode follow(String address) {
        assertTrue(address.startsWith(server.uri().toString()), address);
        return server.get(address.substring(server.uri().toString().length())).json();
    }

    // req/datamodel

    @Test
    void datamodelEntitiesHaveTheirPropertiesAndRelations() {
        for (EntityType type : EntityType.values()) {
            JsonNode all = json(type.set(), "$top", "1");
            if (type == EntityType.HISTORICAL_LOCATION) {
                assertEquals(0, all.at("/value").size());
                continue;
            }
            JsonNode one = all.at("/value/0");
            Set<String> expected = new TreeSet<>(Set.of("@iot.id", "@iot.selfLink"));
            type.properties().stream().map(Property::name).forEach(expected::add);
            type.navigations().stream()
                    .map(way -> way.name() + "@iot.navigationLink")
                    .forEach(expected::add);
            Set<String> members = new TreeSet<>();
            one.fieldNames().forEachRemaining(members::add);
            assertEquals(expected, members, type.set());
            assertEquals(one, follow(one.at("/@iot.selfLink").asText()), "common-control-information");
        }
    }

    @Test
    void datamodelThingIsAStationAndDatastreamASeriesOrAResult() {
        assertEquals(List.of("A-1", "A-2", "N-1", "W-1"), ids("Things"));
        JsonNode station = json("Things('A-1')");
        assertEquals("一中", station.at("/name").asText());
        assertEquals("江北", station.at("/properties/district").asText());
        assertEquals(
                List.of(
                        "A-1:AQI:P1D",
                        "A-1:AQI:PT1H",
                        "A-1:CO:PT1H",
                        "A-1:NO2:PT1H",
                        "A-1:O3:PT1H",
                        "A-1:PM10:PT1H",
                        "A-1:PM2.5:PT1H",
                        "A-1:SO2:PT1H"),
                ids("Things('A-1')/Datastreams"));
        JsonNode stream = json("Datastreams('A-1:PM2.5:PT1H')");
        assertEquals("ug/m3", stream.at("/unitOfMeasurement/symbol").asText());
        assertEquals(
                "2026-03-01T00:00:00+08:00/2026-03-03T00:00:00+08:00",
                stream.at("/phenomenonTime").asText());
        assertEquals("Point", stream.at("/observedArea/type").asText());
        JsonNode location = json("Things('A-1')/Locations").at("/value/0");
        assertEquals("[113.1,22.1]", location.at("/location/coordinates").toString());
        assertEquals(0, json("Things('A-2')/Locations").at("/value").size());
    }

    @Test
    void datamodelResultsAreDatastreamsWithTheirEdition() {
        JsonNode days = json("Datastreams('A-1:AQI:P1D')", "$expand", "Observations,Sensor,ObservedProperty");
        assertEquals("HJ 633-2026", days.at("/properties/edition").asText().substring(0, 11));
        assertEquals("limpid:rules", days.at("/Sensor/@iot.id").asText());
        assertEquals("AQI", days.at("/ObservedProperty/@iot.id").asText());
        assertTrue(days.at("/unitOfMeasurement/symbol").isNull());
        JsonNode first = days.at("/Observations/0");
        assertEquals(
                DAY + "/2026-03-02T00:00:00+08:00", first.at("/phenomenonTime").asText());
        assertTrue(first.at("/result").isInt());
        assertFalse(first.at("/resultTime").isNull());
        assertFalse(first.at("/parameters/edition").asText().isEmpty());
        JsonNode sample = json("Datastreams('W-1:CLASS:PT0S')/Observations").at("/value/0");
        assertEquals(2, sample.at("/result").asInt(), sample.toString());
        assertEquals(
                "7.10",
                json("Datastreams('W-1:PH:PT4H')/Observations")
                        .at("/value/0/result")
                        .asText());
    }

    @Test
    void datamodelValidTimeTellsHowLongARevisionHeld() {
        JsonNode now = json(HOURS, "$filter", "phenomenonTime ge 2026-03-01T09:00:00+08:00", "$top", "1")
                .at("/value/0");
        assertEquals(99, now.at("/result").asInt());
        assertEquals(
                "{\"flag\":\"M\",\"entersMeans\":false}",
                now.at("/resultQuality").toString());
        assertTrue(now.at("/validTime").isNull());
        assertFalse(now.at("/parameters/recordedAt").asText().isEmpty());
        JsonNode all =
                json(HOURS, "$filter", "phenomenonTime ge 2026-03-01T09:00:00+08:00", "$top", "2", "revisions", "true");
        assertEquals(List.of("10", "99"), texts(all, "/result"));
        JsonNode before = all.at("/value/0");
        assertTrue(before.at("/validTime").asText().contains("/"), before.toString());
        assertEquals(before, follow(before.at("/@iot.selfLink").asText()));
    }

    // req/resource-path

    @Test
    void resourcePathToEntities() {
        for (EntityType type : EntityType.values()) {
            if (type == EntityType.HISTORICAL_LOCATION) {
                continue;
            }
            JsonNode one = type == EntityType.OBSERVED_PROPERTY
                    ? json("ObservedProperties('PM2.5')")
                    : json(type.set(), "$top", "1").at("/value/0");
            for (Navigation way : type.navigations()) {
                JsonNode others =
                        follow(one.at("/" + way.name() + "@iot.navigationLink").asText());
                JsonNode other = way.many() ? others.at("/value/0") : others;
                if (way.to() != EntityType.HISTORICAL_LOCATION) {
                    assertFalse(other.at("/@iot.id").asText().isEmpty(), type + " " + way);
                }
            }
        }
        assertEquals("{\"name\":\"一中\"}", json("Things('A-1')/name").toString());
        ApiServer.Answer value = ask("Things('A-1')/name/$value");
        assertEquals("一中", value.text());
        assertTrue(value.header("Content-Type").startsWith("text/plain"));
        assertEquals(204, ask(HOURS.replace("Observations", "resultTime")).status());
        assertEquals(
                server.uri() + "/sta/v1.1/Things('A-1')",
                json("Things/$ref", "$top", "1").at("/value/0/@iot.selfLink").asText());
        assertEquals(
                "江北",
                json("Datastreams('A-1:SO2:PT1H')/Thing/properties")
                        .at("/properties/district")
                        .asText());
    }

    @Test
    void resourcePathStatusCodes() {
        for (String path : List.of(
                "Nothings",
                "Things('A-9')",
                "Things('A-9')/Datastreams",
                "Things('A-1')/Sensors",
                "Things/name",
                "Things('A-1')/Datastreams('W-1:PH:PT4H')",
                "Observations('x')",
                "Observations('A-1:SO2:PT1H@20260301T010001Z')",
                "Things('A-1')/name/x")) {
            ask(path).problem(404, "not-found");
        }
        send("POST", "/sta/v1.1/Things", "{}", "application/json").problem(405, "method-not-allowed");
        send("DELETE", "/sta/v1.1/Things('A-1')", "", "application/json").problem(405, "method-not-allowed");
        JsonNode root = server.get("/sta/v1.1").json();
        assertEquals(8, root.at("/value").size());
        assertTrue(root.at("/serverSettings/conformance").toString().contains("/1.1/req/data-array/data-array"));
    }

    // req/request-data

    @Test
    void requestDataExpandIsNestedWithOptions() {
        JsonNode thing = json(
                        "Things",
                        "$count",
                        "true",
                        "$select",
                        "name,id",
                        "$filter",
                        "id eq 'A-1'",
                        "$expand",
                        "Datastreams($filter=properties/period eq 'PT1H' and ObservedProperty/id eq 'PM2.5';$select=id;$count=true;"
                                + "$expand=Observations($top=2;$orderby=phenomenonTime desc;$select=result),Sensor($select=id)),Locations")
                .at("/value/0");
        assertEquals("一中", thing.at("/name").asText());
        assertTrue(thing.at("/description").isMissingNode());
        assertEquals(1, thing.at("/Datastreams@iot.count").asInt());
        assertEquals("A-1", thing.at("/Datastreams/0/Sensor/@iot.id").asText());
        JsonNode observations = thing.at("/Datastreams/0/Observations");
        assertEquals("[{\"result\":48},{\"result\":47}]", observations.toString());
        JsonNode next =
                follow(thing.at("/Datastreams/0/Observations@iot.nextLink").asText());
        assertEquals(List.of("46", "45"), texts(next, "/result"));
        assertEquals(1, thing.at("/Locations").size());
        assertEquals(
                json("Datastreams('A-1:SO2:PT1H')", "$expand", "Thing/Locations,Sensor"),
                json("Datastreams('A-1:SO2:PT1H')", "$expand", "Thing($expand=Locations),Sensor"));
    }

    @Test
    void requestDataOrderbySelectTopSkipCount() {
        assertEquals(List.of("W-1", "N-1"), ids("Things", "$orderby", "id desc", "$top", "2"));
        assertEquals(List.of("N-1", "A-2"), ids("Things", "$orderby", "id desc", "$top", "2", "$skip", "1"));
        assertEquals(List.of("W-1", "N-1", "A-1", "A-2"), ids("Things", "$orderby", "properties/medium desc,id asc"));
        assertEquals(
                4,
                json("Things", "$count", "true", "$top", "0").at("/@iot.count").asInt());
        assertEquals(List.of("99", "48"), texts(json(HOURS, "$orderby", "result desc", "$top", "2"), "/result"));
        assertEquals(
                "[{\"result\":1}]",
                json(HOURS, "$select", "result", "$top", "1").at("/value").toString());
        assertEquals(
                "N-1:LAS:PT1S",
                ids("Datastreams", "$orderby", "Thing/properties/medium,ObservedProperty/name desc,id").stream()
                        .filter(id -> id.startsWith("N-1:LAS"))
                        .findFirst()
                        .orElseThrow());
    }

    /** Every observation once, whichever way they are ordered, readings in rows and in spans alike. */
    @Test
    void requestDataPagination() {
        for (String path : List.of(HOURS, "Datastreams('N-1:LAS:PT1S')/Observations", "Observations")) {
            int all =
                    json(path, "$count", "true", "$top", "0").at("/@iot.count").asInt();
            for (String order : List.of("", "phenomenonTime", "phenomenonTime desc", "result desc")) {
                List<String> ids = new ArrayList<>();
                JsonNode page =
                        order.isEmpty() ? json(path, "$top", "97") : json(path, "$top", "97", "$orderby", order);
                while (true) {
                    ids.addAll(texts(page, "/@iot.id"));
                    JsonNode next = page.at("/@iot.nextLink");
                    if (next.isMissingNode()) {
                        break;
                    }
                    page = follow(next.asText());
                }
                assertEquals(all, ids.size(), path + " " + order);
                assertEquals(all, Set.copyOf(ids).size(), path + " " + order);
                if (order.equals("phenomenonTime desc") && !path.equals("Observations")) {
                    assertEquals(ids.stream().sorted(Collections.reverseOrder()).toList(), ids);
                }
            }
        }
    }

    private static void counts(String path, Map<String, Integer> expected) {
        assertAll(expected.entrySet().stream()
                .map(entry -> () -> assertEquals(
                        entry.getValue(),
                        json(path, "$filter", entry.getKey(), "$count", "true", "$top", "0")
                                .at("/@iot.count")
                                .asInt(),
                        entry.getKey())));
    }

    @Test
    void requestDataBuiltInFilterOperations() {
        counts(
                HOURS,
                new TreeMap<>(Map.ofEntries(
                        Map.entry("result eq 5", 1),
                        Map.entry("result ne 5", 47),
                        Map.entry("result gt 40", 9),
                        Map.entry("result ge 40 and result lt 44", 4),
                        Map.entry("result le 2 or result eq 99", 3),
                        Map.entry("not (result le 2 or result eq 99)", 45),
                        Map.entry("not result le 2", 46),
                        Map.entry("result add 1 eq 6", 1),
                        Map.entry("result sub 1 eq 6", 1),
                        Map.entry("result mul 2 eq 6", 1),
                        Map.entry("result div 2 eq 6", 1),
                        Map.entry("result div 0 eq 6", 0),
                        Map.entry("result mod 24 eq 3 and result lt 90", 2),
                        Map.entry("result gt -1", 48),
                        Map.entry("(result sub 5) mul 2 eq 12", 1),
                        Map.entry("2 add 3 mul 2 eq result", 1),
                        Map.entry("resultTime eq null", 48),
                        Map.entry("resultQuality/flag eq 'M'", 1),
                        Map.entry("resultQuality/entersMeans eq true", 47),
                        Map.entry("Datastream/Thing/name eq '一中'", 48),
                        Map.entry("Datastream/ObservedProperty/name eq '臭氧'", 0),
                        Map.entry("FeatureOfInterest/id eq 'A-1'", 48))));
        counts(
                "Things",
                Map.of(
                        "properties/targetClass eq 3", 1,
                        "properties/targetClass ne null", 1,
                        "Datastreams/ObservedProperty/id eq 'PM2.5'", 1,
                        "Datastreams/unitOfMeasurement/symbol eq 'dB' and properties/medium eq 'noise'", 1));
    }

    @Test
    void requestDataBuiltInQueryFunctionsOfText() {
        counts(
                "Things",
                new TreeMap<>(Map.ofEntries(
                        Map.entry("substringof('中', name)", 2),
                        Map.entry("contains(name, '中')", 2),
                        Map.entry("startswith(id, 'A-')", 2),
                        Map.entry("endswith(description, 'School')", 1),
                        Map.entry("length(name) eq 2", 4),
                        Map.entry("indexof(name, '中') eq 1", 2),
                        Map.entry("substring(id, 2) eq '1'", 3),
                        Map.entry("substring(id, 0, 1) eq 'W'", 1),
                        Map.entry("tolower(id) eq 'w-1'", 1),
                        Map.entry("toupper(description) eq 'BRIDGE'", 1),
                        Map.entry("trim(' W-1 ') eq id", 1),
                        Map.entry("concat(id, 'x') eq 'W-1x'", 1),
                        Map.entry("name eq 'it''s'", 0),
                        Map.entry("name eq 'x'' or 1=1 --'", 0))));
    }

    @Test
    void requestDataBuiltInQueryFunctionsOfTime() {
        counts(
                HOURS,
                new TreeMap<>(Map.ofEntries(
                        Map.entry("phenomenonTime ge 2026-03-02T00:00:00+08:00", 24),
                        Map.entry("phenomenonTime gt 2026-03-01T16:00:00Z", 24),
                        Map.entry("phenomenonTime lt 2026-03-01T02:00:00+08:00", 2),
                        Map.entry("phenomenonTime le 2026-03-01T02:00:00+08:00", 2),
                        Map.entry("phenomenonTime eq 2026-03-01T01:00:00+08:00/2026-03-01T02:00:00+08:00", 1),
                        Map.entry("phenomenonTime ne 2026-03-01T01:00:00+08:00/PT1H", 47),
                        Map.entry("during(phenomenonTime, 2026-03-01T00:00:00+08:00/2026-03-01T06:00:00+08:00)", 6),
                        Map.entry("during(phenomenonTime, PT6H/2026-03-01T06:00:00+08:00)", 6),
                        Map.entry("overlaps(phenomenonTime, 2026-03-01T01:30:00+08:00/PT1H)", 2),
                        Map.entry("before(phenomenonTime, 2026-03-01T02:00:00+08:00)", 2),
                        Map.entry("after(phenomenonTime, 2026-03-02T22:00:00+08:00)", 2),
                        Map.entry("meets(phenomenonTime, 2026-03-01T02:00:00+08:00/PT1H)", 2),
                        Map.entry("starts(phenomenonTime, 2026-03-01T02:00:00+08:00/PT3H)", 1),
                        Map.entry("finishes(phenomenonTime, 2026-03-01T02:00:00+08:00/PT3H)", 1),
                        Map.entry("phenomenonTime lt now()", 48),
                        Map.entry("phenomenonTime ge mindatetime() and phenomenonTime le maxdatetime()", 48),
                        Map.entry("phenomenonTime ge 2026-03-02T12:00:00+08:00 add duration'PT6H'", 6),
                        Map.entry("phenomenonTime add duration'P1D' gt 2026-03-03T00:00:00+08:00", 24),
                        Map.entry("year(phenomenonTime) eq 2026 and month(phenomenonTime) eq 3", 48),
                        Map.entry("day(phenomenonTime) eq 2", 24),
                        Map.entry("hour(phenomenonTime) eq 7 and minute(phenomenonTime) eq 0", 2),
                        Map.entry("second(phenomenonTime) eq 0 and fractionalseconds(phenomenonTime) eq 0", 48),
                        Map.entry("date(phenomenonTime) eq 2026-03-02", 24),
                        Map.entry("time(phenomenonTime) ge 22:00:00", 4),
                        Map.entry("totaloffsetminutes(phenomenonTime) eq 480", 48),
                        Map.entry("round(result div 10) eq 1 and floor(result div 10) eq 0", 5),
                        Map.entry("ceiling(result div 10) eq 1", 9))));
        counts(
                "Datastreams('N-1:LAS:PT1S')/Observations",
                Map.of(
                        "phenomenonTime gt 2026-03-01T00:05:00+08:00", 300,
                        "during(phenomenonTime, 2026-03-01T00:01:00+08:00/PT1M) and result gt 58", 12));
    }

    @Test
    void requestDataBuiltInQueryFunctionsOfPlace() {
        String area = "geography'POLYGON ((113 22, 113.5 22, 113.5 22.5, 113 22.5, 113 22))'";
        String hole =
                "geography'POLYGON ((113 22, 114 22, 114 23, 113 23, 113 22), (113.4 22.4, 113.6 22.4, 113.6 22.6, 113.4 22.6, 113.4 22.4))'";
        counts(
                "Locations",
                new TreeMap<>(Map.ofEntries(
                        Map.entry("geo.intersects(location, " + area + ")", 2),
                        Map.entry("st_within(location, " + area + ")", 1),
                        Map.entry("st_contains(" + area + ", location)", 1),
                        Map.entry("st_touches(location, " + area + ")", 1),
                        Map.entry("st_disjoint(location, " + area + ")", 1),
                        Map.entry("st_intersects(" + hole + ", location)", 2),
                        Map.entry("st_equals(location, geography'POINT (113.1 22.1)')", 1),
                        Map.entry("st_overlaps(location, " + area + ")", 0),
                        Map.entry("st_crosses(location, geography'LINESTRING (113 22, 114 23)')", 0),
                        Map.entry("st_intersects(location, geography'LINESTRING (113 22, 113.5 22.5)')", 2),
                        Map.entry("st_touches(location, geography'LINESTRING (113 22, 113.5 22.5)')", 1),
                        Map.entry("st_relate(location, " + area + ", 'T********')", 1),
                        Map.entry("geo.distance(location, geography'POINT (113.1 22.2)') lt 0.11", 1),
                        Map.entry(
                                "geo.length(geography'LINESTRING (0 0, 3 4)') eq 5 and st_within(location, " + area
                                        + ")",
                                1))));
        counts(
                "Observations",
                Map.of("st_within(FeatureOfInterest/feature, " + area + ") and Datastream/id eq 'A-1:CO:PT1H'", 48));
    }

    @Test
    void requestDataStatusCodesNameTheFault() {
        for (String filter : List.of(
                "result",
                "result eq",
                "result eq 'x'",
                "nothing eq 1",
                "result lik 3",
                "unknown(result)",
                "result gt 1 and",
                "(result gt 1",
                "phenomenonTime ge 'x'",
                "length(result, 1) eq 2",
                "phenomenonTime ge 2026-13-01T00:00:00Z",
                "st_within(result, geography'POINT (1 1)')",
                "geo.distance(FeatureOfInterest/feature, geography'CIRCLE (1 1)') lt 1",
                "result eq 5; DROP TABLE reading",
                "not".repeat(80) + "(".repeat(200))) {
            JsonNode problem = ask(HOURS, "$filter", filter).problem(400, "bad-parameter");
            assertEquals("$filter", problem.at("/parameter").asText());
        }
        for (String[] option : new String[][] {
            {"$top", "-1"},
            {"$skip", "x"},
            {"$count", "yes"},
            {"$select", "nothing"},
            {"$expand", "Nothing"},
            {"$orderby", "result up"},
            {"$levels", "1"},
            {"$resultFormat", "csv"},
            {"$skiptoken", "x"},
            {
                "$expand",
                "Datastream($expand=Thing($expand=Locations($expand=Things($expand=Locations($expand=Things)))))"
            }
        }) {
            ask(HOURS, option).problem(400, "bad-parameter");
        }
        ask("Things", "$filter", "Datastreams/Observations/result gt 5").problem(400, "bad-parameter");
    }

    // req/data-array

    @Test
    void dataArrayOfObservations() {
        JsonNode answer =
                json(HOURS, "$resultFormat", "dataArray", "$select", "id,result", "$top", "3", "$count", "true");
        assertEquals(48, answer.at("/@iot.count").asInt());
        JsonNode stream = answer.at("/value/0");
        assertEquals("[\"id\",\"result\"]", stream.at("/components").toString());
        assertEquals(3, stream.at("/dataArray@iot.count").asInt());
        assertEquals(
                "[\"A-1:PM2.5:PT1H@20260228T170000Z\",1]",
                stream.at("/dataArray/0").toString());
        assertEquals(
                "A-1:PM2.5:PT1H",
                follow(stream.at("/Datastream@iot.navigationLink").asText())
                        .at("/@iot.id")
                        .asText());
        assertEquals(
                4,
                follow(answer.at("/@iot.nextLink").asText())
                        .at("/value/0/dataArray/0/1")
                        .asInt());
    }

    @Test
    void dataArrayCreateObservations() {
        JsonNode answer = send("POST", "/sta/v1.1/CreateObservations", """
                [{"Datastream":{"@iot.id":"A-2:O3:PT1H"},"components":["phenomenonTime","result"],"dataArray@iot.count":3,"dataArray":[
                  ["2026-03-04T00:00:00+08:00/2026-03-04T01:00:00+08:00",61],
                  ["2026-03-04T01:17:00+08:00/2026-03-04T02:17:00+08:00",62],
                  ["2026-03-04T03:00:00+08:00",63]]},
                 {"Datastream":{"@iot.id":"A-2:CO:PT1H"},"components":["phenomenonTime","result","FeatureOfInterest/id"],
                  "dataArray":[["2026-03-04T03:00:00+08:00",0.70,"A-2"]]}]""", "application/json")
                .json();
        assertEquals(4, answer.size());
        assertEquals(61, follow(answer.at("/0").asText()).at("/result").asInt());
        assertTrue(answer.at("/1").asText().startsWith("error misaligned"), answer.toString());
        assertEquals(63, follow(answer.at("/2").asText()).at("/result").asInt());
        assertEquals("0.70", follow(answer.at("/3").asText()).at("/result").asText());
    }

    // of req/create-update-delete/create-entity observations alone

    @Test
    void createEntityGoesThroughTheIntake() {
        String body = "{\"phenomenonTime\":\"2026-03-05T00:00:00+08:00/2026-03-05T01:00:00+08:00\",\"result\":12.50,"
                + "\"resultQuality\":{\"flag\":\"M\"}%s}";
        String path = "/sta/v1.1/Datastreams('A-1:SO2:PT1H')/Observations";
        ApiServer.Answer created = send("POST", path, body.formatted(""), "application/json");
        assertEquals(201, created.status(), created.text());
        JsonNode kept = follow(created.header("Location"));
        assertEquals("12.50", kept.at("/result").asText());
        assertEquals("M", kept.at("/resultQuality/flag").asText());
        assertEquals(
                201,
                send(
                                "POST",
                                "/sta/v1.1/Observations",
                                body.formatted(",\"Datastream\":{\"@iot.id\":\"A-1:NO2:PT1H\"}"),
                                "application/json")
                        .status());
        String[] station = {"Content-Type", "application/json", "X-API-Key", ApiServer.STATION_KEY};
        assertEquals(201, server.send("POST", path, body.formatted(""), station).status());
        server.send("POST", path.replace("A-1", "W-1").replace("SO2:PT1H", "PH:PT4H"), body.formatted(""), station)
                .problem(403, "foreign-station");
        server.send("POST", path, body.formatted(""), "Content-Type", "application/json")
                .problem(401, "unauthenticated");
        send("POST", path, body.formatted("").replace("12.50", "\"x\""), "application/json")
                .problem(422, "all-refused");
        send("POST", path, body.formatted("").replace("T01:00", "T02:00"), "application/json")
                .problem(400, "bad-request");
        send("POST", path, body.formatted(",\"FeatureOfInterest\":{\"@iot.id\":\"N-1\"}"), "application/json")
                .problem(400, "bad-request");
        send("POST", path, body.formatted(",\"more\":1"), "application/json").problem(400, "bad-request");
        send("POST", path, "[", "application/json").problem(400, "bad-request");
        send("POST", "/sta/v1.1/Datastreams('A-1:AQI:PT1H')/Observations", body.formatted(""), "application/json")
                .problem(400, "bad-request");
        server.send(
                        "POST",
                        path,
                        body.formatted(""),
                        "Content-Type",
                        "application/json",
                        "X-API-Key",
                        ApiServer.REVIEWER_KEY)
                .problem(403, "forbidden");
        assertFalse(
                server.ask("/api/v1/audit").text().contains("200 POST /sta"), "readings are kept with their origin");
        assertTrue(server.ask("/api/v1/rejects?station=A-1").texts("/id").size() >= 1);
    }

    // req/create-observations-via-mqtt

    @Test
    void createObservationsViaMqttObservationsCreation() throws Exception {
        assertTrue(server.get("/sta/v1.1").text().contains("create-observations-via-mqtt/observations-creation"));
        long refused = refused();
        String body = "{\"phenomenonTime\":\"2026-03-06T00:00:00+08:00/2026-03-06T01:00:00+08:00\",\"result\":%s%s}";
        String of = ",\"Datastream\":{\"@iot.id\":\"%s\"}";
        try (Subscription told = new Subscription("limpid/none")) {
            told.publish("v1.1/Datastreams('A-1:SO2:PT1H')/Observations", body.formatted("12.50", ""));
            told.publish(
                    "v1.1/FeaturesOfInterest('A-1')/Observations", body.formatted("13", of.formatted("A-1:NO2:PT1H")));
            told.publish("v1.1/Observations", body.formatted("14", of.formatted("W-1:TP:PT1H")));
            assertEquals(
                    "12.50",
                    await("A-1:SO2:PT1H@20260305T170000Z").at("/result").asText());
            assertEquals(
                    13, await("A-1:NO2:PT1H@20260305T170000Z").at("/result").asInt());
            assertEquals(14, await("W-1:TP:PT1H@20260305T170000Z").at("/result").asInt());
            told.publish(
                    "v1.1/FeaturesOfInterest('A-1')/Observations", body.formatted("1", of.formatted("W-1:TP:PT1H")));
            told.publish("v1.1/Datastreams('A-1:AQI:P1D')/Observations", body.formatted("1", ""));
            told.publish("v1.1/Datastreams('A-1:SO2:PT1H')/Observations", "{\"result\":1}");
            told.publish("v1.1/Datastreams(1)/Observations", body.formatted("1", ""));
            told.publish("v1.1/Observations", "[");
            for (int i = 0; i < 600 && refused() < refused + 5; i++) {
                Thread.sleep(50);
            }
            assertEquals(
                    List.of("bad-shape", "bad-shape", "bad-shape", "bad-shape", "bad-topic"),
                    server.ask("/api/v1/rejects?limit=5").texts("/refusals/0/reason").stream()
                            .sorted()
                            .toList());
        }
    }

    // of req/receive-updates-via-mqtt sets and entities, without $select and single properties

    @Test
    void receiveUpdatesViaMqttOfObservations() throws Exception {
        long refused = refused();
        try (Subscription one = new Subscription("v1.1/Datastreams('A-2:SO2:PT1H')/Observations");
                Subscription all = new Subscription("v1.1/Observations")) {
            send(
                    "POST",
                    "/api/v1/stations/A-2/readings",
                    "{\"end\":\"2026-03-07T01:00:00+08:00\",\"values\":{\"SO2\":7.10,\"CO\":0.5}}",
                    "application/json");
            send(
                    "POST",
                    "/api/v1/stations/A-2/readings",
                    "{\"end\":\"2026-03-07T01:00:01+08:00\",\"period\":\"PT1S\",\"values\":{\"SO2\":8}}",
                    "application/json");
            JsonNode update = one.next();
            JsonNode kept = follow(server.uri() + "/sta/v1.1/Observations('A-2:SO2:PT1H@20260306T170000Z')");
            assertEquals(
                    kept.toString(),
                    update.toString().replace("\"/sta/v1.1", "\"" + server.uri() + "/sta/v1.1"),
                    "the whole entity");
            assertEquals(
                    Set.of("7.10", "0.5"),
                    Set.of(
                            all.next().at("/result").asText(),
                            all.next().at("/result").asText()));
            assertEquals(0, one.messages.size() + all.messages.size(), "of the periods that are published");
            assertEquals(refused, refused(), "what is published does not come back");
        }
    }

    @Test
    void receiveUpdatesViaMqttOfDatastreams() throws Exception {
        try (Subscription set = new Subscription("v1.1/Datastreams");
                Subscription one = new Subscription("v1.1/Datastreams('A-2:NO2:PT1H')");
                Subscription ofThing = new Subscription("v1.1/Things('A-2')/Datastreams");
                Subscription ofFeature = new Subscription("v1.1/FeaturesOfInterest('A-2')/Observations")) {
            send(
                    "POST",
                    "/api/v1/stations/A-2/readings",
                    "{\"end\":\"2026-03-08T01:00:00+08:00\",\"values\":{\"NO2\":7}}",
                    "application/json");
            assertEquals(
                    7,
                    ofFeature
                            .next("A-2:NO2:PT1H@20260307T170000Z")
                            .at("/result")
                            .asInt());
            JsonNode kept = follow(server.uri() + "/sta/v1.1/Datastreams('A-2:NO2:PT1H')");
            for (Subscription each : List.of(set, one, ofThing)) {
                assertEquals(
                        kept.toString(),
                        each.next("A-2:NO2:PT1H").toString().replace("\"/sta/v1.1", "\"" + server.uri() + "/sta/v1.1"));
            }
        }
    }

    @Test
    void receiveUpdatesViaMqttOfThings() throws Exception {
        try (Subscription things = new Subscription("v1.1/Things");
                Subscription one = new Subscription("v1.1/Things('A-5')");
                Subscription locations = new Subscription("v1.1/Locations");
                Subscription feature = new Subscription("v1.1/FeaturesOfInterest('A-5')")) {
            for (String name : List.of("新站", "五中")) {
                send("POST", "/api/v1/stations/import", """
                        code,name_zh,medium,city,lon,lat,kind,period
                        A-5,%s,air,远江,113.7,22.7,urban,PT1H
                        """.formatted(name), "text/csv")
                        .json();
                assertEquals(name, one.next().at("/name").asText());
                assertEquals(name, things.next("A-5").at("/name").asText());
                assertEquals(
                        "[113.7,22.7]",
                        locations.next("A-5").at("/location/coordinates").toString());
                assertEquals("A-5", feature.next("A-5").at("/@iot.id").asText());
            }
            Thread.sleep(2_500);
            assertEquals(0, one.messages.size() + feature.messages.size(), "what has not changed is not told again");
        } finally {
            send("DELETE", "/api/v1/stations/A-5", "", "application/json");
        }
    }

    private static long refused() {
        return server.ask("/api/v1/rejects?limit=1000").json().at("/items").size();
    }

    private static JsonNode await(String observation) throws InterruptedException {
        for (int i = 0; i < 600; i++) {
            ApiServer.Answer answer = ask("Observations('" + observation + "')");
            if (answer.status() == 200) {
                return answer.json();
            }
            Thread.sleep(50);
        }
        throw new AssertionError(observation + " did not come");
    }

    /** A client of the broker. */
    private static final class Subscription implements AutoCloseable {
        private final BlockingQueue<JsonNode> messages = new LinkedBlockingQueue<>();
        private final MqttClient client =
                new MqttClient(broker.url(), "c" + System.nanoTime(), new MemoryPersistence());

        Subscription(String topic) throws MqttException {
            client.connect();
            MqttSubscription[] wanted = {new MqttSubscription(topic, 1)};
            client.subscribe(wanted, new IMqttMessageListener[] {
                (on, message) -> messages.add(ApiServer.tree(new String(message.getPayload(), StandardCharsets.UTF_8)))
            });
        }

        void publish(String topic, String body) throws MqttException {
            client.publish(topic, body.getBytes(StandardCharsets.UTF_8), 1, false);
        }

        /** The next one of this id; what other tests caused is passed over. */
        JsonNode next(String id) throws InterruptedException {
            JsonNode next = next();
            while (!next.at("/@iot.id").asText().equals(id)) {
                next = next();
            }
            return next;
        }

        JsonNode next() throws InterruptedException {
            JsonNode next = messages.poll(30, TimeUnit.SECONDS);
            assertTrue(next != null, "no message came");
            return next;
        }

        @Override
        public void close() throws MqttException {
            client.disconnect();
            client.close();
        }
    }

    @Test
    void whatIsNotPublicIsSeenBySignedInOnesAlone() {
        try (ApiServer closed = new ApiServer(POSTGRES.settings(), Map.of("LIMPID_PUBLIC_MEDIA", "air"))) {
            assertEquals(2, closed.get("/sta/v1.1/Things").json().at("/value").size());
            assertEquals(
                    2,
                    closed.get("/sta/v1.1/Sensors?$expand=Datastreams")
                                    .json()
                                    .at("/value")
                                    .size()
                            - 1);
            closed.get("/sta/v1.1/Things('W-1')").problem(404, "not-found");
            closed.get("/sta/v1.1/Datastreams('W-1:PH:PT4H')/Observations").problem(404, "not-found");
            assertEquals(
                    0,
                    closed.get("/sta/v1.1/ObservedProperties('PH')/Datastreams")
                            .json()
                            .at("/value")
                            .size());
            assertEquals(4, closed.ask("/sta/v1.1/Things").json().at("/value").size());
        }
    }
}
