package limpid.api.water;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import limpid.api.http.Arguments;
import limpid.api.water.RegionRates.Rate;
import limpid.measure.AssessmentPeriod;
import limpid.store.WaterMeans.Region;
import limpid.water.ClassShares;
import limpid.water.Comparison;
import limpid.water.ComplianceRate;
import limpid.water.MainIndicators.BasinIndicator;
import limpid.water.RegionAssessment;
import limpid.water.RegionAssessment.Basis;
import limpid.water.SectionAssessment;
import limpid.water.SectionClass;
import limpid.water.SectionResult;
import limpid.water.TargetVerdict.NotJudged;
import limpid.water.WaterClass;
import limpid.water.WaterSettings.Publication;
import org.jspecify.annotations.Nullable;

/**
 * A city, river or other group of sections in one period 区域水质评价 (环办[2011]22号). With five or more sections assessed
 * the grade follows from the shares of classes, with fewer from the mean of each item over the sections.
 *
 * @param controlLevel     the sections are of this level or of a higher one; null for all
 * @param period           2026, 2026-H1, 2026-Q1 or 2026-01
 * @param start            its first local day
 * @param end              its last local day
 * @param complete         whether the period is over; until then the figures may still change
 * @param sections         sections in service in the period
 * @param assessed         those with a class, the base of all shares
 * @param classCounts      how many have each class
 * @param shareClass1To3   优良比例, percent of class Ⅰ to Ⅲ; null where nothing was assessed
 * @param shareWorseThan5  劣Ⅴ类比例, percent worse than Ⅴ; null where nothing was assessed
 * @param targetCompliance 达标率, each with the basis it was counted on
 * @param byUpstreamCity   the same of what each city hands on; of role cross_border only
 * @param comparison       with the earlier period; null unless asked for
 * @param basis            shares, means or none: how the grade was found
 * @param meanClass        class of the means over the sections; null unless by means
 * @param mainIndicators   主要污染指标 by section exceedance rate; empty unless by shares
 * @param sectionClasses   each section's own class and indicators; empty unless by means
 * @param reason           why there is no grade
 * @param leftOut          sections without a class, and why
 * @param itemSet          the items a class rests on where they were measured
 * @param edition          of the limits, the one in force on the last day
 * @param evidence         address of what it rests on; null but for a city or a river alone
 */
