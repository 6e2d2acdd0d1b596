package limpid.figures;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import limpid.measure.AssessmentPeriod;
import limpid.measure.Medium;
import limpid.programme.Area;
import limpid.programme.Explanation;
import limpid.programme.Figure;
import limpid.programme.Figure.Item;
import limpid.programme.LeastData;
import limpid.programme.Measure;
import limpid.programme.Progress;
import limpid.rule.ByCityAndDate;
import limpid.standard.Edition;
import limpid.standard.StandardBook;
import limpid.station.Station;
import limpid.station.Station.ControlLevel;
import limpid.store.Registered;
import limpid.store.SectionLimits;
import limpid.store.Stations;
import limpid.store.Stations.Filter;
import limpid.store.WaterMeans;
import limpid.store.WaterMeans.Region;
import limpid.water.ClassShares;
import limpid.water.ComplianceRate;
import limpid.water.ComplianceRate.Basis;
import limpid.water.FunctionZoneYear;
import limpid.water.ItemSet;
import limpid.water.PlannedLimit;
import limpid.water.RegionAssessment;
import limpid.water.SectionAssessment;
import limpid.water.SectionMeans;
import limpid.water.SectionMeans.Month;
import limpid.water.SectionResult;
import limpid.water.SectionTarget.OwnLimit;
import limpid.water.SurfaceWater;
import limpid.water.TargetVerdict;
import limpid.water.WaterSettings;
import limpid.water.WaterSettings.Averaging;
import org.jspecify.annotations.Nullable;

/**
 * Figures of a city's water for programme checks, from the months of its sections. The month the last day lies in counts
 * as far as it is known. A running year is told from the months there are; one that is over needs its least number.
 */
final class WaterFigures {
    private static final String FUNCTION_ZONE = "function_zone";
    private static final String CROSS_BORDER = "cross_border";
    private static final String BLACK_ODOROUS = "black_odorous";
    private static final String DRINKING_SOURCE = "drinking_source";
    private static final String RESERVE_SOURCE = "reserve_source";
    private static final ItemSet SOURCE_ITEMS = ItemSet.named("source-monthly");

    /** 重金属: of the table of basic items, the metals and metalloids that documents call heavy [K]. */
    private static final ItemSet HEAVY_METALS = new ItemSet(
            "heavy-metals",
            "重金属",
            "heavy metals",
            List.of("CU", "ZN", "SE", "AS", "HG", "CD", "CR6", "PBW"),
            List.of());

    private final WaterMeans means;
    private final Stations stations;
    private final String city;
    private final SectionLimits limits;
    private final ByCityAndDate<WaterSettings> settings;
    private final LeastData least;
    private final Area area;

    WaterFigures(Knowledge knowledge, String city, Area area, LeastData least) {
        this.least = least;
        this.area = area;
        this.means = knowledge.means();
        this.stations = knowledge.stations();
        this.limits = knowledge.limits();
        this.settings = knowledge.rules().water();
        this.city = city;
    }

    /** The sections of one question with their months. */
    private record Asked(
            AssessmentPeriod period,
            boolean over,
            LocalDate last,
            List<Station> sections,
            Map<String, List<Month>> months,
            Map<String, List<OwnLimit>> ownLimits,
            WaterSettings settings) {
        List<Month> of(Station section) {
            return months.getOrDefault(section.code(), List.of());
        }

        List<OwnLimit> limitsOf(Station section) {
            return ownLimits.getOrDefault(section.code(), List.of());
        }

        Explanation basis(int judged) {
            return over
                    ? Explanation.of("sections", judged, sections.size(), period.name())
                    : Explanation.of("sectionsTo", judged, sections.size(), period.name(), last);
        }
    }

