package limpid.export;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import limpid.measure.Coverage;
import limpid.water.PeriodMean;
import limpid.water.PeriodMean.Averaged;
import limpid.water.PeriodMean.Insufficient;
import limpid.water.SectionMeans.Month;
import org.jspecify.annotations.Nullable;

/** Reads a month's means, which come as lists side by side: items, means, valid, expected, required, below detection. */
final class WaterMonthRows {
    private WaterMonthRows() {}

    /** @param at the place of the first list */
    static Month month(YearMonth month, @Nullable Object[] row, int at) {
        List<?> codes = list(row[at]);
        SortedMap<String, PeriodMean> items = new TreeMap<>();
        for (int i = 0; i < codes.size(); i++) {
            Coverage coverage = new Coverage(number(row[at + 2], i), number(row[at + 3], i), number(row[at + 4], i));
            int below = number(row[at + 5], i);
            PeriodMean mean = list(row[at + 1]).get(i) instanceof BigDecimal value
                    ? new Averaged(value, coverage, below)
                    : new Insufficient(coverage, below);
            items.put(String.valueOf(codes.get(i)), mean);
        }
        return new Month(month, items);
    }

    static YearMonth month(@Nullable Object cell) {
        return YearMonth.from((LocalDate) Objects.requireNonNull(cell));
    }

    private static List<?> list(@Nullable Object cell) {
        return (List<?>) Objects.requireNonNull(cell);
    }

    private static int number(@Nullable Object cell, int at) {
        return (Integer) Objects.requireNonNull(list(cell).get(at));
    }
}
