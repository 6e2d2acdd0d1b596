package limpid.api.sta;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import java.util.Map;
import limpid.api.http.Problem;
import limpid.api.http.Problem.Type;
import limpid.decode.sta.Unfit;

/** Says what of an observation that was handed in is not as it must be. */
@Singleton
final class UnfitHandler implements ExceptionHandler<Unfit, HttpResponse<Problem>> {
    @Override
    public HttpResponse<Problem> handle(HttpRequest request, Unfit fault) {
        return new Problem.Exception(
                        Type.BAD_REQUEST,
                        String.valueOf(fault.getMessage()),
                        Map.of("place", fault.place(), "expected", fault.expected()))
                .answer((HttpRequest<?>) request);
    }
}
