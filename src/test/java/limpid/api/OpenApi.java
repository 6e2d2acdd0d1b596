package limpid.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.Yaml;

/** The routes of a running service, from its own description. */
final class OpenApi {
    private OpenApi() {}

    /** A parameter. @param in path, query or header */
    record Parameter(String name, String in, boolean required) {}

    /** A method of a path, such as {@code PUT /api/v1/stations/{code}}. */
    record Route(String method, String path, List<Parameter> parameters) {
        String name() {
            return method + " " + path;
        }

        boolean isWrite() {
            return !method.equals("GET");
        }
    }

    /** All of them, in the order of the description. */
    static List<Route> routes(ApiServer server) {
        Map<String, Object> paths = map(new Yaml()
                .<Map<String, Object>>load(server.get("/openapi.yml").text())
                .get("paths"));
        List<Route> routes = new ArrayList<>();
        paths.forEach((path, methods) -> map(methods)
                .forEach((method, operation) -> routes.add(
                        new Route(method.toUpperCase(java.util.Locale.ROOT), path, parameters(map(operation))))));
        return routes;
    }

    private static List<Parameter> parameters(Map<String, Object> operation) {
        List<Parameter> parameters = new ArrayList<>();
        for (Object one : (List<?>) operation.getOrDefault("parameters", List.of())) {
            Map<String, Object> parameter = map(one);
            parameters.add(new Parameter(
                    String.valueOf(parameter.get("name")),
                    String.valueOf(parameter.get("in")),
                    Boolean.TRUE.equals(parameter.get("required"))));
        }
        return parameters;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }
}
