package limpid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import java.util.List;
import java.util.Map;
import limpid.api.http.Problem;
import org.junit.jupiter.api.Test;

/** An instance that is no api answers for its health and names the reason for all else. */
class RoleFilterTest {
    private static final List<String> ALWAYS = List.of("/health", "/health/readiness", "/prometheus");
    private static final List<String> QUESTIONS = List.of(
            "/", "/api/v1/stations", "/public", "/sta/v1.1/Things", "/healthy", "/prometheus/x", "/openapi.yml");

    private static HttpResponse<?> answer(String roles, String path) {
        return new RoleFilter(Settings.from(Map.of("LIMPID_ROLES", roles))).refuse(HttpRequest.GET(path));
    }

    @Test
    void anApiLetsEverythingPass() {
        for (String path : QUESTIONS) {
            assertNull(answer("api", path), path);
        }
    }

    @Test
    void anotherAnswersForItsHealthAlone() {
        for (String path : ALWAYS) {
            assertNull(answer("rollup", path), path);
        }
        for (String path : QUESTIONS) {
            HttpResponse<?> answer = answer("rollup", path);
            assertEquals(503, answer.code(), path);
            assertEquals(
                    "/problems/no-api",
                    assertInstanceOf(Problem.class, answer.body()).type());
        }
    }
}
