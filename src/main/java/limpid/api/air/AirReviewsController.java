package limpid.api.air;

import com.fasterxml.jackson.annotation.JsonInclude;
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
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.OffsetDateTime;
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
import limpid.measure.LocalDay;
import limpid.measure.Medium;
import limpid.people.ReviewLevels;
import limpid.people.Role;
import limpid.store.Results.Kind;
import limpid.store.Results.Subject;
import limpid.store.Reviews;
import limpid.store.Reviews.Confirmation;
import limpid.store.Reviews.Confirmed;
import limpid.store.Reviews.KeptConfirmation;
import limpid.store.Reviews.LevelMissing;
import limpid.store.Reviews.OwnLevel;
import limpid.store.Stations;
import limpid.store.Stations.Filter;
import org.jspecify.annotations.Nullable;

/** Days of air that reviewers have confirmed 数据审核. */
@Controller("/api/v1/air")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "air")
public class AirReviewsController {
    private static final int LONGEST_REMARK = 1000;

    private final Stations stations;
    private final Reviews reviews;
    private final Rights rights;
    private final ReviewLevels levels;
    private final InstantSource clock;

    AirReviewsController(Stations stations, Reviews reviews, Rights rights, ReviewLevels levels, InstantSource clock) {
        this.levels = levels;
        this.rights = rights;
        this.stations = stations;
        this.reviews = reviews;
        this.clock = clock;
    }

