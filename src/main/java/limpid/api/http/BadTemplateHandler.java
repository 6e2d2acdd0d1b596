package limpid.api.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import limpid.api.http.Problem.Type;
import limpid.bulletin.BadTemplate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A bulletin's template asks for what is not there; names template, line and name, for whoever wrote it. */
@Singleton
final class BadTemplateHandler implements ExceptionHandler<BadTemplate, HttpResponse<Problem>> {
    private static final Logger LOG = LoggerFactory.getLogger(BadTemplateHandler.class);

    @Override
    public HttpResponse<Problem> handle(HttpRequest request, BadTemplate e) {
        HttpRequest<?> asked = request;
        LOG.warn("{} {}: {}", asked.getMethod(), asked.getPath(), e.getMessage());
        Map<String, Object> more = new LinkedHashMap<>();
        more.put("template", e.template());
        if (e.line() != null) {
            more.put("line", e.line());
        }
        if (e.name() != null) {
            more.put("name", e.name());
        }
        return Problem.answer(
                asked, Type.BAD_TEMPLATE, Type.BAD_TEMPLATE.status(), String.valueOf(e.getMessage()), more);
    }
}
