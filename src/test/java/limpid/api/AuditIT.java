package limpid.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import limpid.PostgresExtension;
import limpid.people.AuditChain;
import limpid.people.AuditChain.Linked;
import limpid.people.Passwords;
import limpid.people.Person;
import limpid.people.Person.State;
import limpid.people.Role;
import limpid.people.Scope;
import limpid.store.Audit;
import limpid.store.Persons;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who did and tried what is told by the audit; and nobody changes it unseen. */
class AuditIT {
    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final String JSON = "application/json";
    private static final String PASSWORD = "correct horse battery";
    private static final String DOCUMENT = "{\"nameZh\":\"一\",\"medium\":\"air\",\"city\":\"权市\",\"period\":\"PT1H\"}";

    private ApiServer server;

    @BeforeEach
    void start() {
        server = new ApiServer(POSTGRES.settings());
        server.send("PUT", "/api/v1/stations/A-1", DOCUMENT, "Content-Type", JSON, "X-API-Key", ApiServer.ADMIN_KEY)
                .json();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private JsonNode newest(String query) {
        return server.ask("/api/v1/audit?limit=1" + query).json().at("/items/0");
    }

    private String keyOf(String name, String role, String scope, String more) {
        return server.send(
                        "POST",
                        "/api/v1/keys",
                        "{\"name\":\"" + name + "\",\"role\":\"" + role + "\",\"scope\":[\"" + scope + "\"]" + more
                                + "}",
                        "Content-Type",
                        JSON,
                        "X-API-Key",
                        ApiServer.ADMIN_KEY)
                .json()
                .at("/key")
                .asText();
    }

    private void person(String name, String role) {
        Person person = new Person(name, name, List.of(role), Scope.EVERYWHERE, State.ACTIVE);
        server.bean(Persons.class).add(person, Passwords.hash(PASSWORD), false, Instant.now(), "test");
    }

    private ApiServer.Answer signIn(String name, String password) {
        return server.send(
                "POST",
                "/api/v1/session",
                "{\"name\":\"" + name + "\",\"password\":\"" + password + "\"}",
                "Content-Type",
                JSON);
    }

    @Test
    void aWriteIsToldWithWhoWhereAndWhat() {
        JsonNode entry = newest("&action=PUT%20/api/v1/stations/%7Bcode%7D");
        assertEquals("root", entry.at("/who").asText());
        assertEquals("key", entry.at("/kind").asText());
        assertEquals("127.0.0.1", entry.at("/address").asText());
        assertEquals("/api/v1/stations/A-1", entry.at("/target").asText());
        assertEquals(2, entry.at("/status").asInt() / 100);
        assertEquals("权市", entry.at("/detail/sent/city").asText(), entry::toString);

        String table = "code,name_zh,medium,city,period\n" + "A-1,一,air,权市,PT1H\n".repeat(1);
        server.register(table);
        JsonNode imported = newest("&action=POST%20/api/v1/stations/import");
        assertEquals(
                table.getBytes(java.nio.charset.StandardCharsets.UTF_8).length,
                imported.at("/detail/bytes").asInt(),
                imported::toString);
        assertEquals(64, imported.at("/detail/sha256").asText().length());
    }

    @Test
    void aChangeOfAPersonIsToldBeforeAndAfter() {
        String added = server.send(
                        "POST",
                        "/api/v1/persons",
                        "{\"name\":\"zhang\",\"displayName\":\"张\",\"roles\":[\"viewer\"],\"scope\":[\"*\"]}",
                        "Content-Type",
                        JSON,
                        "X-API-Key",
                        ApiServer.ADMIN_KEY)
                .json()
                .at("/password")
                .asText();
        server.send(
                        "PUT",
                        "/api/v1/persons/zhang",
                        "{\"displayName\":\"张\",\"roles\":[\"analyst\"],\"scope\":[\"city:权市\"]}",
                        "Content-Type",
                        JSON,
                        "X-API-Key",
                        ApiServer.ADMIN_KEY)
                .json();
        JsonNode entry = newest("&who=root");
        assertEquals("[\"viewer\"]", entry.at("/detail/before/roles").toString());
        assertEquals("[\"analyst\"]", entry.at("/detail/after/roles").toString());
        assertEquals(200, signIn("zhang", added).status());
        assertFalse(server.ask("/api/v1/audit.csv?limit=10000").text().contains(added), "no password is in the audit");
    }

    @Test
    void signingInIsToldDoneAndRefused() {
        person("li", Role.VIEWER);
        signIn("li", PASSWORD).json();
        JsonNode done = newest("&who=li");
        assertEquals("POST /api/v1/session", done.at("/action").asText());
        assertEquals("person", done.at("/kind").asText());
        assertEquals(200, done.at("/status").asInt());
        for (int i = 0; i < 5; i++) {
            signIn("li", "a wrong password").problem(401, "wrong-password");
        }
        JsonNode refused = newest("&who=li&refused=true");
        assertEquals("anonymous", refused.at("/kind").asText());
        assertEquals("wrong-password", refused.at("/detail/problem").asText());
        assertTrue(refused.at("/detail/sent/password").isMissingNode());
        signIn("li", PASSWORD).problem(429, "locked-out");
        assertEquals(
                "locked-out",
                newest("&who=li&refused=true").at("/detail/problem").asText());
    }

    @Test
    void whatIsForgedOrOfAnotherIsRefusedAndTold() {
        person("chen", Role.ADMIN);
        ApiServer.Answer entered = signIn("chen", PASSWORD);
        String cookie = entered.header("Set-Cookie").split(";")[0];
        put("Cookie", cookie, "X-CSRF-Token", "wrong").problem(403, "wrong-csrf");
        assertEquals("wrong-csrf", newest("&who=chen").at("/detail/problem").asText());
        server.send(
                "DELETE",
                "/api/v1/session",
                "",
                "Cookie",
                cookie,
                "X-CSRF-Token",
                entered.json().at("/csrf").asText());
        put("Cookie", cookie, "X-CSRF-Token", entered.json().at("/csrf").asText())
                .problem(401, "unauthenticated");
        assertEquals(401, newest("&refused=true").at("/status").asInt(), "a form of a session that is over");
        put("Cookie", "limpid_session=forged", "X-CSRF-Token", "x").problem(401, "unauthenticated");
        assertEquals("anonymous", newest("&refused=true").at("/kind").asText());
        put("X-API-Key", "forged").problem(401, "unauthenticated");
        assertEquals(401, newest("&refused=true").at("/status").asInt());

        String foreign = keyOf("S-7", "station", "station:S-7", "");
        server.send(
                        "POST",
                        "/api/v1/stations/A-1/readings",
                        "{\"end\":\"2026-03-14T10:00:00+08:00\",\"values\":{\"PM2.5\":5}}",
                        "X-API-Key",
                        foreign)
                .problem(403, "foreign-station");
        assertEquals("S-7", newest("&refused=true").at("/who").asText());
    }

    private ApiServer.Answer put(String... headers) {
        List<String> all = new java.util.ArrayList<>(List.of("Content-Type", JSON));
        all.addAll(List.of(headers));
        return server.send("PUT", "/api/v1/stations/A-1", DOCUMENT, all.toArray(String[]::new));
    }

    @Test
    void aRevokedAndAnExpiredKeyOpenNothingAndAreTold() throws SQLException {
        String key = keyOf("engineer-1", "stationEngineer", "city:权市", "");
        assertEquals(200, put("X-API-Key", key).status());
        assertEquals(
                204,
                server.send("DELETE", "/api/v1/keys/engineer-1", "", "X-API-Key", ApiServer.ADMIN_KEY)
                        .status());
        put("X-API-Key", key).problem(401, "unauthenticated");
        assertEquals(
                "PUT /api/v1/stations/{code}",
                newest("&refused=true").at("/action").asText());
        server.send("DELETE", "/api/v1/keys/engineer-1", "", "X-API-Key", ApiServer.ADMIN_KEY)
                .problem(404, "unknown-key");

        String expiring = keyOf("engineer-2", "stationEngineer", "city:权市", ",\"expiresAt\":\"2100-01-01\"");
        assertEquals(200, put("X-API-Key", expiring).status());
        POSTGRES.execute(
                "UPDATE api_key SET created_at = now() - interval '2 days', expires_at = now() - interval '1 day'"
                        + " WHERE name = 'engineer-2'");
        keyOf("engineer-3", "viewer", "*", ""); // After a change of the keys they are read anew.
        put("X-API-Key", expiring).problem(401, "unauthenticated");
        JsonNode listed = server.ask("/api/v1/keys").json();
        assertEquals(false, listed.at("/items/0/valid").asBoolean());
        assertFalse(listed.toString().contains(key), "no key is shown twice");
        server.send(
                        "POST",
                        "/api/v1/keys",
                        "{\"name\":\"engineer-1\",\"role\":\"viewer\",\"scope\":[\"*\"]}",
                        "Content-Type",
                        JSON,
                        "X-API-Key",
                        ApiServer.ADMIN_KEY)
                .problem(409, "contradiction");
        server.send(
                        "POST",
                        "/api/v1/keys",
                        "{\"name\":\"x\",\"role\":\"station\",\"scope\":[\"*\"]}",
                        "Content-Type",
                        JSON,
                        "X-API-Key",
                        ApiServer.ADMIN_KEY)
                .problem(400, "bad-request");
    }

    @Test
    void readingsOfStationsAreNotAmongIt() {
        long before = newest("").at("/id").asLong();
        server.send(
                        "POST",
                        "/api/v1/stations/A-1/readings",
                        "{\"end\":\"2026-03-14T10:00:00+08:00\",\"values\":{\"PM2.5\":5}}",
                        "X-API-Key",
                        ApiServer.STATION_KEY)
                .json();
        assertEquals(before, newest("").at("/id").asLong());
    }

    @Test
    void oneWhoIsRefusedAgainAndAgainIsToldByNumber() {
        for (int i = 0; i < 40; i++) {
            put("X-API-Key", "guess " + i).problem(401, "unauthenticated");
        }
        long told = server.ask("/api/v1/audit?refused=true&limit=100&from=2026-01-01")
                .json()
                .at("/items")
                .findValues("id")
                .size();
        assertTrue(told < 40, () -> told + " told");
    }

    @Test
    void nothingOfItIsChangedUnseen() throws SQLException {
        for (String change :
                List.of("UPDATE audit_entry SET who = 'nobody'", "DELETE FROM audit_entry", "TRUNCATE audit_entry")) {
            assertThrows(SQLException.class, () -> POSTGRES.execute(change), change);
        }
        put("X-API-Key", ApiServer.ADMIN_KEY).json();
        assertEquals(Optional.empty(), firstFault());
        POSTGRES.rewrite("UPDATE audit_entry SET who = 'nobody' WHERE id = 2");
        assertTrue(firstFault().orElseThrow().startsWith("entry 2 of "), firstFault()::toString);
        POSTGRES.rewrite("UPDATE audit_entry SET who = 'root' WHERE id = 2");
        assertEquals(Optional.empty(), firstFault());
        POSTGRES.rewrite("DELETE FROM audit_entry WHERE id = 2");
        assertTrue(firstFault().orElseThrow().startsWith("entry 2 is missing"), firstFault()::toString);
        POSTGRES.rewrite("TRUNCATE audit_entry");
    }

    private Optional<String> firstFault() {
        AuditChain chain = new AuditChain();
        for (Linked next : server.bean(Audit.class).after(0, 10_000)) {
            Optional<String> fault = chain.check(next);
            if (fault.isPresent()) {
                return fault;
            }
        }
        return Optional.empty();
    }

    @Test
    void onlyAnAdministratorReadsIt() {
        for (String list : List.of("audit", "persons", "keys")) {
            server.get("/api/v1/" + list).problem(401, "unauthenticated");
            server.get("/api/v1/" + list, "X-API-Key", ApiServer.REVIEWER_KEY).problem(403, "forbidden");
            assertEquals(200, server.ask("/api/v1/" + list + ".csv").status());
        }
    }

    @Test
    void theLastAdministratorOfAllPlacesStays() {
        person("only", Role.ADMIN);
        List<String> others = server.bean(Persons.class).all().stream()
                .map(Persons.Account::person)
                .filter(one -> one.isFirstAdmin() && !one.name().equals("only"))
                .map(Person::name)
                .toList();
        for (String other : others) {
            assertEquals(200, lock(other).status());
        }
        lock("only").problem(409, "contradiction");
    }

    private ApiServer.Answer lock(String name) {
        return server.send(
                "PUT",
                "/api/v1/persons/" + name,
                "{\"roles\":[\"admin\"],\"scope\":[\"*\"],\"state\":\"locked\"}",
                "Content-Type",
                JSON,
                "X-API-Key",
                ApiServer.ADMIN_KEY);
    }
}