    /**
     * Confirmations that hold, newest first.
     *
     * @param station only of this one
     * @param city    only of this one
     * @param from    local date
     * @param to      last local date, which is included
     * @param asOf    as they were known at this time
     */
    @Get(uris = {"/reviews", "/reviews.csv"})
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_CSV})
    public HttpResponse<Page<ConfirmationView>> list(
            HttpRequest<?> request,
            @Nullable @QueryValue String station,
            @Nullable @QueryValue String city,
            @Nullable @QueryValue String from,
            @Nullable @QueryValue String to,
            @Nullable @QueryValue String asOf) {
        List<KeptConfirmation> kept = reviews.confirmations(
                Arguments.subject(station, city),
                from == null ? null : Arguments.date("from", from),
                to == null ? null : Arguments.date("to", to),
                Arguments.instant("asOf", asOf));
        return Answers.list(
                request, Page.whole(kept.stream().map(ConfirmationView::of).toList(), ConfirmationView.CSV));
    }

    /**
     * Confirms the days of a station, or of a city and its stations 审核确认: their status becomes reviewed. Daily figures are
     * provisional and revised in the first ten days of the next month (HJ 633-2012 5.1.5). A figure that changes afterwards
     * is provisional again until it is confirmed anew. With LIMPID_REVIEW_LEVELS above 1 each level confirms what the one before
     * has, by another person, and the days are reviewed with the last.
     */
    @Post("/reviews")
    @Status(HttpStatus.CREATED)
    @Secured(Role.REVIEWER)
    @SecurityRequirement(name = ApiDescription.KEY)
    public ConfirmedView confirm(@Body ConfirmationRequest request, Authentication holder) {
        requirePlace(holder, named(request));
        Confirmation confirmation =
                new Confirmation(subject(request), date("from", request.from), last(request), remark(request));
        if (confirmation.last().isBefore(confirmation.first())) {
            throw bad("to", "the last day is before the first");
        }
        int level = level(request, holder);
        return switch (reviews.confirm(confirmation, holder.getName(), level, levels.count())) {
            case Confirmed done -> new ConfirmedView(done.id(), done.days(), level, levels.isLast(level));
            case OwnLevel own ->
                throw new Problem.Exception(
                        Type.CONTRADICTION,
                        holder.getName() + " has confirmed " + own.day()
                                + " on another level; levels are given by different persons",
                        Map.of("day", own.day().toString()));
            case LevelMissing missing ->
                throw new Problem.Exception(
                        Type.CONTRADICTION,
                        "level " + (level - 1) + " has not confirmed " + missing.day() + " as its figures are now",
                        Map.of("day", missing.day().toString()));
        };
    }

    private int level(ConfirmationRequest request, Authentication holder) {
        int level = request.level == null ? 1 : request.level;
        if (level < 1 || level > levels.count()) {
            throw bad("level", "1 to " + levels.count() + ", as LIMPID_REVIEW_LEVELS says");
        }
        String role = ReviewLevels.role(level);
        if (!holder.getRoles().contains(role)) {
            throw new Problem.Exception(
                    Type.FORBIDDEN, "level " + level + " is for the role " + role, Map.of("roles", List.of(role)));
        }
        return level;
    }

    /**
     * Confirmations below the last level that hold, newest first; none where one level is enough.
     *
     * @param station only of this one
     * @param city    only of this one
     * @param from    local date
     * @param to      last local date, which is included
     */
    @Get("/reviews/levels")
    public Page<ConfirmationView> lower(
            @Nullable @QueryValue String station,
            @Nullable @QueryValue String city,
            @Nullable @QueryValue String from,
            @Nullable @QueryValue String to) {
        return Page.whole(
                reviews
                        .lowerConfirmations(
                                Arguments.subject(station, city),
                                from == null ? null : Arguments.date("from", from),
                                to == null ? null : Arguments.date("to", to))
                        .stream()
                        .map(ConfirmationView::of)
                        .toList(),
                ConfirmationView.CSV);
    }

    /**
     * Takes a confirmation below the last level back.
     *
     * @param id of the confirmation
     */
    @Delete("/reviews/levels/{id}")
    @Status(HttpStatus.NO_CONTENT)
    @Secured(Role.REVIEWER)
    @SecurityRequirement(name = ApiDescription.KEY)
    public void withdrawLower(long id, Authentication holder) {
        requirePlace(holder, id, reviews.lowerConfirmations(null, null, null));
        if (!reviews.withdrawLower(id, holder.getName())) {
            throw new Problem.Exception(Type.NOT_FOUND, "no confirmation " + id + " holds", Map.of("id", id));
        }
    }

    private void requirePlace(Authentication holder, long id, List<KeptConfirmation> known) {
        known.stream()
                .filter(kept -> kept.id() == id)
                .findFirst()
                .ifPresentOrElse(
                        kept -> requirePlace(holder, kept.confirmation().subject()),
                        () -> rights.requireEverywhere(holder, "confirmation " + id + " is of no place"));
    }

    private void requirePlace(Authentication holder, Subject subject) {
        if (subject.kind() == Kind.STATION) {
            rights.requireStation(holder, subject.code());
        } else {
            rights.requireCity(holder, subject.code());
        }
    }

    private static Subject named(ConfirmationRequest request) {
        if (request.station == null == (request.city == null)) {
            throw bad("station", "a station or a city is needed, not both");
        }
        return request.station == null
                ? new Subject(Kind.CITY, String.valueOf(request.city))
                : new Subject(Kind.STATION, request.station);
    }

    private Subject subject(ConfirmationRequest request) {
        Subject subject = named(request);
        boolean known = subject.kind() == Kind.STATION
                ? stations.find(subject.code())
                        .filter(station -> station.medium() == Medium.AIR)
                        .isPresent()
                : !stations.list(new Filter(Medium.AIR, subject.code(), null, null), 1)
                        .isEmpty();
        if (!known) {
            throw bad(request.station == null ? "city" : "station", "no air station of " + subject.code());
        }
        return subject;
    }

    private static LocalDate date(String member, @Nullable String text) {
        if (text == null) {
            throw bad(member, "a local date is needed");
        }
        return Arguments.date(member, text);
    }

    private LocalDate last(ConfirmationRequest request) {
        LocalDate last = date("to", request.to);
        if (new LocalDay(last, LocalDay.CHINA).end().isAfter(clock.instant())) {
            throw bad("to", last + " is not over");
        }
        return last;
    }

    private static String remark(ConfirmationRequest request) {
        String remark = request.remark == null ? "" : request.remark.trim();
        if (remark.length() > LONGEST_REMARK) {
            throw bad("remark", "at most " + LONGEST_REMARK + " characters");
        }
        return remark;
    }

    private static Problem.Exception bad(String member, String reason) {
        return new Problem.Exception(Type.BAD_REQUEST, member + ": " + reason, Map.of("member", member));
    }

    /**
     * Takes a confirmation back; its days are provisional again.
     *
     * @param id of the confirmation
     */
    @Delete("/reviews/{id}")
    @Status(HttpStatus.NO_CONTENT)
    @Secured(Role.REVIEWER)
    @SecurityRequirement(name = ApiDescription.KEY)
    public void withdraw(long id, Authentication holder) {
        requirePlace(holder, id, reviews.confirmations(null, null, null, null));
        if (!reviews.withdraw(id, holder.getName())) {
            throw new Problem.Exception(Type.NOT_FOUND, "no confirmation " + id + " holds", Map.of("id", id));
        }
    }

    /**
     * Days that are right as they are.
     *
     * @param station whose days, or
     * @param city    of which city and all its stations
     * @param from    first local date
     * @param to      last local date, which is included and over
     * @param remark  such as where the audit is filed; may be left out
     * @param level   1 初审, 2 复审 or 3 终审; without it 1
     */
    @Schema(name = "DayConfirmationRequest")
    public record ConfirmationRequest(
            @Nullable String station,
            @Nullable String city,
            @Nullable String from,
            @Nullable String to,
            @Nullable String remark,
            @Nullable Integer level) {}

    /**
     * What came of it.
     *
     * @param id       for taking it back
     * @param days     how many of the days have figures
     * @param level    on which
     * @param reviewed whether that was the last one, so that the days are reviewed
     */
    @Schema(name = "DayConfirmed")
    public record ConfirmedView(long id, int days, int level, boolean reviewed) {}

    /**
     * A confirmation that holds.
     *
     * @param station whose days, or
     * @param city    of which city and its stations
     * @param from    first local date
     * @param to      last local date
     * @param by      who confirmed them
     * @param level   on which
     */
    @Schema(name = "DayConfirmation")
    public record ConfirmationView(
            long id,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String station,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String city,

            LocalDate from,
            LocalDate to,
            String remark,
            @Nullable String by,
            OffsetDateTime at,
            int level) {
        private static final Lines<ConfirmationView> CSV = new Lines<>(
                List.of("id", "station", "city", "from", "to", "remark", "by", "at", "level"),
                view -> Arrays.asList(
                        view.id,
                        view.station,
                        view.city,
                        view.from,
                        view.to,
                        view.remark,
                        view.by,
                        view.at,
                        view.level));

        private static ConfirmationView of(KeptConfirmation kept) {
            Confirmation confirmation = kept.confirmation();
            Subject subject = confirmation.subject();
            return new ConfirmationView(
                    kept.id(),
                    subject.kind() == Kind.STATION ? subject.code() : null,
                    subject.kind() == Kind.CITY ? subject.code() : null,
                    confirmation.first(),
                    confirmation.last(),
                    confirmation.remark(),
                    Holders.name(kept.by()),
                    Local.time(kept.at()),
                    kept.level());
        }
    }
}
