package limpid.api;

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
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Function;
import limpid.measure.LocalDay;
import limpid.noise.NightMeaning;
import limpid.noise.NoiseSettings;
import limpid.rule.Rules;
import limpid.standard.Edition;
import limpid.standard.StandardBook;
import limpid.station.Station;
import limpid.store.Position;
import limpid.store.Results;
import limpid.store.Results.AirDay;
import limpid.store.Results.AirHour;
import limpid.store.Results.NoiseHour;
import limpid.store.Results.PointNoiseDay;
import limpid.store.Results.Question;
import limpid.store.Results.Subject;
import limpid.store.Results.WaterSample;
import limpid.store.Slice;
import limpid.store.Span;
import limpid.store.Stations;
import limpid.water.WaterSettings.Publication;
import org.jspecify.annotations.Nullable;

/** The figures that follow from the readings. */
@Controller("/api/v1")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
public class ResultsController {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration MONTH = Duration.ofDays(31);
    private static final String AIR_HOURS = "air-hours";
    private static final String AIR_DAYS = "air-days";
    private static final String WATER_SAMPLES = "water-samples";
    private static final String NOISE_HOURS = "noise-hours";
    private static final String NOISE_DAYS = "noise-days";

    private final Results results;
    private final Stations stations;
    private final Rules rules;
    private final InstantSource clock;
    private final AirWhatIf whatIf;

    ResultsController(Results results, Stations stations, Rules rules, InstantSource clock) {
        this.results = results;
        this.stations = stations;
        this.rules = rules;
        this.whatIf = new AirWhatIf(new AirChoices(rules, stations));
        this.clock = clock;
    }

