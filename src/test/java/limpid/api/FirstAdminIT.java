package limpid.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import limpid.PostgresExtension;
import limpid.api.people.FirstAdmin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The link of the first start makes one administrator, once. */
class FirstAdminIT {
    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    @Test
    void theLinkOpensOnceAndOnlyWhileNobodyIsThere() {
        try (ApiServer server = new ApiServer(POSTGRES.settings())) {
            String token = server.bean(FirstAdmin.class).offer().orElseThrow();
            server.get(FirstAdmin.PATH + "?token=other").problem(403, "forbidden");
            server.get(FirstAdmin.PATH).problem(403, "forbidden");
            ApiServer.Answer form = server.get(FirstAdmin.PATH + "?token=" + token);
            assertEquals(200, form.status(), form::text);
            assertTrue(form.text().contains("value=\"" + token + "\""), form::text);
            assertTrue(form.header("Content-Security-Policy").contains("form-action 'self'"));
            make(server, token, "first", "short").problem(400, "bad-request");
            make(server, "other", "first", "correct+horse+battery").problem(403, "forbidden");
            assertEquals(
                    200, make(server, token, "first", "correct+horse+battery").status());
            make(server, token, "second", "correct+horse+battery").problem(403, "forbidden");
            assertEquals(Optional.empty(), server.bean(FirstAdmin.class).offer());
            ApiServer.Answer entered = server.send(
                    "POST",
                    "/api/v1/session",
                    "{\"name\":\"first\",\"password\":\"correct horse battery\"}",
                    "Content-Type",
                    "application/json");
            assertEquals("[\"*\"]", entered.json().at("/scope").toString());
            assertEquals(
                    "first",
                    server.ask("/api/v1/audit?action=POST%20/first-admin")
                            .json()
                            .at("/items/0/target")
                            .asText());
        }
    }

    private static ApiServer.Answer make(ApiServer server, String token, String name, String password) {
        return server.send(
                "POST",
                FirstAdmin.PATH,
                "token=" + token + "&name=" + name + "&displayName=First&password=" + password,
                "Content-Type",
                "application/x-www-form-urlencoded");
    }
}
