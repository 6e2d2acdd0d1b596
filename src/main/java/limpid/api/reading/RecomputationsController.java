package limpid.api.reading;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import limpid.api.http.Answers;
import limpid.api.http.ApiDescription;
import limpid.api.http.Arguments;
import limpid.api.http.Cursor;
import limpid.api.http.Members;
import limpid.api.http.Page;
import limpid.api.http.Problem;
import limpid.api.http.Problem.Type;
import limpid.api.http.Rights;
import limpid.api.reading.RecomputationView.GroundsView;
import limpid.measure.Medium;
import limpid.people.Role;
import limpid.store.Recomputations;
import org.jspecify.annotations.Nullable;

/** Results that are computed again 重算 by the rules of today, over a span; of all places. */
@Controller("/api/v1")
@Secured(Role.ADMIN)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "readings")
public class RecomputationsController {
    private static final String LIST = "recomputations";
    private static final int LONGEST_YEARS = 100;

    private final Recomputations recomputations;
    private final Rights rights;
    private final InstantSource clock;

    RecomputationsController(Recomputations recomputations, Rights rights, InstantSource clock) {
        this.recomputations = recomputations;
        this.rights = rights;
        this.clock = clock;
    }

    /**
     * What was asked for and how far it has come, the newest first.
     *
     * @param limit  at most so many, 1 to 10000, usually 100
     * @param cursor the {@code next} of the answer before
     */
    @Get(uris = {"/recomputations", "/recomputations.csv"})
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_CSV})
    @SecurityRequirement(name = ApiDescription.KEY)
    public HttpResponse<Page<RecomputationView>> list(
            HttpRequest<?> request, @Nullable @QueryValue String limit, @Nullable @QueryValue String cursor) {
        return Answers.list(
                request,
                Page.of(
                        recomputations.list(
                                Cursor.read(LIST, cursor, Long.MAX_VALUE, Long::valueOf), Arguments.limit(limit)),
                        RecomputationView::of,
                        id -> Cursor.of(LIST, id.toString()),
                        RecomputationView.csv()));
    }

    /**
     * What rests on a span, to be looked at before it is computed again.
     *
     * @param medium only of it
     * @param from   first local date
     * @param to     last local date, which is included
     */
    @Get("/recomputations/grounds")
    @SecurityRequirement(name = ApiDescription.KEY)
    public GroundsView grounds(@Nullable @QueryValue String medium, @QueryValue String from, @QueryValue String to) {
        LocalDate first = Arguments.date("from", from);
        LocalDate last = Arguments.date("to", to);
        requireSpan(first, last);
        return GroundsView.of(recomputations.grounds(Arguments.medium(medium), first, last));
    }

    /** Has the results of a span computed again by the rules of today; what comes out otherwise becomes a new revision. */
    @Post("/recomputations")
    @SecurityRequirement(name = ApiDescription.KEY)
    public HttpResponse<RecomputationView> ask(Authentication holder, @Body RecomputationRequest body) {
        requireAll(holder);
        LocalDate from = Arguments.date("from", Members.required("from", body.from));
        LocalDate to = Arguments.date("to", Members.required("to", body.to));
        requireSpan(from, to);
        Medium medium = body.medium == null
                ? null
                : Medium.of(body.medium).orElseThrow(() -> Members.bad("medium", "is air, water or noise"));
        return HttpResponse.created(
                RecomputationView.of(recomputations.add(medium, from, to, holder.getName(), clock.instant())));
    }

    private void requireAll(Authentication holder) {
        rights.requireEverywhere(holder, "what is computed again is of all places");
    }

    private static void requireSpan(LocalDate first, LocalDate last) {
        if (last.isBefore(first) || ChronoUnit.YEARS.between(first, last) >= LONGEST_YEARS) {
            throw Problem.badParameter(
                    "to",
                    last.toString(),
                    "a date that is not before from=" + first + ", within " + LONGEST_YEARS + " years");
        }
    }

    /** Marks no more days of it; those that were marked are computed. */
    @Delete("/recomputations/{id}")
    @SecurityRequirement(name = ApiDescription.KEY)
    public RecomputationView cancel(Authentication holder, long id) {
        requireAll(holder);
        if (recomputations.find(id).isEmpty()) {
            throw new Problem.Exception(Type.NOT_FOUND, "there is no recomputation " + id, Map.of());
        }
        if (!recomputations.cancel(id, holder.getName(), clock.instant())) {
            throw new Problem.Exception(
                    Type.CONTRADICTION, "nothing of recomputation " + id + " is left to be cancelled", Map.of());
        }
        return RecomputationView.of(recomputations.find(id).orElseThrow());
    }

    /**
     * A span.
     *
     * @param medium air, water or noise; left out for all
     * @param from   first local date
     * @param to     last local date, which is included
     */
    @Schema(name = "RecomputationRequest")
    public record RecomputationRequest(
            @Nullable String medium,
            @Nullable String from,
            @Nullable String to) {}
}
