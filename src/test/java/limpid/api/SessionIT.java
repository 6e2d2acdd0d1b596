package limpid.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jwt.JWTClaimsSet;
import java.net.URI;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
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

    private static OidcProvider provider;
    private static ApiServer server;

    @BeforeAll
    static void start() throws Exception {
        provider = new OidcProvider();
        server = new ApiServer(
                POSTGRES.settings(),
                Map.of(
                        "LIMPID_OIDC_ISSUER", provider.issuer(),
                        "LIMPID_OIDC_CLIENT_ID", OidcProvider.CLIENT,
                        "LIMPID_OIDC_CLIENT_SECRET", OidcProvider.SECRET,
                        "LIMPID_OIDC_PAGE", "https://air.example",
                        "LIMPID_OIDC_ROLES_CLAIM", "groups",
                        "LIMPID_OIDC_ROLES", "air-analysts=analyst",
                        "LIMPID_OIDC_CREATES", "yes"));
    }

    @AfterAll
    static void stop() {
        server.close();
        provider.close();
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
        assertEquals(2, put(cookie, csrf).status() / 100);
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

    private static final String OIDC = SESSION + "/oidc";

    /** Begins to sign in, signs in at the provider and comes back. */
    private static ApiServer.Answer byProvider(Consumer<JWTClaimsSet.Builder> claims) {
        ApiServer.Answer begun = server.get(OIDC);
        assertEquals(303, begun.status(), begun.text());
        URI authorization = URI.create(begun.header("Location"));
        return server.get(
                OIDC + "/callback?code=" + provider.signIn(authorization, claims) + "&state="
                        + OidcProvider.pairs(authorization.getRawQuery()).get("state"),
                "Cookie",
                cookie(begun));
    }

    @Test
    void aBureausProviderSignsPeopleIn() {
        ApiServer.Answer entered = byProvider(claims -> claims.claim("preferred_username", "zhao.min")
                .claim("name", "赵敏")
                .claim("groups", List.of("staff", "air-analysts")));
        assertEquals(303, entered.status());
        assertEquals("/", entered.header("Location"));
        JsonNode session = server.get(SESSION, "Cookie", cookie(entered)).json();
        assertEquals("赵敏", session.at("/displayName").asText());
        assertEquals("[\"analyst\",\"viewer\"]", session.at("/roles").toString());
        assertEquals("[]", session.at("/scope").toString(), "where they write is for an administrator to say");
        ApiServer.Answer changed = byProvider(
                claims -> claims.claim("preferred_username", "zhao.min").claim("groups", "viewer"));
        assertEquals(
                "[\"viewer\"]",
                server.get(SESSION, "Cookie", cookie(changed))
                        .json()
                        .at("/roles")
                        .toString(),
                "roles follow the claim");
        signIn("zhao.min", PASSWORD).problem(401, "wrong-password");
        assertTrue(server.get("/api/v1/screen/start").json().at("/singleSignOn").asBoolean());
    }

    @Test
    void signingOutEndsTheSessionOfTheProviderToo() {
        ApiServer.Answer entered = byProvider(
                claims -> claims.claim("preferred_username", "sun.li").claim("groups", "viewer"));
        String cookie = cookie(entered);
        String csrf = server.get(SESSION, "Cookie", cookie).json().at("/csrf").asText();
        ApiServer.Answer left = server.send("DELETE", SESSION, "", "Cookie", cookie, "X-CSRF-Token", csrf);
        assertEquals(200, left.status(), left.text());
        URI provided = URI.create(left.json().at("/provider").asText());
        assertEquals(provider.issuer() + "/logout", provided.toString().split("\\?")[0]);
        Map<String, String> asked = OidcProvider.pairs(provided.getRawQuery());
        assertEquals("https://air.example/", asked.get("post_logout_redirect_uri"));
        assertEquals(OidcProvider.CLIENT, asked.get("client_id"));
        assertEquals(3, asked.get("id_token_hint").split("\\.").length);
        assertEquals(
                "anonymous",
                server.get(SESSION, "Cookie", cookie).json().at("/kind").asText());
    }

    @Test
    void whatTheProviderDoesNotProveIsRefusedAndInTheAudit() throws Exception {
        Consumer<JWTClaimsSet.Builder> good =
                claims -> claims.claim("preferred_username", "qian").claim("groups", "viewer");
        assertNotEntered("noRole", byProvider(claims -> claims.claim("preferred_username", "qian")));
        assertNotEntered("refused", byProvider(good.andThen(claims -> claims.audience("another"))));
        assertNotEntered("refused", byProvider(good.andThen(claims -> claims.claim("nonce", "another"))));
        assertNotEntered("refused", byProvider(good.andThen(claims -> claims.issuer("http://another"))));
        assertNotEntered(
                "refused",
                byProvider(good.andThen(
                        claims -> claims.expirationTime(Date.from(Instant.now().minusSeconds(600))))));
        provider.forge(true);
        assertNotEntered("refused", byProvider(good));
        provider.forge(false);
        add("gone", Role.VIEWER, false);
        server.bean(Persons.class)
                .change(server.bean(Persons.class)
                        .find("gone")
                        .orElseThrow()
                        .person()
                        .in(State.CLOSED));
        assertNotEntered("unknown", byProvider(claims -> claims.claim("preferred_username", "gone")
                .claim("groups", "viewer")));
        assertNotEntered("expired", server.get(OIDC + "/callback?code=code0&state=x"));
        ApiServer.Answer begun = server.get(OIDC);
        URI authorization = URI.create(begun.header("Location"));
        String back = OIDC + "/callback?code=" + provider.signIn(authorization, good) + "&state="
                + OidcProvider.pairs(authorization.getRawQuery()).get("state");
        assertNotEntered("expired", server.get(back));
        assertEquals("/", server.get(back, "Cookie", cookie(begun)).header("Location"));
        assertNotEntered("refused", server.get(back, "Cookie", cookie(begun)));
        JsonNode audit =
                server.ask("/api/v1/audit?action=GET%20" + OIDC + "/callback").json();
        assertEquals(
                10,
                audit.at("/items").findValuesAsText("status").stream()
                        .filter("401"::equals)
                        .count(),
                audit::toString);
    }

    private static void assertNotEntered(String why, ApiServer.Answer answer) {
        assertEquals(303, answer.status(), answer.text());
        assertEquals("/#/account?signIn=" + why, answer.header("Location"));
    }

    @Test
    void aFormThatIsSentAgainIsRefused() {
        add("replayed", Role.ADMIN, false);
        ApiServer.Answer entered = signIn("replayed", PASSWORD);
        String csrf = entered.json().at("/csrf").asText();
        assertEquals(2, put(cookie(entered), csrf).status() / 100);
        server.send("DELETE", SESSION, "", "Cookie", cookie(entered), "X-CSRF-Token", csrf);
        put(cookie(entered), csrf).problem(401, "unauthenticated");
        put(cookie(signIn("replayed", PASSWORD)), csrf).problem(403, "wrong-csrf");
        put("limpid_session=forged", csrf).problem(401, "unauthenticated");
        server.send("PUT", STATION, DOCUMENT, "Content-Type", "application/json", "Authorization", "Bearer forged")
                .problem(401, "unauthenticated");
    }
}
