package limpid.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import limpid.api.http.Problem;
import limpid.people.Passwords;
import limpid.people.Person;
import limpid.people.Person.State;
import limpid.people.Role;
import limpid.people.Scope;
import limpid.store.Persons;

/** What tests of odd requests share: a filled service, bodies of every write route, and what is a fault. */
final class OddRequests {
    private static final String CITY = "%E4%B8%B4%E6%B1%9F";

    private OddRequests() {}

    /** A request that is taken. @param table whether its body is CSV */
    record Write(String path, boolean table, String body) {}

    /** Of a file that is kept the body is bytes. */
    private static String type(Write write) {
        return write.path.contains("/files?")
                ? "application/octet-stream"
                : write.table ? "text/csv" : "application/json";
    }

    /** One for each write route, by method and path as the description of the service names them. */
    static Map<String, Write> writes() {
        Map<String, Write> writes = new LinkedHashMap<>();
        writes.put("PUT /api/v1/stations/{code}", json("/stations/A-7", """
                {"nameZh":"名","nameEn":"n","medium":"air","city":"临江","district":"d","lon":113.1,"lat":22.1,"kind":"urban",\
                "period":"PT1H","countsInCity":true,"inServiceFrom":"2020-01-01","inServiceTo":null,"waterBody":"","targetClass":3,\
                "roles":["cross_border"],"noiseZone":"2","roadLengthM":10,"gridAreaM2":10,"controlLevel":"national",\
                "notMonitored":["SO2"]}"""));
        writes.put("POST /api/v1/stations/import", csv("/stations/import", """
                code,name_zh,name_en,medium,city,lon,lat,kind,period,counts_in_city,water_body,target_class,roles
                A-8,名,n,air,临江,113,22,urban,PT1H,yes,,,
                W-8,名,n,water,临江,,,section,PT4H,yes,清河,3,drinking_source
                """));
        writes.put("DELETE /api/v1/stations/{code}", new Write("/stations/A-99", false, ""));
        writes.put("POST /api/v1/stations/{code}/readings", json("/stations/A-1/readings", """
                {"end":"2026-01-05T01:00:00+08:00","period":"PT1H","values":{"PM2.5":22},"flags":{"PM2.5":"M"}}"""));
        writes.put("POST /api/v1/readings/import", csv("/readings/import", """
                station,parameter,end,period,value,flag
                W-1,HG,2026-01-10T09:00:00+08:00,PT0S,0.00004L,
                """));
        writes.put("POST /api/v1/hj212/commands", json("/hj212/commands", """
                {"station":"A-1","command":"hour-history","from":"2026-01-05T01:00:00+08:00","to":"2026-01-05T05:00:00+08:00"}"""));
        writes.put("POST /api/v1/stations/{code}/reviews", json("/stations/A-1/reviews", """
                {"parameters":["PM2.5"],"from":"2026-01-05T00:00:00+08:00","to":"2026-01-05T05:00:00+08:00","valid":true,\
                "reason":"r"}"""));
        writes.put("POST /api/v1/air/reviews", json("/air/reviews", """
                {"city":"临江","from":"2026-01-05","to":"2026-01-06","remark":"x"}"""));
        writes.put("DELETE /api/v1/air/reviews/{id}", new Write("/air/reviews/1", false, ""));
        writes.put("DELETE /api/v1/air/reviews/levels/{id}", new Write("/air/reviews/levels/1", false, ""));
        writes.put("PUT /api/v1/air/dust/{city}/{date}", json("/air/dust/" + CITY + "/2026-01-05", """
                {"pollutants":["PM10"],"fromHour":1,"toHour":24,"source":"s"}"""));
        writes.put("DELETE /api/v1/air/dust/{city}/{date}", new Write("/air/dust/" + CITY + "/2026-01-05", false, ""));
        writes.put("POST /api/v1/air/dust/import", csv("/air/dust/import", """
                city,date,pollutants,from_hour,to_hour,source
                临江,2026-01-06,PM10 PM2.5,1,24,总站通报
                """));
        writes.put("POST /api/v1/noise/surveys/import", csv("/noise/surveys/import", """
                station,survey,start,minutes,leq,lmax,lmin,sd,l5,l10,l50,l90,l95,invalid,heavyVehicles,lightVehicles
                N-1,2026,2026-01-14T10:20:00+08:00,20,68.4,84.3,55.2,3.1,73.0,71.2,66.0,61.5,60.2,,42,610
                """));
        writes.put("PUT /api/v1/water/limits", csv("/water/limits", """
                section,item,limit,from,to,plan
                W-1,NH3N,2.5,2026-01-01,2026-12-31,计划
                """));
        writes.put("POST /api/v1/water/intakes/import", csv("/water/intakes/import", """
                section,month,volume,origin
                W-1,2026-01,451.05,水务局月报
                """));
        writes.put(
                "PUT /api/v1/programmes/{id}/indicators/{no}/reports/{year}",
                json("/programmes/model-city-6/indicators/16/reports/2015?city=" + CITY, """
                {"value":50,"reference":1,"applies":true,"item":"","source":"统计年鉴","file":"a.pdf"}"""));
        writes.put(
                "POST /api/v1/programmes/{id}/reports/import",
                csv("/programmes/model-city-6/reports/import?city=" + CITY, """
                indicator,period,item,value,met,reference,applies,source,file
                16,2014,,5,,,yes,s,f
                """));
        writes.put(
                "PUT /api/v1/programmes/{id}/tasks/{task}/entries/{unit}/{day}",
                json(
                        "/programmes/yangjiang/tasks/2016-32/entries/%E5%B8%82%E7%8E%AF%E5%A2%83%E4%BF%9D%E6%8A%A4%E5%B1%80/2016-06-10",
                        """
                {"percent":80,"words":"四个县级站已联网"}"""));
        writes.put("POST /api/v1/programmes/{id}/tasks/import", csv("/programmes/yangjiang/tasks/import", """
                task,unit,day,percent,words
                2016-32,市环境保护局,2016-06-09,70,w
                """));
        writes.put(
                "POST /api/v1/programmes/{id}/files",
                new Write("/programmes/yangjiang/files?indicator=16&period=2015&name=a.pdf", false, "{\"value\":1}"));
        writes.put(
                "DELETE /api/v1/programmes/{id}/files/{number}", new Write("/programmes/yangjiang/files/1", false, ""));
        writes.put(
                "POST /api/v1/publications",
                new Write("/api/v1/publications?city=" + CITY + "&period=2026-01&lang=zh", false, ""));
        writes.put(
                "POST /api/v1/publications/{id}/withdrawal", json("/publications/1/withdrawal", "{\"reason\":\"r\"}"));
        writes.put("PUT /api/v1/rules/choices", json("/rules/choices", """
                {"rule":"air.city.leastSharePercent","city":"临江","from":"2026-01-05","value":"80","reason":"notice"}"""));
        writes.put("POST /api/v1/recomputations", json("/recomputations", """
                {"medium":"air","from":"2026-01-05","to":"2026-01-06"}"""));
        writes.put("DELETE /api/v1/recomputations/{id}", new Write("/recomputations/1", false, ""));
        writes.put("POST /api/v1/rejects/exported", new Write("/rejects/exported?upTo=0", false, ""));
        writes.put(
                "POST /api/v1/rejects/{id}/replay",
                json("/rejects/1/replay", "{\"names\":{\"X\":\"PM10\"},\"factors\":{\"X\":2}}"));
        writes.put("POST /api/v1/rejects/{id}/discard", json("/rejects/1/discard", "{\"reason\":\"test\"}"));
        writes.put(
                "POST /api/v1/alerts/{id}/notes",
                json("/alerts/1/notes", "{\"action\":\"commented\",\"comment\":\"seen\"}"));
        writes.put("PUT /api/v1/channels/{name}", json("/channels/odd", """
                {"kind":"webhook","address":"https://odd.example/x","secret":"s","cities":["临江"],"media":["air"],"severity":"notice",\
                "template":"{kind}","quietFrom":"22:00","quietTo":"07:00","repeatMinutes":60,"escalateMinutes":null,"escalateTo":"",\
                "notices":["daily"],"enabled":false}"""));
        writes.put("DELETE /api/v1/channels/{name}", new Write("/channels/odder", false, ""));
        writes.put("POST /api/v1/channels/{name}/test", new Write("/channels/odder/test", false, ""));
        writes.put("POST /api/v1/session", json("/session", """
                {"name":"nobody","password":"correct horse battery"}"""));
        writes.put("DELETE /api/v1/session", new Write("/session", false, ""));
        writes.put("PUT /api/v1/session/password", json("/session/password", """
                {"password":"correct horse battery","newPassword":"another horse battery"}"""));
        writes.put("POST /api/v1/persons", json("/persons", """
                {"name":"odd","displayName":"某","roles":["viewer"],"scope":["city:临江"],"state":"active"}"""));
        writes.put("PUT /api/v1/persons/{name}", json("/persons/odd", """
                {"displayName":"某","roles":["viewer"],"scope":["city:临江"],"state":"active"}"""));
        writes.put("POST /api/v1/persons/{name}/password", new Write("/persons/odd/password", false, ""));
        writes.put("POST /api/v1/keys", json("/keys", """
                {"name":"odd-key","role":"station","scope":["station:A-1"],"expiresAt":"2100-01-01"}"""));
        writes.put("DELETE /api/v1/keys/{name}", new Write("/keys/odd-key", false, ""));
        writes.put("POST /api/v1/duty", json("/duty", """
                {"city":"临江","person":"on.duty","from":"2026-01-05T08:00:00+08:00","to":"2026-01-06T08:00:00+08:00"}"""));
        writes.put("DELETE /api/v1/duty/{id}", new Write("/duty/1", false, ""));
        writes.replaceAll((route, write) -> new Write(
                write.path.startsWith("/api/v1") ? write.path : "/api/v1" + write.path, write.table, write.body));
        return writes;
    }