    /**
     * Hours of air with their index, of one station, one city or every station, in the order of their ends. Without
     * bounds the span is the last 24 hours, or all time where only changes are asked for.
     *
     * @param station       only of this station
     * @param city          only of this city as a whole
     * @param from          a time with its offset, or a local date for its 00:00
     * @param to            a time with its offset, or a local date for its 24:00
     * @param edition       by which edition of the index: one such as HJ 633-2026, or 2012, 2026-transition, 2026-final.
     *                      Where it is not the one in force on them they are computed for this answer and marked
     *                      {@code official: false}. Without it, or with in-force, all are as published
     * @param asOf          as they were known at this time
     * @param modifiedSince only those known since after this time
     * @param limit         at most so many, 1 to 10000, usually 100
     * @param cursor        the {@code next} of the answer before
     */
    @Get(uris = {"/air/hours", "/air/hours.csv"})
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_CSV})
    @Tag(name = "air")
    public HttpResponse<Page<AirHourView>> airHours(
            HttpRequest<?> request,
            @Nullable @QueryValue String station,
            @Nullable @QueryValue String city,
            @Nullable @QueryValue String from,
            @Nullable @QueryValue String to,
            @Nullable @QueryValue String edition,
            @Nullable @QueryValue String asOf,
            @Nullable @QueryValue String modifiedSince,
            @Nullable @QueryValue String limit,
            @Nullable @QueryValue String cursor) {
        Span span = span(from, to, modifiedSince, clock.instant(), DAY);
        Edition wanted = AirArguments.index(edition);
        Question question = question(Arguments.subject(station, city), span, null, asOf, modifiedSince);
        Slice<AirHour, Position> slice = results.airHours(
                question, Cursor.position(AIR_HOURS, cursor, Position.before(span)), Arguments.limit(limit));
        return Answers.list(
                request,
                Page.of(slice, hourView(wanted), position -> Cursor.of(AIR_HOURS, position), AirHourView.csv()));
    }

    /**
     * Days of air with their index, of one station, one city or every station, in the order of their dates. Without
     * bounds the span is the last 31 days with today, or all time where only changes are asked for.
     *
     * @param station       only of this station
     * @param city          only of this city as a whole
     * @param from          a local date, or a time with its offset
     * @param to            a local date, which is included, or a time with its offset
     * @param edition       by which edition of the index: one such as HJ 633-2026, or 2012, 2026-transition, 2026-final.
     *                      Where it is not the one in force on them they are computed for this answer and marked
     *                      {@code official: false}. Without it, or with in-force, all are as published
     * @param asOf          as they were known at this time
     * @param modifiedSince only those known since after this time
     * @param limit         at most so many, 1 to 10000, usually 100
     * @param cursor        the {@code next} of the answer before
     */
    @Get(uris = {"/air/days", "/air/days.csv"})
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_CSV})
    @Tag(name = "air")
    public HttpResponse<Page<AirDayView>> airDays(
            HttpRequest<?> request,
            @Nullable @QueryValue String station,
            @Nullable @QueryValue String city,
            @Nullable @QueryValue String from,
            @Nullable @QueryValue String to,
            @Nullable @QueryValue String edition,
            @Nullable @QueryValue String asOf,
            @Nullable @QueryValue String modifiedSince,
            @Nullable @QueryValue String limit,
            @Nullable @QueryValue String cursor) {
        Instant now = clock.instant();
        Instant endOfToday = LocalDay.ofEnd(now, LocalDay.CHINA).end();
        Span span = span(from, to, modifiedSince, endOfToday, MONTH);
        Edition wanted = AirArguments.index(edition);
        Question question = question(Arguments.subject(station, city), span, null, asOf, modifiedSince);
        Slice<AirDay, Position> slice = results.airDays(
                question, Cursor.position(AIR_DAYS, cursor, Position.before(span)), Arguments.limit(limit));
        return Answers.list(
                request,
                Page.of(slice, dayView(wanted, now), position -> Cursor.of(AIR_DAYS, position), AirDayView.csv()));
    }

    /**
     * Sample sets of water sections 断面 with their class, in the order of their times. Without bounds the span is the
     * last 24 hours, or all time where only changes are asked for.
     *
     * @param section       only of this section
     * @param from          a time with its offset, or a local date for its 00:00
     * @param to            a time with its offset, or a local date for its 24:00
     * @param edition       only those judged by it, for example GB 3838-2002
     * @param asOf          as they were known at this time
     * @param modifiedSince only those known since after this time
     * @param limit         at most so many, 1 to 10000, usually 100
     * @param cursor        the {@code next} of the answer before
     */
    @Get(uris = {"/water/samples", "/water/samples.csv"})
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_CSV})
    @Tag(name = "water")
    public HttpResponse<Page<WaterSampleView>> waterSamples(
            HttpRequest<?> request,
            @Nullable @QueryValue String section,
            @Nullable @QueryValue String from,
            @Nullable @QueryValue String to,
            @Nullable @QueryValue String edition,
            @Nullable @QueryValue String asOf,
            @Nullable @QueryValue String modifiedSince,
            @Nullable @QueryValue String limit,
            @Nullable @QueryValue String cursor) {
        Span span = span(from, to, modifiedSince, clock.instant(), DAY);
        Question question = question(Arguments.subject(section, null), span, edition, asOf, modifiedSince);
        Slice<WaterSample, Position> slice = results.waterSamples(
                question, Cursor.position(WATER_SAMPLES, cursor, Position.before(span)), Arguments.limit(limit));
        return Answers.list(
                request,
                Page.of(
                        slice,
                        sample -> WaterSampleView.of(sample, publication(sample)),
                        position -> Cursor.of(WATER_SAMPLES, position),
                        WaterSampleView.csv()));
    }

    /**
     * Hours of noise with their levels, in the order of their ends. Without bounds the span is the last 24 hours, or
     * all time where only changes are asked for.
     *
     * @param station       only of this monitoring point
     * @param from          a time with its offset, or a local date for its 00:00
     * @param to            a time with its offset, or a local date for its 24:00
     * @param asOf          as they were known at this time
     * @param modifiedSince only those known since after this time
     * @param limit         at most so many, 1 to 10000, usually 100
     * @param cursor        the {@code next} of the answer before
     */
    @Get(uris = {"/noise/hours", "/noise/hours.csv"})
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_CSV})
    @Tag(name = "noise")
    public HttpResponse<Page<NoiseHourView>> noiseHours(
            HttpRequest<?> request,
            @Nullable @QueryValue String station,
            @Nullable @QueryValue String from,
            @Nullable @QueryValue String to,
            @Nullable @QueryValue String asOf,
            @Nullable @QueryValue String modifiedSince,
            @Nullable @QueryValue String limit,
            @Nullable @QueryValue String cursor) {
        Span span = span(from, to, modifiedSince, clock.instant(), DAY);
        Question question = question(Arguments.subject(station, null), span, null, asOf, modifiedSince);
        Slice<NoiseHour, Position> slice = results.noiseHours(
                question, Cursor.position(NOISE_HOURS, cursor, Position.before(span)), Arguments.limit(limit));
        return Answers.list(
                request,
                Page.of(slice, NoiseHourView::of, position -> Cursor.of(NOISE_HOURS, position), NoiseHourView.csv()));
    }

    private Function<AirHour, AirHourView> hourView(@Nullable Edition wanted) {
        AirPlans plans = new AirPlans(stations);
        return hour -> {
            if (wanted == null || wanted.label().equals(hour.index().edition())) {
                return AirHourView.of(hour, true);
            }
            LocalDay day = LocalDay.ofEnd(hour.end(), LocalDay.CHINA);
            return AirHourView.of(whatIf.hour(hour, wanted, plans.of(hour.subject(), day.date())), false);
        };
    }

    private Function<AirDay, AirDayView> dayView(@Nullable Edition wanted, Instant now) {
        AirPlans plans = new AirPlans(stations);
        return day -> wanted == null || wanted.label().equals(day.index().edition())
                ? AirDayView.of(day, now, true)
                : AirDayView.of(whatIf.day(day, wanted, plans.of(day.subject(), day.date())), now, false);
    }

    /**
     * Days of noise with Ld, Ln and Ldn, in the order of their dates. Without bounds the span is the last 31 days with
     * today, or all time where only changes are asked for.
     *
     * @param station       only of this monitoring point
     * @param night         calendarDate: 00-06 and 22-24 of the date 自然日夜间; continuous: 22:00 to 06:00 of the next date
     *                      连续夜间; usually the meaning by which cities are assessed
     * @param from          a local date, or a time with its offset
     * @param to            a local date, which is included, or a time with its offset
     * @param asOf          as they were known at this time
     * @param modifiedSince only those known since after this time
     * @param limit         at most so many, 1 to 10000, usually 100
     * @param cursor        the {@code next} of the answer before
     */
    @Get(uris = {"/noise/days", "/noise/days.csv"})
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_CSV})
    @Tag(name = "noise")
    public HttpResponse<Page<NoiseDayView>> noiseDays(
            HttpRequest<?> request,
            @Nullable @QueryValue String station,
            @Nullable @QueryValue String night,
            @Nullable @QueryValue String from,
            @Nullable @QueryValue String to,
            @Nullable @QueryValue String asOf,
            @Nullable @QueryValue String modifiedSince,
            @Nullable @QueryValue String limit,
            @Nullable @QueryValue String cursor) {
        Instant now = clock.instant();
        Instant endOfToday = LocalDay.ofEnd(now, LocalDay.CHINA).end();
        Span span = span(from, to, modifiedSince, endOfToday, MONTH);
        Question question = question(Arguments.subject(station, null), span, null, asOf, modifiedSince);
        Slice<PointNoiseDay, Position> slice = results.noiseDays(
                question,
                night(night),
                Cursor.position(NOISE_DAYS, cursor, Position.before(span)),
                Arguments.limit(limit));
        return Answers.list(
                request,
                Page.of(
                        slice,
                        day -> NoiseDayView.of(day, settings(day), now),
                        position -> Cursor.of(NOISE_DAYS, position),
                        NoiseDayView.csv()));
    }

    private static @Nullable NightMeaning night(@Nullable String code) {
        try {
            return code == null ? null : NightMeaning.of(code);
        } catch (IllegalArgumentException e) {
            throw Problem.badParameter("night", String.valueOf(code), "calendarDate or continuous");
        }
    }

    private NoiseSettings settings(PointNoiseDay day) {
        String city = stations.find(day.station()).map(Station::city).orElse("");
        return rules.noise().of(city, day.day().date().date());
    }

    private static Span span(
            @Nullable String from, @Nullable String to, @Nullable String modifiedSince, Instant now, Duration usual) {
        return modifiedSince == null ? Arguments.span(from, to, now, usual) : Arguments.spanOfChanges(from, to);
    }

    private static Question question(
            @Nullable Subject subject,
            Span span,
            @Nullable String edition,
            @Nullable String asOf,
            @Nullable String modifiedSince) {
        return new Question(
                subject,
                span,
                Arguments.edition(edition, StandardBook.standard()),
                Arguments.instant("asOf", asOf),
                Arguments.instant("modifiedSince", modifiedSince));
    }

    /** Decimals hold for all cities alike. */
    private Publication publication(WaterSample sample) {
        return rules.water()
                .of("", LocalDay.ofEnd(sample.end(), LocalDay.CHINA).date())
                .publication();
    }
}
