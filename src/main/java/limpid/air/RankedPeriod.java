package limpid.air;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import limpid.measure.AssessmentPeriod;
import limpid.standard.AirStandard;
import limpid.standard.AirStatistic;
import limpid.standard.Pollutant;

/**
 * What a ranking takes from a city's period: the composite index and what it rests on. It is that of the
 * {@linkplain AirEvaluation evaluation}, without the statistics that do not enter the index.
 *
 * @param basis     by which texts it was asked for
 * @param standard  the texts that judge the period
 * @param validDays days with a published index
 * @param leastDays days with a value of the pollutant of the index that has the fewest
 * @param composite composite index
 * @param leftOut   why a pollutant has no single index, in the order of the standard
 */
public record RankedPeriod(
        AssessmentPeriod period,
        AirBasis basis,
        AirStandard standard,
        int validDays,
        int leastDays,
        CompositeIndex composite,
        Map<Pollutant, Reason> leftOut) {

    private static final long PERCENT = 100;

    /**
     * The composite index of a period.
     *
     * @param days its days with a value, in any order; a day that is not there has no data
     * @throws IllegalArgumentException where a day lies outside the period or stands twice, or no texts were in force
     */
    public static RankedPeriod of(
            AirBasis basis,
            AirSettings settings,
            AssessmentPeriod period,
            List<EvaluationDay> days,
            DustDeduction dust) {
        AirStandard standard = AirEvaluation.standard(basis, settings, period);
        CountedDays counted = CountedDays.of(basis, settings, period, days);
        Map<Pollutant, BigDecimal> published = new EnumMap<>(Pollutant.class);
        Map<Pollutant, Reason> leftOut = new EnumMap<>(Pollutant.class);
        int leastDays = period.days();
        for (Pollutant pollutant : Pollutant.values()) {
            AirStatistic statistic = AirStatistic.inIndex(standard.evaluation(), pollutant);
            DailyValues daily = DailyValues.of(settings, pollutant, days, dust);
            PeriodStatistic figure = PeriodStatistic.of(standard, settings, statistic, period, daily);
            leastDays = Math.min(leastDays, figure.coverage().valid());
            Optional.ofNullable(figure.value()).ifPresent(value -> published.put(pollutant, value));
            Optional.ofNullable(figure.reason()).ifPresent(reason -> leftOut.put(pollutant, reason));
        }
        return ofPublished(basis, settings, period, counted.valid(), leastDays, published, leftOut);
    }

    /**
     * The same from figures that were published.
     *
     * @param validDays days with a published index
     * @param leastDays days with a value of the pollutant that has the fewest
     * @param published means of SO2, NO2, PM10, PM2.5, the 95th percentile of CO, the 90th of O3, those that are there
     * @param leftOut   why the others are not
     * @throws IllegalArgumentException where no texts were in force
     */
    public static RankedPeriod ofPublished(
            AirBasis basis,
            AirSettings settings,
            AssessmentPeriod period,
            int validDays,
            int leastDays,
            Map<Pollutant, BigDecimal> published,
            Map<Pollutant, Reason> leftOut) {
        AirStandard standard = AirEvaluation.standard(basis, settings, period);
        CompositeIndex composite = CompositeIndex.of(standard, settings, published);
        return new RankedPeriod(period, basis, standard, validDays, leastDays, composite, leftOut);
    }

    /** Days of the period that are over on a local date, of which the valid ones are a share. */
    public int dueDays(LocalDate today) {
        LocalDate over = today.isBefore(period.endExclusive()) ? today : period.endExclusive();
        return Math.toIntExact(Math.max(0, ChronoUnit.DAYS.between(period.startInclusive(), over)));
    }

    /** What it is ranked by: the composite index, or why it is not to be compared. */
    public Ranking.Entry entry(String city, LocalDate today, int leastPercent) {
        return (long) Math.min(validDays, leastDays) * PERCENT < (long) leastPercent * dueDays(today)
                ? new Ranking.Entry(city, null, composite.value() == null ? Reason.MISSING : Reason.TOO_FEW_DAYS)
                : new Ranking.Entry(city, composite.value());
    }
}
