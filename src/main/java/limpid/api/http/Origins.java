package limpid.api.http;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Sites whose pages may read answers in their readers' browsers.
 *
 * @param allowed as browsers name them, such as {@code https://hb.example.gov.cn}
 */
public record Origins(Set<String> allowed) {
    private static final Pattern ORIGIN = Pattern.compile("https?://[a-z0-9.-]+(:\\d{1,5})?");

    /** Keeps its own set. */
    public Origins {
        allowed = Set.copyOf(allowed);
    }

    /**
     * Those in a text, separated by blanks or commas.
     *
     * @throws IllegalArgumentException where one is none
     */
    public static Origins parse(String text) {
        Set<String> origins = new LinkedHashSet<>();
        for (String origin : text.strip().split("[\\s,]+")) {
            if (!origin.isEmpty() && !ORIGIN.matcher(origin).matches()) {
                throw new IllegalArgumentException(
                        "'" + origin + "' is no origin: scheme, host in small letters, port, no path");
            }
            if (!origin.isEmpty()) {
                origins.add(origin);
            }
        }
        return new Origins(origins);
    }

    /** Whether the pages of this site may read. */
    boolean allows(String origin) {
        return allowed.contains(origin);
    }
}
