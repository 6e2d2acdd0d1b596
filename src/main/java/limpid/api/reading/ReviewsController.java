package limpid.api.reading;

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
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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
import limpid.measure.Flags;
import limpid.measure.Parameter;
import limpid.measure.Parameters;
import limpid.people.Role;
import limpid.store.Reviews;
import limpid.store.Reviews.Review;
import limpid.store.Reviews.Verdict;
import limpid.store.SecondsRemoved;
import limpid.store.Span;
import limpid.store.Stations;
import org.jspecify.annotations.Nullable;

/** What reviewers decide about readings. */
@Controller("/api/v1/stations/{code}")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "readings")
public class ReviewsController {
    private static final int LONGEST_REASON = 1000;

    private final Stations stations;
    private final Reviews reviews;
    private final Rights rights;
    private final InstantSource clock;

    ReviewsController(Stations stations, Reviews reviews, Rights rights, InstantSource clock) {
        this.rights = rights;
        this.stations = stations;
        this.reviews = reviews;
        this.clock = clock;
    }

    /**
     * Marks the readings of a span invalid (flag RI), or valid again (RV) 审核. Each becomes a revision that names who, when
     * and why; the readings' list shows it with {@code revisions=true}. Every figure that rests on them follows. One-second
     * levels that were removed cannot be judged: 409 tells their spans in {@code removed}, and nothing is changed.
     *
     * @param code of the station
     */
    @Post("/reviews")
    @Secured(Role.REVIEWER)
    @SecurityRequirement(name = ApiDescription.KEY)
    public ReviewView review(String code, @Body ReviewRequest request, Authentication holder) {
        rights.requireStation(holder, code);
        if (stations.registered(code).isEmpty()) {
            throw Problem.unknownStation(code);
        }
        Review review = new Review(
                code,
                parameters(request.parameters),
                span(request),
                valid(request),
                Reviews.ORIGIN + holder.getName(),
                clock.instant(),
                reason(request));
        String flag = Flags.standard().get(review.valid() ? "RV" : "RI").code();
        try {
            return new ReviewView(reviews.review(review), flag);
        } catch (SecondsRemoved e) {
            throw new Problem.Exception(
                    Type.SECONDS_REMOVED,
                    "the minutes of the spans in removed are final, because their seconds were removed; nothing was changed",
                    Map.of("removed", e.spans().stream().map(RemovedView::of).toList()));
        }
    }

    /**
     * What can be judged no more: whole minutes.
     *
     * @param from minutes that end after it
     * @param to   minutes that end not after it
     */
    @Schema(name = "RemovedSpan")
    public record RemovedView(OffsetDateTime from, OffsetDateTime to) {
        private static RemovedView of(Span span) {
            return new RemovedView(Local.time(span.fromExclusive()), Local.time(span.toInclusive()));
        }
    }

    /**
     * The verdicts on readings of a station, newest first.
     *
     * @param code of the station
     */
    @Get(uris = {"/reviews", "/reviews.csv"})
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_CSV})
    @Secured(SecurityRule.IS_ANONYMOUS)
    public HttpResponse<Page<VerdictView>> list(HttpRequest<?> request, String code) {
        if (stations.registered(code).isEmpty()) {
            throw Problem.unknownStation(code);
        }
        List<VerdictView> verdicts =
                reviews.verdicts(code).stream().map(VerdictView::of).toList();
        return Answers.list(request, Page.whole(verdicts, VerdictView.CSV));
    }

    private static List<Parameter> parameters(@Nullable List<String> codes) {
        List<Parameter> parameters = new ArrayList<>();
        for (String code : codes == null ? List.<String>of() : codes) {
            Parameter parameter = Arguments.parameter(code, Parameters.standard());
            if (parameter != null) {
                parameters.add(parameter);
            }
        }
        return parameters;
    }

    private Span span(ReviewRequest request) {
        if (request.from == null || request.to == null) {
            throw bad("from", "from and to are needed");
        }
        Span span = Arguments.span(request.from, request.to, clock.instant(), Duration.ZERO);
        if (!span.fromExclusive().isBefore(span.toInclusive())) {
            throw bad("to", "the span ends before it begins");
        }
        return span;
    }

    private static boolean valid(ReviewRequest request) {
        if (request.valid == null) {
            throw bad("valid", "true or false is needed");
        }
        return request.valid;
    }

    private static String reason(ReviewRequest request) {
        String reason = request.reason == null ? "" : request.reason.trim();
        if (reason.isEmpty() || reason.length() > LONGEST_REASON) {
            throw bad("reason", "a reason is needed, of at most " + LONGEST_REASON + " characters");
        }
        return reason;
    }

    private static Problem.Exception bad(String member, String reason) {
        return new Problem.Exception(Type.BAD_REQUEST, member + ": " + reason, Map.of("member", member));
    }

    /**
     * A verdict on readings.
     *
     * @param parameters only these, for example PM2.5; without it all
     * @param from       a time with its offset, or a local date for its 00:00; a period that ends then is outside
     * @param to         a time with its offset, or a local date for its 24:00; a period that ends then is inside
     * @param valid      whether the values may enter means
     * @param reason     why
     */
    @Schema(name = "ReviewRequest")
    public record ReviewRequest(
            @Nullable List<String> parameters,
            @Nullable String from,
            @Nullable String to,
            @Nullable Boolean valid,
            @Nullable String reason) {}

    /**
     * A verdict that was given.
     *
     * @param parameters only these; empty for all
     * @param from       periods that end after it
     * @param to         periods that end until it
     * @param valid      whether the values may enter means
     * @param readings   how many readings it changed
     * @param by         who said so; null for those who ask without a key
     */
    @Schema(name = "Verdict")
    public record VerdictView(
            List<String> parameters,
            OffsetDateTime from,
            OffsetDateTime to,
            boolean valid,
            int readings,
            String reason,
            @Nullable String by,
            OffsetDateTime at) {
        private static final Lines<VerdictView> CSV = new Lines<>(
                List.of("parameters", "from", "to", "valid", "readings", "reason", "by", "at"),
                view -> Arrays.asList(
                        String.join(" ", view.parameters),
                        view.from,
                        view.to,
                        view.valid,
                        view.readings,
                        view.reason,
                        view.by,
                        view.at));

        private static VerdictView of(Verdict verdict) {
            Review review = verdict.review();
            return new VerdictView(
                    review.parameters().stream().map(Parameter::code).toList(),
                    Local.time(review.span().fromExclusive()),
                    Local.time(review.span().toInclusive()),
                    review.valid(),
                    verdict.readings(),
                    review.reason(),
                    Holders.name(review.by()),
                    Local.time(review.at()));
        }
    }

    /**
     * What came of it.
     *
     * @param readings how many readings have another flag now
     * @param flag     RI or RV
     */
    @Schema(name = "Review")
    public record ReviewView(int readings, String flag) {}
}
