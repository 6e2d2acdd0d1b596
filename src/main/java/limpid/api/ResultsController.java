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
import java.util.Map;
import limpid.air.AirDay;
import limpid.air.AirHour;
import limpid.air.AirTables;
import limpid.api.air.AirArguments;
import limpid.api.air.AirChoices;
import limpid.api.air.AirDayView;
import limpid.api.air.AirHourView;
import limpid.api.air.AirPlans;
import limpid.api.air.AirWhatIf;
import limpid.api.http.Answers;
import limpid.api.http.Arguments;
import limpid.api.http.Cursor;
import limpid.api.http.ListFiles;
import limpid.api.http.Page;
import limpid.api.http.Problem;
import limpid.api.noise.NoiseDayView;
import limpid.api.noise.NoiseHourView;
import limpid.api.water.WaterSampleView;
import limpid.export.Air;
import limpid.export.Dataset;
import limpid.export.Noise;
import limpid.measure.LocalDay;
import limpid.noise.DayReport;
import limpid.noise.HourReport;
import limpid.noise.NightMeaning;
import limpid.noise.NoiseSettings;
import limpid.noise.NoiseTables;
import limpid.rule.Rules;
import limpid.standard.Edition;
import limpid.standard.StandardBook;
import limpid.station.Station;
import limpid.store.Position;
import limpid.store.Results;
import limpid.store.Results.Item;
import limpid.store.Results.Known;
import limpid.store.Results.Measurement;
import limpid.store.Results.Question;
import limpid.store.Results.Subject;
import limpid.store.Slice;
import limpid.store.Span;
import limpid.store.Stations;
import limpid.water.SampleReport;
import limpid.water.WaterSettings.Publication;
import limpid.water.WaterTables;
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
    private final AirChoices choices;
    private final ListFiles files;

    ResultsController(Results results, Stations stations, Rules rules, InstantSource clock, ListFiles files) {
        this.results = results;
        this.stations = stations;
        this.rules = rules;
        this.choices = new AirChoices(rules, stations);
        this.files = files;
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
        Subject subject = Arguments.subject(station, city);
        AirWhatIf whatIf = whatIf(wanted);
        if (Answers.wantsCsv(request)) {
            Dataset dataset = whatIf == null ? files.of(AirTables.HOURS) : Air.changed(AirTables.HOURS, whatIf::hour);
            return files.answer(request, dataset, span, ListFiles.filters(subject));
        }
        Slice<Known<AirHour>, Position> slice = results.list(
                AirTables.HOURS,
                question(subject, span, Map.of(), asOf, modifiedSince),
                Cursor.position(AIR_HOURS, cursor, Position.before(span)),
                Arguments.limit(limit));
        return Answers.list(
                request, Page.of(slice, hour -> view(hour, whatIf), position -> Cursor.of(AIR_HOURS, position)));
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
        Subject subject = Arguments.subject(station, city);
        AirWhatIf whatIf = whatIf(wanted);
        if (Answers.wantsCsv(request)) {
            Dataset dataset = whatIf == null ? files.of(AirTables.DAYS) : Air.changed(AirTables.DAYS, whatIf::day);
            return files.answer(request, dataset, ListFiles.ofDays(span), ListFiles.filters(subject));
        }
        Slice<Known<AirDay>, Position> slice = results.list(
                AirTables.DAYS,
                question(subject, span, Map.of(), asOf, modifiedSince),
                Cursor.position(AIR_DAYS, cursor, Position.before(span)),
                Arguments.limit(limit));
        return Answers.list(
                request, Page.of(slice, day -> view(day, whatIf, now), position -> Cursor.of(AIR_DAYS, position)));
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
        Map<String, Object> only = only(edition);
        if (Answers.wantsCsv(request)) {
            return files.answer(request, files.of(WaterTables.SAMPLES), span, ListFiles.sections(section, edition));
        }
        Question question = question(Arguments.subject(section, null), span, only, asOf, modifiedSince);
        Slice<Known<SampleReport>, Position> slice = results.list(
                WaterTables.SAMPLES,
                question,
                Cursor.position(WATER_SAMPLES, cursor, Position.before(span)),
                Arguments.limit(limit));
        Map<Item, Measurement> measured = results.measurements(
                slice.items().stream()
                        .flatMap(sample -> WaterSampleView.items(sample).stream())
                        .toList(),
                question.asOf());
        return Answers.list(
                request,
                Page.of(
                        slice,
                        sample -> WaterSampleView.of(
                                sample,
                                stations.find(sample.subject().code()).orElse(null),
                                measured,
                                publication(sample.result().end())),
                        position -> Cursor.of(WATER_SAMPLES, position)));
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
        if (Answers.wantsCsv(request)) {
            return files.answer(request, files.of(NoiseTables.HOURS), span, ListFiles.filters(station));
        }
        Slice<Known<HourReport>, Position> slice = results.list(
                NoiseTables.HOURS,
                question(Arguments.subject(station, null), span, Map.of(), asOf, modifiedSince),
                Cursor.position(NOISE_HOURS, cursor, Position.before(span)),
                Arguments.limit(limit));
        return Answers.list(request, Page.of(slice, NoiseHourView::of, position -> Cursor.of(NOISE_HOURS, position)));
    }

    private @Nullable AirWhatIf whatIf(@Nullable Edition wanted) {
        return wanted == null ? null : new AirWhatIf(choices, new AirPlans(stations), wanted);
    }

    private static AirHourView view(Known<AirHour> hour, @Nullable AirWhatIf whatIf) {
        return whatIf == null || whatIf.inForce(hour.result().report())
                ? AirHourView.of(hour, true)
                : AirHourView.of(hour.with(whatIf.hour(hour.subject(), hour.result())), false);
    }

    private static AirDayView view(Known<AirDay> day, @Nullable AirWhatIf whatIf, Instant now) {
        return whatIf == null || whatIf.inForce(day.result().report())
                ? AirDayView.of(day, now, true)
                : AirDayView.of(day.with(whatIf.day(day.subject(), day.result())), now, false);
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
        NightMeaning meaning = night(night);
        if (Answers.wantsCsv(request)) {
            Dataset dataset = meaning == null ? files.of(NoiseTables.DAYS) : Noise.days(meaning);
            return files.answer(request, dataset, ListFiles.ofDays(span), ListFiles.filters(station));
        }
        Map<String, Object> only = meaning == null
                ? Map.of(NoiseTables.OFFICIAL, true)
                : Map.of(NoiseTables.NIGHT_MEANING, meaning.code());
        Slice<Known<DayReport>, Position> slice = results.list(
                NoiseTables.DAYS,
                question(Arguments.subject(station, null), span, only, asOf, modifiedSince),
                Cursor.position(NOISE_DAYS, cursor, Position.before(span)),
                Arguments.limit(limit));
        return Answers.list(
                request,
                Page.of(
                        slice,
                        day -> NoiseDayView.of(day, settings(day), now),
                        position -> Cursor.of(NOISE_DAYS, position)));
    }

    private static @Nullable NightMeaning night(@Nullable String code) {
        try {
            return code == null ? null : NightMeaning.of(code);
        } catch (IllegalArgumentException e) {
            throw Problem.badParameter("night", String.valueOf(code), "calendarDate or continuous");
        }
    }

    private NoiseSettings settings(Known<DayReport> day) {
        String city = stations.find(day.subject().code()).map(Station::city).orElse("");
        return rules.noise().of(city, day.result().day().date().date());
    }

    private static Span span(
            @Nullable String from, @Nullable String to, @Nullable String modifiedSince, Instant now, Duration usual) {
        return modifiedSince == null ? Arguments.span(from, to, now, usual) : Arguments.spanOfChanges(from, to);
    }

    private static Question question(
            @Nullable Subject subject,
            Span span,
            Map<String, Object> only,
            @Nullable String asOf,
            @Nullable String modifiedSince) {
        return new Question(
                subject,
                span,
                only,
                Arguments.instant("asOf", asOf),
                Arguments.instant("modifiedSince", modifiedSince));
    }

    private static Map<String, Object> only(@Nullable String edition) {
        String label = Arguments.edition(edition, StandardBook.standard());
        return label == null ? Map.of() : Map.of("edition", label);
    }

    /** Decimals hold for all cities alike. */
    private Publication publication(Instant end) {
        return rules.water().of("", LocalDay.ofEnd(end, LocalDay.CHINA).date()).publication();
    }
}
