package limpid.api.water;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import limpid.api.http.Arguments;
import limpid.api.water.WaterSectionEvidenceView.InputView;
import limpid.api.water.WaterSectionEvidenceView.ItemView;
import limpid.measure.AssessmentPeriod.Kind;
import limpid.standard.ClassLimits;
import limpid.standard.ClassLimits.AtLeast;
import limpid.standard.ClassLimits.AtMost;
import limpid.standard.ClassLimits.Limit;
import limpid.standard.ClassLimits.Within;
import limpid.station.Station.WaterBodyType;
import limpid.water.DataFusion.Origin;
import limpid.water.ItemSet;
import limpid.water.PeriodMean;
import limpid.water.PeriodMean.Insufficient;
import limpid.water.SectionAssessment;
import limpid.water.SectionClass;
import limpid.water.SectionClass.ItemClass;
import limpid.water.SectionMeans.Day;
import limpid.water.SectionMeans.Month;
import limpid.water.WaterClass;
import limpid.water.WaterSettings;
import limpid.water.WaterSettings.PhMean;
import org.jspecify.annotations.Nullable;

/** The items of a section's period, each from its inputs to its class. */
final class WaterEvidenceItems {
    private static final ItemSet AUTOMATIC_FIRST = ItemSet.named("automatic-preferred");
    private static final String PH = "PH";

    private final SectionAssessment assessment;
    private final List<Day> days;
    private final List<Month> months;
    private final WaterSettings settings;

    /** @param days of a week or month, @param months of a quarter or year */
    WaterEvidenceItems(SectionAssessment assessment, List<Day> days, List<Month> months, WaterSettings settings) {
        this.assessment = assessment;
        this.days = days;
        this.months = months;
        this.settings = settings;
    }

    private SectionClass judged() {
        return assessment.result().sectionClass();
    }

    List<ItemView> views() {
        Set<String> codes = new TreeSet<>(judged().itemSet().codes());
        codes.addAll(assessment.means().keySet());
        return codes.stream().map(this::view).toList();
    }

    private ItemView view(String code) {
        List<InputView> inputs = inputs(code);
        PeriodMean mean = assessment.means().get(code);
        BigDecimal unrounded = mean == null ? null : mean.value().orElse(null);
        ItemClass item = judged().items().stream()
                .filter(one -> one.code().equals(code))
                .findFirst()
                .orElse(null);
        Optional<Limit> limit = limit(code);
        return new ItemView(
                code,
                inputs,
                unrounded == null ? null : arithmetic(code, inputs),
                unrounded,
                item == null ? "" : rounding(item.value()),
                item == null ? null : item.value(),
                limit.map(WaterEvidenceItems::classLimits).orElse(List.of()),
                item == null ? null : item.waterClass(),
                item == null ? null : exceedance(item, limit),
                reason(code, mean));
    }

    private List<InputView> inputs(String code) {
        List<InputView> inputs = new ArrayList<>();
        Origin chosen = chosen(code);
        for (Day day : days) {
            PeriodMean mean = day.items().get(code);
            if (mean != null) {
                inputs.add(InputView.of(
                        day.date().toString(),
                        Arguments.word(day.origin()),
                        mean,
                        day.origin() == chosen ? missing(mean) : otherFirst(mean)));
            }
        }
        for (Month month : months) {
            PeriodMean mean = month.items().get(code);
            if (mean != null) {
                inputs.add(InputView.of(month.month().toString(), null, mean, missing(mean)));
            }
        }
        return inputs;
    }

    private static @Nullable String missing(PeriodMean mean) {
        return mean instanceof Insufficient few ? few.reason() : null;
    }

    private static String otherFirst(PeriodMean mean) {
        return mean instanceof Insufficient few ? few.reason() : "the other monitoring goes first (环办监测函〔2020〕82号)";
    }

    /** Which monitoring an item is taken from, where both have enough days of it. */
    private Origin chosen(String code) {
        Set<Origin> averaged = new HashSet<>();
        for (Origin origin : Origin.values()) {
            long valid = days.stream()
                    .filter(day -> day.origin() == origin)
                    .filter(day -> day.items().containsKey(code)
                            && day.items().get(code).value().isPresent())
                    .count();
            if (valid >= required()) {
                averaged.add(origin);
            }
        }
        boolean automatic = averaged.contains(Origin.AUTOMATIC)
                && (AUTOMATIC_FIRST.assesses(code) || !averaged.contains(Origin.MANUAL));
        return automatic ? Origin.AUTOMATIC : Origin.MANUAL;
    }

    private int required() {
        return assessment.period().kind() == Kind.WEEK
                ? settings.averaging().minDaysPerWeek()
                : settings.averaging().minDaysPerMonth();
    }

    private String arithmetic(String code, List<InputView> inputs) {
        List<BigDecimal> values = inputs.stream()
                .filter(InputView::enters)
                .flatMap(input -> Optional.ofNullable(input.value()).stream())
                .toList();
        boolean ions = code.equals(PH) && settings.averaging().phMean() == PhMean.HYDROGEN_IONS;
        String sum = values.stream()
                .map(value -> (ions ? "10^-" : "") + value.toPlainString())
                .collect(Collectors.joining(" + "));
        return ions ? "-lg((" + sum + ") / " + values.size() + ")" : "(" + sum + ") / " + values.size();
    }

    private static String rounding(BigDecimal rounded) {
        return "half to even, " + Math.max(rounded.scale(), 0) + " decimals (总站水字〔2018〕87号)";
    }

    private Optional<Limit> limit(String code) {
        SectionClass judged = judged();
        if (judged.edition().isEmpty()) {
            return Optional.empty();
        }
        ClassLimits limits = judged.waterBodyType() == WaterBodyType.LAKE
                ? ClassLimits.lakes(judged.edition())
                : ClassLimits.rivers(judged.edition());
        return limits.item(code).map(ClassLimits.Item::limit);
    }

    private static List<BigDecimal> classLimits(Limit limit) {
        return switch (limit) {
            case AtMost most -> most.limits();
            case AtLeast least -> least.limits();
            case Within within ->
                List.of(
                        within.ranges().getFirst().low(),
                        within.ranges().getFirst().high());
            default -> List.of();
        };
    }

    private @Nullable String exceedance(ItemClass item, Optional<Limit> limit) {
        BigDecimal multiple = WaterItemView.printed(item.exceedance(), settings.publication());
        return multiple == null
                ? null
                : limit.flatMap(one -> one.upper(WaterClass.THREE))
                        .map(BigDecimal::toPlainString)
                        .map(three -> "(" + item.value().toPlainString() + " - " + three + ") / " + three + " = "
                                + multiple.toPlainString())
                        .orElse(null);
    }

    private @Nullable String reason(String code, @Nullable PeriodMean mean) {
        if (mean instanceof Insufficient few) {
            return few.reason();
        }
        SortedMap<String, String> leftOut = new TreeMap<>();
        judged().leftOut().forEach(item -> leftOut.put(item.code(), Arguments.word(item.why())));
        return leftOut.get(code);
    }
}
