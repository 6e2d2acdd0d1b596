package limpid.api.http;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gives every answer of the API and the public page an {@code ETag}, and answers 304 where the asker has it already. Streams and files have none:
 * what they hold is not known before it is sent.
 */
@ServerFilter({"/api/v1/**", "/public**"})
final class EntityTags implements Ordered {
    private static final List<String> KEPT = List.of(HttpHeaders.CACHE_CONTROL, HttpHeaders.VARY);

    @Override
    public int getOrder() {
        return ServerFilterPhase.LAST.before();
    }

    @ResponseFilter
    HttpResponse<?> tag(HttpRequest<?> request, MutableHttpResponse<?> response) {
        String content = content(response.body());
        if (request.getMethod() != HttpMethod.GET || response.code() != HttpStatus.OK.getCode() || content == null) {
            return response;
        }
        String tag = tag(Answers.wantsCsv(request) + content);
        String known = request.getHeaders().get(HttpHeaders.IF_NONE_MATCH);
        if (known == null || !(known.equals("*") || known.contains(tag))) {
            return response.header(HttpHeaders.ETAG, tag);
        }
        MutableHttpResponse<?> unchanged = HttpResponse.notModified().header(HttpHeaders.ETAG, tag);
        for (String name : KEPT) {
            String value = response.getHeaders().get(name);
            if (value != null) {
                unchanged.header(name, value);
            }
        }
        return unchanged;
    }

    /** All that is answered, in the words of the views: records, which name everything they hold. */
    private static @Nullable String content(@Nullable Object body) {
        return switch (body) {
            case Page<?> page -> page.items() + " " + page.next();
            case Record view -> view.toString();
            case String text -> text;
            case null, default -> null;
        };
    }

    private static String tag(String content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return '"' + HexFormat.of().formatHex(digest, 0, 12) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
