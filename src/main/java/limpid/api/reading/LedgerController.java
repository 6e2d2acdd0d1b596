package limpid.api.reading;

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
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import limpid.api.http.Answers;
import limpid.api.http.Arguments;
import limpid.api.http.Local;
import limpid.api.http.Page;
import limpid.api.http.Page.Lines;
import limpid.measure.LocalDay;
import limpid.measure.Medium;
import limpid.store.Committed;
import limpid.store.Ledger;
import limpid.store.Ledger.Account;
import limpid.store.Span;
import org.jspecify.annotations.Nullable;

/** The accounts of all stations side by side. */
@Controller("/api/v1")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "readings")
public class LedgerController {
    private static final Duration DAY = Duration.ofDays(1);

    private final Ledger ledger;
    private final InstantSource clock;

    LedgerController(Ledger ledger, InstantSource clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    /**
     * Where everything went that arrived, station by station 台账, and when each was last heard of. Arrivals are counted by
     * local day of arrival; without bounds the span is the last 24 hours.
     *
     * @param medium only of air, water or noise
     * @param from   a time with its offset, or a local date for its 00:00
     * @param to     a time with its offset, or a local date for its 24:00
     */
    @Get(uris = {"/ledger", "/ledger.csv"})
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_CSV})
    public HttpResponse<Page<AccountView>> accounts(
            HttpRequest<?> request,
            @Nullable @QueryValue String medium,
            @Nullable @QueryValue String from,
            @Nullable @QueryValue String to) {
        Span span = Arguments.span(from, to, clock.instant(), DAY);
        return Answers.list(request, Page.whole(accounts(Arguments.medium(medium), span), AccountView.csv()));
    }

    /** The accounts of all stations over the last 24 hours. */
    public List<AccountView> today() {
        Instant now = clock.instant();
        return accounts(null, new Span(now.minus(DAY), now));
    }

    private List<AccountView> accounts(@Nullable Medium medium, Span span) {
        Instant now = clock.instant();
        LocalDate first = LocalDay.dateAt(span.fromExclusive());
        LocalDate last = LocalDay.ofEnd(span.toInclusive(), LocalDay.CHINA).date();
        return ledger.accounts(medium, first, last).stream()
                .map(account -> AccountView.of(account, now))
                .toList();
    }

    /**
     * The account of one station.
     *
     * @param received       stored + duplicate + revised + refused
     * @param lastReceivedAt when its last message arrived, on whatever day; null where none ever did
     * @param silent         whether nothing has arrived for longer than three of its periods, at least 15 minutes; null
     *                       for stations that send samples, which have no due times
     */
    @Schema(name = "LedgerAccount")
    public record AccountView(
            String station,
            String medium,
            String period,
            long received,
            long stored,
            long duplicate,
            long revised,
            long refused,
            @Nullable OffsetDateTime lastReceivedAt,
            @Nullable Boolean silent) {
        private static final int SILENT_PERIODS = 3;
        private static final Duration LEAST_SILENCE = Duration.ofMinutes(15);

        private static Lines<AccountView> csv() {
            return Lines.of(
                    AccountView.class,
                    "station medium period received stored duplicate revised refused lastReceivedAt silent");
        }

        private static AccountView of(Account account, Instant now) {
            Committed counts = account.counts();
            return new AccountView(
                    account.station(),
                    account.medium().code(),
                    account.period().toString(),
                    counts.received(),
                    counts.stored(),
                    counts.duplicate(),
                    counts.revised(),
                    counts.refused(),
                    Local.optionalTime(account.lastReceivedAt()),
                    silent(account, now));
        }

        private static @Nullable Boolean silent(Account account, Instant now) {
            if (account.period().isZero()) {
                return null;
            }
            Instant last = account.lastReceivedAt();
            Duration allowed = account.period().multipliedBy(SILENT_PERIODS);
            Duration longest = allowed.compareTo(LEAST_SILENCE) < 0 ? LEAST_SILENCE : allowed;
            return last == null || last.plus(longest).isBefore(now);
        }
    }
}
