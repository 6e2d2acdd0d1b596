package limpid.api.people;

import io.micronaut.http.HttpRequest;
import java.util.Map;
import java.util.Optional;

/** What a route tells the audit of what it changed, where that is cheap to know. */
public final class Audited {
    private static final String BEFORE = "limpid.audit.before";
    private static final String AFTER = "limpid.audit.after";
    private static final String WHO = "limpid.audit.who";

    private Audited() {}

    /** How it was before. */
    public static void before(HttpRequest<?> request, Map<String, Object> state) {
        request.setAttribute(BEFORE, state);
    }

    /** How it is now. */
    public static void after(HttpRequest<?> request, Map<String, Object> state) {
        request.setAttribute(AFTER, state);
    }

    /** Who it was, where the request itself does not tell. */
    static void who(HttpRequest<?> request, String name) {
        request.setAttribute(WHO, name);
    }

    static Optional<Object> before(HttpRequest<?> request) {
        return request.getAttribute(BEFORE);
    }

    static Optional<Object> after(HttpRequest<?> request) {
        return request.getAttribute(AFTER);
    }

    static Optional<String> who(HttpRequest<?> request) {
        return request.getAttribute(WHO, String.class);
    }
}
