package limpid.api.reading;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.Map;
import limpid.api.http.Answers;
import limpid.api.http.ApiDescription;
import limpid.api.http.Arguments;
import limpid.api.http.Cursor;
import limpid.api.http.Page;
import limpid.api.http.Problem;
import limpid.api.http.Problem.Type;
import limpid.api.http.Rights;
import limpid.api.reading.RejectView.CountView;
import limpid.api.reading.RejectView.ExpiryView;
import limpid.api.reading.RejectView.ExportedView;
import limpid.flow.DirectIntake;
import limpid.people.Role;
import limpid.store.Rejects;
import limpid.store.Rejects.Kept;
import limpid.store.Rejects.Rejected;
import limpid.store.Slice;
import org.jspecify.annotations.Nullable;

/** The desk of refused messages 拒收报文. */
@Controller("/api/v1")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "rejects")
public class RejectsController {
    private static final String LIST = "rejects";

    private static final int LONGEST_REASON = 1000;

    private static final int EXPORTED_AT_ONCE = 100;

    /** Of payload; as text and in base 64 it takes eight times that in memory. */
    private static final long BYTES_AT_ONCE = 2 * 1024 * 1024;

    private final Rejects rejects;
    private final DirectIntake intake;
    private final ObjectMapper json;
    private final Rights rights;
    private final InstantSource clock;

