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
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import limpid.measure.LocalDay;
import limpid.measure.Medium;
import limpid.rule.Rules;
import limpid.station.Station;
import limpid.store.Registered;
import limpid.store.Slice;
import limpid.store.Span;
import limpid.store.Stations;
import limpid.store.Stations.Filter;
import limpid.store.WaterMeans;
import limpid.store.WaterMeans.Known;
import limpid.store.WaterMeans.Region;
import limpid.water.ComplianceRate;
import limpid.water.ComplianceRate.Basis;
import limpid.water.RegionAssessment;
import limpid.water.SectionAssessment;
import limpid.water.SectionMeans;
import limpid.water.SectionMeans.Day;
import limpid.water.SectionMeans.Month;
import limpid.water.TargetVerdict;
import limpid.water.WaterPeriod;
import limpid.water.WaterPeriod.Kind;
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
    private static final String FUNCTION_ZONE = "function_zone";
    private static final List<String> ROLES = List.of("cross_border", "drinking_source", FUNCTION_ZONE, "sea_entering");

    private final Stations stations;
    private final WaterMeans means;
    private final InstantSource clock;
    private final Rules rules;

    WaterController(Stations stations, WaterMeans means, Rules rules, InstantSource clock) {
        this.stations = stations;
        this.means = means;
        this.rules = rules;
        this.clock = clock;
    }

    /**
     * A section 断面 period by period, in order. A period without data has no class and says so. Without bounds the span is
     * the last 365 days.
     *
     * @param code   of the section
     * @param period week, month (usual), quarter or year
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
        Slice<WaterPeriod, String> periods = Slice.of(periods(kind, first, last, wanted + 1), wanted, one -> one.next()
                .firstDay()
                .toString());
        Slice<SectionAssessmentView, String> slice =
                new Slice<>(assess(section, kind, periods.items(), known), periods.next());
        return Answers.list(
                request, Page.of(slice, view -> view, next -> Cursor.of(LIST, next), SectionAssessmentView.csv()));
    }

    private static List<WaterPeriod> periods(Kind kind, LocalDate first, LocalDate last, int most) {
        return Stream.iterate(
                        WaterPeriod.of(kind, first), one -> !one.firstDay().isAfter(last), WaterPeriod::next)
                .limit(most)
                .toList();
    }

    private List<SectionAssessmentView> assess(
            Station section, Kind kind, List<WaterPeriod> periods, @Nullable Instant asOf) {
        if (periods.isEmpty()) {
            return List.of();
        }
        LocalDate first = periods.getFirst().firstDay();
        LocalDate last = periods.getLast().lastDay();
        return kind == Kind.WEEK
                ? weeks(section, periods, means.days(section.code(), first, last, asOf))
                : ofMonths(
                        section,
                        periods,
                        means.months(section.code(), YearMonth.from(first), YearMonth.from(last), asOf));
    }

    private List<SectionAssessmentView> weeks(Station section, List<WaterPeriod> periods, List<Known<Day>> days) {
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
                                    period,
                                    SectionMeans.ofWeek(
                                            own.stream().map(Known::mean).toList(), settings.averaging()),
                                    settings),
                            own);
                })
                .toList();
    }

    private List<SectionAssessmentView> ofMonths(
            Station section, List<WaterPeriod> periods, List<Known<Month>> months) {
        return periods.stream()
                .map(period -> {
                    List<Known<Month>> own = months.stream()
                            .filter(month ->
                                    period.contains(month.mean().month().atDay(1)))
                            .toList();
                    return view(
                            section,
                            assess(
                                    section,
                                    period,
                                    own.stream().map(Known::mean).toList()),
                            own);
                })
                .toList();
    }

    private <T> SectionAssessmentView view(Station section, SectionAssessment assessment, List<Known<T>> rests) {
        Instant newest =
                rests.stream().map(Known::from).max(Comparator.naturalOrder()).orElse(null);
        return SectionAssessmentView.of(section, assessment, newest, today());
    }

    private SectionAssessment assess(Station section, WaterPeriod period, List<Month> months) {
        WaterSettings settings = settings(section, period);
        return SectionAssessment.of(
                section, period, SectionMeans.ofMonths(period.kind(), months, settings.averaging()), settings);
    }

    /**
     * A city, a river, all sections of a role, or without any of them every section, in one period: classes, shares,
     * target compliance, grade and main pollution indicators.
     *
     * @param city   only sections of this city
     * @param river  only sections on this river or lake
     * @param role   only sections of this role: cross_border, drinking_source, function_zone or sea_entering
     * @param period 2026, 2026-Q1 or 2026-01
     */
    @Get("/assessment")
    public RegionAssessmentView region(
            @Nullable @QueryValue String city,
            @Nullable @QueryValue String river,
            @Nullable @QueryValue String role,
            @QueryValue String period) {
        if (role != null && !ROLES.contains(role)) {
            throw Problem.badParameter("role", role, "one of " + String.join(", ", ROLES));
        }
        WaterPeriod asked = WaterPeriod.parse(period)
                .filter(one -> one.kind() != Kind.WEEK)
                .orElseThrow(() -> Problem.badParameter("period", period, "such as 2026-01, 2026-Q1 or 2026"));
        Region region = new Region(city, river, role);
        List<Station> sections = sections(region, asked);
        Map<String, List<Month>> months =
                means.months(region, YearMonth.from(asked.firstDay()), YearMonth.from(asked.lastDay()));
        List<SectionAssessment> assessed = sections.stream()
                .map(section -> assess(section, asked, months.getOrDefault(section.code(), List.of())))
                .toList();
        RegionAssessment whole = RegionAssessment.of(
                assessed.stream().map(SectionAssessment::result).toList(),
                rules.water().of("", asked.lastDay()));
        String edition = assessed.isEmpty()
                ? ""
                : assessed.getFirst().result().sectionClass().edition();
        return RegionAssessmentView.of(
                region, asked, sections, whole, rates(asked, role, sections, assessed, months), edition, today());
    }

    private List<Station> sections(Region region, WaterPeriod period) {
        return stations.list(new Filter(Medium.WATER, region.city(), null, null), Integer.MAX_VALUE).stream()
                .map(Registered::station)
                .filter(station -> region.river() == null
                        || region.river().equals(station.siting().waterBody()))
                .filter(station ->
                        region.role() == null || station.siting().roles().contains(region.role()))
                .filter(station -> inService(station, period))
                .toList();
    }

    private static boolean inService(Station station, WaterPeriod period) {
        LocalDate from = station.inServiceFrom();
        LocalDate to = station.inServiceTo();
        return (from == null || !from.isAfter(period.lastDay())) && (to == null || !to.isBefore(period.firstDay()));
    }

    /** A month counts each section once; a longer period counts by its own class and by section-months, each named. */
    private List<ComplianceRate> rates(
            WaterPeriod period,
            @Nullable String role,
            List<Station> sections,
            List<SectionAssessment> assessed,
            Map<String, List<Month>> months) {
        List<TargetVerdict> verdicts =
                assessed.stream().map(SectionAssessment::verdict).toList();
        if (period.kind() == Kind.MONTH) {
            Basis basis = FUNCTION_ZONE.equals(role) ? Basis.FUNCTION_ZONES : Basis.SECTIONS;
            return List.of(ComplianceRate.of(basis, verdicts));
        }
        return List.of(
                ComplianceRate.of(Basis.PERIOD_CLASS, verdicts),
                ComplianceRate.of(Basis.SECTION_MONTHS, monthVerdicts(sections, months)));
    }

    /** Months without data are no checks; they are named in the months' own answers. */
    private List<TargetVerdict> monthVerdicts(List<Station> sections, Map<String, List<Month>> months) {
        List<TargetVerdict> verdicts = new ArrayList<>();
        for (Station section : sections) {
            for (Month month : months.getOrDefault(section.code(), List.of())) {
                WaterPeriod period = WaterPeriod.of(Kind.MONTH, month.month().atDay(1));
                verdicts.add(assess(section, period, List.of(month)).verdict());
            }
        }
        return verdicts;
    }

    private WaterSettings settings(Station section, WaterPeriod period) {
        return rules.water().of(section.city(), period.lastDay());
    }

    private LocalDate today() {
        return clock.instant().atZone(LocalDay.CHINA).toLocalDate();
    }

    private static Kind kind(@Nullable String text) {
        return switch (text) {
            case null -> Kind.MONTH;
            case "week", "month", "quarter", "year" -> Kind.valueOf(text.toUpperCase(Locale.ROOT));
            default -> throw Problem.badParameter("period", text, "week, month, quarter or year");
        };
    }

    private Station water(String code) {
        return stations.registered(code)
                .map(Registered::station)
                .filter(station -> station.medium() == Medium.WATER)
                .orElseThrow(() -> Problem.unknownStation(code));
    }
}