    private static Write json(String path, String body) {
        return new Write(path, false, body);
    }

    private static Write csv(String path, String body) {
        return new Write(path, true, body);
    }

    /** Sends a write with the key of an administrator. */
    static ApiServer.Answer send(ApiServer server, String route, Write write) {
        return server.send(
                route.substring(0, route.indexOf(' ')),
                write.path,
                write.body,
                "Content-Type",
                type(write),
                "X-API-Key",
                ApiServer.ADMIN_KEY);
    }

    /** Three stations of 临江 with a few readings. */
    static void fill(ApiServer server) {
        String stations = """
                code,name_zh,medium,city,period,water_body,water_body_type,target_class,roles,noise_network,noise_zone,mn
                A-1,市站,air,临江,PT1H,,,,,,,MN-A-1
                W-1,大桥,water,临江,PT4H,清河,river,3,drinking_source,,,
                N-1,路口,noise,临江,PT1H,,,,,functional,2,
                """;
        assertEquals(
                200,
                send(server, "POST x", new Write("/api/v1/stations/import", true, stations))
                        .status());
        for (String reading : new String[] {
            "A-1 {\"end\":\"2026-01-05T01:00:00+08:00\",\"values\":{\"PM2.5\":22,\"O3\":80}}",
            "W-1 {\"end\":\"2026-01-05T04:00:00+08:00\",\"values\":{\"NH3N\":1.5,\"PH\":7.2,\"DO\":6}}",
            "N-1 {\"end\":\"2026-01-05T01:00:00+08:00\",\"values\":{\"LEQ\":55.5}}"
        }) {
            String[] parts = reading.split(" ", 2);
            assertEquals(
                    200,
                    send(server, "POST x", new Write("/api/v1/stations/" + parts[0] + "/readings", false, parts[1]))
                            .status());
        }
        server.bean(Persons.class)
                .add(
                        new Person("on.duty", "on.duty", List.of(Role.ANALYST), Scope.NOWHERE, State.ACTIVE),
                        Passwords.hash("a password of nobody"),
                        false,
                        Instant.now(),
                        "test");
    }

    /** Why an answer should not have been given; empty where it may. */
    static Optional<String> fault(ApiServer.Answer answer) {
        int status = answer.status();
        if (status >= 500) {
            return Optional.of(status + " " + answer.text());
        }
        if (status < 400) {
            return Optional.empty();
        }
        if (!answer.header("Content-Type").equals(Problem.MEDIA_TYPE)) {
            return Optional.of(status + " without a problem document: " + answer.text());
        }
        // The last resort: whatever it stands for should have been refused by name.
        return answer.tree().at("/type").asText().equals("/problems/unstorable")
                ? Optional.of(answer.text())
                : Optional.empty();
    }
}