    RejectsController(Rejects rejects, DirectIntake intake, ObjectMapper json, Rights rights, InstantSource clock) {
        this.rights = rights;
        this.rejects = rejects;
        this.intake = intake;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Refused messages, the newest first, without their payload.
     *
     * @param station only of this station; - for messages whose station cannot be made out
     * @param reason  only those refused for it, at least in part, for example unknown-station
     * @param limit   at most so many, 1 to 10000, usually 100; one answer has never more than 500
     * @param cursor  the {@code next} of the answer before
     */
    @Get(uris = {"/rejects", "/rejects.csv"})
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_CSV})
    public HttpResponse<Page<RejectView>> list(
            HttpRequest<?> request,
            @Nullable @QueryValue String station,
            @Nullable @QueryValue String reason,
            @Nullable @QueryValue String limit,
            @Nullable @QueryValue String cursor) {
        Slice<Rejected, Long> slice = rejects.list(
                station,
                Arguments.reason(reason),
                Cursor.read(LIST, cursor, Long.MAX_VALUE, Long::valueOf),
                Arguments.limit(limit));
        return Answers.list(
                request, Page.of(slice, RejectView::of, id -> Cursor.of(LIST, id.toString()), RejectView.csv()));
    }

    /**
     * How much was refused, by station and reason, most first.
     *
     * @param station only of this station
     * @param reason  only for this reason
     */
    @Get(uris = {"/rejects/counts", "/rejects/counts.csv"})
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_CSV})
    public HttpResponse<Page<CountView>> counts(
            HttpRequest<?> request, @Nullable @QueryValue String station, @Nullable @QueryValue String reason) {
        return Answers.list(
                request,
                Page.whole(
                        rejects.counts(station, Arguments.reason(reason)).stream()
                                .map(CountView::of)
                                .toList(),
                        CountView.csv()));
    }

    /** One refused message; with its payload for holders of a key. */
    @Get("/rejects/{id}")
    public RejectView find(long id) {
        return RejectView.of(kept(id));
    }

    /**
     * Refused messages with their payload, one JSON object a line, in the order of their numbers, for an archive. Ask again
     * with the last number until nothing comes, then say so at {@code rejects/exported}.
     *
     * @param after only those with a larger number, 0 for the first
     */
    @Get("/rejects/messages")
    @Produces("application/x-ndjson")
    @Secured(Role.REVIEWER)
    @SecurityRequirement(name = ApiDescription.KEY)
    public String export(@QueryValue(defaultValue = "0") long after) throws JsonProcessingException {
        StringBuilder lines = new StringBuilder();
        for (Kept kept : rejects.export(after, EXPORTED_AT_ONCE, BYTES_AT_ONCE)) {
            lines.append(json.writeValueAsString(RejectView.of(kept))).append('\n');
        }
        return lines.toString();
    }

    /**
     * Says that the refused messages up to this number are kept elsewhere. With LIMPID_REFUSED_BODY_DAYS set they are
     * shortened to their first KiB that many days later.
     *
     * @param upTo number of the last message taken
     * @return how many were not exported before
     */
    @Post("/rejects/exported")
    @Secured(Role.ADMIN)
    @SecurityRequirement(name = ApiDescription.KEY)
    public ExportedView exported(@QueryValue long upTo, Authentication holder) {
        rights.requireEverywhere(holder, "refused messages are of all places");
        return new ExportedView(rejects.markExported(upTo, clock.instant()));
    }

    /** What was shortened after its export, the newest first. */
    @Get("/rejects/expiries")
    public Page<ExpiryView> expiries() {
        return Page.whole(rejects.expiries().stream().map(ExpiryView::of).toList(), ExpiryView.csv());
    }

    /**
     * Hands a refused message in once more, for example after its station was registered; with a body as somebody says that it
     * was meant: names of values, and numbers to multiply them by.
     */
    @Post("/rejects/{id}/replay")
    @Secured({Role.STATION_ENGINEER, Role.REVIEWER})
    @SecurityRequirement(name = ApiDescription.KEY)
    public ReceiptView replay(Authentication holder, long id, @Nullable @Body MeaningRequest body) {
        requireStation(holder, id);
        if (!kept(id).rejected().whole()) {
            throw new Problem.Exception(
                    Type.CONTRADICTION,
                    "only the beginning of refused message " + id + " is kept; its station must send it again",
                    Map.of());
        }
        Meaning meaning = new Meaning(json, body == null ? null : body.names, body == null ? null : body.factors);
        return ReceiptView.of(intake.replay(id, holder.getName(), meaning));
    }

    /**
     * What the values of a message meant.
     *
     * @param names   of values, as they were sent, to those of /api/v1/parameters
     * @param factors by names as they were sent, numbers above 0 to multiply values by: 0.001 from μg/m³ to mg/m³
     */
    @Schema(name = "MeaningRequest")
    public record MeaningRequest(
            @Nullable Map<String, @Nullable String> names,
            @Nullable Map<String, @Nullable BigDecimal> factors) {}

    /** Says that nothing is to be done about a refused message, and why; it stays, and can be replayed all the same. */
    @Post("/rejects/{id}/discard")
    @Secured({Role.STATION_ENGINEER, Role.REVIEWER})
    @SecurityRequirement(name = ApiDescription.KEY)
    public RejectView discard(Authentication holder, long id, @Body DiscardRequest body) {
        requireStation(holder, id);
        String reason = body.reason == null ? "" : body.reason.strip();
        if (reason.isEmpty() || reason.length() > LONGEST_REASON) {
            throw new Problem.Exception(
                    Type.BAD_REQUEST,
                    "reason: is needed, of at most " + LONGEST_REASON + " characters",
                    Map.of("member", "reason"));
        }
        Kept found = kept(id);
        rejects.discard(found.rejected().id(), new Rejects.Discarded(clock.instant(), holder.getName(), reason));
        return RejectView.of(kept(id));
    }

    /**
     * Why nothing is to be done.
     *
     * @param reason as a reader of the desk understands it
     */
    @Schema(name = "DiscardRequest")
    public record DiscardRequest(@Nullable String reason) {}

    private void requireStation(Authentication holder, long id) {
        String station = rejects.find(id).map(kept -> kept.rejected().station()).orElse("");
        if (station.isEmpty()) {
            rights.requireEverywhere(holder, "refused message " + id + " is of no station");
        } else {
            rights.requireStation(holder, station);
        }
    }

    private Kept kept(long id) {
        return rejects.find(id)
                .orElseThrow(() ->
                        new Problem.Exception(Type.UNKNOWN_REJECT, "no refused message " + id + " is kept", Map.of()));
    }
}
