package limpid.api.http;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import java.util.Arrays;
import java.util.Locale;
import limpid.measure.Table;
import org.jspecify.annotations.Nullable;

/** A table in the body of a request, in the encoding that the request declares for it. */
public final class TableBody {
    private static final String CHARSET = "charset=";

    private TableBody() {}

    /** @throws Table.Malformed where it has no header, or is in another encoding */
    public static Table read(String name, HttpRequest<?> request, byte[] csv) {
        return Table.bytes(name, csv, charset(request));
    }

    /** By hand: a name that no Java knows must be refused with its name. */
    private static @Nullable String charset(HttpRequest<?> request) {
        String type = request.getHeaders().findFirst(HttpHeaders.CONTENT_TYPE).orElse("");
        return Arrays.stream(type.split(";"))
                .map(String::strip)
                .filter(part -> part.toLowerCase(Locale.ROOT).startsWith(CHARSET))
                .map(part -> part.substring(CHARSET.length()).replace("\"", "").strip())
                .findFirst()
                .orElse(null);
    }
}
