package limpid.rollup;

import java.time.Year;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import limpid.air.AirBasis;
import limpid.air.AirEvaluation;
import limpid.air.AirSettings;
import limpid.air.DayValues;
import limpid.air.DustDeduction;
import limpid.air.EvaluationDay;
import limpid.measure.AssessmentPeriod;
import limpid.result.Kept;
import limpid.rule.ByCityAndDate;
import limpid.store.MonthClaim;
import limpid.store.Workbench.SubjectYear;

/** The calendar periods of stations and cities, from their published days, by the texts in force. */
final class AirPeriodRollup {
    private final ByCityAndDate<AirSettings> settings;

    AirPeriodRollup(ByCityAndDate<AirSettings> settings) {
        this.settings = settings;
    }

    /** The years that hold the claimed months and all that is made of them. */
    static Set<SubjectYear> years(List<MonthClaim> claims) {
        Set<SubjectYear> years = new LinkedHashSet<>();
        for (MonthClaim claim : claims) {
            claim.months().forEach(month -> years.add(new SubjectYear(claim.subjectId(), Year.of(month.getYear()))));
        }
        return years;
    }

    /** The months of a claim, and the quarters, half-years and years they lie in. */
    List<Kept<AirEvaluation>> periods(MonthClaim claim, Map<SubjectYear, List<DayValues>> days, DustDeduction dust) {
        Set<AssessmentPeriod> periods = new LinkedHashSet<>();
        claim.months().forEach(month -> periods.addAll(AssessmentPeriod.around(month)));
        List<Kept<AirEvaluation>> results = new ArrayList<>();
        for (AssessmentPeriod period : periods) {
            if (isJudged(claim, period)) {
                results.add(new Kept<>(claim.subjectId(), evaluate(claim, period, days, dust)));
            }
        }
        return results;
    }

    private boolean isJudged(MonthClaim claim, AssessmentPeriod period) {
        return AirBasis.IN_FORCE
                .period(
                        period.startInclusive(),
                        period.lastDay(),
                        settings(claim, period).evaluation().straddling())
                .isPresent();
    }

    private AirEvaluation evaluate(
            MonthClaim claim, AssessmentPeriod period, Map<SubjectYear, List<DayValues>> days, DustDeduction dust) {
        Year year = Year.of(period.startInclusive().getYear());
        List<EvaluationDay> own = days.getOrDefault(new SubjectYear(claim.subjectId(), year), List.of()).stream()
                .filter(day -> period.contains(day.date()))
                .map(day -> day.planned(claim.plan(day.date())))
                .toList();
        return AirEvaluation.of(AirBasis.IN_FORCE, settings(claim, period), period, own, dust);
    }

    private AirSettings settings(MonthClaim claim, AssessmentPeriod period) {
        return settings.of(claim.city(), period.lastDay());
    }
}
