package limpid.api.http;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import limpid.api.http.Problem.Type;
import limpid.store.Cells;
import limpid.store.Cells.Cell;
import limpid.store.StoreUnavailable;

/**
 * Above cells: what rests on readings, hours, single samples or what people at a cell decide is answered by the cell, whose address is
 * told, or which is asked here where that can be done; every other answer tells up to when it knows.
 */
@ServerFilter({"/api/v1/**", "/sta/**"})
final class CellsFilter implements Ordered {
    /** Up to when all that cells know is in the answer. */
    static final String KNOWN = "Limpid-Known-Up-To";

    private static final String ROOT = "/api/v1/";
    private static final String EXPORTS = "exports/";
    private static final Pattern STATION = Pattern.compile("/api/v1/(?:stations|water/sections)/([^/]+)(?:/.*)?");

    /** Questions about stations and sections that a cell is asked here, below {@link #ROOT}. */
    private static final Pattern HANDED_ON = Pattern.compile(String.join(
            "|",
            "stations/[^/]+/(readings|latest|ledger|reviews)(\\.csv)?",
            "(air|noise)/hours(\\.csv)?",
            "water/samples(\\.csv)?",
            EXPORTS + "(readings|air-hours|noise-hours|water-samples)\\.[a-z]+",
            "results/[^/]+/evidence(\\.docx|\\.pdf)?",
            "screen/section"));

    /** Further ones that a database of results has no answer to. */
    private static final Pattern OF_CELLS = Pattern.compile(String.join(
            "|",
            "(ledger|rejects|recomputations|stream|duty|channels|hj212)([/.].*)?",
            EXPORTS + "(readings|air-hours|noise-hours|water-samples)\\..*",
            "alerts/(\\d+(/.*)?|assignees(\\.csv)?)",
            "air/reviews/levels",
            "results/.*",
            "programmes/[^/]+/files(/.*)?",
            "sta/.*"));

    /** The place in the name of a result. */
    private static final Pattern RESULT = Pattern.compile(ROOT
            + "results/(?:water-section\\.(?<section>.+)|(?:air-[a-z]+|water-region)\\.(?:station\\.(?<station>.+)|city\\.(?<city>.+)))"
            + "\\.[^./]+/evidence(?:\\.docx|\\.pdf)?");

    /** What is written above: who may come in, what is published, and how its own figures are chosen. */
    private static final Pattern WRITTEN_ABOVE =
            Pattern.compile("(session|persons|keys|publications|first-admin|rules/choices|exports)([/?].*)?");

    private static final Duration RECENT = Duration.ofMillis(500);
    /** Where there are none, as mostly, nobody need wait for an answer on the day there are. */
    private static final Duration RECENT_OF_NONE = Duration.ofSeconds(10);

    private final Cells cells;
    private final CellHop hop;
    private final ClientLimits limits;
    private volatile Look last = new Look(List.of(), 0, false);

    /**
     * The cells as they were.
     *
     * @param at by the clock of this process
     */
    private record Look(List<Cell> cells, long at, boolean looked) {
        boolean isRecent() {
            Duration longest = cells.isEmpty() ? RECENT_OF_NONE : RECENT;
            return looked && System.nanoTime() - at < longest.toNanos();
        }
    }

    CellsFilter(Cells cells, CellHop hop, ClientLimits limits) {
        this.cells = cells;
        this.hop = hop;
        this.limits = limits;
    }

    /** After {@link PlaceFilter}. */
    @Override
    public int getOrder() {
        return ServerFilterPhase.SECURITY.after() + 3;
    }

    /** Goes on where the question is answered here. */
    @RequestFilter
    @ExecuteOn(TaskExecutors.BLOCKING)
    @Nullable
    HttpResponse<?> lead(HttpRequest<?> request) {
        List<Cell> all = recent();
        if (all.isEmpty()) {
            return null;
        }
        List<Cell> named = named(request);
        List<Cell> asked = named.isEmpty() ? all : named;
        if (isOfCells(request)) {
            return named.size() == 1 && isHandedOn(request)
                    ? ask(request, named.getFirst())
                    : elsewhere(request, asked);
        }
        Instant known = Cells.knownUpTo(asked);
        request.setAttribute(KNOWN, known == null ? "" : known.toString());
        return null;
    }

