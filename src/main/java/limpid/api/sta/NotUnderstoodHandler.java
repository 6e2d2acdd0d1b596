package limpid.api.sta;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import java.util.Map;
import limpid.api.http.Problem;
import limpid.api.http.Problem.Type;
import limpid.measure.Characters;
import limpid.sensorthings.NotUnderstood;

/** Says what of a question was not understood: 404 for a path that names nothing, 400 for anything else. */
@Singleton
final class NotUnderstoodHandler implements ExceptionHandler<NotUnderstood, HttpResponse<Problem>> {
    @Override
    public HttpResponse<Problem> handle(HttpRequest request, NotUnderstood fault) {
        String given = Characters.shown(fault.given());
        Problem.Exception problem = fault.option().equals("path")
                ? new Problem.Exception(
                        Type.NOT_FOUND,
                        "'" + given + "' names nothing here: expected " + fault.expected(),
                        Map.of("expected", fault.expected()))
                : Problem.badParameter(Characters.shown(fault.option()), given, fault.expected());
        return problem.answer((HttpRequest<?>) request);
    }
}
