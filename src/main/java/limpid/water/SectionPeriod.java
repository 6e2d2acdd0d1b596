package limpid.water;

import java.util.List;
import java.util.SortedMap;
import limpid.measure.AssessmentPeriod;
import limpid.measure.AssessmentPeriod.Kind;
import limpid.station.Station;
import limpid.water.SectionMeans.Month;
import limpid.water.SectionTarget.OwnLimit;

/**
 * A section in a month, quarter or year with the months it is assessed from.
 *
 * @param ownLimits all of the section's own
 * @param months    those of the period that have data, in order
 */
public record SectionPeriod(
        Station station,
        List<OwnLimit> ownLimits,
        AssessmentPeriod period,
        List<Month> months,
        WaterSettings settings) {

    /** The assessment of the whole period. */
    public SectionAssessment whole() {
        return over(SectionAssessment.itemSet(period.kind()));
    }

    /** The same over other items. */
    public SectionAssessment over(ItemSet items) {
        return SectionAssessment.of(station, ownLimits, period, items, means(), settings);
    }

    /** The means of the period by item, not rounded; insufficient ones too. */
    public SortedMap<String, PeriodMean> means() {
        return SectionMeans.ofMonths(period.kind(), months, settings.averaging());
    }

    /** Each month that has data, as a check 断面次. Months without data are no checks. */
    public List<TargetVerdict> checks() {
        return checks(SectionAssessment.itemSet(Kind.MONTH));
    }

    /** The same over other items. */
    public List<TargetVerdict> checks(ItemSet items) {
        return months.stream().map(month -> check(month, items)).toList();
    }

    private TargetVerdict check(Month month, ItemSet items) {
        AssessmentPeriod itsPeriod = AssessmentPeriod.month(month.month());
        return SectionAssessment.of(station, ownLimits, itsPeriod, items, month.items(), settings)
                .verdict();
    }
}
