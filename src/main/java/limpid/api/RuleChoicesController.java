package limpid.api;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import limpid.api.http.Answers;
import limpid.api.http.ApiDescription;
import limpid.api.http.Arguments;
import limpid.api.http.Members;
import limpid.api.http.Page;
import limpid.api.http.PlaceFilter;
import limpid.api.http.Rights;
import limpid.api.people.Audited;
import limpid.measure.Characters;
import limpid.people.Role;
import limpid.rule.ChosenRules;
import limpid.rule.DeskChoice;
import limpid.rule.RuleBook;
import limpid.store.RuleChoices;
import limpid.store.Stations;
import limpid.store.Stations.Place;
import org.jspecify.annotations.Nullable;

/** Choices of rule 选定规则 that are entered at the desk, beside those of the file. They take effect when the service starts. */
@Controller("/api/v1")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "lists")
public class RuleChoicesController {
    private static final int LONGEST_REASON = 1000;
    private static final LocalDate FIRST = LocalDate.of(1900, 1, 1);
    private static final LocalDate LAST = LocalDate.of(2199, 12, 31);

    private final ChosenRules inForce;
    private final RuleChoices choices;
    private final Stations stations;
    private final Rights rights;
    private final InstantSource clock;

    RuleChoicesController(
            ChosenRules inForce, RuleChoices choices, Stations stations, Rights rights, InstantSource clock) {
        this.inForce = inForce;
        this.choices = choices;
        this.stations = stations;
        this.rights = rights;
        this.clock = clock;
    }

    /** Every choice of rule: those of the file, then those of the desk, the first entered first, also those that were replaced or taken back. */
    @Get(uris = {"/rules/choices", "/rules/choices.csv"})
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_CSV})
    @Secured(Role.VIEWER)
    @SecurityRequirement(name = ApiDescription.KEY)
    public HttpResponse<Page<RuleChoiceView>> list(HttpRequest<?> request) {
        List<DeskChoice> desk = choices.all();
        ChosenRules next = next(desk);
        List<RuleChoiceView> views = new ArrayList<>();
        inForce.file().choices().forEach(line -> views.add(RuleChoiceView.of(line, inForce, next)));
        desk.forEach(choice -> views.add(RuleChoiceView.of(choice, inForce, next)));
        return Answers.list(request, Page.whole(views, RuleChoiceView.csv()));
    }

    /** What a start would make of these and of the file. */
    private ChosenRules next(List<DeskChoice> desk) {
        return ChosenRules.of(inForce.file(), desk);
    }

    /**
     * Chooses the value of a rule from the next start of the service on, or takes back what was chosen here. What was computed stays as
     * it is until it is recomputed.
     */
    @Put("/rules/choices")
    @Secured(Role.ADMIN)
    @SecurityRequirement(name = ApiDescription.KEY)
    public RuleChoiceView choose(HttpRequest<?> request, Authentication holder, @Body RuleChoiceRequest body) {
        rights.requireEverywhere(holder, "rules are chosen for all places");
        DeskChoice asked = asked(body, holder.getName());
        List<DeskChoice> desk = new ArrayList<>(choices.all());
        Optional<DeskChoice> before =
                desk.reversed().stream().filter(asked::replaces).findFirst().filter(choice -> choice.value() != null);
        if (asked.value() == null && before.isEmpty()) {
            throw Members.bad("value", "nothing was chosen here that could be taken back");
        }
        ChosenRules now = next(desk);
        desk.add(asked);
        requireNothingRefused(now, next(desk), desk);
        DeskChoice kept = choices.add(asked);
        Audited.before(request, before.map(RuleChoicesController::state).orElse(Map.of()));
        Audited.after(request, state(kept));
        desk.set(desk.size() - 1, kept);
        return RuleChoiceView.of(kept, inForce, next(desk));
    }

    /** Refuses what a start would leave out, be it the choice itself or one beside which it cannot stand. */
    private static void requireNothingRefused(ChosenRules now, ChosenRules next, List<DeskChoice> desk) {
        desk.stream()
                .filter(choice -> next.refused().containsKey(choice.id())
                        && !now.refused().containsKey(choice.id()))
                .findFirst()
                .ifPresent(choice -> {
                    throw Members.bad(
                            "value", choice.rule() + ": " + next.refused().get(choice.id()));
                });
    }

    private DeskChoice asked(RuleChoiceRequest body, String by) {
        String rule = Members.required("rule", body.rule).strip();
        String city = body.city == null ? "" : body.city.strip();
        String value = body.value == null
                ? null
                : Members.required("value", body.value).strip();
        if (value != null) {
            requireKnown(rule, city);
        }
        String reason = Members.required("reason", body.reason).strip();
        if (reason.length() > LONGEST_REASON) {
            throw Members.bad("reason", "at most " + LONGEST_REASON + " characters");
        }
        return new DeskChoice(
                Long.MAX_VALUE,
                rule,
                city,
                from(body.from),
                value,
                reason,
                by,
                clock.instant().truncatedTo(ChronoUnit.MICROS));
    }

    private void requireKnown(String rule, String city) {
        if (RuleBook.standard().rule(rule).isEmpty()) {
            throw Members.bad("rule", "no rule '" + Characters.shown(rule) + "'; GET /api/v1/rules lists them");
        }
        if (!city.isEmpty() && !stations.has(Place.CITY, city)) {
            throw Members.bad(
                    "city",
                    "no city '" + Characters.shown(city) + "' has stations"
                            + PlaceFilter.nearest(stations, Place.CITY, city));
        }
    }

    private static @Nullable LocalDate from(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        LocalDate date = Arguments.date("from", text.strip());
        if (date.isBefore(FIRST) || date.isAfter(LAST)) {
            throw Members.bad("from", "a date from " + FIRST + " to " + LAST);
        }
        return date;
    }

    private static Map<String, Object> state(DeskChoice choice) {
        return choice.value() == null ? Map.of() : Map.of("value", choice.value(), "reason", choice.reason());
    }

    /**
     * What is chosen for a rule.
     *
     * @param rule   its name
     * @param city   one that has stations; empty or left out for all
     * @param from   first local date; left out for always
     * @param value  as GET /api/v1/rules writes it; null takes back what was chosen here for the same rule, city and date
     * @param reason why, at most 1000 characters
     */
    @Schema(name = "RuleChoiceRequest")
    public record RuleChoiceRequest(
            @Nullable String rule,
            @Nullable String city,
            @Nullable String from,
            @Nullable String value,
            @Nullable String reason) {}
}
