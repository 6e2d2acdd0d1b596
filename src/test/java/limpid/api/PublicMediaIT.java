package limpid.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import limpid.PostgresExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is not public is answered to those who have signed in. */
class PublicMediaIT {
    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final String KEYS = "root:admin:admin-secret see:viewer:viewer-secret S-1:station:station-secret";

    @Test
    void mediaThatAreNotPublicAreForViewers() {
        try (ApiServer server =
                new ApiServer(POSTGRES.settings(), Map.of("LIMPID_PUBLIC_MEDIA", "air", "LIMPID_API_KEYS", KEYS))) {
            server.send(
                            "POST",
                            "/api/v1/stations/import",
                            "code,name_zh,medium,city,period\nA-1,一,air,权市,PT1H\nW-1,二,water,权市,PT4H\n",
                            "Content-Type",
                            "text/csv",
                            "X-API-Key",
                            "admin-secret")
                    .json();
            for (String open : List.of("flags", "session", "stations/A-1", "stations/A-1/latest", "air/dust")) {
                assertEquals(200, server.get("/api/v1/" + open).status(), open);
            }
            ApiServer.Answer page = server.get("/public");
            assertEquals(200, page.status(), page.text());
            for (String closed :
                    List.of("stations", "stations/W-1", "stations/W-1/latest.csv", "water/limits", "alerts")) {
                server.get("/api/v1/" + closed).problem(401, "unauthenticated");
                server.get("/api/v1/" + closed, "X-API-Key", "station-secret").problem(403, "forbidden");
                assertEquals(
                        200,
                        server.get("/api/v1/" + closed, "X-API-Key", "viewer-secret")
                                .status(),
                        closed);
            }
        }
    }

    @Test
    void withoutAirThereIsNoPublicPage() {
        try (ApiServer server =
                new ApiServer(POSTGRES.settings(), Map.of("LIMPID_PUBLIC_MEDIA", "water", "LIMPID_API_KEYS", KEYS))) {
            for (String path : List.of("/public", "/public/days.rss", "/public/days.ics")) {
                server.get(path).problem(404, "not-found");
            }
        }
    }
}
