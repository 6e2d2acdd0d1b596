package limpid.api.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;

/** Answers with the problem that ended a request. */
@Singleton
final class ProblemExceptionHandler implements ExceptionHandler<Problem.Exception, HttpResponse<Problem>> {
    @Override
    public HttpResponse<Problem> handle(HttpRequest request, Problem.Exception problem) {
        return problem.answer((HttpRequest<?>) request);
    }
}
