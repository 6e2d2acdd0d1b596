package limpid.api.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.core.convert.exceptions.ConversionErrorException;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ConversionErrorHandler;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.stream.Collectors;
import limpid.api.http.Problem.Type;
import limpid.decode.json.JsonFault;
import limpid.measure.Characters;
import org.jspecify.annotations.Nullable;

/** A body or a parameter that is not what its route reads; names the member, and none of our classes. */
@Singleton
@Replaces(ConversionErrorHandler.class)
final class BadBodyHandler implements ExceptionHandler<ConversionErrorException, HttpResponse<Problem>> {
    @Override
    public HttpResponse<Problem> handle(HttpRequest request, ConversionErrorException e) {
        HttpRequest<?> asked = request;
        if (e.getConversionError().getCause() instanceof Problem.Exception problem) {
            return problem.answer(asked);
        }
        JsonProcessingException json = json(e);
        if (json == null) {
            String name = e.getArgument().getName();
            return Problem.answer(
                    asked,
                    Type.BAD_REQUEST,
                    Type.BAD_REQUEST.status(),
                    name + ": cannot be read",
                    Map.of("member", name));
        }
        String member = member(json);
        String reason = Characters.shown(
                json instanceof JsonMappingException ? String.valueOf(json.getOriginalMessage()) : JsonFault.of(json));
        return Problem.answer(
                asked,
                Type.BAD_REQUEST,
                Type.BAD_REQUEST.status(),
                member.isEmpty() ? reason : member + ": " + reason,
                member.isEmpty() ? Map.of() : Map.of("member", member));
    }

    private static @Nullable JsonProcessingException json(Throwable e) {
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof JsonProcessingException json) {
                return json;
            }
        }
        return null;
    }

    private static String member(JsonProcessingException e) {
        return e instanceof JsonMappingException mapping
                ? mapping.getPath().stream().map(BadBodyHandler::name).collect(Collectors.joining("/"))
                : "";
    }

    private static String name(Reference part) {
        return part.getFieldName() == null ? Integer.toString(part.getIndex()) : Characters.shown(part.getFieldName());
    }
}
