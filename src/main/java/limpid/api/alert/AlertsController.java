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
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import limpid.alert.AlertKind;
import limpid.alert.AlertSettings;
import limpid.alert.Severity;
import limpid.api.alert.AlertView.KindView;
import limpid.api.http.Answers;
import limpid.api.http.ApiDescription;
import limpid.api.http.Arguments;
import limpid.api.http.Cursor;
import limpid.api.http.Page;
import limpid.api.http.Page.Lines;
import limpid.api.http.Problem;
import limpid.api.http.Problem.Type;
import limpid.measure.LocalDay;
import limpid.people.Person.State;
import limpid.people.Role;
import limpid.rule.Rules;
import limpid.store.Alerts;
import limpid.store.Alerts.Kept;
import limpid.store.Alerts.Question;
import limpid.store.Persons;
import limpid.store.Slice;
import org.jspecify.annotations.Nullable;

/** Alerts 预警: what the duty officer is told of. */
@Controller("/api/v1")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "alerts")
public class AlertsController {
    private static final String LIST = "alerts";

    /** Whose alerts there are. */
    public static final List<String> SCOPES = List.of("station", "city", "service");
    /** How an alert stands. */
    public static final List<String> STATES = List.of("open", "acknowledged", "closed", "snoozed");

    private final Alerts alerts;
    private final Persons persons;
    private final Rules rules;
    private final InstantSource clock;

    AlertsController(Alerts alerts, Persons persons, Rules rules, InstantSource clock) {
        this.alerts = alerts;
        this.persons = persons;
        this.rules = rules;
        this.clock = clock;
    }

    /** Severities are those of today, whatever the time of an alert. */
    private AlertSettings settings() {
        return rules.alerts().of("", LocalDay.today(clock));
    }

    /**
     * Alerts, those known last first. Without bounds the span has no ends.
     *
     * @param medium  air, water or noise
     * @param station only of this station
     * @param city    only of this city, its stations and itself
     * @param district only of stations of this district 区县
     * @param kind    only of this kind, for example jump
     * @param severity only of this severity: notice, warning or critical
     * @param scope   only those of a station, a city or the service itself
     * @param state   only those that are open, acknowledged, closed or snoozed
     * @param assignee only those assigned to this person
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
            @Nullable @QueryValue String severity,
            @Nullable @QueryValue String scope,
            @Nullable @QueryValue String state,
            @Nullable @QueryValue String assignee,
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
                kinds(kind(kind), severity(severity)),
                active == null ? null : Arguments.flag("active", active),
                oneOf("scope", scope, SCOPES),
                oneOf("state", state, STATES),
                assignee,
                Arguments.spanOfChanges(from, to));
        AlertSettings settings = settings();
        Slice<Kept, Long> slice =
                alerts.list(question, Cursor.read(LIST, cursor, Long.MAX_VALUE, Long::valueOf), Arguments.limit(limit));
        return Answers.list(
                request,
                Page.of(
                        slice,
                        kept -> AlertView.of(kept, settings),
                        id -> Cursor.of(LIST, id.toString()),
                        AlertView.csv()));
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

    private static @Nullable Severity severity(@Nullable String text) {
        return text == null
                ? null
                : Severity.of(text)
                        .orElseThrow(() -> Problem.badParameter("severity", text, "one of " + Severity.CODES));
    }

    /** The kinds that are asked for; null where all are. */
    private @Nullable List<String> kinds(@Nullable String kind, @Nullable Severity severity) {
        if (severity == null) {
            return kind == null ? null : List.of(kind);
        }
        AlertSettings settings = settings();
        return AlertKind.all().stream()
                .filter(one -> kind == null || one.code().equals(kind))
                .filter(one -> settings.severity(one) == severity)
                .map(AlertKind::code)
                .toList();
    }

    private static @Nullable String oneOf(String name, @Nullable String text, List<String> words) {
        if (text != null && !words.contains(text)) {
            throw Problem.badParameter(name, text, "one of " + String.join(", ", words));
        }
        return text;
    }

    /** Persons an alert can be assigned to, by name. */
    @Get(uris = {"/alerts/assignees", "/alerts/assignees.csv"})
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_CSV})
    @Secured({Role.ANALYST, Role.REVIEWER})
    @SecurityRequirement(name = ApiDescription.KEY)
    public HttpResponse<Page<AssigneeView>> assignees(HttpRequest<?> request) {
        return Answers.list(
                request,
                Page.whole(
                        persons.all().stream()
                                .map(Persons.Account::person)
                                .filter(person -> person.state() == State.ACTIVE)
                                .map(person -> new AssigneeView(person.name(), person.displayName()))
                                .toList(),
                        Lines.of(AssigneeView.class, "name displayName")));
    }

    /** A person an alert can be assigned to. */
    @Schema(name = "AlertAssignee")
    public record AssigneeView(String name, String displayName) {}

    /** Every kind of alert with its condition. */
    @Get(uris = {"/alerts/kinds", "/alerts/kinds.csv"})
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_CSV})
    public HttpResponse<Page<KindView>> kinds(HttpRequest<?> request) {
        AlertSettings settings = settings();
        return Answers.list(
                request,
                Page.whole(
                        AlertKind.all().stream()
                                .map(kind -> KindView.of(kind, settings))
                                .toList(),
                        KindView.csv()));
    }

    /** One alert, with what was known of it before. */
    @Get("/alerts/{id}")
    public AlertView find(long id) {
        Kept kept = alerts.find(id)
                .orElseThrow(() -> new Problem.Exception(Type.UNKNOWN_ALERT, "there is no alert " + id, Map.of()));
        AlertSettings settings = settings();
        return AlertView.of(
                kept,
                settings,
                alerts.history(id).stream()
                        .map(before -> AlertView.of(before, settings))
                        .toList());
    }
}
