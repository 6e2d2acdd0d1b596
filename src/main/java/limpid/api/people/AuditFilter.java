package limpid.api.people;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.web.router.RouteAttributes;
import io.micronaut.web.router.UriRouteInfo;
import java.io.IOException;
import java.io.StringWriter;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import limpid.api.http.Askers;
import limpid.api.http.ClientAddress;
import limpid.api.http.Problem;
import limpid.measure.Characters;
import limpid.people.Asker;
import limpid.people.AuditEntry;

/**
 * Tells the audit of every write and sign-in, done or refused, before it is answered. Readings that are handed in are not among
 * them: each is kept with its message, and the intake waits for nobody.
 */
@ServerFilter(
        patterns = {"/api/**", "/sta/**"},
        methods = {
            HttpMethod.POST,
            HttpMethod.PUT,
            HttpMethod.DELETE,
            HttpMethod.PATCH,
            HttpMethod.CONNECT,
            HttpMethod.CUSTOM
        })
final class AuditFilter implements Ordered {
    private static final int LONGEST_TARGET = 500;
    /** Before all filters that refuse something. */
    private static final int FIRST = -1_000;

    private static final List<String> SECRET = List.of("password", "newPassword", "key", "token", "secret", "address");

    /** What is kept with its own origin. */
    private static final Set<String> INTAKE =
            Set.of("POST /api/v1/stations/{code}/readings", "POST /api/v1/readings/import", "POST /sta/v1.1/{path:.+}");

    private final AuditLog log;
    private final ClientAddress addresses;
    private final ObjectMapper json;
    private final InstantSource clock;

    AuditFilter(AuditLog log, ClientAddress addresses, ObjectMapper json, InstantSource clock) {
        this.log = log;
        this.addresses = addresses;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public int getOrder() {
        return ServerFilterPhase.FIRST.before() + FIRST;
    }

    @ResponseFilter
    @ExecuteOn(TaskExecutors.BLOCKING)
    void tell(HttpRequest<?> request, HttpResponse<?> response) {
        Optional<Asker> asker = Askers.of(request);
        String action = action(request);
        boolean done = response.code() < 400;
        if (done && INTAKE.contains(action)) {
            return;
        }
        log.add(new AuditEntry(
                clock.instant(),
                asker.map(one -> one.kind().name().toLowerCase(Locale.ROOT))
                        .orElse(done && Audited.who(request).isPresent() ? "person" : "anonymous"),
                asker.map(Asker::name).or(() -> Audited.who(request)).orElse(""),
                addresses.of(request),
                action,
                target(request),
                response.code(),
                detail(request, response)));
    }

    private static String action(HttpRequest<?> request) {
        String route = RouteAttributes.getRouteInfo(request)
                .filter(UriRouteInfo.class::isInstance)
                .map(info -> ((UriRouteInfo<?, ?>) info).getUriMatchTemplate().toPathString())
                .orElse("");
        return (request.getMethodName() + " " + route).strip();
    }

    private static String target(HttpRequest<?> request) {
        String target = Characters.shown(request.getUri().getRawPath()
                + (request.getUri().getRawQuery() == null
                        ? ""
                        : "?" + request.getUri().getRawQuery()));
        return target.substring(0, Math.min(target.length(), LONGEST_TARGET));
    }

    private String detail(HttpRequest<?> request, HttpResponse<?> response) {
        ObjectNode detail = json.createObjectNode();
        BodyWatch.of(request).filter(body -> body.length() > 0).ifPresent(body -> describe(body, request, detail));
        Audited.before(request).ifPresent(before -> detail.set("before", json.valueToTree(before)));
        Audited.after(request).ifPresent(after -> detail.set("after", json.valueToTree(after)));
        if (response.body() instanceof Problem problem) {
            detail.put("problem", problem.type().replace("/problems/", ""))
                    .put("why", Characters.shown(problem.detail()));
        }
        try {
            return json.writeValueAsString(detail);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of JSON can be written", e);
        }
    }

    private void describe(SentBody body, HttpRequest<?> request, ObjectNode detail) {
        boolean isJson = request.getContentType()
                .filter(type -> type.getSubtype().equals("json"))
                .isPresent();
        Optional<String> sent = isJson ? body.whole().flatMap(this::withoutSecrets) : Optional.empty();
        if (sent.isPresent()) {
            detail.putRawValue("sent", new RawValue(sent.get()));
        } else {
            detail.put("bytes", body.length()).put("sha256", body.sha256());
        }
    }

    /** An object without what nobody may read; numbers as they were written, however large. Empty where it is none. */
    private Optional<String> withoutSecrets(byte[] body) {
        StringWriter text = new StringWriter();
        try (JsonParser in = json.getFactory().createParser(body);
                JsonGenerator out = json.getFactory().createGenerator(text)) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            for (JsonToken token = in.currentToken(); token != null; token = in.nextToken()) {
                if (token == JsonToken.FIELD_NAME && SECRET.contains(in.currentName())) {
                    in.nextToken();
                    in.skipChildren();
                } else if (token.isNumeric()) {
                    out.writeNumber(in.getText());
                } else {
                    out.copyCurrentEvent(in);
                }
            }
        } catch (IOException e) {
            // What cannot be read is told by its digest.
            return Optional.empty();
        }
        return Optional.of(text.toString())
                .filter(copied -> Characters.refused(copied).isEmpty());
    }
}
