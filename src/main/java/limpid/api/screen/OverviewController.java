package limpid.api.screen;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import limpid.air.AirBasis;
import limpid.alert.AlertSettings;
import limpid.api.air.AirController;
import limpid.api.air.AirEvaluationView;
import limpid.api.alert.AlertView;
import limpid.api.programme.CheckView;
import limpid.api.reading.LedgerController;
import limpid.api.reading.LedgerController.AccountView;
import limpid.api.reading.ReadingView;
import limpid.api.screen.NoiseDays.PointDay;
import limpid.api.screen.WaterScreenController.MonthOfSection;
import limpid.api.water.RegionAssessmentView;
import limpid.api.water.SectionAssessmentView;
import limpid.api.water.WaterController;
import limpid.figures.ProgrammeChecks;
import limpid.measure.AssessmentPeriod;
import limpid.measure.LocalDay;
import limpid.measure.Medium;
import limpid.rule.Rules;
import limpid.station.Station;
import limpid.store.Alerts;
import limpid.store.Alerts.Question;
import limpid.store.ReadingHistory;
import limpid.store.Results;
import limpid.store.Results.Kind;
import limpid.store.Results.Subject;
import limpid.store.Span;
import limpid.store.Stations;
import limpid.store.WaterMeans.Region;
import org.jspecify.annotations.Nullable;

/** The screen a duty officer begins with 总览. */
@Controller("/api/v1/screen")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "screen")
public class OverviewController {
    /** What holds at one time; a city with more has its list of alerts. */
    private static final int MOST_ALERTS = 500;

    private static final int STATIONS_OF_MEDIUM = 2;

    /** A year of every point and section is read for the checks, and many screens show the same city. */
    private static final Duration CHECKS_HOLD = Duration.ofMinutes(1);

    private static final Span EVER =
            new Span(Instant.parse("1900-01-01T00:00:00Z"), Instant.parse("2200-01-01T00:00:00Z"));

    private final Stations stations;
    private final ReadingHistory readings;
    private final Alerts alerts;
    private final ProgrammeChecks checks;
    private final AirController air;
    private final WaterController water;
    private final LedgerController ledger;
    private final NoiseDays noise;
    private final Rules rules;
    private final InstantSource clock;
    private final Map<String, Checked> checked = new ConcurrentHashMap<>();

    OverviewController(
            Stations stations,
            Results results,
            ReadingHistory readings,
            Alerts alerts,
            ProgrammeChecks checks,
            Rules rules,
            AirController air,
            WaterController water,
            LedgerController ledger,
            InstantSource clock) {
        this.stations = stations;
        this.readings = readings;
        this.alerts = alerts;
        this.checks = checks;
        this.air = air;
        this.water = water;
        this.ledger = ledger;
        this.rules = rules;
        this.noise = new NoiseDays(stations, results, rules, clock);
        this.clock = clock;
    }

    /**
     * What holds in a city now: the year's air, sections off target with the items over it, the noise of yesterday, alerts
     * that hold, silent stations and a few of the newest readings.
     *
     * @param city the city
     */
    @Get("/overview")
    public OverviewView overview(@QueryValue String city) {
        LocalDate today = LocalDay.today(clock);
        return new OverviewView(
                city,
                air.evaluations(
                                new Subject(Kind.CITY, city),
                                AssessmentPeriod.between(today.withDayOfYear(1), today.plusDays(1)),
                                List.of(AirBasis.IN_FORCE),
                                true,
                                null)
                        .getFirst(),
                sections(city, AssessmentPeriod.month(YearMonth.from(today))),
                points(city, today.minusDays(1)),
                holding(city),
                reporting(city),
                newest(city));
    }

    /**
     * The checks of a city's own programmes as of today, found at most a minute ago.
     *
     * @param city the city
     */
    @Get("/checks")
    public ChecksView checks(@QueryValue String city) {
        Instant now = clock.instant();
        checked.values().removeIf(one -> one.until.isBefore(now));
        Checked known = checked.get(city);
        if (known != null) {
            return known.view;
        }
        ChecksView view = checksNow(city);
        if (!view.checks.isEmpty()) {
            checked.put(city, new Checked(now.plus(CHECKS_HOLD), view));
        }
        return view;
    }

    private record Checked(Instant until, ChecksView view) {}

    private ChecksView checksNow(String city) {
        LocalDate today = LocalDay.today(clock);
        return new ChecksView(
                city,
                checks.programmes().all().stream()
                        .filter(programme -> programme.city().equals(city))
                        .flatMap(programme -> checks.check(programme, city, today).stream())
                        .map(check -> CheckView.of(city, check))
                        .toList());
    }

