package limpid.api.http;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.types.files.StreamedFile;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import limpid.api.guard.Counts;
import limpid.api.http.Problem.Type;
import limpid.people.Asker;
import limpid.people.Role;
import limpid.store.Cells.Cell;
import org.jspecify.annotations.Nullable;

/**
 * Asks the service of a cell, once, and hands its answer on as it comes. It goes to the address that the cell was taken in with and
 * nowhere else: a redirection is not followed. Who asks has been looked at before; to the cell the key speaks for those who may read
 * what is not public, and for all others nobody does, so that the key lets none of them see more than the cell shows anybody.
 */
@Singleton
final class CellHop {
    /** Names the cell that is asked; who gets such a question asks nobody else. */
    static final String HOP = "Limpid-Hop";

    /** Whose answer it is. */
    static final String ANSWERED_BY = "Limpid-Answered-By";

    private static final String RETRY_SECONDS = "10";
    private static final int MOST_AT_ONCE = 32;
    private static final int LONGEST_PROBLEM = 64 * 1024;
    private static final int NOT_MODIFIED = 304;
    private static final int OK = 200;
    private static final int FIRST_THAT_REFUSES = 400;
    private static final Set<Integer> OF_THE_KEY = Set.of(401, 403);

    private static final List<String> ASKED = List.of(
            HttpHeaders.ACCEPT, HttpHeaders.ACCEPT_LANGUAGE, HttpHeaders.IF_NONE_MATCH, HttpHeaders.IF_MODIFIED_SINCE);
    private static final List<String> ANSWERED = List.of(
            HttpHeaders.CONTENT_TYPE,
            HttpHeaders.CONTENT_DISPOSITION,
            HttpHeaders.CONTENT_LANGUAGE,
            HttpHeaders.ETAG,
            HttpHeaders.LAST_MODIFIED,
            HttpHeaders.CACHE_CONTROL,
            HttpHeaders.VARY,
            HttpHeaders.LINK,
            HttpHeaders.RETRY_AFTER,
            HttpHeaders.WWW_AUTHENTICATE,
            "Limpid-Pending-Days",
            CellsFilter.KNOWN);

