package limpid.api.http;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.uri.UriBuilder;

/** Lists as JSON, or as CSV where the path ends in {@code .csv} or the request asks for it. */
public final class Answers {
    private static final MediaType CSV = MediaType.of("text/csv;charset=UTF-8");

    private Answers() {}

    /** A list, with the address of its next part as a link. */
    public static <T> HttpResponse<Page<T>> list(HttpRequest<?> request, Page<T> page) {
        MutableHttpResponse<Page<T>> response = HttpResponse.ok(ExportFiles.marked(request) ? page : page.withoutMark())
                .contentType(wantsCsv(request) ? CSV : MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT);
        String next = page.next();
        if (next != null) {
            String address = UriBuilder.of(request.getUri())
                    .replaceQueryParam("cursor", next)
                    .build()
                    .toString();
            response.header(HttpHeaders.LINK, "<" + address + ">; rel=\"next\"");
        }
        return response;
    }

    /** A list as a file: a body that is one is written as one, whatever the list is otherwise answered by. */
    @SuppressWarnings("unchecked")
    public static <T> HttpResponse<Page<T>> file(HttpResponse<?> file) {
        return (HttpResponse<Page<T>>) file;
    }

    /** The first media type that fits decides. */
    public static boolean wantsCsv(HttpRequest<?> request) {
        if (request.getPath().endsWith(".csv")) {
            return true;
        }
        for (MediaType accepted : request.accept()) {
            if (accepted.matches(MediaType.APPLICATION_JSON_TYPE)) {
                return false;
            }
            if (accepted.matches(MediaType.TEXT_CSV_TYPE)) {
                return true;
            }
        }
        return false;
    }
}
