package limpid.api.http;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Gives every answer of the API and the public page an {@code ETag}, and answers 304 where the asker has it already. Streams and files have none:
 * what they hold is not known before it is sent.
 */
@ServerFilter({"/api/v1/**", "/public**"})
final class EntityTags implements Ordered {
    private final JsonMapper json;

    EntityTags(JsonMapper json) {
        this.json = json;
    }

    /** After all that looks at what is answered. */
    @Override
    public int getOrder() {
        return ServerFilterPhase.LAST.before();
    }

    @ResponseFilter
    HttpResponse<?> tag(HttpRequest<?> request, MutableHttpResponse<?> response) throws IOException {
        if (request.getMethod() != HttpMethod.GET || response.code() != HttpStatus.OK.getCode()) {
            return response;
        }
        boolean csv = Answers.wantsCsv(request);
        byte[] content = content(response.body());
        if (content == null) {
            return response;
        }
        String tag = tag(content, csv);
        String known = request.getHeaders().get(HttpHeaders.IF_NONE_MATCH);
        if (known != null && (known.equals("*") || known.contains(tag))) {
            response.getHeaders().remove(HttpHeaders.CONTENT_TYPE);
            return response.status(HttpStatus.NOT_MODIFIED).body(null).header(HttpHeaders.ETAG, tag);
        }
        response.header(HttpHeaders.ETAG, tag);
        // What is written already need not be written again.
        return csv || !(response.body() instanceof Record)
                ? response
                : response.contentType(MediaType.APPLICATION_JSON_TYPE).body(content);
    }

    /** All that is answered, as JSON: what a view says of itself may leave something out. */
    private byte @Nullable [] content(@Nullable Object body) throws IOException {
        return switch (body) {
            case Record view -> json.writeValueAsBytes(view);
            case String text -> text.getBytes(StandardCharsets.UTF_8);
            case null, default -> null;
        };
    }

    private static String tag(byte[] content, boolean csv) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((byte) (csv ? 1 : 0));
            return '"' + HexFormat.of().formatHex(digest.digest(content), 0, 12) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