    Figure of(Measure measure, AssessmentPeriod whole, LocalDate last) {
        return switch (measure.kind()) {
            case WATER_SHARE_1_TO_3 ->
                share(
                        surface(measure, whole, last),
                        RegionAssessment::shareClass1To3,
                        region -> region.sections().size() - region.shares().good());
            case WATER_SHARE_WORSE_THAN_5 ->
                share(surface(measure, whole, last), RegionAssessment::shareWorseThan5, region -> region.shares()
                        .worseThanFive());
            case WATER_COUNT_WORSE_THAN_5 -> countWorse(surface(measure, whole, last));
            case WATER_ON_TARGET -> onTarget(surface(measure, whole, last));
            case WATER_FUNCTION_ZONES -> targets(asked(FUNCTION_ZONE, measure, whole, last));
            case WATER_OUTFLOW -> targets(asked(CROSS_BORDER, measure, whole, last));
            case WATER_FUNCTION_ZONE_RATE -> zoneRate(asked(FUNCTION_ZONE, measure, whole, last));
            case WATER_SOURCES ->
                sources(
                        asked(DRINKING_SOURCE, measure, whole, last, source -> isMain(source, measure)),
                        measure.first().equals("heavyMetals") ? HEAVY_METALS : SOURCE_ITEMS);
            case WATER_BLACK_ODOROUS -> blackOdorous(measure, whole, last);
            case WATER_WORST_CLASS -> worstClass(surface(measure, whole, last));
            case WATER_COASTAL -> coastal(asked(null, measure, whole, last, WaterFigures::isCoastal));
            case WATER_SAMPLINGS ->
                samplings(asked(null, measure, whole, last, SurfaceWater::includes), measure.least());
            case WATER_NETWORK -> network(asked(null, measure, onDay(last), last, WaterFigures::isAutomatic), measure);
            default -> throw new IllegalArgumentException(measure.code() + " is not of water");
        };
    }

    private Figure blackOdorous(Measure measure, AssessmentPeriod whole, LocalDate last) {
        Asked asked = asked(BLACK_ODOROUS, measure, whole, last);
        String edition = StandardBook.standard()
                .inForce("water-black_odorous", last)
                .map(Edition::label)
                .orElse("");
        return new BlackOdorousFigures(means, asked.settings.blackOdorous())
                .of(asked.sections, whole.startInclusive(), last, edition);
    }

    /** A reserve source is one of the sources only where it is asked for. */
    private static boolean isMain(Station source, Measure measure) {
        return measure.option("role").filter(RESERVE_SOURCE::equals).isPresent()
                || !source.siting().roles().contains(RESERVE_SOURCE);
    }

    private static AssessmentPeriod onDay(LocalDate day) {
        return AssessmentPeriod.between(day, day.plusDays(1));
    }

    private static boolean isCoastal(Station station) {
        return station.kind().equals(SurfaceWater.COASTAL);
    }

    private static boolean isAutomatic(Station station) {
        return !station.period().isZero();
    }

    /** Sections of surface water; those of a role only where the measure names it. */
    private Asked surface(Measure measure, AssessmentPeriod whole, LocalDate last) {
        Optional<String> role = measure.option("role");
        return asked(role.orElse(null), measure, whole, last, station -> isSection(station, role));
    }

    private Asked asked(String role, Measure measure, AssessmentPeriod whole, LocalDate last) {
        return asked(role, measure, whole, last, station -> true);
    }

    private static boolean isMeant(Station station, Measure measure) {
        List<String> roles = station.siting().roles();
        List<String> rivers = measure.option("river")
                .map(names -> List.of(names.split("[,、]")))
                .orElse(List.of());
        return measure.option("role").map(roles::contains).orElse(true)
                && measure.option("without").map(role -> !roles.contains(role)).orElse(true)
                && (rivers.isEmpty() || rivers.contains(station.siting().waterBody()));
    }

    private Asked asked(
            @Nullable String role,
            Measure measure,
            AssessmentPeriod whole,
            LocalDate last,
            Predicate<Station> included) {
        Region region = new Region(
                city,
                null,
                null,
                role,
                measure.option("control")
                        .map(level -> ControlLevel.valueOf(level.toUpperCase(Locale.ROOT)))
                        .orElse(null));
        List<Station> sections = stations.list(new Filter(Medium.WATER, city, null, null), Integer.MAX_VALUE).stream()
                .map(Registered::station)
                .filter(region::includes)
                .filter(included)
                .filter(area::includes)
                .filter(station -> isMeant(station, measure))
                .filter(station -> inService(station, whole.startInclusive(), last))
                .toList();
        return new Asked(
                whole,
                !last.isBefore(whole.lastDay()),
                last,
                sections,
                means.months(region, whole.firstMonth(), YearMonth.from(last)),
                PlannedLimit.bySection(limits.list(null)),
                settings.of(city, whole.lastDay()));
    }

