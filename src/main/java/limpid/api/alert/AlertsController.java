package limpid.api.alert;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Map;
import java.util.stream.Collectors;
import limpid.alert.AlertKind;
import limpid.api.alert.AlertView.KindView;
import limpid.api.http.Answers;
import limpid.api.http.Arguments;
import limpid.api.http.Cursor;
import limpid.api.http.Page;
import limpid.api.http.Problem;
import limpid.api.http.Problem.Type;
import limpid.store.Alerts;
import limpid.store.Alerts.Kept;
import limpid.store.Alerts.Question;
import limpid.store.Slice;
import org.jspecify.annotations.Nullable;

/** Alerts 预警: what the duty officer is told of. */
@Controller("/api/v1")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "alerts")
public class AlertsController {
    private static final String LIST = "alerts";

    private final Alerts alerts;

    AlertsController(Alerts alerts) {
        this.alerts = alerts;
    }

    /**
     * Alerts, those known last first. Without bounds the span has no ends.
     *
     * @param medium  air, water or noise
     * @param station only of this station
     * @param city    only of this city, its stations and itself
     * @param district only of stations of this district 区县
     * @param kind    only of this kind, for example jump
     * @param active  true for those that hold, false for those that are over or withdrawn
     * @param from    raised after it; a time or a local date
     * @param to      raised not after it; a time or a local date, which is included
     * @param limit   at most so many, 1 to 10000, usually 100
     * @param cursor  the {@code next} of the answer before
     */
    @Get(uris = {"/alerts", "/alerts.csv"})
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_CSV})
    public HttpResponse<Page<AlertView>> list(
            HttpRequest<?> request,
            @Nullable @QueryValue String medium,
            @Nullable @QueryValue String station,
            @Nullable @QueryValue String city,
            @Nullable @QueryValue String district,
            @Nullable @QueryValue String kind,
            @Nullable @QueryValue String active,
            @Nullable @QueryValue String from,
            @Nullable @QueryValue String to,
            @Nullable @QueryValue String limit,
            @Nullable @QueryValue String cursor) {
        Question question = new Question(
                Arguments.medium(medium),
                station,
                city,
                district,
                kind(kind),
                active == null ? null : Arguments.flag("active", active),
                Arguments.spanOfChanges(from, to));
        Slice<Kept, Long> slice =
                alerts.list(question, Cursor.read(LIST, cursor, Long.MAX_VALUE, Long::valueOf), Arguments.limit(limit));
        return Answers.list(
                request, Page.of(slice, AlertView::of, id -> Cursor.of(LIST, id.toString()), AlertView.csv()));
    }

    private static @Nullable String kind(@Nullable String text) {
        if (text != null
                && AlertKind.all().stream().noneMatch(kind -> kind.code().equals(text))) {
            throw Problem.badParameter(
                    "kind",
                    text,
                    "one of " + AlertKind.all().stream().map(AlertKind::code).collect(Collectors.joining(", ")));
        }
        return text;
    }

    /** Every kind of alert with its condition. */
    @Get(uris = {"/alerts/kinds", "/alerts/kinds.csv"})
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_CSV})
    public HttpResponse<Page<KindView>> kinds(HttpRequest<?> request) {
        return Answers.list(
                request, Page.whole(AlertKind.all().stream().map(KindView::of).toList(), KindView.csv()));
    }

    /** One alert, with what was known of it before. */
    @Get("/alerts/{id}")
    public AlertView find(long id) {
        Kept kept = alerts.find(id)
                .orElseThrow(() -> new Problem.Exception(Type.UNKNOWN_ALERT, "there is no alert " + id, Map.of()));
        return AlertView.of(kept, alerts.history(id).stream().map(AlertView::of).toList());
    }
}
