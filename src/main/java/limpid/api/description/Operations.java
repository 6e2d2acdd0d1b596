package limpid.api.description;

import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.web.router.UriRouteInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import limpid.api.http.ExportFiles;
import limpid.api.http.PlaceFilter;
import limpid.export.Format;
import limpid.people.Openness;
import limpid.store.Stations.Place;

/** Completes operations: their names, who may ask, what their parameters may be, and what they answer. */
final class Operations {
    private static final String PREFIX = "/api/v1/";
    private static final String CSV = "text/csv";
    private static final String DESCRIPTION = "description";
    private static final String CONTENT = "content";
    private static final String SCHEMA = "schema";

    /** The list and its file share a method, and the file, which is that of the export, refuses these. */
    private static final String SAMPLES_FILE = "/api/v1/water/samples.csv";

    private static final List<String> NOT_OF_SAMPLES_FILE = List.of("edition", "asOf", "modifiedSince", "limit");

    private final Openness openness;
    private final ClosedParameters closed;

    Operations(Openness openness, ClosedParameters closed) {
        this.openness = openness;
        this.closed = closed;
    }

    /** Completes one. @param route by which it is answered */
    void complete(String method, String path, Map<String, Object> operation, UriRouteInfo<?, ?> route) {
        operation.put("operationId", name(method, path));
        boolean secured = Arrays.stream(route.getAnnotationMetadata().stringValues(Secured.class))
                .anyMatch(role -> !role.equals(SecurityRule.IS_ANONYMOUS));
        operation.put("security", security(method, path, secured));
        byteOrderMark(operation);
        withoutRefused(path, operation);
        Tree.maps(operation, "parameters").forEach(parameter -> closed.complete(path, parameter));
        answers(path, operation);
        problems(method, operation, secured);
    }

    /**
     * {@code GET /api/v1/stations/{code}/readings} is {@code getStationsByCodeReadings}: named by the address, which is
     * stable and stands for one operation.
     */
    static String name(String method, String path) {
        StringBuilder name = new StringBuilder(method.toLowerCase(Locale.ROOT));
        String rest = path.startsWith(PREFIX) ? path.substring(PREFIX.length()) : path;
        for (String part : rest.replace("{", "By/").split("[^A-Za-z0-9]+", -1)) {
            name.append(part.isEmpty() ? "" : part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1));
        }
        return name.toString();
    }

    private List<Map<String, Object>> security(String method, String path, boolean secured) {
        if (secured) {
            return Completed.holders();
        }
        boolean open = !method.equals("get") || openness.isPublic(path);
        return open
                ? List.of()
                : Stream.concat(Stream.of(Tree.of()), Completed.holders().stream())
                        .toList();
    }

    private static void withoutRefused(String path, Map<String, Object> operation) {
        if (path.equals(SAMPLES_FILE)) {
            operation.put(
                    "parameters",
                    Tree.maps(operation, "parameters").stream()
                            .filter(parameter -> !NOT_OF_SAMPLES_FILE.contains(String.valueOf(parameter.get("name"))))
                            .toList());
        }
    }

    /** What answers CSV takes {@code bom}, declared or not. */
    private static void byteOrderMark(Map<String, Object> operation) {
        boolean csv = Tree.map(operation, "responses").values().stream()
                .anyMatch(response -> Tree.map(Tree.asMap(response), CONTENT).containsKey(CSV));
        List<Map<String, Object>> parameters = new ArrayList<>(Tree.maps(operation, "parameters"));
        if (csv && parameters.stream().noneMatch(parameter -> ExportFiles.BOM.equals(parameter.get("name")))) {
            parameters.add(Tree.of(
                    "name",
                    ExportFiles.BOM,
                    "in",
                    "query",
                    DESCRIPTION,
                    "false: CSV without a byte order mark",
                    SCHEMA,
                    Tree.of("type", "string")));
            operation.put("parameters", parameters);
        }
    }

    private static void answers(String path, Map<String, Object> operation) {
        Map<String, Object> responses = Tree.map(operation, "responses");
        responses.forEach((status, value) -> {
            Map<String, Object> response = Tree.asMap(value);
            String told = String.valueOf(response.getOrDefault(DESCRIPTION, ""));
            if (told.isEmpty() || told.endsWith(" response")) {
                response.put(DESCRIPTION, operation.getOrDefault("summary", "the answer"));
            }
            Map<String, Object> content = Tree.map(response, CONTENT);
            if (content.containsKey("*/*")) {
                response.put(CONTENT, files());
            }
            content.forEach((type, media) -> {
                if (type.startsWith("text/") && !type.endsWith("event-stream")) {
                    Tree.asMap(media).put(SCHEMA, Tree.of("type", "string"));
                }
            });
            if (path.endsWith(".csv")) {
                content.remove("application/json");
            }
        });
    }

    /** The files of exports; the others are of one type each. */
    private static Map<String, Object> files() {
        Map<String, Object> content = new LinkedHashMap<>();
        for (Format format : Format.values()) {
            String type = format.mediaType().replaceFirst(";.*", "");
            content.put(
                    type,
                    Tree.of(
                            SCHEMA,
                            switch (format) {
                                case CSV -> Tree.of("type", "string");
                                case META -> Tree.of("type", "object", "additionalProperties", true);
                                default -> Tree.of("type", "string", "format", "binary");
                            }));
        }
        return content;
    }

    private static void problems(String method, Map<String, Object> operation, boolean secured) {
        Map<String, Object> responses = Tree.map(operation, "responses");
        boolean named = Tree.maps(operation, "parameters").stream()
                .anyMatch(parameter -> "path".equals(parameter.get("in"))
                        || PlaceFilter.PARAMETERS.get(String.valueOf(parameter.get("name"))) == Place.STATION);
        Stream<Integer> statuses = Stream.of(
                        Stream.of(400, 429, 503),
                        secured ? Stream.of(401, 403) : Stream.<Integer>of(),
                        named ? Stream.of(404) : Stream.<Integer>of(),
                        method.equals("get") ? Stream.<Integer>of() : Stream.of(409),
                        operation.containsKey("requestBody") ? Stream.of(413, 415) : Stream.<Integer>of())
                .flatMap(all -> all)
                .sorted();
        statuses.forEach(status -> responses.putIfAbsent(String.valueOf(status), Problems.reference(status)));
        responses.putIfAbsent("default", Problems.reference(0));
    }
}
