package limpid.api.water;

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
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import limpid.api.http.Answers;
import limpid.api.http.Arguments;
import limpid.api.http.Cursor;
import limpid.api.http.Page;
import limpid.api.http.Problem;
import limpid.api.water.JudgedSections.Judged;
import limpid.measure.AssessmentPeriod;
import limpid.measure.AssessmentPeriod.Kind;
import limpid.measure.LocalDay;
import limpid.measure.Medium;
import limpid.rule.Rules;
import limpid.station.Station;
import limpid.store.Registered;
import limpid.store.SectionLimits;
import limpid.store.Slice;
import limpid.store.Span;
import limpid.store.Stations;
import limpid.store.WaterMeans;
import limpid.store.WaterMeans.Known;
import limpid.store.WaterMeans.Region;
import limpid.water.Comparison;
import limpid.water.PlannedLimit;
import limpid.water.RegionAssessment;
import limpid.water.SectionAssessment;
import limpid.water.SectionMeans;
import limpid.water.SectionMeans.Day;
import limpid.water.SectionMeans.Month;
import limpid.water.SectionPeriod;
import limpid.water.SectionTarget.OwnLimit;
import limpid.water.WaterSettings;
import org.jspecify.annotations.Nullable;

/** The quality of sections and regions over weeks, months, quarters and years 水质评价. */
@Controller("/api/v1/water")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "water")
public class WaterController {
    private static final String LIST = "section-assessments";
    private static final Duration YEAR = Duration.ofDays(365);

    private final Stations stations;
    private final WaterMeans means;
    private final SectionLimits limits;
    private final SectionAssessor assessor;
    private final JudgedSections judged;
    private final InstantSource clock;
    private final Rules rules;

    WaterController(Stations stations, WaterMeans means, SectionLimits limits, Rules rules, InstantSource clock) {
        this.stations = stations;
        this.means = means;
        this.limits = limits;
        this.assessor = new SectionAssessor(stations, means, limits, rules);
        this.judged = new JudgedSections(assessor, means, limits);
        this.rules = rules;
        this.clock = clock;
    }