    /**
     * Points of black-odorous waters are no sections, nor are the sea, groundwater, and sources, unless the state or the
     * province assesses them.
     */
    private static boolean isSection(Station station, Optional<String> role) {
        List<String> roles = station.siting().roles();
        boolean source = (roles.contains(DRINKING_SOURCE) || roles.contains(RESERVE_SOURCE))
                && !station.siting().isAtLeast(ControlLevel.PROVINCIAL);
        return SurfaceWater.includes(station) && (role.isPresent() || !source && !roles.contains(BLACK_ODOROUS));
    }

    private static boolean inService(Station station, LocalDate first, LocalDate last) {
        LocalDate from = station.inServiceFrom();
        LocalDate to = station.inServiceTo();
        return (from == null || !from.isAfter(last)) && (to == null || !to.isBefore(first));
    }

    private SectionAssessment assess(Asked asked, Station section) {
        Averaging averaging = asked.over ? asked.settings.averaging() : running(asked.settings.averaging());
        return SectionAssessment.of(
                section,
                asked.limitsOf(section),
                asked.period,
                SectionMeans.ofMonths(asked.period.kind(), asked.of(section), averaging),
                asked.settings);
    }

    /** A period that goes on cannot have all the months that one which is over must have. */
    private static Averaging running(Averaging whole) {
        return new Averaging(
                whole.belowDetectionShare(),
                whole.phMean(),
                whole.minSetsPerDay(),
                whole.minDaysPerWeek(),
                whole.minDaysPerMonth(),
                1,
                1,
                1);
    }

    private RegionAssessment region(Asked asked) {
        return RegionAssessment.of(
                asked.sections.stream()
                        .map(section -> assess(asked, section).result())
                        .toList(),
                asked.settings);
    }

    private Figure share(
            Asked asked,
            Function<RegionAssessment, Optional<BigDecimal>> share,
            Function<RegionAssessment, Integer> failing) {
        RegionAssessment region = region(asked);
        List<Item> items = classes(region);
        return share.apply(region)
                .map(percent -> enough(
                        percent(percent, asked, region.sections().size())
                                .withItems(items)
                                .withProgress(new Progress.Sections(
                                        failing.apply(region), region.sections().size())),
                        asked,
                        region.sections().size(),
                        names(region)))
                .orElseGet(() -> none(asked))
                .withLeftOut(leftOut(region));
    }

    /** A figure of too few of the sections is none; those without one are named. */
    private Figure enough(Figure figure, Asked asked, int judged, List<String> missing) {
        int all = asked.sections.size();
        Figure counted = figure.withCounted(judged, all);
        return LeastData.isEnough(least.sections(), judged, all)
                ? counted
                : counted.insufficient(Explanation.of(
                        "tooFewSections", judged, all, least.sections().toPlainString(), String.join("、", missing)));
    }

    private static List<String> names(RegionAssessment region) {
        return region.leftOut().stream().map(SectionResult::name).toList();
    }

    private static List<Item> classes(RegionAssessment region) {
        return region.sections().stream()
                .map(section -> new Item(
                        section.name(),
                        section.waterClass().map(BigDecimal::valueOf).orElse(null),
                        null,
                        null,
                        Explanation.of("class")))
                .toList();
    }

    private static List<String> leftOut(RegionAssessment region) {
        return region.leftOut().stream()
                .map((SectionResult section) ->
                        section.name() + ": " + section.sectionClass().reason())
                .toList();
    }

    private Figure countWorse(Asked asked) {
        RegionAssessment region = region(asked);
        if (region.sections().isEmpty()) {
            return none(asked).withLeftOut(leftOut(region));
        }
        BigDecimal count = BigDecimal.valueOf(region.shares().worseThanFive());
        int judged = region.sections().size();
        Figure figure =
                Figure.of(count, count, asked.basis(judged), edition(asked)).withItems(classes(region));
        return enough(figure, asked, judged, names(region)).withLeftOut(leftOut(region));
    }

    private List<TargetVerdict> verdicts(Asked asked) {
        return asked.sections.stream()
                .map(section -> assess(asked, section).verdict())
                .toList();
    }

