package limpid.api.http;

import io.micronaut.http.context.ServerRequestContext;
import io.micronaut.security.authentication.Authentication;
import org.jspecify.annotations.Nullable;

/** Names of key holders, which are shown to holders of a key only. */
public final class Holders {
    private Holders() {}

    /** Whether the request that is being answered came with a key. */
    public static boolean asks() {
        return ServerRequestContext.currentRequest()
                .flatMap(request -> request.getUserPrincipal(Authentication.class))
                .isPresent();
    }

    /** Who did something; null where the asker has no key. */
    public static @Nullable String name(@Nullable String by) {
        return asks() ? by : null;
    }

    /** By which way something came, such as {@code http root}; without its name where the asker has no key. */
    public static String origin(String origin) {
        int blank = origin.indexOf(' ');
        return blank < 0 || asks() ? origin : origin.substring(0, blank);
    }

    /** The same of what was kept before origins were. */
    public static @Nullable String originIfKnown(@Nullable String origin) {
        return origin == null ? null : origin(origin);
    }
}
