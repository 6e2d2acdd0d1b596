package limpid.api.water;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import limpid.api.http.Arguments;
import limpid.api.http.Local;
import limpid.api.water.RegionAssessmentView.LeftOutView;
import limpid.api.water.SectionAssessmentView.OverTarget;
import limpid.api.water.WaterEvidenceIds.OfRegion;
import limpid.api.water.WaterEvidenceIds.OfSection;
import limpid.api.water.WaterLimitsController.LimitView;
import limpid.api.water.WaterRegionEvidenceView.SectionInput;
import limpid.measure.AssessmentPeriod;
import limpid.measure.AssessmentPeriod.Kind;
import limpid.measure.Medium;
import limpid.rule.Rules;
import limpid.station.Station;
import limpid.store.Registered;
import limpid.store.SectionLimits;
import limpid.store.Stations;
import limpid.store.WaterMeans;
import limpid.store.WaterMeans.Known;
import limpid.store.WaterRevisions;
import limpid.store.WaterRevisions.RegionPeriod;
import limpid.store.WaterRevisions.SectionMonth;
import limpid.water.Grade;
import limpid.water.PlannedLimit;
import limpid.water.RegionAssessment;
import limpid.water.SectionAssessment;
import limpid.water.SectionClass;
import limpid.water.SectionClass.ItemClass;
import limpid.water.SectionMeans;
import limpid.water.SectionMeans.Day;
import limpid.water.SectionMeans.Month;
import limpid.water.SectionPeriod;
import limpid.water.SectionTarget.OwnLimit;
import limpid.water.SurfaceWater;
import limpid.water.TargetVerdict;
import limpid.water.TargetVerdict.Judged;
import limpid.water.TargetVerdict.NotJudged;
import limpid.water.WaterSettings;
import limpid.water.WaterSettings.Publication;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what a period of a section, a city or a river rests on and works it through again: days make weeks and months,
 * months make quarters and years, sections make regions.
 */
public final class WaterEvidence {
    private final Stations stations;
    private final WaterMeans means;
    private final SectionLimits limits;
    private final WaterRevisions revisions;
    private final SectionAssessor assessor;
    private final Rules rules;

    public WaterEvidence(
            Stations stations, WaterMeans means, SectionLimits limits, WaterRevisions revisions, Rules rules) {
        this.stations = stations;
        this.means = means;
        this.limits = limits;
        this.revisions = revisions;
        this.rules = rules;
        this.assessor = new SectionAssessor(stations, means, limits, rules);
    }

    /** The evidence of a result; empty where there is no such result. */
    public Optional<Record> of(String id) {
        Optional<Record> section = WaterEvidenceIds.readSection(id).flatMap(named -> section(id, named));
        return section.isPresent() ? section : WaterEvidenceIds.readRegion(id).flatMap(named -> region(id, named));
    }

    private Optional<Record> section(String id, OfSection named) {
        return stations.registered(named.section())
                .map(Registered::station)
                .filter(station -> station.medium() == Medium.WATER && SurfaceWater.includes(station))
                .map(station -> section(id, station, named.period()));
    }

    private WaterSectionEvidenceView section(String id, Station station, AssessmentPeriod period) {
        boolean ofDays = period.kind() == Kind.WEEK || period.kind() == Kind.MONTH;
        List<Day> days = ofDays ? days(station, period) : List.of();
        List<Month> months = ofDays ? List.of() : months(station, period);
        List<PlannedLimit> planned = limits.list(null).stream()
                .filter(limit -> limit.section().equals(station.code()))
                .toList();
        List<OwnLimit> own = planned.stream().map(PlannedLimit::limit).toList();
        WaterSettings settings = rules.water().of(station.city(), period.lastDay());
        SectionAssessment assessment = SectionAssessment.of(
                station,
                own,
                period,
                switch (period.kind()) {
                    case WEEK -> SectionMeans.ofWeek(days, settings.averaging());
                    case MONTH ->
                        SectionMeans.ofMonth(period.firstMonth(), days, settings.averaging())
                                .items();
                    case QUARTER, HALF_YEAR, YEAR, SPAN ->
                        SectionMeans.ofMonths(period.kind(), months, settings.averaging());
                },
                settings);
        List<SectionMonth> kept =
                period.kind() == Kind.MONTH ? revisions.sectionMonths(station.code(), period.firstMonth()) : List.of();
        WaterEvidenceItems items = new WaterEvidenceItems(assessment, days, months, settings);
        return view(id, station, assessment, items, inForce(planned, period), kept);
    }

    private List<Day> days(Station station, AssessmentPeriod period) {
        return means.days(station.code(), period.startInclusive(), period.lastDay(), null).stream()
                .map(Known::mean)
                .toList();
    }

    private List<Month> months(Station station, AssessmentPeriod period) {
        return means.months(station.code(), period.firstMonth(), period.lastMonth(), null).stream()
                .map(Known::mean)
                .toList();
    }

    private static List<LimitView> inForce(List<PlannedLimit> planned, AssessmentPeriod period) {
        return planned.stream()
                .map(LimitView::of)
                .filter(limit -> !limit.from().isAfter(period.lastDay()))
                .filter(limit -> limit.to() == null || !limit.to().isBefore(period.lastDay()))
                .toList();
    }