    private Figure onTarget(Asked asked) {
        ComplianceRate rate = ComplianceRate.of(Basis.PERIOD_CLASS, verdicts(asked));
        BigDecimal met = BigDecimal.valueOf(rate.met());
        if (rate.checks() == 0) {
            return none(asked);
        }
        Figure figure = Figure.of(met, met, Explanation.of("onTarget", rate.met(), rate.checks()), edition(asked));
        return enough(figure, asked, rate.checks(), missing(rate)).withLeftOut(names(rate));
    }

    /** Sections without a target class stay outside; one without data leaves the verdict open. */
    private Figure targets(Asked asked) {
        List<TargetVerdict> verdicts = verdicts(asked);
        ComplianceRate rate = ComplianceRate.of(Basis.PERIOD_CLASS, verdicts);
        List<Item> items = verdicts.stream()
                .filter(verdict -> hasTarget(asked, verdict))
                .map(WaterFigures::item)
                .toList();
        Figure figure = rate.share()
                .map(percent -> percent(percent, asked, rate.checks()))
                .orElseGet(() -> none(asked));
        Figure whole = figure.withItems(items)
                .withCounted(rate.checks(), items.size())
                .withProgress(new Progress.Sections(rate.checks() - rate.met(), rate.checks()))
                .withLeftOut(names(rate));
        List<Item> open = items.stream().filter(item -> item.meets() == null).toList();
        return open.isEmpty() || figure.value() == null ? whole : whole.insufficient(Explanation.all(told(open)));
    }

    private static boolean hasTarget(Asked asked, TargetVerdict verdict) {
        return asked.sections.stream()
                .anyMatch(section -> section.code().equals(verdict.section())
                        && section.siting().target().isPresent());
    }

    private static Item item(TargetVerdict verdict) {
        return switch (verdict) {
            case TargetVerdict.Judged judged ->
                new Item(judged.name(), null, null, judged.meets(), Explanation.of(failing(judged)));
            case TargetVerdict.NotJudged open -> new Item(open.name(), null, null, null, Explanation.of(open.reason()));
        };
    }

    private static String failing(TargetVerdict.Judged judged) {
        return String.join(
                ", ",
                judged.failing().stream()
                        .map(item -> item.code() + " " + item.value().toPlainString())
                        .toList());
    }

    private static List<String> missing(ComplianceRate rate) {
        return rate.leftOut().stream().map(TargetVerdict.NotJudged::name).toList();
    }

    private static List<String> names(ComplianceRate rate) {
        return rate.leftOut().stream()
                .map(section -> section.name() + ": " + section.reason())
                .toList();
    }

    private Figure zoneRate(Asked asked) {
        List<FunctionZoneYear> zones = asked.sections.stream()
                .map(section -> FunctionZoneYear.of(
                        section.code(),
                        section.nameZh(),
                        SectionAssessment.itemSet(AssessmentPeriod.Kind.MONTH),
                        enoughMonths(asked, monthVerdicts(asked, section))))
                .toList();
        ComplianceRate rate = FunctionZoneYear.rate(zones, asked.settings.region());
        return rate.share()
                .map(percent -> enough(percent(percent, asked, rate.checks()), asked, rate.checks(), missing(rate)))
                .orElseGet(() -> none(asked))
                .withProgress(new Progress.Sections(rate.checks() - rate.met(), rate.checks()))
                .withLeftOut(names(rate));
    }

    /** A zone with too few checks has none: it is left out. */
    private static List<TargetVerdict> enoughMonths(Asked asked, List<TargetVerdict> checks) {
        long judged =
                checks.stream().filter(TargetVerdict.Judged.class::isInstance).count();
        return asked.over && judged < leastMonths(asked) ? List.of() : checks;
    }

    private List<TargetVerdict> monthVerdicts(Asked asked, Station section) {
        return asked.of(section).stream()
                .map(month -> {
                    AssessmentPeriod period = AssessmentPeriod.month(month.month());
                    return SectionAssessment.of(section, asked.limitsOf(section), period, month.items(), asked.settings)
                            .verdict();
                })
                .toList();
    }

