package limpid.api.http;

import io.micronaut.core.order.Ordered;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import io.micronaut.web.router.MethodBasedRouteMatch;
import io.micronaut.web.router.RouteAttributes;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import limpid.measure.Characters;
import org.jspecify.annotations.Nullable;

/**
 * Refuses a parameter of the query that the route does not take, and names the one that may have been meant: a misspelt
 * filter would narrow nothing, and the answer would look like what was asked for. What a route takes is what its method
 * declares.
 */
@ServerFilter("/api/v1/**")
final class ParameterFilter implements Ordered {
    /** After {@link CharacterFilter}, before {@link PlaceFilter}. */
    @Override
    public int getOrder() {
        return ServerFilterPhase.SECURITY.after() + 1;
    }

    /** Goes on where the route takes all parameters. */
    @RequestFilter
    @Nullable
    HttpResponse<?> check(HttpRequest<?> request) {
        if (request.getParameters().isEmpty()
                || !(RouteAttributes.getRouteMatch(request).orElse(null)
                        instanceof MethodBasedRouteMatch<?, ?> route)) {
            return null;
        }
        List<String> taken = Stream.concat(
                        Stream.of(route.getArguments())
                                .filter(argument -> argument.isAnnotationPresent(QueryValue.class))
                                .map(ParameterFilter::name),
                        route.getRouteInfo().getProduces().contains(MediaType.TEXT_CSV_TYPE)
                                ? Stream.of(ExportFiles.BOM)
                                : Stream.empty())
                .toList();
        Optional<Problem.Exception> unknown = request.getParameters().names().stream()
                .filter(name -> !taken.contains(name))
                .findFirst()
                .map(name -> Problem.unknownParameter(name, taken));
        return unknown.or(() -> mark(request))
                .<HttpResponse<?>>map(problem -> problem.answer(request))
                .orElse(null);
    }

    /** Whoever writes CSV reads it, and nobody else would say that it is neither yes nor no. */
    private static Optional<Problem.Exception> mark(HttpRequest<?> request) {
        return request.getParameters()
                .getFirst(ExportFiles.BOM)
                .filter(text -> !text.equals("true") && !text.equals("false"))
                .map(text -> Problem.badParameter(ExportFiles.BOM, Characters.shown(text), "true or false"));
    }

    private static String name(Argument<?> argument) {
        return argument.getAnnotationMetadata()
                .stringValue(QueryValue.class)
                .filter(name -> !name.isEmpty())
                .orElse(argument.getName());
    }
}
