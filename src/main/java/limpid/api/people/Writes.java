package limpid.api.people;

import io.micronaut.http.HttpRequest;
import java.util.Set;

/** Which requests change something. */
final class Writes {
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    private Writes() {}

    static boolean isWrite(HttpRequest<?> request) {
        return !READING.contains(request.getMethodName());
    }
}
