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

    /** Compares two evaluations under the same basis. */
    public static AirComparison of(AirEvaluation now, AirEvaluation before) {
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
