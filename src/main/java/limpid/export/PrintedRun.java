package limpid.export;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Decimals of neighbouring columns as they were printed, joined by commas as CSV joins them. It stands in the first of the
 * columns; what the others hold is not looked at.
 */
record PrintedRun(String csv, int columns) {
    /** The same cells with each decimal in its own. */
    static @Nullable Object[] spread(@Nullable Object[] cells) {
        for (int i = 0; i < cells.length; i++) {
            if (cells[i] instanceof PrintedRun run) {
                @Nullable Object[] spread = Arrays.copyOf(cells, cells.length);
                run.into(spread, i);
                return spread(spread);
            }
        }
        return cells;
    }

    private void into(@Nullable Object[] cells, int first) {
        int start = 0;
        for (int i = 0; i < columns; i++) {
            int found = csv.indexOf(',', start);
            int end = found < 0 ? csv.length() : found;
            cells[first + i] = new Printed(csv, start, end);
            start = end + 1;
        }
    }
}
