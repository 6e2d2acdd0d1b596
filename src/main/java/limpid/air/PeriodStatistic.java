package limpid.air;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import limpid.measure.AssessmentPeriod;
import limpid.measure.Coverage;
import limpid.standard.AirDigits;
import limpid.standard.AirLimits;
import limpid.standard.AirLimits.AreaClass;
import limpid.standard.AirLimits.Limit;
import limpid.standard.AirStandard;
import limpid.standard.AirStatistic;
import org.jspecify.annotations.Nullable;

/**
 * A mean or percentile of a pollutant's daily values over a period, held against its limit of class 2.
 *
 * @param unrounded   null where no day has a value; kept as evidence where too few have one
 * @param value       as published; null with a reason
 * @param coverage    in days
 * @param shortMonths months of a year with fewer days than the rule asks for
 * @param reason      why there is no value; null where there is one
 * @param limit       of class 2
 * @param compared    the value at the decimals of the comparison; null with {@code value}
 * @param exceedance  exceedance multiple 超标倍数 (C - S) / S, two decimals; null unless the limit is exceeded
 * @param clause      rule of least data, empty where none is known
 */
public record PeriodStatistic(
        AirStatistic statistic,
        @Nullable BigDecimal unrounded,
        @Nullable BigDecimal value,
        Coverage coverage,
        List<YearMonth> shortMonths,
        @Nullable Reason reason,
        Limit limit,
        @Nullable BigDecimal compared,
        @Nullable BigDecimal exceedance,
        String clause) {

    private static final int EXCEEDANCE_DIGITS = AirDigits.of("exceedance");
    private static final int PERCENT = 100;

    /** Keeps its own list. */
    public PeriodStatistic {
        shortMonths = List.copyOf(shortMonths);
    }

    /**
     * Evaluates a statistic.
     *
     * @param daily the daily values of its pollutant
     */
    static PeriodStatistic of(
            AirStandard standard,
            AirSettings settings,
            AirStatistic statistic,
            AssessmentPeriod period,
            DailyValues daily) {
        Optional<AirStatistic.Year> rule =
                period.kind() == AssessmentPeriod.Kind.YEAR ? statistic.leastOfYear(standard) : Optional.empty();
        int required = rule.map(AirStatistic.Year::least)
                .orElse(Math.ceilDiv(period.days() * settings.evaluation().shortPeriodPercent(), PERCENT));
        List<YearMonth> shortMonths =
                rule.map(year -> shortMonths(year, period, daily)).orElse(List.of());
        Coverage coverage = new Coverage(daily.measured(), period.days(), required);
        Limit limit = AirLimits.of(standard.limits())
                .find(statistic.pollutant(), statistic.limit())
                .orElseThrow();
        String clause =
                rule.map(year -> (year.edition() + " " + year.clause()).strip()).orElse("");
        BigDecimal unrounded = daily.values().isEmpty() ? null : unrounded(settings, statistic, daily.values());
        if (unrounded == null || !coverage.sufficient() || !shortMonths.isEmpty()) {
            Reason reason = unrounded == null ? Reason.MISSING : Reason.TOO_FEW_DAYS;
            return new PeriodStatistic(
                    statistic, unrounded, null, coverage, shortMonths, reason, limit, null, null, clause);
        }
        BigDecimal value = AirDigits.period(scheme(standard, settings), statistic.pollutant(), unrounded);
        BigDecimal compared = AirDigits.compared(statistic.pollutant(), unrounded);
        BigDecimal exceedance = exceedance(compared, limit.of(AreaClass.TWO));
        return new PeriodStatistic(
                statistic, unrounded, value, coverage, shortMonths, null, limit, compared, exceedance, clause);
    }

    private static String scheme(AirStandard standard, AirSettings settings) {
        boolean of2013 = standard.evaluation().equals(AirStandard.OF_2012.evaluation());
        return of2013 ? "2013" : settings.evaluation().digits2026();
    }

    private static BigDecimal unrounded(AirSettings settings, AirStatistic statistic, List<BigDecimal> days) {
        List<BigDecimal> values = Means.staged(
                settings.stages().roundsDays(), statistic.pollutant(), new ArrayList<@Nullable BigDecimal>(days));
        Integer percent = statistic.percent();
        return percent == null ? Means.of(values) : Percentile.of(values, percent);
    }

    private static List<YearMonth> shortMonths(AirStatistic.Year rule, AssessmentPeriod year, DailyValues daily) {
        return year.months().stream()
                .filter(month -> daily.measured(month.getMonthValue()) < rule.ofMonth(month.getMonthValue()))
                .toList();
    }

    private static @Nullable BigDecimal exceedance(BigDecimal compared, BigDecimal limit) {
        return compared.compareTo(limit) > 0
                ? compared.subtract(limit).divide(limit, EXCEEDANCE_DIGITS, RoundingMode.HALF_EVEN)
                : null;
    }

    /** Whether it complies 达标: not greater than the limit; null where there is no value. */
    public @Nullable Boolean complies() {
        return compared == null ? null : compared.compareTo(limit.of(AreaClass.TWO)) <= 0;
    }
}