    /** The share of months of sources that comply, where every source has enough of them. */
    private Figure sources(Asked asked, ItemSet list) {
        SourceFigures figures = new SourceFigures(list, least.items(), asked.over ? leastMonths(asked) : 1);
        asked.sections.forEach(source -> figures.add(source, asked.of(source)));
        List<Item> open =
                figures.items().stream().filter(item -> item.meets() == null).toList();
        int judged = figures.items().size() - open.size();
        Figure figure = share(figures.compliant(), figures.judged())
                .map(percent -> percent(percent, asked, judged))
                .orElseGet(() -> none(asked));
        Figure whole = figure.withItems(figures.items())
                .withCounted(judged, figures.items().size())
                .withLeftOut(open.stream()
                        .map(item -> item.name() + ": " + item.reason().en())
                        .toList());
        return open.isEmpty() || figure.value() == null ? whole : whole.insufficient(Explanation.all(told(open)));
    }

    private static List<Explanation> told(List<Item> items) {
        return items.stream()
                .map(item -> Explanation.of("one", item.name(), item.reason()))
                .toList();
    }

    private static int leastMonths(Asked asked) {
        Averaging averaging = asked.settings.averaging();
        return switch (asked.period.kind()) {
            case YEAR -> averaging.minMonthsPerYear();
            case HALF_YEAR -> averaging.minMonthsPerHalfYear();
            case QUARTER -> averaging.minMonthsPerQuarter();
            default -> 1;
        };
    }

    private Figure worstClass(Asked asked) {
        WorstClassFigures figures = new WorstClassFigures(asked.over ? leastMonths(asked) : 1);
        asked.sections.forEach(section -> figures.add(section, classes(asked, section)));
        return figures.figure(asked.basis(figures.judged()), edition(asked));
    }

    /** The classes of the months of a section that have one. */
    private static List<Integer> classes(Asked asked, Station section) {
        return asked.of(section).stream()
                .flatMap(month -> {
                    AssessmentPeriod period = AssessmentPeriod.month(month.month());
                    return SectionAssessment.of(section, asked.limitsOf(section), period, month.items(), asked.settings)
                            .result()
                            .waterClass()
                            .stream();
                })
                .toList();
    }

    private Figure coastal(Asked asked) {
        CoastalFigures figures = new CoastalFigures(asked.period, asked.settings, asked.last);
        asked.sections.forEach(point -> figures.add(point, asked.of(point)));
        Figure figure = figures.figure(asked.basis(figures.judged()));
        return figure.value() == null ? figure : enough(figure, asked, figures.judged(), figures.open());
    }

    /** The fewest days of sampling of a section; none is a figure too. */
    private Figure samplings(Asked asked, int least) {
        Explanation basis = asked.basis(asked.sections.size());
        if (asked.sections.isEmpty()) {
            return Figure.missing(Explanation.of("noSuchSection"), basis, "");
        }
        List<Item> items = asked.sections.stream()
                .map(section -> Counts.item(section.nameZh(), days(asked, section), least))
                .toList();
        return Counts.fewest(items, basis).withCounted(items.size(), items.size());
    }

    private int days(Asked asked, Station section) {
        return Math.toIntExact(means.days(section.code(), asked.period.startInclusive(), asked.last, null).stream()
                .map(day -> day.mean().date())
                .distinct()
                .count());
    }

    /** Automatic stations that are in service; of a city without any water station nothing is known. */
    private Figure network(Asked asked, Measure measure) {
        Explanation basis = Explanation.of("automaticStations", asked.last);
        if (stations.list(new Filter(Medium.WATER, city, null, null), 1).isEmpty()) {
            return Figure.missing(Explanation.of("noSuchSection"), basis, "");
        }
        String name = measure.option("river").orElse(area.nameZh());
        Item item = Counts.item(name, asked.sections.size(), measure.least());
        return Counts.fewest(List.of(item), basis);
    }

    private static Optional<BigDecimal> share(int part, int whole) {
        return ClassShares.percent(part, whole);
    }

    private static Figure percent(BigDecimal percent, Asked asked, int judged) {
        return Figure.of(percent.setScale(1, RoundingMode.HALF_EVEN), percent, asked.basis(judged), edition(asked));
    }

    private static Figure none(Asked asked) {
        Explanation reason = Explanation.of(asked.sections.isEmpty() ? "noSuchSection" : "noSectionJudged");
        return Figure.missing(reason, asked.basis(0), edition(asked)).withCounted(0, asked.sections.size());
    }

    private static String edition(Asked asked) {
        return StandardBook.standard()
                .inForce("water-limits", asked.last)
                .map(Edition::label)
                .orElse("");
    }
}