    /**
     * A section 断面 period by period, in order. A period without data has no class and says so. Without bounds the span is
     * the last 365 days.
     *
     * @param code   of the section
     * @param period week, month (usual), quarter, half_year or year
     * @param from   a local date; the period it lies in is the first
     * @param to     a local date; the period it lies in is the last
     * @param asOf   as it was known at this time
     * @param limit  at most so many, 1 to 10000, usually 100
     * @param cursor the {@code next} of the answer before
     */
    @Get(uris = {"/sections/{code}/assessments", "/sections/{code}/assessments.csv"})
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_CSV})
    public HttpResponse<Page<SectionAssessmentView>> section(
            HttpRequest<?> request,
            String code,
            @Nullable @QueryValue String period,
            @Nullable @QueryValue String from,
            @Nullable @QueryValue String to,
            @Nullable @QueryValue String asOf,
            @Nullable @QueryValue String limit,
            @Nullable @QueryValue String cursor) {
        Station section = water(code);
        Kind kind = kind(period);
        Instant known = Arguments.instant("asOf", asOf);
        Span span = Arguments.span(from, to, clock.instant(), YEAR);
        LocalDate first = Cursor.read(
                LIST,
                cursor,
                LocalDay.ofEnd(span.fromExclusive().plusNanos(1), LocalDay.CHINA)
                        .date(),
                LocalDate::parse);
        LocalDate last = LocalDay.ofEnd(span.toInclusive(), LocalDay.CHINA).date();
        int wanted = Arguments.limit(limit);
        Slice<AssessmentPeriod, String> periods =
                Slice.of(periods(kind, first, last, wanted + 1), wanted, one -> one.next()
                        .startInclusive()
                        .toString());
        Slice<SectionAssessmentView, String> slice =
                new Slice<>(assess(section, kind, periods.items(), known), periods.next());
        return Answers.list(
                request, Page.of(slice, view -> view, next -> Cursor.of(LIST, next), SectionAssessmentView.csv()));
    }

    private static List<AssessmentPeriod> periods(Kind kind, LocalDate first, LocalDate last, int most) {
        return Stream.iterate(
                        AssessmentPeriod.of(kind, first),
                        one -> !one.startInclusive().isAfter(last),
                        AssessmentPeriod::next)
                .limit(most)
                .toList();
    }

    private List<SectionAssessmentView> assess(
            Station section, Kind kind, List<AssessmentPeriod> periods, @Nullable Instant asOf) {
        if (periods.isEmpty()) {
            return List.of();
        }
        LocalDate first = periods.getFirst().startInclusive();
        LocalDate last = periods.getLast().lastDay();
        List<OwnLimit> own = PlannedLimit.bySection(limits.list(asOf)).getOrDefault(section.code(), List.of());
        return kind == Kind.WEEK
                ? weeks(section, own, periods, means.days(section.code(), first, last, asOf))
                : ofMonths(
                        section,
                        own,
                        periods,
                        means.months(section.code(), YearMonth.from(first), YearMonth.from(last), asOf));
    }

    private List<SectionAssessmentView> weeks(
            Station section, List<OwnLimit> ownLimits, List<AssessmentPeriod> periods, List<Known<Day>> days) {
        return periods.stream()
                .map(period -> {
                    WaterSettings settings = settings(section, period);
                    List<Known<Day>> own = days.stream()
                            .filter(day -> period.contains(day.mean().date()))
                            .toList();
                    return view(
                            section,
                            SectionAssessment.of(
                                    section,
                                    ownLimits,
                                    period,
                                    SectionMeans.ofWeek(
                                            own.stream().map(Known::mean).toList(), settings.averaging()),
                                    settings),
                            own);
                })
                .toList();
    }

    private List<SectionAssessmentView> ofMonths(
            Station section, List<OwnLimit> ownLimits, List<AssessmentPeriod> periods, List<Known<Month>> months) {
        return periods.stream()
                .map(period -> {
                    List<Known<Month>> own = months.stream()
                            .filter(month ->
                                    period.contains(month.mean().month().atDay(1)))
                            .toList();
                    return view(
                            section,
                            new SectionPeriod(
                                            section,
                                            ownLimits,
                                            period,
                                            own.stream().map(Known::mean).toList(),
                                            settings(section, period))
                                    .whole(),
                            own);
                })
                .toList();
    }

    private <T> SectionAssessmentView view(Station section, SectionAssessment assessment, List<Known<T>> rests) {
        Instant newest =
                rests.stream().map(Known::from).max(Comparator.naturalOrder()).orElse(null);
        return SectionAssessmentView.of(
                section,
                assessment,
                newest,
                LocalDay.today(clock),
                settings(section, assessment.period()).publication());
    }

    /**
     * A city, a river, all sections of a role, or without any of them every section, in one period: classes, shares,
     * target compliance, grade and main pollution indicators. Cross-border sections are counted by the city they are
     * registered for, which is the upstream one; function zones in a year by the share of their compliant checks.
     *
     * @param city    only sections of this city
     * @param district only sections of this district 区县
     * @param river   only sections on this river or lake
     * @param role    only sections of this role, one of those of the registry, such as cross_border
     * @param controlLevel only sections of this level or of a higher one 及以上: national, provincial, municipal or county;
     *     sections whose level is not known are left out
     * @param period  2026, 2026-H1, 2026-Q1 or 2026-01
     * @param compare previousYear 同比 or previousPeriod 环比 for the change by grade and by share
     */
    @Get("/assessment")
    public RegionAssessmentView region(
            @Nullable @QueryValue String city,
            @Nullable @QueryValue String district,
            @Nullable @QueryValue String river,
            @Nullable @QueryValue String role,
            @Nullable @QueryValue String controlLevel,
            @QueryValue AssessmentPeriod period,
            @Nullable @QueryValue String compare) {
        Optional<AssessmentPeriod> earlier = WaterArguments.earlier(compare, period);
        Region region =
                new Region(city, district, river, WaterArguments.role(role), WaterArguments.controlLevel(controlLevel));
        List<Judged> found = judged.of(region, period);
        List<SectionPeriod> sections = found.stream().map(Judged::section).toList();
        List<SectionAssessment> assessed = found.stream().map(Judged::whole).toList();
        RegionAssessment whole = assessor.region(region, period, assessed);
        WaterSettings settings = assessor.settings(region, period);
        String edition = assessed.isEmpty()
                ? ""
                : assessed.getFirst().result().sectionClass().edition();
        return RegionAssessmentView.of(
                region,
                period,
                sections.size(),
                whole,
                RegionRates.of(period, role, sections, assessed, settings),
                RegionRates.byUpstreamCity(period, role, sections, assessed, settings),
                earlier.map(before -> compared(region, before, whole)).orElse(null),
                edition,
                LocalDay.today(clock),
                settings.publication());
    }

    /** Every section of a region in a period, whether it has a class or not. */
    public List<SectionAssessmentView> sections(Region region, AssessmentPeriod period) {
        return judged.of(region, period).stream()
                .map(one -> SectionAssessmentView.of(
                        one.section().station(),
                        one.whole(),
                        null,
                        LocalDay.today(clock),
                        one.section().settings().publication()))
                .toList();
    }

    private ComparisonView compared(Region region, AssessmentPeriod before, RegionAssessment later) {
        List<SectionAssessment> sections =
                judged.of(region, before).stream().map(Judged::whole).toList();
        RegionAssessment earlier = assessor.region(region, before, sections);
        WaterSettings settings = assessor.settings(region, before);
        return ComparisonView.of(
                before, earlier, Comparison.of(earlier, later, settings.region()), settings.publication());
    }

    private WaterSettings settings(Station section, AssessmentPeriod period) {
        return rules.water().of(section.city(), period.lastDay());
    }

    private static Kind kind(@Nullable String text) {
        return text == null
                ? Kind.MONTH
                : Kind.of(text, WaterArguments.KINDS)
                        .orElseThrow(() -> Problem.badParameter("period", text, Kind.expected(WaterArguments.KINDS)));
    }

    private Station water(String code) {
        return stations.registered(code)
                .map(Registered::station)
                .filter(station -> station.medium() == Medium.WATER)
                .orElseThrow(() -> Problem.unknownStation(code));
    }
}