    private WaterSectionEvidenceView view(
            String id,
            Station station,
            SectionAssessment assessment,
            WaterEvidenceItems items,
            List<LimitView> ownLimits,
            List<SectionMonth> kept) {
        SectionClass judged = assessment.result().sectionClass();
        TargetVerdict verdict = assessment.verdict();
        SectionMonth current = kept.isEmpty() ? null : kept.getLast();
        Publication publication =
                rules.water().of(station.city(), assessment.period().lastDay()).publication();
        return new WaterSectionEvidenceView(
                id,
                station.code(),
                station.nameZh(),
                assessment.period().name(),
                assessment.period().startInclusive(),
                assessment.period().lastDay(),
                judged.edition(),
                clauses(
                        limits(judged.edition()),
                        "环办[2011]22号 单因子评价",
                        "总站水字〔2018〕87号 修约",
                        "总站水字〔2020〕90号 pH均值",
                        "环办监测函〔2020〕82号 自动与手工数据融合"),
                judged.itemSet().name(),
                items.views(),
                judged.waterClass(),
                judged.className(),
                judged.deciding().stream().map(ItemClass::code).toList(),
                judged.waterClass() == null ? judged.reason() : null,
                station.siting().targetClass(),
                ownLimits,
                verdict instanceof Judged one
                        ? one.failing().stream()
                                .map(failing -> OverTarget.of(failing, publication))
                                .toList()
                        : List.of(),
                meets(verdict),
                verdict instanceof NotJudged none ? none.reason() : null,
                current == null ? null : reproduces(current, judged, verdict),
                current == null ? null : current.revision(),
                current == null ? null : Local.time(current.knownFrom()),
                kept.stream()
                        .limit(Math.max(kept.size() - 1, 0))
                        .map(WaterSectionEvidenceView.RevisionView::of)
                        .toList());
    }

    /** Where the limits stand of the edition that judged; empty where none was in force. */
    private static String limits(String edition) {
        return edition.isEmpty() ? "" : edition + " 表1";
    }

    private static List<String> clauses(String... clauses) {
        return Stream.of(clauses).filter(clause -> !clause.isEmpty()).toList();
    }

    private static @Nullable Boolean meets(TargetVerdict verdict) {
        return verdict instanceof Judged one ? one.meets() : null;
    }

    private static boolean reproduces(SectionMonth kept, SectionClass judged, TargetVerdict verdict) {
        return Objects.equals(kept.waterClass(), judged.waterClass())
                && kept.itemsAssessed() == judged.itemsAssessed()
                && kept.edition().equals(judged.edition())
                && Objects.equals(kept.meetsTarget(), meets(verdict));
    }

    private Optional<Record> region(String id, OfRegion named) {
        List<RegionPeriod> kept =
                revisions.regionPeriods(named.region(), named.period().name());
        return kept.isEmpty() ? Optional.empty() : Optional.of(region(id, named, kept));
    }

    private WaterRegionEvidenceView region(String id, OfRegion named, List<RegionPeriod> kept) {
        AssessmentPeriod period = named.period();
        List<SectionPeriod> sections = assessor.sections(named.region(), period);
        List<SectionAssessment> assessed =
                sections.stream().map(SectionPeriod::whole).toList();
        RegionAssessment assessment = assessor.region(named.region(), period, assessed);
        RegionPeriod current = kept.getLast();
        RegionArithmetic arithmetic =
                new RegionArithmetic(assessment, assessed, assessor.settings(named.region(), period));
        return new WaterRegionEvidenceView(
                id,
                named.region().city(),
                named.region().river(),
                period.name(),
                period.startInclusive(),
                period.lastDay(),
                current.edition(),
                clauses("环办[2011]22号 河流、流域（水系）水质评价", limits(current.edition()), "总站水字〔2018〕87号 修约"),
                SectionAssessment.itemSet(period.kind()).name(),
                inputs(sections, assessed),
                assessment.leftOut().stream().map(LeftOutView::of).toList(),
                Arguments.word(assessment.basis()),
                arithmetic.steps(),
                GradeView.of(assessment.grade()),
                assessment.reason().isEmpty() ? null : assessment.reason(),
                reproduces(current, sections.size(), assessment, arithmetic),
                current.revision(),
                Local.time(current.knownFrom()),
                kept.subList(0, kept.size() - 1).stream()
                        .map(WaterRegionEvidenceView.RevisionView::of)
                        .toList());
    }

    private static List<SectionInput> inputs(List<SectionPeriod> sections, List<SectionAssessment> assessed) {
        List<SectionInput> inputs = new ArrayList<>();
        for (int i = 0; i < sections.size(); i++) {
            Station station = sections.get(i).station();
            SectionAssessment assessment = assessed.get(i);
            Integer waterClass = assessment.result().sectionClass().waterClass();
            if (waterClass != null) {
                inputs.add(new SectionInput(
                        station.code(),
                        station.nameZh(),
                        waterClass,
                        station.siting().targetClass(),
                        meets(assessment.verdict()),
                        WaterEvidenceIds.section(station.code(), assessment.period())));
            }
        }
        return inputs;
    }

    private static boolean reproduces(
            RegionPeriod kept, int sections, RegionAssessment assessment, RegionArithmetic arithmetic) {
        SectionClass mean = assessment.meanClass();
        Grade grade = assessment.grade();
        return kept.sections() == sections
                && kept.classCounts().equals(assessment.shares().counts())
                && kept.basis().equals(Arguments.word(assessment.basis()))
                && Objects.equals(kept.meanClass(), mean == null ? null : mean.waterClass())
                && Objects.equals(kept.grade(), grade == null ? null : grade.nameZh())
                && kept.targetMet() == arithmetic.compliance().met()
                && kept.targetChecks() == arithmetic.compliance().checks();
    }
}