    /** As they were a moment ago: what is known since then is no harm to the answer. Without a database as they were seen last. */
    private List<Cell> recent() {
        Look before = last;
        if (before.isRecent()) {
            return before.cells;
        }
        long now = System.nanoTime();
        Look look;
        try {
            look = new Look(cells.all(), now, true);
        } catch (StoreUnavailable e) {
            look = new Look(before.cells, now, true);
        }
        last = look;
        return look.cells;
    }

    @ResponseFilter
    void tell(HttpRequest<?> request, MutableHttpResponse<?> response) {
        request.getAttribute(KNOWN, String.class).ifPresent(known -> response.header(KNOWN, known));
    }

    private static boolean isOfCells(HttpRequest<?> request) {
        String below = below(request);
        boolean asks = request.getMethod() == HttpMethod.GET || request.getMethod() == HttpMethod.HEAD;
        return asks
                ? HANDED_ON.matcher(below).matches() || OF_CELLS.matcher(below).matches()
                : !WRITTEN_ABOVE.matcher(below).matches();
    }

    private static String below(HttpRequest<?> request) {
        String path = request.getPath();
        return path.startsWith(ROOT) ? path.substring(ROOT.length()) : path.substring(1);
    }

    private static boolean isHandedOn(HttpRequest<?> request) {
        return request.getMethod() == HttpMethod.GET
                && HANDED_ON.matcher(below(request)).matches();
    }

    /** The answer of the cell where it can be asked for, else its address. */
    private HttpResponse<?> ask(HttpRequest<?> request, Cell cell) {
        boolean again = request.getHeaders().contains(CellHop.HOP);
        boolean loop = cell.name().equals(request.getHeaders().get(CellHop.HOP));
        String key = again && !loop ? null : cells.key(cell).orElse(null);
        if (key == null || !Cells.mayTakeKey(URI.create(cell.address()))) {
            return elsewhere(request, List.of(cell));
        }
        return below(request).startsWith(EXPORTS)
                ? hop.ask(request, cell, key, limits.export(request)::close)
                : hop.ask(request, cell, key, () -> {});
    }

    /** The cells of the stations and cities that are asked about. */
    private List<Cell> named(HttpRequest<?> request) {
        String path = request.getUri().getPath();
        Matcher station = STATION.matcher(path);
        Matcher result = RESULT.matcher(path);
        boolean ofStation = station.matches();
        boolean ofResult = result.matches();
        Stream<Optional<String>> stations = Stream.of(
                Optional.ofNullable(ofStation ? station.group(1) : null),
                Optional.ofNullable(ofResult ? result.group("section") : null),
                Optional.ofNullable(ofResult ? result.group("station") : null),
                parameter(request, "station"),
                parameter(request, "section"));
        Stream<Optional<String>> cities =
                Stream.of(Optional.ofNullable(ofResult ? result.group("city") : null), parameter(request, "city"));
        Map<Integer, Cell> named = new TreeMap<>();
        Stream.concat(
                        stations.flatMap(Optional::stream).map(cells::ofStation),
                        cities.flatMap(Optional::stream).map(cells::ofCity))
                .flatMap(Optional::stream)
                .forEach(cell -> named.putIfAbsent(cell.number(), cell));
        return List.copyOf(named.values());
    }

    private static Optional<String> parameter(HttpRequest<?> request, String name) {
        return request.getParameters().getFirst(name);
    }

    private static HttpResponse<?> elsewhere(HttpRequest<?> request, List<Cell> asked) {
        String question = request.getUri().toString();
        List<Map<String, String>> where = asked.stream()
                .map(cell -> Map.of("cell", cell.name(), "address", cell.plainAddress() + question))
                .toList();
        return Problem.answer(
                request,
                Type.ASK_THE_CELL,
                Type.ASK_THE_CELL.status(),
                asked.size() == 1
                        ? "cell " + asked.getFirst().name() + " has what this rests on; ask "
                                + where.getFirst().get("address")
                        : "cells have what this rests on; ask the one whose station or city it is about",
                Map.of("cells", where));
    }
}
