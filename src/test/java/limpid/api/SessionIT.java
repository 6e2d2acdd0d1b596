package limpid.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import limpid.PostgresExtension;
import limpid.people.Passwords;
import limpid.people.Person;
import limpid.people.Person.State;
import limpid.people.Role;
import limpid.people.Scope;
import limpid.store.Persons;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Signing in, staying signed in, and what a session may not do. */
class SessionIT {
    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final String SESSION = "/api/v1/session";
    private static final String PASSWORD = "correct horse battery";
    private static final String STATION = "/api/v1/stations/P-1";
    private static final String DOCUMENT = "{\"nameZh\":\"一\",\"medium\":\"air\",\"city\":\"权市\",\"period\":\"PT1H\"}";

    private static ApiServer server;

    @BeforeAll
    static void start() {
        server = new ApiServer(POSTGRES.settings());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static void add(String name, String role, boolean mustChange) {
        Person person = new Person(name, "王 " + name, List.of(role), Scope.EVERYWHERE, State.ACTIVE);
        server.bean(Persons.class).add(person, Passwords.hash(PASSWORD), mustChange, Instant.now(), "test");
    }

    private static ApiServer.Answer signIn(String name, String password) {
        return server.send(
                "POST",
                SESSION,
                "{\"name\":\"" + name + "\",\"password\":\"" + password + "\"}",
                "Content-Type",
                "application/json");
    }

    private static String cookie(ApiServer.Answer answer) {
        return answer.header("Set-Cookie").split(";")[0];
    }

    private static ApiServer.Answer put(String cookie, String csrf) {
        return server.send(
                "PUT", STATION, DOCUMENT, "Content-Type", "application/json", "Cookie", cookie, "X-CSRF-Token", csrf);
    }

    @Test
    void whoAsksIsToldToEverybody() {
        JsonNode nobody = server.get(SESSION).json();
        assertEquals(
                "{\"kind\":\"anonymous\",\"name\":null,\"displayName\":null,\"roles\":[],\"scope\":[],"
                        + "\"csrf\":null,\"mustChangePassword\":false}",
                nobody.toString());
        JsonNode key = server.ask(SESSION).json();
        assertEquals("key", key.at("/kind").asText());
        assertEquals("root", key.at("/name").asText());
        assertTrue(key.at("/csrf").isNull());
        assertEquals(
                "[\"station:A-1\",\"station:A1\",\"station:D-1\",\"station:N1\",\"station:NONE\"]",
                server.get(SESSION, "X-API-Key", ApiServer.STATION_KEY)
                        .json()
                        .at("/scope")
                        .toString());
    }

    @Test
    void aPersonSignsInWritesAndSignsOut() {
        add("wang.lei", Role.ADMIN, false);
        ApiServer.Answer entered = signIn("wang.lei", PASSWORD);
        JsonNode session = entered.json();
        assertEquals("person", session.at("/kind").asText());
        assertEquals("王 wang.lei", session.at("/displayName").asText());
        assertEquals("[\"*\"]", session.at("/scope").toString());
        assertTrue(session.at("/roles").toString().contains("\"reviewer\""), "an admin holds all roles");
        String set = entered.header("Set-Cookie");
        assertTrue(set.startsWith("limpid_session="), set);
        assertTrue(set.contains("HTTPOnly") || set.contains("HttpOnly"), set);
        assertTrue(set.contains("SameSite=Strict"), set);
        assertFalse(set.contains("Secure"), "not without TLS");
        String cookie = cookie(entered);
        String csrf = session.at("/csrf").asText();
        assertEquals(session, server.get(SESSION, "Cookie", cookie).json());
        assertEquals(201, put(cookie, csrf).status());
        server.send("DELETE", SESSION, "", "Cookie", cookie).problem(403, "wrong-csrf");
        assertEquals(
                204,
                server.send("DELETE", SESSION, "", "Cookie", cookie, "X-CSRF-Token", csrf)
                        .status());
        assertEquals(
                "anonymous",
                server.get(SESSION, "Cookie", cookie).json().at("/kind").asText());
        put(cookie, csrf).problem(401, "unauthenticated");
    }

    @Test
    void aWriteOfASessionNeedsItsWord() {
        add("csrf", Role.ADMIN, false);
        ApiServer.Answer entered = signIn("csrf", PASSWORD);
        String cookie = cookie(entered);
        put(cookie, "").problem(403, "wrong-csrf");
        put(cookie, "wrong").problem(403, "wrong-csrf");
        String others = signIn("csrf", PASSWORD).json().at("/csrf").asText();
        put(cookie, others).problem(403, "wrong-csrf");
        put("limpid_session=forged", others).problem(401, "unauthenticated");
        assertEquals(
                "anonymous",
                server.get(SESSION, "Cookie", "limpid_session=forged")
                        .json()
                        .at("/kind")
                        .asText());
    }

    @Test
    void anUnknownNameAndAWrongPasswordAreToldAlike() {
        add("known", Role.VIEWER, false);
        JsonNode unknown = signIn("nobody", PASSWORD).problem(401, "wrong-password");
        JsonNode wrong = signIn("known", "another password").problem(401, "wrong-password");
        assertEquals(unknown, wrong);
        server.send("POST", SESSION, "{\"name\":\"known\"}", "Content-Type", "application/json")
                .problem(400, "bad-request");
        server.send("POST", SESSION, "[", "Content-Type", "application/json").problem(400, "bad-request");
    }

    private static String said(ApiServer.Answer answer) {
        return answer.tree().at("/detail").asText().replaceFirst(";.*", "");
    }

    @Test
    void wrongPasswordsInARowLockANameForAWhile() throws SQLException {
        add("locked", Role.VIEWER, false);
        for (int i = 0; i < 5; i++) {
            signIn("locked", "wrong password " + i).problem(401, "wrong-password");
        }
        for (int i = 0; i < 5; i++) {
            signIn("stranger", "wrong password " + i).problem(401, "wrong-password");
        }
        ApiServer.Answer locked = signIn("locked", PASSWORD);
        ApiServer.Answer stranger = signIn("stranger", PASSWORD);
        assertEquals(locked.status(), stranger.status(), "whether a name is there is not to be told");
        assertEquals(said(locked), said(stranger));
        assertTrue(Integer.parseInt(stranger.header("Retry-After")) > 0);
        locked.problem(429, "locked-out");
        int seconds = Integer.parseInt(locked.header("Retry-After"));
        assertTrue(seconds > 0 && seconds <= 60, () -> seconds + " s");
        POSTGRES.execute("UPDATE person SET locked_until = now() - interval '1 second' WHERE name = 'locked'");
        assertEquals(200, signIn("locked", PASSWORD).status());
        signIn("locked", "wrong password").problem(401, "wrong-password");
        assertEquals(200, signIn("locked", PASSWORD).status(), "right ones begin the count anew");
    }

    @Test
    void whoMayNotSignInAnyMoreHasNoSessionEither() {
        add("left", Role.VIEWER, false);
        String cookie = cookie(signIn("left", PASSWORD));
        Person person = server.bean(Persons.class).find("left").orElseThrow().person();
        assertEquals(Persons.Changed.CHANGED, server.bean(Persons.class).change(person.in(State.CLOSED)));
        assertEquals(
                "anonymous",
                server.get(SESSION, "Cookie", cookie).json().at("/kind").asText());
        signIn("left", PASSWORD).problem(401, "wrong-password");
    }

    @Test
    void aPasswordOfSomebodyElseIsChangedBeforeAnythingElse() {
        add("newcomer", Role.ADMIN, true);
        ApiServer.Answer entered = signIn("newcomer", PASSWORD);
        String cookie = cookie(entered);
        String csrf = entered.json().at("/csrf").asText();
        assertTrue(entered.json().at("/mustChangePassword").asBoolean());
        put(cookie, csrf).problem(403, "password-due");
        server.get("/api/v1/rejects/messages", "Cookie", cookie).problem(403, "password-due");
        change(cookie, csrf, "wrong", "quite another one").problem(401, "wrong-password");
        for (String weak : List.of("short", PASSWORD, "aaaaaaaaaaaaaaaa", "my newcomer password")) {
            assertEquals(
                    "newPassword",
                    change(cookie, csrf, PASSWORD, weak)
                            .problem(400, "bad-request")
                            .at("/member")
                            .asText());
        }
        ApiServer.Answer changed = change(cookie, csrf, PASSWORD, "quite another one");
        assertFalse(changed.json().at("/mustChangePassword").asBoolean());
        assertNotEquals(cookie, cookie(changed));
        put(cookie, csrf).problem(401, "unauthenticated");
        assertEquals(
                2, put(cookie(changed), changed.json().at("/csrf").asText()).status() / 100);
        signIn("newcomer", PASSWORD).problem(401, "wrong-password");
    }

    private static ApiServer.Answer change(String cookie, String csrf, String old, String other) {
        return server.send(
                "PUT",
                SESSION + "/password",
                "{\"password\":\"" + old + "\",\"newPassword\":\"" + other + "\"}",
                "Content-Type",
                "application/json",
                "Cookie",
                cookie,
                "X-CSRF-Token",
                csrf);
    }

    @Test
    void aSessionEndsWhenItIsIdleAndInAnyCase() throws SQLException {
        add("idle", Role.VIEWER, false);
        String idle = cookie(signIn("idle", PASSWORD));
        POSTGRES.execute("UPDATE person_session SET seen = now() - interval '119 minutes' WHERE person = 'idle'");
        assertEquals(
                "idle", server.get(SESSION, "Cookie", idle).json().at("/name").asText());
        POSTGRES.execute("UPDATE person_session SET seen = seen - interval '119 minutes' WHERE person = 'idle'");
        assertEquals(
                "idle",
                server.get(SESSION, "Cookie", idle).json().at("/name").asText(),
                "the request before was noted");
        POSTGRES.execute("UPDATE person_session SET seen = now() - interval '121 minutes' WHERE person = 'idle'");
        assertTrue(server.get(SESSION, "Cookie", idle).json().at("/name").isNull());
        POSTGRES.execute(
                "UPDATE person_session SET seen = now(), began = now() - interval '13 hours' WHERE person = 'idle'");
        assertTrue(server.get(SESSION, "Cookie", idle).json().at("/name").isNull());
    }

    @Test
    void aKeyCountsBeforeACookie() {
        add("both", Role.ADMIN, false);
        String cookie = cookie(signIn("both", PASSWORD));
        assertEquals(
                "root", server.ask(SESSION, "Cookie", cookie).json().at("/name").asText());
        server.send("DELETE", STATION, "", "Cookie", cookie, "X-API-Key", "wrong")
                .problem(401, "unauthenticated");
    }
}
