package limpid.api.alert;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import limpid.api.http.Answers;
import limpid.api.http.ApiDescription;
import limpid.api.http.Arguments;
import limpid.api.http.Holders;
import limpid.api.http.Local;
import limpid.api.http.Page;
import limpid.api.http.Page.Lines;
import limpid.api.http.Problem;
import limpid.api.http.Problem.Type;
import limpid.api.http.Rights;
import limpid.people.Person.State;
import limpid.people.Role;
import limpid.store.AlertNotes;
import limpid.store.AlertNotes.Action;
import limpid.store.AlertNotes.Note;
import limpid.store.Alerts;
import limpid.store.Alerts.Kept;
import limpid.store.Persons;
import org.jspecify.annotations.Nullable;

/** How alerts are handled 预警处置. */
@Controller("/api/v1/alerts/{id}/notes")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "alerts")
public class AlertNotesController {
    private static final String STATION = "station";
    private static final String SERVICE = "service";
    private static final Duration LONGEST_SNOOZE = Duration.ofDays(90);
    private static final int LONGEST_COMMENT = 1000;
    private static final String ACTIONS =
            Arrays.stream(Action.values()).map(Action::code).collect(Collectors.joining(", "));

    private final Alerts alerts;
    private final AlertNotes notes;
    private final Persons persons;
    private final Rights rights;
    private final InstantSource clock;

    AlertNotesController(Alerts alerts, AlertNotes notes, Persons persons, Rights rights, InstantSource clock) {
        this.persons = persons;
        this.rights = rights;
        this.alerts = alerts;
        this.notes = notes;
        this.clock = clock;
    }

    /** What was done about an alert and said of it, the oldest first. */
    @Get
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_CSV})
    public HttpResponse<Page<NoteView>> list(HttpRequest<?> request, long id) {
        require(id);
        return Answers.list(
                request, Page.whole(notes.list(id).stream().map(NoteView::of).toList(), NoteView.csv()));
    }

    /**
     * Acknowledges an alert, comments on it, closes it, assigns it to a person or snoozes it: nobody is reminded of it until
     * then. The alert itself stays as the data have it: it is cleared when its
     * condition no longer holds.
     */
    @Post
    @Secured({Role.ANALYST, Role.REVIEWER})
    @SecurityRequirement(name = ApiDescription.KEY)
    public HttpResponse<NoteView> add(Authentication who, long id, @Body NoteRequest request) {
        Kept alert = require(id);
        if (alert.scope().equals(STATION)) {
            rights.requireStation(who, alert.subject());
        } else if (alert.scope().equals(SERVICE)) {
            rights.requireEverywhere(who, "alerts of the service are of all places");
        } else {
            rights.requireCity(who, alert.city());
        }
        Action action = action(request.action);
        return HttpResponse.created(NoteView.of(notes.add(new Note(
                0,
                id,
                action.code(),
                comment(request.comment, action),
                who.getName(),
                clock.instant(),
                assignee(request.assignee, action),
                until(request.until, action)))));
    }

    private @Nullable String assignee(@Nullable String name, Action action) {
        if (action != Action.ASSIGNED) {
            return none("assignee", name, action);
        }
        if (name == null
                || persons.find(name)
                        .filter(account -> account.person().state() == State.ACTIVE)
                        .isEmpty()) {
            throw bad("assignee", "'" + name + "' is no active person");
        }
        return name;
    }

    private @Nullable Instant until(@Nullable String text, Action action) {
        if (action != Action.SNOOZED) {
            none("until", text, action);
            return null;
        }
        Instant until = Arguments.instant("until", text);
        Instant now = clock.instant();
        if (until == null || !until.isAfter(now) || until.isAfter(now.plus(LONGEST_SNOOZE))) {
            throw bad("until", "a time within the next " + LONGEST_SNOOZE.toDays() + " days is needed");
        }
        return until;
    }

    private static @Nullable String none(String member, @Nullable String text, Action action) {
        if (text != null) {
            throw bad(member, "what is " + action.code() + " has none");
        }
        return null;
    }

    private Kept require(long id) {
        return alerts.find(id)
                .orElseThrow(() -> new Problem.Exception(Type.UNKNOWN_ALERT, "there is no alert " + id, Map.of()));
    }

    private static Action action(@Nullable String text) {
        return Arrays.stream(Action.values())
                .filter(action -> action.code().equals(text))
                .findFirst()
                .orElseThrow(() -> bad("action", "one of " + ACTIONS + " is needed"));
    }

    private static String comment(@Nullable String text, Action action) {
        String comment = text == null ? "" : text.strip();
        if (comment.length() > LONGEST_COMMENT) {
            throw bad("comment", "at most " + LONGEST_COMMENT + " characters");
        }
        if (comment.isEmpty() && (action == Action.COMMENTED || action == Action.CLOSED)) {
            throw bad("comment", "what was " + action.code() + " needs words");
        }
        return comment;
    }

    private static Problem.Exception bad(String member, String why) {
        return new Problem.Exception(Type.BAD_REQUEST, member + ": " + why, Map.of("member", member));
    }

    /**
     * What is done about an alert.
     *
     * @param action  acknowledged, commented, closed, assigned or snoozed
     * @param comment at most 1000 characters; needed where it is commented on or closed
     * @param assignee name of the person it is assigned to
     * @param until   end of a snooze, a time or a local date, at most 90 days ahead
     */
    @Schema(name = "AlertNoteRequest")
    public record NoteRequest(
            @Schema(allowableValues = {"acknowledged", "commented", "closed", "assigned", "snoozed"}) @Nullable
            String action,

            @Nullable String comment,
            @Nullable String assignee,
            @Nullable String until) {}

    /**
     * What was done about an alert.
     *
     * @param action acknowledged, commented, closed, assigned or snoozed
     * @param by     who; null for those who ask without a key
     * @param assignee whom it was assigned to
     * @param until  end of a snooze
     */
    @Schema(name = "AlertNote")
    public record NoteView(
            long id,
            String action,
            String comment,
            @Nullable String by,
            OffsetDateTime at,
            @Nullable String assignee,
            @Nullable OffsetDateTime until) {
        private static Lines<NoteView> csv() {
            return Lines.of(NoteView.class, "id action comment by at assignee until");
        }

        private static NoteView of(Note note) {
            return new NoteView(
                    note.id(),
                    note.action(),
                    note.comment(),
                    Holders.name(note.writtenBy()),
                    Local.time(note.writtenAt()),
                    Holders.name(note.assignee()),
                    Local.optionalTime(note.until()));
        }
    }
}
