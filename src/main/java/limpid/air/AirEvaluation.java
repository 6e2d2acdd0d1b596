package limpid.air;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import limpid.measure.AssessmentPeriod;
import limpid.standard.AirDigits;
import limpid.standard.AirStandard;
import limpid.standard.AirStatistic;
import limpid.standard.Pollutant;
import org.jspecify.annotations.Nullable;

/**
 * The evaluation 评价 of a period by HJ 663: day counts and the excellent-day ratio, means and percentiles against the
 * limits, compliance and the composite index.
 *
 * <p>Compliance is judged by concentrations, never by the index (HJ 633-2012 6.4, HJ 633-2026 6.2). Deducted dust
 * leaves the statistics of particles and with them the composite index; it stays in the day counts.
 *
 * @param basis        by which texts it was asked for
 * @param standard     the texts that judge the period
 * @param dayEditions  labels of the index editions of its days, in order; more than one where it straddles a change
 * @param days         counts by category
 * @param uncounted    days without a published index, which the counts leave out, in order
 * @param pollutants   in the order of the standard
 * @param complies     达标: all six comply; null with a reason
 * @param reason       why compliance is not settled; null where it is
 * @param composite    composite index
 */
public record AirEvaluation(
        AssessmentPeriod period,
        AirBasis basis,
        AirStandard standard,
        List<String> dayEditions,
        DayCounts days,
        List<LocalDate> uncounted,
        List<PollutantEvaluation> pollutants,
        @Nullable Boolean complies,
        @Nullable Reason reason,
        CompositeIndex composite) {

    /** Keeps its own lists. */
    public AirEvaluation {
        dayEditions = List.copyOf(dayEditions);
        uncounted = List.copyOf(uncounted);
        pollutants = List.copyOf(pollutants);
    }

    /**
     * Evaluates a period.
     *
     * @param days its days with a value, in any order; a day that is not there has no data
     * @throws IllegalArgumentException where a day lies outside the period or stands twice, or no texts were in force
     */
    public static AirEvaluation of(
            AirBasis basis,
            AirSettings settings,
            AssessmentPeriod period,
            List<EvaluationDay> days,
            DustDeduction dust) {
        AirStandard standard = standard(basis, settings, period);
        CountedDays counted = CountedDays.of(basis, settings, period, days);
        List<PollutantEvaluation> pollutants = new ArrayList<>();
        for (Pollutant pollutant : Pollutant.values()) {
            pollutants.add(evaluate(standard, settings, period, pollutant, days, dust));
        }
        Boolean complies = complies(pollutants);
        return new AirEvaluation(
                period,
                basis,
                standard,
                counted.editions(),
                DayCounts.of(period.days(), settings.evaluation().ratioPercent(), counted),
                counted.uncounted(),
                pollutants,
                complies,
                complies == null ? Reason.TOO_FEW_DAYS : null,
                CompositeIndex.of(standard, settings, inIndex(pollutants)));
    }

    /**
     * The texts that judge a period.
     *
     * @throws IllegalArgumentException where none were in force
     */
    static AirStandard standard(AirBasis basis, AirSettings settings, AssessmentPeriod period) {
        return basis.period(
                        period.startInclusive(),
                        period.lastDay(),
                        settings.evaluation().straddling())
                .orElseThrow(() -> new IllegalArgumentException("no evaluation rule was in force in " + period));
    }

    private static PollutantEvaluation evaluate(
            AirStandard standard,
            AirSettings settings,
            AssessmentPeriod period,
            Pollutant pollutant,
            List<EvaluationDay> days,
            DustDeduction dust) {
        DailyValues daily = DailyValues.of(settings, pollutant, days, dust);
        List<PeriodStatistic> statistics = AirStatistic.of(standard.evaluation(), pollutant).stream()
                .map(statistic -> PeriodStatistic.of(standard, settings, statistic, period, daily))
                .toList();
        return new PollutantEvaluation(pollutant, statistics, daily.deducted());
    }

    /** One that does not comply settles it even where another has too few days. */
    private static @Nullable Boolean complies(List<PollutantEvaluation> pollutants) {
        List<@Nullable Boolean> each = new ArrayList<>();
        pollutants.forEach(pollutant -> each.add(pollutant.complies()));
        return PollutantEvaluation.all(each);
    }

    private static Map<Pollutant, BigDecimal> inIndex(List<PollutantEvaluation> pollutants) {
        Map<Pollutant, BigDecimal> published = new EnumMap<>(Pollutant.class);
        for (PollutantEvaluation pollutant : pollutants) {
            for (PeriodStatistic statistic : pollutant.statistics()) {
                BigDecimal value = statistic.value();
                if (statistic.statistic().inIndex() && value != null) {
                    published.put(pollutant.pollutant(), value);
                }
            }
        }
        return published;
    }

    /** A pollutant's evaluation. */
    public PollutantEvaluation of(Pollutant pollutant) {
        return pollutants.get(pollutant.ordinal());
    }

    /**
     * Whether the limits are meant for such a period. They are limits of a year: for a month or any other span
     * compliance tells only how the period stands against them.
     */
    public boolean limitsApply() {
        return period.kind() == AssessmentPeriod.Kind.YEAR;
    }

    /** Whether its days fall under more than one edition of the index. */
    public boolean straddles() {
        return dayEditions.size() > 1;
    }

    /**
     * A pollutant in a period.
     *
     * @param deducted days left out as dust, in order
     */
    public record PollutantEvaluation(Pollutant pollutant, List<PeriodStatistic> statistics, List<LocalDate> deducted) {
        /** Keeps its own lists. */
        public PollutantEvaluation {
            statistics = List.copyOf(statistics);
            deducted = List.copyOf(deducted);
        }

        /** Whether mean and percentile comply; null where that is not settled. */
        public @Nullable Boolean complies() {
            List<@Nullable Boolean> each = new ArrayList<>();
            statistics.forEach(statistic -> each.add(statistic.complies()));
            return all(each);
        }

        /** The statistic by its code, for example {@code mean} or {@code p90}; empty where the edition has none. */
        public Optional<PeriodStatistic> statistic(String code) {
            return statistics.stream()
                    .filter(statistic -> statistic.statistic().code().equals(code))
                    .findFirst();
        }

        private static @Nullable Boolean all(List<@Nullable Boolean> each) {
            if (each.contains(Boolean.FALSE)) {
                return false;
            }
            return each.contains(null) ? null : Boolean.TRUE;
        }
    }

    /**
     * Days of a period by category.
     *
     * @param calendar  calendar days
     * @param valid     有效天数: days with a published index
     * @param least     valid days that the ratio needs
     * @param excellent 优, level 1
     * @param good      良, level 2
     * @param light     轻度污染, level 3
     * @param moderate  中度污染, level 4
     * @param heavy     重度污染, level 5
     * @param severe    严重污染, level 6
     */
    public record DayCounts(
            int calendar,
            int valid,
            int least,
            int excellent,
            int good,
            int light,
            int moderate,
            int heavy,
            int severe) {
        private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
        private static final int DIGITS = AirDigits.of("ratio");

        private static DayCounts of(int calendar, int leastPercent, CountedDays days) {
            int[] levels = days.levels();
            int least = Math.ceilDiv(calendar * leastPercent, HUNDRED.intValueExact());
            return new DayCounts(
                    calendar, days.valid(), least, levels[0], levels[1], levels[2], levels[3], levels[4], levels[5]);
        }

        /** 优良天数: days of level 1 or 2. */
        public int excellentOrGood() {
            return excellent + good;
        }

        /** 优良天数比例: days of level 1 or 2 in percent of valid days, one decimal; null with a {@link #reason}. */
        public @Nullable BigDecimal excellentDayRatio() {
            return ratio(valid);
        }

        /** Why there is no ratio; null where there is one. */
        public @Nullable Reason reason() {
            return valid == 0 ? Reason.MISSING : valid < least ? Reason.TOO_FEW_DAYS : null;
        }

        /** The same in percent of calendar days, for comparison only: published ratios count valid days. */
        public @Nullable BigDecimal calendarDayRatio() {
            return ratio(calendar);
        }

        private @Nullable BigDecimal ratio(int days) {
            return days == 0 || valid < least ? null : percent(excellentOrGood(), days);
        }

        /** A count in percent of days, one decimal, half to even. */
        public static BigDecimal percent(int count, int days) {
            return BigDecimal.valueOf(count)
                    .multiply(HUNDRED)
                    .divide(BigDecimal.valueOf(days), DIGITS, RoundingMode.HALF_EVEN);
        }
    }
}
