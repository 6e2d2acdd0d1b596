package limpid.api.reading;

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
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Map;
import limpid.api.http.Answers;
import limpid.api.http.ApiDescription;
import limpid.api.http.Arguments;
import limpid.api.http.Cursor;
import limpid.api.http.Page;
import limpid.api.http.Problem;
import limpid.api.http.Problem.Type;
import limpid.api.http.Rights;
import limpid.decode.Limits;
import limpid.decode.Payload;
import limpid.decode.Topic;
import limpid.flow.DirectIntake;
import limpid.flow.Receipt;
import limpid.measure.LocalDay;
import limpid.measure.Parameters;
import limpid.people.Role;
import limpid.rule.Rules;
import limpid.station.Station;
import limpid.store.Ledger;
import limpid.store.Position;
import limpid.store.ReadingHistory;
import limpid.store.ReadingHistory.Known;
import limpid.store.ReadingHistory.Question;
import limpid.store.Removals;
import limpid.store.Slice;
import limpid.store.Span;
import limpid.store.Stations;
import org.jspecify.annotations.Nullable;

/** The readings of a station, and its account. */
@Controller("/api/v1/stations/{code}")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "readings")
public class ReadingsController {
    private static final Duration DAY = Duration.ofDays(1);
    /** The ledger counts what is there one by one. */
    private static final Duration LONGEST_LEDGER = Duration.ofDays(366);

    private static final String LIST = "readings";

    private final Stations stations;
    private final ReadingHistory readings;
    private final Ledger ledger;
    private final Removals removals;
    private final DirectIntake intake;
    private final Rights rights;
    private final Rules rules;
    private final int longestPayload;
    private final InstantSource clock;

    ReadingsController(
            Stations stations,
            ReadingHistory readings,
            Ledger ledger,
            Removals removals,
            DirectIntake intake,
            Rights rights,
            Rules rules,
            Limits limits,
            InstantSource clock) {
        this.longestPayload = limits.bytes();
        this.rules = rules;
        this.stations = stations;
        this.readings = readings;
        this.ledger = ledger;
        this.removals = removals;
        this.intake = intake;
        this.rights = rights;
        this.clock = clock;
    }

