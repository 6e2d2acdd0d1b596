package limpid.api.people;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import limpid.api.http.Answers;
import limpid.api.http.ApiDescription;
import limpid.api.http.Members;
import limpid.api.http.Page;
import limpid.api.http.Problem;
import limpid.api.http.Problem.Type;
import limpid.api.http.Rights;
import limpid.people.Passwords;
import limpid.people.Person;
import limpid.people.Person.State;
import limpid.people.Role;
import limpid.people.Secrets;
import limpid.store.Persons;
import limpid.store.Persons.Account;
import org.jspecify.annotations.Nullable;

/** Persons 用户, kept by administrators: each for persons of their own scope. */
@Controller("/api/v1")
@Secured(Role.ADMIN)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "people")
public class PersonsController {
    private final Persons persons;
    private final Names names;
    private final Rights rights;
    private final InstantSource clock;

    PersonsController(Persons persons, Names names, Rights rights, InstantSource clock) {
        this.persons = persons;
        this.names = names;
        this.rights = rights;
        this.clock = clock;
    }

    /** All persons, by name, also those who have left. */
    @Get(uris = {"/persons", "/persons.csv"})
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_CSV})
    @SecurityRequirement(name = ApiDescription.KEY)
    public HttpResponse<Page<PersonView>> list(HttpRequest<?> request) {
        return Answers.list(
                request, Page.whole(persons.all().stream().map(PersonView::of).toList(), PersonView.CSV));
    }

    /** Adds a person. The answer shows a password once, which they have to change when they sign in. */
    @Post("/persons")
    @SecurityRequirement(name = ApiDescription.KEY)
    public HttpResponse<PersonView> add(HttpRequest<?> request, @Body PersonRequest body, Authentication holder) {
        Person person = person(Members.required("name", body.name), body);
        rights.requireScope(holder, person.scope());
        names.requireFree(person.name());
        String password = Secrets.password();
        persons.add(person, Passwords.hash(password), true, clock.instant(), holder.getName());
        Audited.after(request, described(person));
        return HttpResponse.created(PersonView.of(account(person.name()), password));
    }

    /** Changes all of a person but the name. Who is locked or closed is signed out at once; the last administrator of all places stays. */
    @Put("/persons/{name}")
    @SecurityRequirement(name = ApiDescription.KEY)
    public PersonView change(HttpRequest<?> request, String name, @Body PersonRequest body, Authentication holder) {
        Account before = account(name);
        Person person = person(name, body);
        rights.requireScope(holder, before.person().scope());
        rights.requireScope(holder, person.scope());
        Audited.before(request, described(before.person()));
        switch (persons.change(person)) {
            case UNKNOWN -> throw unknown(name);
            case LAST_ADMIN ->
                throw new Problem.Exception(
                        Type.CONTRADICTION, "'" + name + "' is the last active administrator of all places", Map.of());
            case CHANGED -> Audited.after(request, described(person));
        }
        return PersonView.of(account(name));
    }

    /** Gives a person a new password, which the answer shows once and they have to change; ends their sessions and the wait after wrong ones. */
    @Post("/persons/{name}/password")
    @SecurityRequirement(name = ApiDescription.KEY)
    public PersonView reset(String name, Authentication holder) {
        rights.requireScope(holder, account(name).person().scope());
        String password = Secrets.password();
        persons.setPassword(name, Passwords.hash(password), true);
        return PersonView.of(account(name), password);
    }

    private Account account(String name) {
        return persons.find(name).orElseThrow(() -> unknown(name));
    }

    private static Problem.Exception unknown(String name) {
        return new Problem.Exception(Type.UNKNOWN_PERSON, "there is no person '" + name + "'", Map.of());
    }

    private static Person person(String name, PersonRequest body) {
        return Members.checked(() -> new Person(
                name,
                body.displayName == null ? name : body.displayName.strip(),
                Members.texts("roles", body.roles),
                Members.scope(body.scope),
                state(body.state)));
    }

    private static State state(@Nullable String text) {
        return Arrays.stream(State.values())
                .filter(state -> text == null
                        ? state == State.ACTIVE
                        : state.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst()
                .orElseThrow(() -> Members.bad("state", "one of active, locked, closed"));
    }

    private static Map<String, Object> described(Person person) {
        return Map.of(
                "displayName", person.displayName(),
                "roles", person.roles(),
                "scope", person.scope().words(),
                "state", person.state().name().toLowerCase(Locale.ROOT));
    }

    /**
     * A person.
     *
     * @param name        letters, digits, dot, stroke and _; of a new one only
     * @param displayName as people read it; without it the name
     * @param roles       one or more of viewer, stationEngineer, analyst, reviewer, reviewer2, reviewer3, publisher, admin
     * @param scope       * for everywhere, city:临江, district:临江/江北, station:S-1; empty for nowhere
     * @param state       active (usual), locked or closed
     */
    @Schema(name = "PersonRequest")
    public record PersonRequest(
            @Nullable String name,
            @Nullable String displayName,
            @Nullable List<@Nullable String> roles,
            @Nullable List<@Nullable String> scope,
            @Nullable String state) {}
}
