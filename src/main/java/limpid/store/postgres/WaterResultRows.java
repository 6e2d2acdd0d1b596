package limpid.store.postgres;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import limpid.measure.AssessmentPeriod;
import limpid.measure.Rounding;
import limpid.store.Workbench.SectionMonthResult;
import limpid.store.Workbench.WaterPeriodResult;
import limpid.water.Grade;
import limpid.water.MainIndicators;
import limpid.water.MainIndicators.BasinIndicator;
import limpid.water.RegionAssessment;
import limpid.water.RegionPeriod;
import limpid.water.SectionAssessment;
import limpid.water.SectionClass;
import limpid.water.SectionClass.ItemClass;
import limpid.water.SectionResult;
import limpid.water.TargetVerdict;
import limpid.water.TargetVerdict.Failing;
import limpid.water.TargetVerdict.Judged;
import limpid.water.TargetVerdict.NotJudged;
import limpid.water.WaterSettings;
import limpid.water.WaterSettings.Publication;
import org.jspecify.annotations.Nullable;

/** Sections' months and regions' periods as rows of their tables. */
final class WaterResultRows {
    /** Columns of {@code section_month} after its key. */
    static final List<String> SECTION_MONTH = List.of(
            "edition",
            "class",
            "deciding_items",
            "items_assessed",
            "main_indicators",
            "target_class",
            "meets_target",
            "over_target",
            "reason",
            "target_reason",
            "left_out");

    /** Columns of {@code section_month_line} after its key. */
    static final List<String> SECTION_MONTH_LINE = List.of(
            "edition",
            "class",
            "meets_target",
            "deciding_items",
            "main_indicators",
            "items",
            "means",
            "reason",
            "too_few",
            "rules");

    /** Columns of {@code water_period} after its key. */
    static final List<String> WATER_PERIOD = List.of(
            "kind",
            "first_day",
            "last_day",
            "edition",
            "sections",
            "assessed",
            "class_counts",
            "share_1_to_3",
            "share_worse_than_5",
            "basis",
            "mean_class",
            "grade",
            "grade_zh",
            "grade_en",
            "target_met",
            "target_checks",
            "months_met",
            "months_checks",
            "main_indicators",
            "reason",
            "left_out");

    private WaterResultRows() {}

    static List<@Nullable Object> of(SectionMonthResult month) {
        SectionClass judged = month.assessment().result().sectionClass();
        TargetVerdict verdict = month.assessment().verdict();
        return row(
                month.subjectId(),
                month.section().period().startInclusive(),
                judged.edition(),
                judged.waterClass(),
                judged.deciding().stream().map(ItemClass::code).toList(),
                judged.items().stream().map(ItemClass::code).toList(),
                printed(
                        month.assessment().indicators(),
                        month.section().settings().publication()),
                month.section().station().siting().targetClass(),
                verdict instanceof Judged one ? one.meets() : null,
                verdict instanceof Judged one
                        ? one.failing().stream().map(WaterResultRows::printed).toList()
                        : List.of(),
                judged.reason().isEmpty() ? null : judged.reason(),
                verdict instanceof NotJudged none ? none.reason() : null,
                judged.leftOut().stream()
                        .map(item -> item.code() + ": " + item.why().name().toLowerCase(Locale.ROOT))
                        .toList());
    }

    /** The row of {@code section_month_line}. */
    static List<@Nullable Object> lineOf(SectionMonthResult month) {
        SectionAssessment assessment = month.assessment();
        SectionClass judged = assessment.result().sectionClass();
        WaterSettings settings = month.section().settings();
        return row(
                month.subjectId(),
                month.section().period().startInclusive(),
                judged.edition(),
                judged.waterClass(),
                assessment.verdict() instanceof Judged one ? one.meets() : null,
                joined(judged.deciding().stream().map(ItemClass::code)),
                joined(printed(assessment.indicators(), settings.publication()).stream()),
                joined(judged.items().stream().map(ItemClass::code)),
                judged.items().stream()
                        .map(item -> item.value().toPlainString())
                        .collect(Collectors.joining(",")),
                judged.waterClass() == null ? judged.reason() : null,
                joined(assessment.tooFew().stream()),
                settings.printing());
    }

    private static String joined(Stream<String> parts) {
        return parts.collect(Collectors.joining(";"));
    }

    private static String printed(Failing item) {
        BigDecimal limit = item.limit();
        return item.code() + " " + item.value().toPlainString() + (limit == null ? "" : " / " + limit.toPlainString());
    }

    private static List<String> printed(List<ItemClass> indicators, Publication publication) {
        return indicators.stream()
                .map(item -> MainIndicators.printed(item, publication))
                .toList();
    }

    static List<@Nullable Object> of(WaterPeriodResult result) {
        RegionPeriod region = result.region();
        AssessmentPeriod period = region.period();
        RegionAssessment assessment = region.assessment();
        SectionClass mean = assessment.meanClass();
        Grade grade = assessment.grade();
        return row(
                result.subjectId(),
                period.name(),
                period.kind().code(),
                period.startInclusive(),
                period.lastDay(),
                edition(assessment),
                region.sections(),
                assessment.shares().assessed(),
                assessment.shares().counts(),
                printed(assessment.shareClass1To3()),
                printed(assessment.shareWorseThan5()),
                assessment.basis().name().toLowerCase(Locale.ROOT),
                mean == null ? null : mean.waterClass(),
                grade == null ? null : grade.order(),
                grade == null ? null : grade.nameZh(),
                grade == null ? null : grade.nameEn(),
                region.compliance().met(),
                region.compliance().checks(),
                region.months().met(),
                region.months().checks(),
                indicators(assessment),
                assessment.reason().isEmpty() ? null : assessment.reason(),
                leftOut(assessment));
    }

    private static String edition(RegionAssessment assessment) {
        return Stream.concat(assessment.sections().stream(), assessment.leftOut().stream())
                .map(section -> section.sectionClass().edition())
                .findFirst()
                .orElse("");
    }

    private static List<String> indicators(RegionAssessment assessment) {
        List<String> indicators = new ArrayList<>(assessment.basinIndicators().stream()
                .map(BasinIndicator::nameZh)
                .toList());
        assessment.sectionIndicators().forEach((section, items) -> {
            if (!items.isEmpty()) {
                indicators.add(section + ": " + String.join(", ", printed(items, Publication.defaults())));
            }
        });
        return indicators;
    }

    private static List<String> leftOut(RegionAssessment assessment) {
        return assessment.leftOut().stream().map(WaterResultRows::leftOut).toList();
    }

    private static String leftOut(SectionResult section) {
        return section.section() + ": " + section.sectionClass().reason();
    }

    private static @Nullable BigDecimal printed(Optional<BigDecimal> share) {
        return share.map(
                        exact -> Rounding.halfEven(exact, Publication.defaults().shareDecimals()))
                .orElse(null);
    }

    private static List<@Nullable Object> row(@Nullable Object... values) {
        return new ArrayList<>(Arrays.asList(values));
    }
}
