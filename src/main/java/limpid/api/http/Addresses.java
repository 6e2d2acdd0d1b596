package limpid.api.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Addresses that answers name. */
public final class Addresses {
    private Addresses() {}

    /** The address of a result's evidence. */
    public static String evidence(String id) {
        return "/api/v1/results/" + encoded(id) + "/evidence";
    }

    /** A text as a part of a path or a query. */
    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
