package limpid.flow;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import limpid.measure.AssessmentPeriod;
import limpid.measure.Medium;
import limpid.programme.Figure;
import limpid.programme.Figure.Item;
import limpid.programme.Measure;
import limpid.programme.Progress;
import limpid.programme.Told;
import limpid.rule.Chosen;
import limpid.standard.Edition;
import limpid.standard.StandardBook;
import limpid.station.Station;
import limpid.station.Station.ControlLevel;
import limpid.station.Station.WaterBodyType;
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
import limpid.water.Measured;
import limpid.water.PlannedLimit;
import limpid.water.RegionAssessment;
import limpid.water.SectionAssessment;
import limpid.water.SectionMeans;
import limpid.water.SectionMeans.Month;
import limpid.water.SectionResult;
import limpid.water.SectionTarget.OwnLimit;
import limpid.water.SourceVerdict;
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
    private final Chosen<WaterSettings> settings;

    WaterFigures(Knowledge knowledge, String city) {
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

        Told basis() {
            return over
                    ? Told.of("sections", sections.size(), period.name())
                    : Told.of("sectionsTo", sections.size(), period.name(), last);
        }
    }

    Figure of(Measure measure, AssessmentPeriod whole, LocalDate last) {
        return switch (measure.kind()) {
            case WATER_SHARE_1_TO_3 ->
                share(
                        asked(measure, whole, last),
                        RegionAssessment::shareClass1To3,
                        region -> region.sections().size() - region.shares().good());
            case WATER_SHARE_WORSE_THAN_5 ->
                share(asked(measure, whole, last), RegionAssessment::shareWorseThan5, region -> region.shares()
                        .worseThanFive());
            case WATER_COUNT_WORSE_THAN_5 -> countWorse(asked(measure, whole, last));
            case WATER_ON_TARGET -> onTarget(asked(measure, whole, last));
            case WATER_FUNCTION_ZONES -> targets(asked(FUNCTION_ZONE, whole, last));
            case WATER_OUTFLOW -> targets(asked(CROSS_BORDER, whole, last));
            case WATER_FUNCTION_ZONE_RATE -> zoneRate(asked(FUNCTION_ZONE, whole, last));
            case WATER_SOURCES ->
                sources(
                        asked(DRINKING_SOURCE, whole, last),
                        measure.argument().isEmpty() ? SOURCE_ITEMS : HEAVY_METALS);
            case WATER_BLACK_ODOROUS -> blackOdorous(measure, whole, last);
            default -> throw new IllegalArgumentException(measure.code() + " is not of water");
        };
    }

    private Figure blackOdorous(Measure measure, AssessmentPeriod whole, LocalDate last) {
        Asked asked = asked(new Region(city, measure.option("river").orElse(null), BLACK_ODOROUS), whole, last);
        String edition = StandardBook.standard()
                .inForce("water-black_odorous", last)
                .map(Edition::label)
                .orElse("");
        return new BlackOdorousFigures(means, asked.settings.blackOdorous())
                .of(asked.sections, whole.startInclusive(), last, edition);
    }

    private Asked asked(Measure measure, AssessmentPeriod whole, LocalDate last) {
        return asked(
                new Region(
                        city,
                        measure.option("river").orElse(null),
                        measure.option("role").orElse(null),
                        measure.option("control")
                                .map(level -> ControlLevel.valueOf(level.toUpperCase(Locale.ROOT)))
                                .orElse(null)),
                whole,
                last);
    }

    private Asked asked(String role, AssessmentPeriod whole, LocalDate last) {
        return asked(new Region(city, null, role), whole, last);
    }

    private Asked asked(Region region, AssessmentPeriod whole, LocalDate last) {
        List<Station> sections = stations.list(new Filter(Medium.WATER, city, null, null), Integer.MAX_VALUE).stream()
                .map(Registered::station)
                .filter(region::includes)
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
                .map(percent -> percent(percent, asked, edition(asked))
                        .withItems(items)
                        .withProgress(new Progress.Sections(
                                failing.apply(region), region.sections().size()))
                        .withLeftOut(leftOut(region)))
                .orElseGet(() -> none(asked).withLeftOut(leftOut(region)));
    }

    private static List<Item> classes(RegionAssessment region) {
        return region.sections().stream()
                .map(section -> new Item(
                        section.name(),
                        section.waterClass().map(BigDecimal::valueOf).orElse(null),
                        null,
                        null,
                        Told.of("class")))
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
        return Figure.of(count, count, asked.basis(), edition(asked))
                .withItems(classes(region))
                .withLeftOut(leftOut(region));
    }

    private List<TargetVerdict> verdicts(Asked asked) {
        return asked.sections.stream()
                .map(section -> assess(asked, section).verdict())
                .toList();
    }

    private Figure onTarget(Asked asked) {
        ComplianceRate rate = ComplianceRate.of(Basis.PERIOD_CLASS, verdicts(asked));
        BigDecimal met = BigDecimal.valueOf(rate.met());
        return rate.checks() == 0
                ? none(asked)
                : Figure.of(met, met, Told.of("onTarget", rate.met(), rate.checks()), edition(asked))
                        .withLeftOut(names(rate));
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
                .map(percent -> percent(percent, asked, edition(asked)))
                .orElseGet(() -> none(asked));
        return figure.withItems(items)
                .withProgress(new Progress.Sections(rate.checks() - rate.met(), rate.checks()))
                .withLeftOut(names(rate));
    }

    private static boolean hasTarget(Asked asked, TargetVerdict verdict) {
        return asked.sections.stream()
                .anyMatch(section -> section.code().equals(verdict.section())
                        && section.siting().target().isPresent());
    }

    private static Item item(TargetVerdict verdict) {
        return switch (verdict) {
            case TargetVerdict.Judged judged ->
                new Item(judged.name(), null, null, judged.meets(), Told.of(failing(judged)));
            case TargetVerdict.NotJudged open -> new Item(open.name(), null, null, null, Told.of(open.reason()));
        };
    }

    private static String failing(TargetVerdict.Judged judged) {
        return String.join(
                ", ",
                judged.failing().stream()
                        .map(item -> item.code() + " " + item.value().toPlainString())
                        .toList());
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
                        monthVerdicts(asked, section)))
                .toList();
        ComplianceRate rate = FunctionZoneYear.rate(zones, asked.settings.region());
        return rate.share()
                .map(percent -> percent(percent, asked, edition(asked)))
                .orElseGet(() -> none(asked))
                .withProgress(new Progress.Sections(rate.checks() - rate.met(), rate.checks()))
                .withLeftOut(names(rate));
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

    /** Sources by months: a source complies in a month when all measured items of the list do. */
    private Figure sources(Asked asked, ItemSet items) {
        int compliant = 0;
        int judged = 0;
        List<Item> each = new ArrayList<>();
        List<String> leftOut = new ArrayList<>();
        for (Station source : asked.sections) {
            Optional<String> notJudged = SurfaceWater.whyNot(source);
            if (notJudged.isPresent()) {
                each.add(new Item(source.nameZh(), null, null, null, Told.of(notJudged.get())));
                leftOut.add(source.nameZh() + ": " + notJudged.get());
                continue;
            }
            List<SourceVerdict.Judged> months = sourceMonths(asked, source, items);
            int met =
                    (int) months.stream().filter(SourceVerdict.Judged::complies).count();
            compliant += met;
            judged += months.size();
            each.add(sourceItem(source, months, met));
        }
        leftOut.add("items of the list '" + items.titleZh() + "' that no station measures await the "
                + "laboratory; the rate is of source-months");
        return share(compliant, judged)
                .map(percent -> percent(percent, asked, edition(asked)))
                .orElseGet(() -> none(asked))
                .withItems(each)
                .withLeftOut(leftOut);
    }

    private static Item sourceItem(Station source, List<SourceVerdict.Judged> months, int met) {
        @Nullable Boolean meets = months.isEmpty() ? null : met == months.size();
        return new Item(
                source.nameZh(),
                null,
                null,
                meets,
                months.isEmpty() ? Told.of("notMonitored") : Told.of("monthsComply", met, months.size()));
    }

    private static List<SourceVerdict.Judged> sourceMonths(Asked asked, Station source, ItemSet items) {
        WaterBodyType type = source.siting().waterBodyType();
        List<SourceVerdict.Judged> judged = new ArrayList<>();
        for (Month month : asked.of(source)) {
            Map<String, Measured> values = new HashMap<>();
            month.items()
                    .forEach((code, mean) -> mean.value().ifPresent(value -> values.put(code, Measured.of(value))));
            Optional<Edition> edition = StandardBook.standard()
                    .inForce("water-limits", month.month().atEndOfMonth());
            if (edition.isPresent()
                    && SourceVerdict.of(
                                    source.nameZh(),
                                    type == null ? WaterBodyType.RIVER : type,
                                    null,
                                    values,
                                    items,
                                    edition.get().code())
                            instanceof SourceVerdict.Judged verdict) {
                judged.add(verdict);
            }
        }
        return judged;
    }

    private static Optional<BigDecimal> share(int part, int whole) {
        return ClassShares.percent(part, whole);
    }

    private static Figure percent(BigDecimal percent, Asked asked, String edition) {
        return Figure.of(percent.setScale(1, RoundingMode.HALF_EVEN), percent, asked.basis(), edition);
    }

    private static Figure none(Asked asked) {
        Told reason = Told.of(asked.sections.isEmpty() ? "noSuchSection" : "noSectionJudged");
        return Figure.missing(reason, asked.basis(), edition(asked));
    }

    private static String edition(Asked asked) {
        return StandardBook.standard()
                .inForce("water-limits", asked.last)
                .map(Edition::label)
                .orElse("");
    }
}
