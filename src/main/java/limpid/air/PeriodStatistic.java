package limpid.air;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.Month;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
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
     * @param values   daily values that enter it, by day
     * @param measured days that count when the least data is judged: those of {@code values}, and deducted dust by
     *                 setting
     */
    static PeriodStatistic of(
            AirStandard standard,
            AirSettings settings,
            AirStatistic statistic,
            AirPeriod period,
            SortedMap<LocalDate, BigDecimal> values,
            Set<LocalDate> measured) {
        Optional<AirStatistic.Year> rule =
                period.kind() == AirPeriod.Kind.YEAR ? statistic.leastOfYear(standard) : Optional.empty();
        int required = rule.map(AirStatistic.Year::least)
                .orElse(Math.ceilDiv(period.days() * settings.evaluation().shortPeriodPercent(), PERCENT));
        List<YearMonth> shortMonths =
                rule.map(year -> shortMonths(year, period, measured)).orElse(List.of());
        Coverage coverage = new Coverage(measured.size(), period.days(), required);
        Limit limit = AirLimits.of(standard.limits())
                .find(statistic.pollutant(), statistic.limit())
                .orElseThrow();
        String clause =
                rule.map(year -> (year.edition() + " " + year.clause()).strip()).orElse("");
        BigDecimal unrounded = values.isEmpty() ? null : unrounded(settings, statistic, List.copyOf(values.values()));
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

    private static List<YearMonth> shortMonths(AirStatistic.Year rule, AirPeriod year, Set<LocalDate> measured) {
        Map<Month, Long> days =
                measured.stream().collect(Collectors.groupingBy(LocalDate::getMonth, Collectors.counting()));
        return year.months().stream()
                .filter(month -> days.getOrDefault(month.getMonth(), 0L) < rule.ofMonth(month.getMonthValue()))
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

    /**
     * The days that count for validity: those with a value and, where the setting has it so, those deducted as dust.
     */
    static Set<LocalDate> measured(
            AirSettings settings, SortedMap<LocalDate, BigDecimal> values, List<LocalDate> deducted) {
        Set<LocalDate> measured = new TreeSet<>(values.keySet());
        if (settings.dust().countsForValidity()) {
            measured.addAll(deducted);
        }
        return measured;
    }
}
