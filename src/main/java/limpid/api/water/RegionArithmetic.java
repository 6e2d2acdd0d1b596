package limpid.api.water;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import limpid.api.http.Arguments;
import limpid.measure.Rounding;
import limpid.water.ClassShares;
import limpid.water.ComplianceRate;
import limpid.water.ComplianceRate.Basis;
import limpid.water.Grade;
import limpid.water.Mean;
import limpid.water.RegionAssessment;
import limpid.water.SectionAssessment;
import limpid.water.SectionClass;
import limpid.water.SectionClass.ItemClass;
import limpid.water.WaterClass;
import limpid.water.WaterSettings;

/** How a region's assessment was reckoned, step by step with the numbers put in. */
final class RegionArithmetic {
    private final RegionAssessment assessment;
    private final ComplianceRate compliance;
    private final WaterSettings settings;

    RegionArithmetic(RegionAssessment assessment, List<SectionAssessment> sections, WaterSettings settings) {
        this.assessment = assessment;
        this.compliance = ComplianceRate.of(
                Basis.PERIOD_CLASS,
                sections.stream().map(SectionAssessment::verdict).toList());
        this.settings = settings;
    }

    /** Each section once, by the class of the period. */
    ComplianceRate compliance() {
        return compliance;
    }

    List<String> steps() {
        ClassShares shares = assessment.shares();
        List<String> steps = new ArrayList<>();
        steps.add(share("Ⅰ-Ⅲ 优良", shares.good(), shares.assessed()));
        steps.add(share("劣Ⅴ", shares.worseThanFive(), shares.assessed()));
        SectionClass mean = assessment.meanClass();
        if (mean != null) {
            mean.items().forEach(item -> steps.add(mean(item)));
        }
        Grade grade = assessment.grade();
        if (grade != null) {
            steps.add("grade by " + Arguments.word(assessment.basis()) + ", "
                    + settings.region().minSectionsForShares() + " sections and more by shares: " + grade.nameZh());
        }
        steps.add(share("达标", compliance.met(), compliance.checks()));
        return steps;
    }

    private String share(String name, int part, int whole) {
        Optional<BigDecimal> share = ClassShares.percent(part, whole)
                .map(exact -> Rounding.halfEven(exact, settings.publication().shareDecimals()));
        return name + ": " + part + " of " + whole
                + share.map(percent -> " = " + percent.toPlainString() + " %").orElse("");
    }

    private String mean(ItemClass item) {
        List<BigDecimal> values = assessment.sections().stream()
                .flatMap(section -> Optional.ofNullable(section.values().get(item.code())).stream())
                .toList();
        String sum = values.stream().map(BigDecimal::toPlainString).collect(Collectors.joining(" + "));
        return item.code() + ": mean of (" + sum + ") over " + values.size() + " = "
                + Mean.of(item.code(), values, settings.averaging()).toPlainString() + ", rounded "
                + item.value().toPlainString() + ", " + WaterClass.name(item.waterClass());
    }
}