@Schema(name = "RegionAssessment")
public record RegionAssessmentView(
        @Nullable String city,
        @Nullable String river,
        @Nullable String role,
        @Nullable String controlLevel,
        String period,
        LocalDate start,
        LocalDate end,
        boolean complete,
        int sections,
        int assessed,
        List<ClassCount> classCounts,
        @Nullable BigDecimal shareClass1To3,
        @Nullable BigDecimal shareWorseThan5,
        List<Compliance> targetCompliance,
        List<CityCompliance> byUpstreamCity,
        @Nullable ComparisonView comparison,
        String basis,
        @Nullable ClassView meanClass,
        @Nullable GradeView grade,
        List<IndicatorView> mainIndicators,
        List<SectionClassView> sectionClasses,
        @Nullable String reason,
        List<LeftOutView> leftOut,
        String itemSet,
        String edition,
        @Nullable String evidence) {

    private static final String NO_DATA = "noData";

    /** Sections of one class; the share is in percent of those assessed, null where nothing was. */
    @Schema(name = "ClassCount")
    public record ClassCount(
            @JsonProperty("class") int waterClass,
            String className,
            int sections,
            @Nullable BigDecimal share) {}

    /**
     * A rate of target compliance.
     *
     * @param basis   sections, section_months, period_class or function_zones: what was counted
     * @param itemSet the items a check rests on
     * @param met     checks on target
     * @param checks  checks judged
     * @param share   percent on target; null with a reason
     * @param reason  noData where nothing was judged, tooFewSections where less than rule water.region.assessedPercent asks for
     * @param leftOut what was not judged, and why
     */
    @Schema(name = "TargetCompliance")
    public record Compliance(
            String basis,
            String itemSet,
            int met,
            int checks,
            @Nullable BigDecimal share,
            @Nullable String reason,
            List<LeftOutView> leftOut) {
        static Compliance of(Rate named, Publication publication) {
            ComplianceRate rate = named.rate();
            return new Compliance(
                    Arguments.word(rate.basis()),
                    named.items().name(),
                    rate.met(),
                    rate.checks(),
                    named.few() ? null : printed(rate.share(), publication),
                    rate.checks() == 0 ? NO_DATA : named.few() ? Comparison.TOO_FEW_SECTIONS : null,
                    rate.leftOut().stream().map(LeftOutView::of).toList());
        }
    }

    /** Target compliance of the cross-border sections a city answers for. */
    @Schema(name = "CityCompliance")
    public record CityCompliance(String city, List<Compliance> targetCompliance) {}

    /** A class of means with the items that made it so. */
    @Schema(name = "MeanClass")
    public record ClassView(
            @JsonProperty("class") @Nullable Integer waterClass,
            @Nullable String className,
            List<WaterItemView> decidingItems,
            int itemsAssessed) {
        static ClassView of(SectionClass judged, Publication publication) {
            return new ClassView(
                    judged.waterClass(),
                    judged.className(),
                    judged.deciding().stream()
                            .map(item -> WaterItemView.of(item, publication))
                            .toList(),
                    judged.itemsAssessed());
        }
    }

    /**
     * A main pollution indicator.
     *
     * @param sectionsOver sections in which it is worse than class Ⅲ
     * @param rate         断面超标率, those in percent of all assessed
     */
    @Schema(name = "PollutionIndicator")
    public record IndicatorView(String item, String nameZh, int sectionsOver, BigDecimal rate) {
        static IndicatorView of(BasinIndicator indicator, Publication publication) {
            return new IndicatorView(
                    indicator.code(),
                    indicator.nameZh(),
                    indicator.sectionsOver(),
                    rounded(indicator.rate(), publication));
        }
    }

    /** One section's class among few. */
    @Schema(name = "SectionClass")
    public record SectionClassView(
            String section,
            String name,
            @JsonProperty("class") @Nullable Integer waterClass,
            @Nullable String className,
            List<String> mainIndicators) {}

    /** A section that is in no denominator. */
    @Schema(name = "SectionLeftOut")
    public record LeftOutView(String section, String name, String reason) {
        static LeftOutView of(NotJudged verdict) {
            return new LeftOutView(verdict.section(), verdict.name(), verdict.reason());
        }

        static LeftOutView of(SectionResult result) {
            return new LeftOutView(
                    result.section(), result.name(), result.sectionClass().reason());
        }
    }

    /**
     * An assessment as an answer.
     *
     * @param sections    in service in the period
     * @param today       the local day it is asked on
     * @param publication decimals of printed figures
     */
    static RegionAssessmentView of(
            Region region,
            AssessmentPeriod period,
            int sections,
            RegionAssessment assessment,
            List<Rate> rates,
            List<CityCompliance> byUpstreamCity,
            @Nullable ComparisonView comparison,
            String edition,
            LocalDate today,
            Publication publication) {
        boolean byMeans = assessment.basis() == Basis.MEANS;
        return new RegionAssessmentView(
                region.city(),
                region.river(),
                region.role(),
                region.level() == null ? null : Arguments.word(region.level()),
                period.name(),
                period.startInclusive(),
                period.lastDay(),
                today.isAfter(period.lastDay()),
                sections,
                assessment.shares().assessed(),
                counts(assessment.shares(), assessment.basis() != Basis.NONE, publication),
                printed(assessment.shareClass1To3(), publication),
                printed(assessment.shareWorseThan5(), publication),
                rates.stream().map(rate -> Compliance.of(rate, publication)).toList(),
                byUpstreamCity,
                comparison,
                Arguments.word(assessment.basis()),
                Optional.ofNullable(assessment.meanClass())
                        .map(judged -> ClassView.of(judged, publication))
                        .orElse(null),
                GradeView.of(assessment.grade()),
                assessment.basinIndicators().stream()
                        .map(indicator -> IndicatorView.of(indicator, publication))
                        .toList(),
                byMeans ? sectionClasses(assessment, publication) : List.of(),
                assessment.reason().isEmpty() ? null : assessment.reason(),
                assessment.leftOut().stream().map(LeftOutView::of).toList(),
                SectionAssessment.itemSet(period.kind()).name(),
                edition,
                WaterEvidenceIds.region(region, period));
    }

    private static List<ClassCount> counts(ClassShares shares, boolean told, Publication publication) {
        List<BigDecimal> printed = !told
                ? List.of()
                : ClassShares.printed(shares.counts(), publication.shareDecimals(), publication.shareTotal());
        List<ClassCount> counts = new ArrayList<>();
        for (int i = 0; i < shares.counts().size(); i++) {
            counts.add(new ClassCount(
                    i + 1, WaterClass.name(i + 1), shares.counts().get(i), printed.isEmpty() ? null : printed.get(i)));
        }
        return counts;
    }

    private static List<SectionClassView> sectionClasses(RegionAssessment assessment, Publication publication) {
        return assessment.sections().stream()
                .map(section -> new SectionClassView(
                        section.section(),
                        section.name(),
                        section.sectionClass().waterClass(),
                        section.sectionClass().className(),
                        SectionAssessmentView.printed(
                                assessment.sectionIndicators().getOrDefault(section.section(), List.of()),
                                publication)))
                .toList();
    }

    static @Nullable BigDecimal printed(Optional<BigDecimal> share, Publication publication) {
        return share.map(one -> rounded(one, publication)).orElse(null);
    }

    private static BigDecimal rounded(BigDecimal share, Publication publication) {
        return share.setScale(publication.shareDecimals(), RoundingMode.HALF_EVEN);
    }
}
