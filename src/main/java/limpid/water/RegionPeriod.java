package limpid.water;

import java.util.List;
import limpid.measure.AssessmentPeriod;
import limpid.water.ComplianceRate.Basis;

/**
 * A city or river in one period as it is kept: its assessment and its target compliance.
 *
 * @param sections   in service in the period
 * @param compliance each section once, by the class of the period
 * @param months     each section once a month
 */
public record RegionPeriod(
        AssessmentPeriod period,
        int sections,
        RegionAssessment assessment,
        ComplianceRate compliance,
        ComplianceRate months) {

    /** Assesses a region from its sections in service. */
    public static RegionPeriod of(AssessmentPeriod period, List<SectionPeriod> sections, WaterSettings settings) {
        List<SectionAssessment> assessed =
                sections.stream().map(SectionPeriod::whole).toList();
        return new RegionPeriod(
                period,
                sections.size(),
                RegionAssessment.of(
                        assessed.stream().map(SectionAssessment::result).toList(), settings),
                ComplianceRate.of(
                        Basis.PERIOD_CLASS,
                        assessed.stream().map(SectionAssessment::verdict).toList()),
                ComplianceRate.of(
                        Basis.SECTION_MONTHS,
                        sections.stream()
                                .flatMap(section -> section.checks().stream())
                                .toList()));
    }
}