    /** Of the month before where this one has no class yet. */
    private SectionsView sections(String city, AssessmentPeriod month) {
        RegionAssessmentView region = water.region(city, null, null, null, null, month, null);
        boolean early = region.assessed() == 0 && region.sections() > 0;
        AssessmentPeriod shown = early ? month.previous() : month;
        RegionAssessmentView told = early ? water.region(city, null, null, null, null, shown, null) : region;
        List<SectionAssessmentView> all = water.sections(new Region(city, null, null), shown);
        return new SectionsView(
                shown.name(),
                told.sections(),
                told.assessed(),
                told.shareClass1To3(),
                told.shareWorseThan5(),
                told.shareClass1To3() == null ? told.reason() : null,
                (int) all.stream().filter(view -> view.meetsTarget() != null).count(),
                all.stream()
                        .filter(view -> Boolean.FALSE.equals(view.meetsTarget()))
                        .map(MonthOfSection::of)
                        .sorted(Comparator.comparing(OverviewController::worst).reversed())
                        .toList());
    }

    private static BigDecimal worst(MonthOfSection section) {
        return section.overTarget().stream()
                .map(SectionAssessmentView.OverTarget::exceedance)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(BigDecimal.ZERO);
    }

    private PointsView points(String city, LocalDate date) {
        List<PointDay> points = noise.of(city, date);
        return new PointsView(
                date,
                points.size(),
                (int) points.stream()
                        .filter(point -> point.day() != null
                                && point.day().ld() != null
                                && point.day().ln() != null)
                        .count(),
                points.stream().filter(PointDay::isOver).toList());
    }

    private List<AlertView> holding(String city) {
        AlertSettings settings = rules.alerts().of("", LocalDay.today(clock));
        return alerts.list(Question.holding(city, EVER), Long.MAX_VALUE, MOST_ALERTS).items().stream()
                .map(kept -> AlertView.of(kept, settings))
                .sorted(Comparator.comparing(AlertView::raisedAt).reversed())
                .toList();
    }

    private ReportingView reporting(String city) {
        Set<String> own = ofCity(city).map(Station::code).collect(Collectors.toSet());
        List<AccountView> accounts = ledger.today().stream()
                .filter(account -> own.contains(account.station()))
                .toList();
        return new ReportingView(
                accounts.size(),
                accounts.stream()
                        .filter(account -> Boolean.TRUE.equals(account.silent()))
                        .toList());
    }

    private Stream<Station> ofCity(String city) {
        return stations.all().stream().filter(station -> station.city().equals(city));
    }

    /** One reading of a few stations of each medium: that by which a medium is known, else the last of its list. */
    private List<ReadingView> newest(String city) {
        List<ReadingView> newest = new ArrayList<>();
        for (Medium medium : Medium.values()) {
            ofCity(city)
                    .filter(station -> station.medium() == medium)
                    .limit(STATIONS_OF_MEDIUM)
                    .map(station -> newest(station, medium))
                    .filter(Objects::nonNull)
                    .forEach(newest::add);
        }
        return newest.stream()
                .sorted(Comparator.comparing(ReadingView::recordedAt))
                .toList();
    }

    private @Nullable ReadingView newest(Station station, Medium medium) {
        String known =
                switch (medium) {
                    case AIR -> "PM2.5";
                    case WATER -> "DO";
                    case NOISE -> "LAS";
                };
        List<ReadingView> all = readings.latest(station.code()).stream()
                .map(ReadingView::newest)
                .toList();
        return all.stream()
                .filter(reading -> reading.parameter().equals(known))
                .findFirst()
                .orElse(all.isEmpty() ? null : all.getLast());
    }

    /**
     * What holds in a city.
     *
     * @param air       this year up to today, with the changes on the year before
     * @param water     the sections of this month, or of the month before while this one has no class
     * @param noise     the points of yesterday
     * @param alerts    that hold, those raised last first, at most 500
     * @param reporting who sends and who is silent
     * @param newest    readings committed last
     */
    @Schema(name = "ScreenOverview")
    public record OverviewView(
            String city,
            AirEvaluationView air,
            SectionsView water,
            PointsView noise,
            List<AlertView> alerts,
            ReportingView reporting,
            List<ReadingView> newest) {}

    /**
     * Sections of a month.
     *
     * @param period    the month
     * @param sections  in service
     * @param assessed  with a class
     * @param reason    why there are no shares; null where there are
     * @param judged    held against a target
     * @param offTarget those that miss it, the worst first, each with the items over its target
     */
    @Schema(name = "ScreenSections")
    public record SectionsView(
            String period,
            int sections,
            int assessed,
            @Nullable BigDecimal shareClass1To3,
            @Nullable BigDecimal shareWorseThan5,
            @Nullable String reason,
            int judged,
            List<MonthOfSection> offTarget) {}

    /**
     * Noise points of a day.
     *
     * @param points    in service
     * @param complete  with a level by day and by night
     * @param over      those over a limit of their zone
     */
    @Schema(name = "ScreenNoisePoints")
    public record PointsView(LocalDate date, int points, int complete, List<PointDay> over) {}

    /** Stations of a city, and those that have fallen silent. */
    @Schema(name = "ScreenReporting")
    public record ReportingView(int stations, List<AccountView> silent) {}

    /** Checks of a city's programmes. */
    @Schema(name = "ScreenChecks")
    public record ChecksView(String city, List<CheckView> checks) {}
}
