package limpid.api.http;

import io.micronaut.core.convert.value.ConvertibleMultiValues;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import io.micronaut.web.router.RouteAttributes;
import io.micronaut.web.router.UriRouteMatch;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import limpid.measure.Characters;
import org.jspecify.annotations.Nullable;

/**
 * Refuses a request whose path or query holds a character that cannot be kept, whatever the route: no statement of the
 * store sees one, and no route needs a check of its own. Bodies are checked by {@link BodyModule} and
 * {@link limpid.measure.Table}, cursors by {@link Cursor}.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class CharacterFilter implements Ordered {
    private static final String EXPECTED = "text without control characters";

    /** Who may not ask learns that first. */
    @Override
    public int getOrder() {
        return ServerFilterPhase.SECURITY.after();
    }

    /** Goes on where all characters can be kept. */
    @RequestFilter
    @Nullable
    HttpResponse<?> check(HttpRequest<?> request) {
        return refused(request)
                .<HttpResponse<?>>map(problem -> problem.answer(request))
                .orElse(null);
    }

    private static Optional<Problem.Exception> refused(HttpRequest<?> request) {
        return inPath(request).or(() -> inQuery(request.getParameters()));
    }

    private static Optional<Problem.Exception> inPath(HttpRequest<?> request) {
        String path = request.getPath();
        if (path.indexOf('%') < 0) {
            return Optional.empty();
        }
        return RouteAttributes.getRouteMatch(request)
                .filter(UriRouteMatch.class::isInstance)
                .flatMap(route -> inVariables(route.getVariableValues()))
                .or(() -> refused("path", URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8)));
    }

    private static Optional<Problem.Exception> inVariables(Map<String, Object> variables) {
        return variables.entrySet().stream()
                .flatMap(variable -> refused(variable.getKey(), String.valueOf(variable.getValue())).stream())
                .findFirst();
    }

    private static Optional<Problem.Exception> inQuery(ConvertibleMultiValues<String> parameters) {
        for (Map.Entry<String, List<String>> parameter : parameters) {
            for (String value : parameter.getValue()) {
                Optional<Problem.Exception> problem =
                        refused(parameter.getKey(), parameter.getKey()).or(() -> refused(parameter.getKey(), value));
                if (problem.isPresent()) {
                    return problem;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Problem.Exception> refused(String parameter, String value) {
        return Characters.refused(value)
                .map(reason -> Problem.badParameter(
                        Characters.shown(parameter), Characters.shown(value), EXPECTED + "; it " + reason));
    }
}
