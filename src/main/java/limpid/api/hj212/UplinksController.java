package limpid.api.hj212;

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
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import limpid.api.http.Answers;
import limpid.api.http.ApiDescription;
import limpid.api.http.Arguments;
import limpid.api.http.Local;
import limpid.api.http.Page;
import limpid.api.http.Page.Lines;
import limpid.people.Role;
import limpid.store.Uplinks;
import limpid.store.Uplinks.Account;
import limpid.store.Uplinks.Item;
import limpid.store.Uplinks.Standing;
import org.jspecify.annotations.Nullable;

/** What is passed on to platforms by HJ 212 上传, and its outcome. */
@Controller("/api/v1/hj212/uplinks")
@Secured(Role.VIEWER)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "hj212")
public class UplinksController {
    private static final Duration USUAL = Duration.ofDays(1);

    private final Uplinks uplinks;
    private final InstantSource clock;

    UplinksController(Uplinks uplinks, InstantSource clock) {
        this.uplinks = uplinks;
        this.clock = clock;
    }

    /** How far it is with each platform that readings were ever passed on to. */
    @Get
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_CSV})
    @SecurityRequirement(name = ApiDescription.KEY)
    public HttpResponse<Page<UplinkView>> list(HttpRequest<?> request) {
        return Answers.list(
                request,
                Page.whole(uplinks.standings().stream().map(UplinkView::of).toList(), UplinkView.csv()));
    }

    /**
     * What of a span was to be sent, was sent, answered, and is missing 对账, by station. Without bounds the span is the last
     * 24 hours.
     *
     * @param platform its name
     * @param from     ends after it; a time with its offset, or a local date for its 00:00
     * @param to       ends not after it; a time with its offset, or a local date for its 24:00
     */
    @Get("/{platform}/reconciliation")
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_CSV})
    @SecurityRequirement(name = ApiDescription.KEY)
    public HttpResponse<Page<AccountView>> reconciliation(
            HttpRequest<?> request,
            String platform,
            @Nullable @QueryValue String from,
            @Nullable @QueryValue String to) {
        return Answers.list(
                request,
                Page.whole(
                        uplinks.reconcile(platform, Arguments.span(from, to, clock.instant(), USUAL)).stream()
                                .map(AccountView::of)
                                .toList(),
                        AccountView.csv()));
    }

    /**
     * Records of a span that the platform has not answered, in the order in which they go out.
     *
     * @param platform its name
     * @param from     ends after it; a time with its offset, or a local date for its 00:00
     * @param to       ends not after it; a time with its offset, or a local date for its 24:00
     * @param limit    at most so many, 1 to 10000, usually 100
     */
    @Get("/{platform}/missing")
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_CSV})
    @SecurityRequirement(name = ApiDescription.KEY)
    public HttpResponse<Page<MissingView>> missing(
            HttpRequest<?> request,
            String platform,
            @Nullable @QueryValue String from,
            @Nullable @QueryValue String to,
            @Nullable @QueryValue String limit) {
        return Answers.list(
                request,
                Page.whole(
                        uplinks
                                .missing(
                                        platform,
                                        Arguments.span(from, to, clock.instant(), USUAL),
                                        Arguments.limit(limit))
                                .stream()
                                .map(MissingView::of)
                                .toList(),
                        MissingView.csv()));
    }

    /**
     * How far it is with a platform.
     *
     * @param connectedSince null while it is not connected
     * @param lastAnswerAt   null where it never answered
     * @param trouble        why nothing is sent; empty where all is well
     * @param waiting        records that are not answered
     * @param answered       records that are
     * @param oldestWaiting  since when the first of the waiting ones waits
     */
    @Schema(name = "Uplink")
    public record UplinkView(
            String platform,
            @Nullable OffsetDateTime connectedSince,
            @Nullable OffsetDateTime lastAnswerAt,
            String trouble,
            long waiting,
            long answered,
            @Nullable OffsetDateTime oldestWaiting) {
        private static Lines<UplinkView> csv() {
            return Lines.of(
                    UplinkView.class, "platform connectedSince lastAnswerAt trouble waiting answered oldestWaiting");
        }

        private static UplinkView of(Standing standing) {
            return new UplinkView(
                    standing.platform(),
                    Local.optionalTime(standing.connectedSince()),
                    Local.optionalTime(standing.lastAnswerAt()),
                    standing.trouble(),
                    standing.waiting(),
                    standing.answered(),
                    Local.optionalTime(standing.oldest()));
        }
    }

    /**
     * The outcomes of a station's records.
     *
     * @param due      that were to be sent
     * @param sent     at least once
     * @param answered with the values of now
     * @param missing  not answered
     */
    @Schema(name = "UplinkAccount")
    public record AccountView(String station, String period, long due, long sent, long answered, long missing) {
        private static Lines<AccountView> csv() {
            return Lines.of(AccountView.class, "station period due sent answered missing");
        }

        private static AccountView of(Account account) {
            return new AccountView(
                    account.station(),
                    account.period().toString(),
                    account.due(),
                    account.sent(),
                    account.answered(),
                    account.missing());
        }
    }

    /**
     * A record that waits.
     *
     * @param attempts how often it was sent
     */
    @Schema(name = "UplinkMissing")
    public record MissingView(String station, String period, OffsetDateTime end, int attempts) {
        private static Lines<MissingView> csv() {
            return Lines.of(MissingView.class, "station period end attempts");
        }

        private static MissingView of(Item item) {
            return new MissingView(item.station(), item.period().toString(), Local.time(item.end()), item.attempts());
        }
    }
}
