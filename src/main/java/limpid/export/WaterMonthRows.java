package limpid.export;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Objects;
import limpid.water.SectionMeans.Month;
import limpid.water.WaterTables;
import org.jspecify.annotations.Nullable;

/** Reads a month's means, which come as lists side by side: items, means, valid, expected, required, below detection. */
final class WaterMonthRows {
    private WaterMonthRows() {}

    /** @param at the place of the first list */
    static Month month(YearMonth month, @Nullable Object[] row, int at) {
        @Nullable
        Object[] cells = new @Nullable Object[WaterTables.MONTHS.columns().size()];
        cells[0] = month.atDay(1);
        System.arraycopy(row, at, cells, 1, cells.length - 1);
        return WaterTables.MONTHS.read(cells);
    }

    static YearMonth month(@Nullable Object cell) {
        return YearMonth.from((LocalDate) Objects.requireNonNull(cell));
    }
}
