package limpid.api.guard;

import io.netty.handler.codec.http.HttpHeaders;

/** What browsers are told of every answer, whoever made it. */
final class AnswerHeaders {
    private static final String POLICY = "Content-Security-Policy";
    /** An answer is data: shown alone in a browser it loads nothing, runs nothing, and nobody frames it. */
    private static final String NOTHING =
            "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    private static final String NO_FRAMES = "frame-ancestors 'none'";
    private static final String YEAR = "max-age=31536000";

    private AnswerHeaders() {}

    /** Adds them; a page that needs more brings a policy of its own. */
    static void addTo(HttpHeaders headers, boolean tls) {
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        if (!headers.contains(POLICY)) {
            headers.set(POLICY, NOTHING);
        }
        if (headers.get(POLICY).contains(NO_FRAMES)) {
            headers.set("X-Frame-Options", "DENY");
        }
        if (tls) {
            headers.set("Strict-Transport-Security", YEAR);
        }
    }
}