    private final Patience patience;
    private final Counts asking = new Counts(MOST_AT_ONCE);
    private final HttpClient client;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("cell-hop").factory());

    /**
     * For how long a cell is waited for, and how much is taken of it.
     *
     * @param beginning until it begins to answer
     * @param silence   between two parts of its answer
     * @param whole     until it has answered
     * @param bytes     of an answer
     */
    record Patience(Duration connecting, Duration beginning, Duration silence, Duration whole, long bytes) {
        private static final Patience USUAL = new Patience(
                Duration.ofSeconds(5),
                Duration.ofSeconds(30),
                Duration.ofSeconds(30),
                Duration.ofMinutes(15),
                4L << 30);
    }

    CellHop() {
        this(Patience.USUAL);
    }

    CellHop(Patience patience) {
        this.patience = patience;
        this.client = HttpClient.newBuilder()
                .connectTimeout(patience.connecting)
                .followRedirects(Redirect.NEVER)
                .build();
    }

    /** What the cell answers. @param turn given back once it has answered */
    MutableHttpResponse<?> ask(HttpRequest<?> request, Cell cell, String key, Runnable turn) {
        boolean handedOn = false;
        try {
            if (cell.name().equals(request.getHeaders().get(HOP))) {
                return problem(
                        request, cell, Type.CELL_LOOP, "is this service itself; limpid cells list shows its address");
            }
            if (!asking.take(cell.name(), 1)) {
                return later(request, cell, Type.CELL_AWAY, "is asked " + MOST_AT_ONCE + " questions at once already");
            }
            handedOn = true;
            return send(request, cell, key, () -> {
                asking.giveBack(cell.name(), 1);
                turn.run();
            });
        } finally {
            if (!handedOn) {
                turn.run();
            }
        }
    }

    /** @param over is run once the cell has answered */
    private MutableHttpResponse<?> send(HttpRequest<?> request, Cell cell, String key, Runnable over) {
        boolean begun = false;
        try {
            boolean withKey = maySeeAll(request);
            HttpResponse<InputStream> answer =
                    client.send(question(request, cell, withKey ? key : ""), BodyHandlers.ofInputStream());
            begun = true;
            return answer(request, cell, answer, new CellAnswer(answer.body(), timer, patience, over), withKey);
        } catch (HttpConnectTimeoutException e) {
            return later(request, cell, Type.CELL_AWAY, "is not reached");
        } catch (HttpTimeoutException e) {
            return later(request, cell, Type.CELL_SLOW, "has not begun to answer in time");
        } catch (IOException e) {
            return later(request, cell, Type.CELL_AWAY, "is not reached");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return later(request, cell, Type.CELL_AWAY, "is not waited for any longer");
        } finally {
            if (!begun) {
                over.run();
            }
        }
    }

    private static boolean maySeeAll(HttpRequest<?> request) {
        return Askers.of(request)
                .map(Asker::roles)
                .filter(roles -> Role.held(roles).contains(Role.VIEWER))
                .isPresent();
    }

    private java.net.http.HttpRequest question(HttpRequest<?> request, Cell cell, String key) {
        URI asked = request.getUri();
        String query = asked.getRawQuery();
        java.net.http.HttpRequest.Builder question = java.net.http.HttpRequest.newBuilder(
                        URI.create(cell.plainAddress() + asked.getRawPath() + (query == null ? "" : "?" + query)))
                .timeout(patience.beginning)
                .header(HOP, cell.name());
        for (String name : ASKED) {
            request.getHeaders().getAll(name).forEach(value -> question.header(name, value));
        }
        if (!key.isEmpty()) {
            question.header(ApiDescription.KEY_HEADER, key);
        }
        return question.GET().build();
    }

    private MutableHttpResponse<?> answer(
            HttpRequest<?> request, Cell cell, HttpResponse<InputStream> answer, CellAnswer body, boolean withKey)
            throws IOException {
        int status = answer.statusCode();
        if (status == OK) {
            return headed(answer, cell, new StreamedFile(body, type(answer)));
        }
        try (body) {
            if (withKey && OF_THE_KEY.contains(status)) {
                return problem(
                        request,
                        cell,
                        Type.CELL_FAILS,
                        "does not take the key that was given for it (limpid cells key)");
            }
            if (status == NOT_MODIFIED) {
                return headed(answer, cell, null);
            }
            if (status < FIRST_THAT_REFUSES
                    || !Problem.MEDIA_TYPE.equals(type(answer).getName())) {
                return problem(
                        request, cell, Type.CELL_FAILS, "answers with status " + status + " and no problem document");
            }
            return headed(answer, cell, body.readNBytes(LONGEST_PROBLEM));
        }
    }

    private static MediaType type(HttpResponse<?> answer) {
        return answer.headers()
                .firstValue(HttpHeaders.CONTENT_TYPE)
                .map(MediaType::of)
                .orElse(MediaType.APPLICATION_OCTET_STREAM_TYPE);
    }

    private static MutableHttpResponse<?> headed(HttpResponse<?> answer, Cell cell, @Nullable Object body) {
        MutableHttpResponse<Object> handedOn =
                io.micronaut.http.HttpResponse.status(HttpStatus.valueOf(answer.statusCode()));
        if (body != null) {
            handedOn.body(body);
        }
        for (String name : ANSWERED) {
            answer.headers().allValues(name).forEach(value -> handedOn.header(name, value));
        }
        return handedOn.header(ANSWERED_BY, cell.name());
    }

    private static MutableHttpResponse<Problem> later(HttpRequest<?> request, Cell cell, Type type, String why) {
        return problem(request, cell, type, why + "; try again in " + RETRY_SECONDS + " s")
                .header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
    }

    private static MutableHttpResponse<Problem> problem(HttpRequest<?> request, Cell cell, Type type, String why) {
        return Problem.answer(
                request,
                type,
                type.status(),
                "cell " + cell.name() + " " + why,
                Map.of("cell", cell.name(), "address", cell.address()));
    }

    @PreDestroy
    void close() {
        timer.shutdownNow();
        client.shutdownNow();
    }
}
