package limpid.api.description;

import io.micronaut.core.type.Argument;
import io.micronaut.web.router.Router;
import io.micronaut.web.router.UriRouteInfo;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import limpid.api.http.ApiDescription;
import limpid.api.http.Page;
import limpid.api.http.Resources;
import limpid.export.Datasets;
import limpid.people.Openness;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/** What the build wrote of the routes, completed from their declarations and the types of the code; made when first asked for. */
@Singleton
final class Completed {
    private static final String LICENCE = "Apache-2.0";

    private final Router router;
    private final Operations operations;
    private byte @Nullable [] yaml;

    Completed(Router router, Openness openness, Datasets datasets) {
        this.router = router;
        this.operations = new Operations(openness, new ClosedParameters(datasets));
    }

    synchronized byte[] yaml() {
        byte[] made = yaml;
        if (made == null) {
            made = written(completed(read())).getBytes(StandardCharsets.UTF_8);
            yaml = made;
        }
        return made;
    }

    private static Map<String, Object> read() {
        Resolver withoutTimes = new Resolver() {
            @Override
            public void addImplicitResolver(Tag tag, java.util.regex.Pattern pattern, String first, int limit) {
                if (!tag.equals(Tag.TIMESTAMP)) {
                    super.addImplicitResolver(tag, pattern, first, limit);
                }
            }
        };
        LoaderOptions options = new LoaderOptions();
        Yaml yaml = new Yaml(
                new SafeConstructor(options),
                new Representer(new DumperOptions()),
                new DumperOptions(),
                options,
                withoutTimes);
        return yaml.load(new String(Resources.bytes("/META-INF/swagger/openapi.yml"), StandardCharsets.UTF_8));
    }

    private static String written(Map<String, Object> document) {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setAllowUnicode(true);
        options.setWidth(140);
        Representer representer = new Representer(options) {
            // What stands in several places is written out in each; many readers know no aliases.
            @Override
            public org.yaml.snakeyaml.nodes.Node represent(Object data) {
                representedObjects.clear();
                return super.represent(data);
            }
        };
        return new Yaml(representer, options).dump(copied(document));
    }

    /** Each value an object of its own, by which the writer makes no aliases. */
    private static Object copied(Object node) {
        return switch (node) {
            case Map<?, ?> map -> {
                Map<String, Object> copy = new java.util.LinkedHashMap<>();
                map.forEach((key, value) -> copy.put((String) key, copied(value)));
                yield copy;
            }
            case List<?> list ->
                new java.util.ArrayList<Object>(
                        list.stream().map(Completed::copied).toList());
            default -> node;
        };
    }

    private Map<String, Object> completed(Map<String, Object> document) {
        Tree.map(document, "info")
                .put("license", Tree.of("name", LICENCE, "url", "https://www.apache.org/licenses/LICENSE-2.0"));
        document.put("servers", List.of(Tree.of("url", "/", "description", "this service")));
        Map<String, Object> components = Tree.map(document, "components");
        Map<String, UriRouteInfo<?, ?>> routes = routes();
        Map<String, Class<?>> lists = new HashMap<>();
        Tree.map(document, "paths").forEach((path, methods) -> Tree.asMap(methods)
                .forEach((method, operation) -> list(Tree.asMap(operation), route(routes, method, path), lists)));
        Schemas.complete(document, lists);
        Tree.map(components, "schemas").put(Problems.SCHEMA, Problems.schema());
        Tree.map(document, "paths").forEach((path, methods) -> Tree.asMap(methods)
                .forEach((method, operation) ->
                        operations.complete(method, path, Tree.asMap(operation), route(routes, method, path))));
        components.put("responses", answered(document, Problems.responses()));
        return document;
    }

    private static Map<String, Object> answered(Map<String, Object> document, Map<String, Object> responses) {
        Set<Object> references = new HashSet<>();
        Tree.visit(Tree.map(document, "paths"), map -> references.add(map.get("$ref")));
        responses
                .keySet()
                .removeIf(name ->
                        !references.contains(Tree.reference("responses", name).get("$ref")));
        return responses;
    }

    /** What the items of an answer are, if it is a list; the build forgets it. */
    private static void list(Map<String, Object> operation, UriRouteInfo<?, ?> route, Map<String, Class<?>> lists) {
        Argument<?> answer = route.getReturnType().asArgument();
        while (!answer.getType().equals(Page.class) && answer.getTypeParameters().length == 1) {
            answer = answer.getTypeParameters()[0];
        }
        if (answer.getType().equals(Page.class)) {
            Class<?> item = answer.getTypeParameters()[0].getType();
            Tree.visit(Tree.map(operation, "responses"), map -> {
                if (map.get("$ref") instanceof String reference) {
                    lists.put(reference.substring(reference.lastIndexOf('/') + 1), item);
                }
            });
        }
    }

    private static UriRouteInfo<?, ?> route(Map<String, UriRouteInfo<?, ?>> routes, String method, String path) {
        UriRouteInfo<?, ?> route = routes.get(method + " " + path);
        if (route == null) {
            throw new IllegalStateException("described, but not routed: " + method + " " + path);
        }
        return route;
    }

    private Map<String, UriRouteInfo<?, ?>> routes() {
        Map<String, UriRouteInfo<?, ?>> routes = new HashMap<>();
        router.uriRoutes()
                .forEach(route -> routes.put(
                        route.getHttpMethodName().toLowerCase(Locale.ROOT) + " "
                                + route.getUriMatchTemplate().toPathString(),
                        route));
        return routes;
    }

    /** The ways to say who asks, any of which will do. */
    static List<Map<String, Object>> holders() {
        return List.of(Tree.of(ApiDescription.KEY, List.of()), Tree.of(ApiDescription.SESSION, List.of()));
    }
}
