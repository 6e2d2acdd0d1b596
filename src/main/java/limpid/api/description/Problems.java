package limpid.api.description;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import limpid.api.http.Problem;
import limpid.api.http.Problem.Type;

/** The answers to requests that met a problem. */
final class Problems {
    /** Of the problem document. */
    static final String SCHEMA = "Problem";

    private static final Map<Integer, String> NAMES = new TreeMap<>(Map.ofEntries(
            Map.entry(400, "BadRequest"),
            Map.entry(401, "Unauthenticated"),
            Map.entry(403, "Forbidden"),
            Map.entry(404, "NotFound"),
            Map.entry(405, "MethodNotAllowed"),
            Map.entry(406, "NotAcceptable"),
            Map.entry(409, "Conflict"),
            Map.entry(413, "TooLarge"),
            Map.entry(415, "UnsupportedMediaType"),
            Map.entry(421, "Elsewhere"),
            Map.entry(422, "Refused"),
            Map.entry(429, "TooMuch"),
            Map.entry(500, "Fault"),
            Map.entry(502, "BadGateway"),
            Map.entry(503, "Unavailable"),
            Map.entry(504, "GatewayTimeout"),
            Map.entry(508, "LoopDetected")));

    private Problems() {}

    /** A reference to the answers of this status. */
    static Map<String, Object> reference(int status) {
        return Tree.reference("responses", NAMES.getOrDefault(status, SCHEMA));
    }

    /** One for each status, and one for any other. */
    static Map<String, Object> responses() {
        Map<Integer, List<Type>> types = Arrays.stream(Type.values())
                .collect(Collectors.groupingBy(Type::status, TreeMap::new, Collectors.toList()));
        if (!types.keySet().equals(NAMES.keySet())) {
            throw new IllegalStateException("answers " + types.keySet() + " are named " + NAMES.keySet());
        }
        Map<String, Object> responses = new LinkedHashMap<>();
        types.forEach((status, all) -> responses.put(
                NAMES.getOrDefault(status, SCHEMA),
                response(
                        all.stream()
                                .map(type -> "`" + type.address() + "` " + type.title())
                                .collect(Collectors.joining("; ")),
                        all.getFirst())));
        responses.put(SCHEMA, response("any other problem", Type.INTERNAL));
        return responses;
    }

    private static Map<String, Object> response(String description, Type example) {
        return Tree.of(
                "description",
                description,
                "content",
                Tree.of(
                        Problem.MEDIA_TYPE,
                        Tree.of(
                                "schema",
                                Tree.reference("schemas", SCHEMA),
                                "example",
                                Tree.of(
                                        "type", example.address(),
                                        "title", example.title(),
                                        "status", example.status(),
                                        "detail", "what happened this time, and what would help",
                                        "instance", "/api/v1/air/days"))));
    }

    /** The document (RFC 9457). */
    static Map<String, Object> schema() {
        return Tree.of(
                "type",
                "object",
                "description",
                "Why a request was not answered (RFC 9457). Some have further members, such as `parameter` and `expected`.",
                "required",
                List.of("type", "title", "status", "detail", "instance"),
                "properties",
                Tree.of(
                        "type",
                        text("/problems/<code>, by which programs decide; stable, and more may come"),
                        "title",
                        text("what happened, in English and Chinese, the same for every problem of the type"),
                        "status",
                        Tree.of("type", "integer", "format", "int32", "description", "HTTP status"),
                        "detail",
                        text("what happened this time and what would help"),
                        "instance",
                        text("path of the request")),
                "additionalProperties",
                true);
    }

    private static Map<String, Object> text(String description) {
        return Tree.of("type", "string", "description", description);
    }
}
