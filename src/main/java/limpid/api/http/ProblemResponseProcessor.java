package limpid.api.http;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.Error;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.stream.Collectors;
import limpid.api.http.Problem.Type;

/** Turns what the framework refuses by itself (unknown path, wrong method, media type) into problem documents. */
@Singleton
final class ProblemResponseProcessor implements ErrorResponseProcessor<Problem> {
    @Override
    public MutableHttpResponse<Problem> processResponse(ErrorContext context, MutableHttpResponse<?> response) {
        Type type = Type.ofStatus(response.code());
        MutableHttpResponse<Problem> problem =
                Problem.answer(context.getRequest(), type, response.code(), detail(context, response), Map.of());
        return response.body(problem.body()).contentType(MediaType.of(Problem.MEDIA_TYPE));
    }

    private static String detail(ErrorContext context, HttpResponse<?> response) {
        if (response.code() >= 500) {
            return "the log of the service tells more";
        }
        String messages =
                context.getErrors().stream().map(Error::getMessage).distinct().collect(Collectors.joining("; "));
        return messages.isEmpty() ? response.reason() : messages;
    }
}
