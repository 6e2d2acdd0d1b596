package limpid.air;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import limpid.measure.AssessmentPeriod;
import limpid.standard.Pollutant;
import limpid.standard.ReferenceState;

/**
 * A period against an earlier one 同比, from published figures. Cities of a group must be the same on both sides:
 * evaluate the earlier period for the present set.
 *
 * @param statistics         change per statistic, by pollutant and code, for example {@code PM2.5 mean}
 * @param excellentDayRatio  in percentage points
 * @param composite          in percent
 * @param otherState         pollutants whose concentrations refer to another state of the air on the two sides, so that
 *                           their change compares unlike figures (the state changed on 2018-09-01)
 */
public record AirComparison(
        AirEvaluation now,
        AirEvaluation before,
        Map<String, Change> statistics,
        Change excellentDayRatio,
        Change composite,
        List<Pollutant> otherState) {

    private static final long HUNDRED = 100;

    /**
     * Compares two evaluations under the same basis.
     *
     * @param leastPercent share of calendar days that must be valid on both sides; with fewer every change is withheld
     */
    public static AirComparison of(AirEvaluation now, AirEvaluation before, int leastPercent) {
        AirComparison compared = of(now, before);
        return enough(now, leastPercent) && enough(before, leastPercent) ? compared : compared.withheld();
    }

    /** Whether so many days of a span are valid that it may be compared. */
    public static boolean enough(AirEvaluation evaluation, int leastPercent) {
        AirEvaluation.DayCounts days = evaluation.days();
        return days.valid() * HUNDRED >= (long) leastPercent * days.calendar();
    }

    private AirComparison withheld() {
        Map<String, Change> without = new LinkedHashMap<>();
        statistics.forEach((name, change) -> without.put(name, change.withheld()));
        return new AirComparison(now, before, without, excellentDayRatio.withheld(), composite.withheld(), otherState);
    }

    /** Whether the changes are withheld because too few days stand on a side. */
    public boolean isWithheld() {
        return excellentDayRatio.reason() == Reason.TOO_FEW_DAYS;
    }

    static AirComparison of(AirEvaluation now, AirEvaluation before) {
        Map<String, Change> changes = new LinkedHashMap<>();
        for (AirEvaluation.PollutantEvaluation pollutant : now.pollutants()) {
            for (PeriodStatistic statistic : pollutant.statistics()) {
                String code = statistic.statistic().code();
                Optional<PeriodStatistic> earlier =
                        before.of(pollutant.pollutant()).statistic(code);
                changes.put(
                        pollutant.pollutant() + " " + code,
                        Change.percent(
                                statistic.value(),
                                earlier.map(PeriodStatistic::value).orElse(null)));
            }
        }
        return new AirComparison(
                now,
                before,
                changes,
                Change.points(now.days().excellentDayRatio(), before.days().excellentDayRatio()),
                Change.percent(now.composite().value(), before.composite().value()),
                otherState(now.period(), before.period()));
    }

    private static List<Pollutant> otherState(AssessmentPeriod now, AssessmentPeriod before) {
        List<Pollutant> other = new ArrayList<>();
        for (Pollutant pollutant : Pollutant.values()) {
            Set<Optional<String>> states = new HashSet<>();
            for (LocalDate day :
                    List.of(now.startInclusive(), now.lastDay(), before.startInclusive(), before.lastDay())) {
                states.add(ReferenceState.inForce(day).map(state -> state.of(pollutant)));
            }
            if (states.size() > 1) {
                other.add(pollutant);
            }
        }
        return other;
    }
}
