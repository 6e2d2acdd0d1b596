package limpid.air;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import limpid.standard.Pollutant;

/**
 * The daily values of a pollutant that enter the statistics of a period, and how many days count when the least data is
 * judged: those with a value, and deducted dust by setting.
 *
 * @param values   in any order
 * @param deducted days left out as dust, in order
 * @param measured days that count
 * @param ofMonths the same by month, January first, whatever the year
 */
record DailyValues(List<BigDecimal> values, List<LocalDate> deducted, int measured, int[] ofMonths) {
    private static final int MONTHS = 12;

    static DailyValues of(AirSettings settings, Pollutant pollutant, List<EvaluationDay> days, DustDeduction dust) {
        List<BigDecimal> values = new ArrayList<>(days.size());
        List<LocalDate> deducted = new ArrayList<>();
        int[] ofMonths = new int[MONTHS];
        int measured = 0;
        for (EvaluationDay day : days) {
            BigDecimal value = day.values().get(pollutant);
            if (value == null) {
                continue;
            }
            BigDecimal left = dust.without(day.date(), pollutant, value);
            if (left == null) {
                deducted.add(day.date());
            } else {
                values.add(left);
            }
            if (left != null || settings.dust().countsForValidity()) {
                measured++;
                ofMonths[day.date().getMonthValue() - 1]++;
            }
        }
        deducted.sort(null);
        return new DailyValues(values, deducted, measured, ofMonths);
    }

    /** Days of a month that count. */
    int measured(int month) {
        return ofMonths[month - 1];
    }
}
