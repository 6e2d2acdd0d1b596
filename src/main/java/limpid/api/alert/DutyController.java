package limpid.api.alert;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
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
import java.util.Map;
import limpid.api.http.Answers;
import limpid.api.http.ApiDescription;
import limpid.api.http.Arguments;
import limpid.api.http.Local;
import limpid.api.http.Members;
import limpid.api.http.Page;
import limpid.api.http.Problem;
import limpid.api.http.Problem.Type;
import limpid.api.http.Rights;
import limpid.people.Person.State;
import limpid.people.Role;
import limpid.store.Duty;
import limpid.store.Duty.Turn;
import limpid.store.Persons;
import limpid.store.Span;
import org.jspecify.annotations.Nullable;

/** Who is on duty 值班表: whom alerts are given to that nobody has taken. */
@Controller("/api/v1")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "alerts")
public class DutyController {
    private static final Duration USUAL = Duration.ofDays(31);
    private static final Duration LONGEST = Duration.ofDays(366);

    private final Duty duty;
    private final Persons persons;
    private final Rights rights;
    private final InstantSource clock;

    DutyController(Duty duty, Persons persons, Rights rights, InstantSource clock) {
        this.duty = duty;
        this.persons = persons;
        this.rights = rights;
        this.clock = clock;
    }

    /**
     * Turns that have a moment in a span, the earliest first; from now on for a month where no span is given.
     *
     * @param city only of this one
     * @param from a time with its offset, or a local date for its 00:00
     * @param to   before this time, or a local date for its 24:00
     */
    @Get(uris = {"/duty", "/duty.csv"})
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_CSV})
    @Secured(Role.VIEWER)
    @SecurityRequirement(name = ApiDescription.KEY)
    public HttpResponse<Page<TurnView>> list(
            HttpRequest<?> request,
            @Nullable @QueryValue String city,
            @Nullable @QueryValue String from,
            @Nullable @QueryValue String to) {
        Instant now = clock.instant();
        Span span = Arguments.span(from == null ? now.toString() : from, to, now.plus(USUAL), USUAL);
        return Answers.list(
                request,
                Page.whole(
                        duty.turns(city, span.fromExclusive(), span.toInclusive()).stream()
                                .map(this::view)
                                .toList(),
                        TurnView.csv()));
    }

    private TurnView view(Turn turn) {
        return new TurnView(
                turn.id(),
                turn.city(),
                turn.person(),
                persons.find(turn.person())
                        .map(account -> account.person().displayName())
                        .orElse(turn.person()),
                Local.time(turn.begins()),
                Local.time(turn.ends()),
                turn.enteredBy());
    }

    /** Enters a turn of a person; of several at a time the one entered last counts. */
    @Post("/duty")
    @Secured({Role.ANALYST, Role.REVIEWER})
    @SecurityRequirement(name = ApiDescription.KEY)
    public HttpResponse<TurnView> add(Authentication who, @Body TurnRequest body) {
        String city = body.city == null ? "" : body.city.strip();
        requirePlace(who, city);
        String person = Members.required("person", body.person);
        if (persons.find(person)
                .filter(account -> account.person().state() == State.ACTIVE)
                .isEmpty()) {
            throw Members.bad("person", "'" + person + "' is no active person");
        }
        Instant begins = Arguments.instant("from", Members.required("from", body.from));
        Instant ends = Arguments.instant("to", Members.required("to", body.to));
        if (begins == null || ends == null || !ends.isAfter(begins) || ends.isAfter(begins.plus(LONGEST))) {
            throw Members.bad("to", "a time after from, within a year, is needed");
        }
        return HttpResponse.created(
                view(duty.add(new Turn(0, city, person, begins, ends, who.getName(), clock.instant()))));
    }

    private void requirePlace(Authentication who, String city) {
        if (city.isEmpty()) {
            rights.requireEverywhere(who, "alerts of the service are of all places");
        } else {
            rights.requireCity(who, city);
        }
    }

    /** Removes a turn; alerts that were given stay given. */
    @Delete("/duty/{id}")
    @Secured({Role.ANALYST, Role.REVIEWER})
    @Status(HttpStatus.NO_CONTENT)
    @SecurityRequirement(name = ApiDescription.KEY)
    public void remove(Authentication who, long id) {
        Turn turn = duty.find(id)
                .orElseThrow(() -> new Problem.Exception(Type.NOT_FOUND, "there is no turn " + id, Map.of()));
        requirePlace(who, turn.city());
        duty.remove(id);
    }

    /**
     * A turn of duty.
     *
     * @param city   whose alerts; empty or left out for those of the service
     * @param person name of an active person
     * @param from   a time with its offset, or a local date for its 00:00
     * @param to     likewise
     */
    @Schema(name = "DutyRequest")
    public record TurnRequest(
            @Nullable String city,
            @Nullable String person,
            @Nullable String from,
            @Nullable String to) {}

    /**
     * A turn of duty.
     *
     * @param city        whose alerts; empty for those of the service
     * @param person      name of the one on duty
     * @param displayName as people read it
     */
    @Schema(name = "DutyTurn")
    public record TurnView(
            long id,
            String city,
            String person,
            String displayName,
            OffsetDateTime from,
            OffsetDateTime to,
            String enteredBy) {
        static Page.Lines<TurnView> csv() {
            return Page.Lines.of(TurnView.class, "id city person displayName from to enteredBy");
        }
    }
}