    /**
     * Readings in the order of their ends. A reading belongs to the span when its period ends after {@code from} and
     * not after {@code to}; without bounds the span is the last 24 hours.
     *
     * @param parameter only this one, for example PM2.5
     * @param from      a time with its offset, or a local date for its 00:00
     * @param to        a time with its offset, or a local date for its 24:00
     * @param asOf      as they were known at this time
     * @param revisions true: with what each reading was before
     * @param limit     at most so many, 1 to 10000, usually 100
     * @param cursor    the {@code next} of the answer before
     */
    @Get(uris = {"/readings", "/readings.csv"})
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_CSV})
    public HttpResponse<Page<ReadingView>> list(
            HttpRequest<?> request,
            String code,
            @Nullable @QueryValue String parameter,
            @Nullable @QueryValue String from,
            @Nullable @QueryValue String to,
            @Nullable @QueryValue String asOf,
            @Nullable @QueryValue String revisions,
            @Nullable @QueryValue String limit,
            @Nullable @QueryValue String cursor) {
        Span span = Arguments.span(from, to, clock.instant(), DAY);
        Question question = new Question(
                station(code).code(),
                Arguments.parameter(parameter, Parameters.standard()),
                span,
                Arguments.instant("asOf", asOf),
                Arguments.flag("revisions", revisions));
        Slice<Known, Position> slice = readings.readings(
                question, Cursor.position(LIST, cursor, Position.before(span)), Arguments.limit(limit));
        return Answers.list(
                request,
                Page.of(
                        slice,
                        question.revisions() ? ReadingView::withRevisions : ReadingView::of,
                        position -> Cursor.of(LIST, position),
                        ReadingView.csv()));
    }

    /**
     * The newest reading of every series. One whose flag keeps it out of figures has no value here, and its flag for a reason; what
     * was sent stands among the readings.
     */
    @Get(uris = {"/latest", "/latest.csv"})
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_CSV})
    public HttpResponse<Page<ReadingView>> latest(HttpRequest<?> request, String code) {
        return Answers.list(
                request,
                Page.whole(
                        readings.latest(station(code).code()).stream()
                                .map(ReadingView::newest)
                                .toList(),
                        ReadingView.csv()));
    }

    /**
     * Where everything went that arrived, and which slots are empty. Arrivals are counted by local day of arrival,
     * slots by
     * the end of their period; without bounds the span is the last 24 hours; it is 366 days at most.
     *
     * @param from a time with its offset, or a local date for its 00:00
     * @param to   a time with its offset, or a local date for its 24:00
     */
    @Get("/ledger")
    public LedgerView account(String code, @Nullable @QueryValue String from, @Nullable @QueryValue String to) {
        Instant now = clock.instant();
        Station station = station(code);
        Span span = Arguments.span(from, to, now, DAY);
        if (Duration.between(span.fromExclusive(), span.toInclusive()).compareTo(LONGEST_LEDGER) > 0) {
            throw Problem.badParameter(
                    "from",
                    String.valueOf(from),
                    "a time not more than " + LONGEST_LEDGER.toDays() + " days before the end");
        }
        LocalDate first = span.fromExclusive().atZone(station.zone()).toLocalDate();
        LocalDate last = LocalDay.ofEnd(span.toInclusive(), station.zone()).date();
        Span due = LedgerView.due(station, span, now);
        return LedgerView.of(
                station,
                span,
                due,
                ledger.entries(code, first, last),
                ledger.refusedFor(code, arrivals(first, last)),
                ledger.held(code, span),
                removals.of(code, span),
                ledger.silences(code, due, LedgerView.longestPause(station)),
                LedgerView.Overlaps.of(ledger.overlaps(code, span), hourEnd -> rules.noise()
                        .of(
                                station.city(),
                                LocalDay.ofEnd(hourEnd, station.zone()).date())));
    }

    /** The ledger counts arrivals by local days of the service. */
    private static Span arrivals(LocalDate first, LocalDate last) {
        return new Span(new LocalDay(first, LocalDay.CHINA).start(), new LocalDay(last, LocalDay.CHINA).end());
    }

    /** Hands in readings: the same body as a message to the broker, one object or an array of them. */
    @Post("/readings")
    @Secured({Role.STATION, Role.STATION_ENGINEER, Role.ANALYST})
    @SecurityRequirement(name = ApiDescription.KEY)
    public ReceiptView handIn(
            String code,
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = ReadingsMessage.class),
                                            examples = @ExampleObject("""
                                                            {"end":"2026-03-01T01:00:00+08:00","period":"PT1H",\
                                                            "values":{"PM2.5":22,"O3":88},"flags":{"O3":"M"}}""")))
                    @Body
                    byte[] message,
            Authentication holder) {
        rights.requireStation(holder, code);
        Topic topic = new Topic(station(code).medium(), code);
        if (message.length > longestPayload) {
            throw new Problem.Exception(
                    Type.TOO_LARGE,
                    "the message has " + message.length + " bytes, the most are " + longestPayload
                            + " (LIMPID_LONGEST_PAYLOAD); nothing of it was kept",
                    Map.of());
        }
        Receipt receipt =
                intake.accept(new Payload(topic.toString(), message, clock.instant(), "http " + holder.getName()));
        ReceiptView view = ReceiptView.of(receipt);
        if (receipt.allRefused()) {
            throw new Problem.Exception(
                    Type.ALL_REFUSED,
                    "nothing of the message could be kept as a reading; it is kept whole and can be replayed",
                    Map.of("received", view.received(), "refused", view.refused(), "refusals", view.refusals()));
        }
        return view;
    }

    private Station station(String code) {
        return stations.find(code).orElseThrow(() -> Problem.unknownStation(code));
    }
}
