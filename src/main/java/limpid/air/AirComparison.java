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
 * @param days               on how many days each of them rests on either side
 * @param excellentDayRatio  in percentage points
 * @param composite          in percent
 * @param otherState         pollutants whose concentrations refer to another state of the air on the two sides, so that
 *                           their change compares unlike figures (the state changed on 2018-09-01)
 */
public record AirComparison(
        AirEvaluation now,
        AirEvaluation before,
        Map<String, Change> statistics,
        Map<String, Sides> days,
        Change excellentDayRatio,
        Change composite,
        List<Pollutant> otherState) {

    private static final long HUNDRED = 100;

    /**
     * Compares two evaluations under the same basis.
     *
     * @param leastPercent share of calendar days that must be valid on both sides; with fewer every change is withheld. A
     *     pollutant's own days count too: a mean of few days is not compared because other pollutants have many
     */
    public static AirComparison of(AirEvaluation now, AirEvaluation before, int leastPercent) {
        boolean thin = !enough(now, leastPercent) || !enough(before, leastPercent);
        Map<String, Change> changes = new LinkedHashMap<>();
        Map<String, Sides> days = new LinkedHashMap<>();
        boolean thinIndex = thin;
        for (AirEvaluation.PollutantEvaluation pollutant : now.pollutants()) {
            for (PeriodStatistic statistic : pollutant.statistics()) {
                String code = statistic.statistic().code();
                Optional<PeriodStatistic> earlier =
                        before.of(pollutant.pollutant()).statistic(code);
                Sides sides = Sides.of(statistic, earlier, before.period());
                boolean few = thin || !sides.enough(leastPercent);
                thinIndex |= few && statistic.statistic().inIndex();
                changes.put(pollutant.pollutant() + " " + code, change(statistic, earlier, few));
                days.put(pollutant.pollutant() + " " + code, sides);
            }
        }
        Change ratio =
                Change.points(now.days().excellentDayRatio(), before.days().excellentDayRatio());
        Change composite =
                Change.percent(now.composite().value(), before.composite().value());
        return new AirComparison(
                now,
                before,
                changes,
                days,
                thin ? ratio.withheld() : ratio,
                thinIndex ? composite.withheld() : composite,
                otherState(now.period(), before.period()));
    }

    /** Whether so many days of a span are valid that it may be compared. */
    public static boolean enough(AirEvaluation evaluation, int leastPercent) {
        AirEvaluation.DayCounts days = evaluation.days();
        return isEnough(days.valid(), days.calendar(), leastPercent);
    }

    /** How many days with a published index stand on either side. */
    public Sides sides() {
        return new Sides(
                now.days().valid(),
                now.days().calendar(),
                before.days().valid(),
                before.days().calendar());
    }

    /** The fewest days of a pollutant of the composite index, or of the index of the day, on either side. */
    public Sides fewest() {
        Sides fewest = sides();
        for (AirEvaluation.PollutantEvaluation pollutant : now.pollutants()) {
            for (PeriodStatistic statistic : pollutant.statistics()) {
                if (statistic.statistic().inIndex()) {
                    fewest = fewest.least(days.getOrDefault(
                            pollutant.pollutant() + " " + statistic.statistic().code(), fewest));
                }
            }
        }
        return fewest;
    }

    /**
     * Days on the two sides of a change.
     *
     * @param now            with a value
     * @param nowCalendar    of so many
     * @param before         with a value, in the earlier period
     * @param beforeCalendar of so many
     */
    public record Sides(int now, int nowCalendar, int before, int beforeCalendar) {
        private static Sides of(PeriodStatistic now, Optional<PeriodStatistic> before, AssessmentPeriod earlier) {
            return new Sides(
                    now.coverage().valid(),
                    now.coverage().expected(),
                    before.map(statistic -> statistic.coverage().valid()).orElse(0),
                    earlier.days());
        }

        private Sides least(Sides other) {
            return new Sides(Math.min(now, other.now), nowCalendar, Math.min(before, other.before), beforeCalendar);
        }

        private boolean enough(int leastPercent) {
            return isEnough(now, nowCalendar, leastPercent) && isEnough(before, beforeCalendar, leastPercent);
        }
    }

    private static boolean isEnough(int valid, int calendar, int leastPercent) {
        return valid * HUNDRED >= (long) leastPercent * calendar;
    }

    private static Change change(PeriodStatistic now, Optional<PeriodStatistic> before, boolean few) {
        Change change =
                Change.percent(now.value(), before.map(PeriodStatistic::value).orElse(null));
        return few ? change.withheld() : change;
    }

    /** Whether every change is withheld because too few days stand on a side. */
    public boolean isWithheld() {
        return excellentDayRatio.reason() == Reason.TOO_FEW_DAYS;
    }

    /** The change of a pollutant's statistic by its code, for example {@code mean}; empty where the edition has none. */
    public Optional<Change> statistic(Pollutant pollutant, String code) {
        return Optional.ofNullable(statistics.get(pollutant + " " + code));
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
