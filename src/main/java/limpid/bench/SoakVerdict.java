package limpid.bench;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Whether a column of a soak is flat. The minutes after the first tenth, in which a service warms up, are cut into three parts;
 * a column grows where each part's median is no less than the one before, and the last is more than a tenth and the column's
 * floor above the first.
 */
final class SoakVerdict {
    private static final int PARTS = 3;
    private static final int WARM_UP = 10;
    private static final double TOLERANCE = 0.10;

    private SoakVerdict() {}

    /** What was found of a column. @param first and last medians of the first and the last part */
    record Found(boolean grows, double first, double last) {
        String word() {
            return grows ? "GROWING" : "flat";
        }
    }

    /** The minutes that count: at least one is for warming up. */
    static List<SoakRow> warm(List<SoakRow> rows) {
        return rows.subList(Math.min(rows.size(), Math.max(1, rows.size() / WARM_UP)), rows.size());
    }

    /** Of at least three minutes that count. */
    static Found of(List<SoakRow> rows, SoakRow.Column column) {
        List<SoakRow> warm = warm(rows);
        double[] medians = new double[PARTS];
        for (int part = 0; part < PARTS; part++) {
            medians[part] =
                    median(warm.subList(part * warm.size() / PARTS, (part + 1) * warm.size() / PARTS), column.value());
        }
        double most = medians[0] * (1 + TOLERANCE) + column.floor();
        boolean grows = medians[1] >= medians[0] && medians[2] >= medians[1] && medians[2] > most;
        return new Found(grows, medians[0], medians[2]);
    }

    /** The least of the middle ones. */
    static double median(List<SoakRow> rows, ToDoubleFunction<SoakRow> value) {
        double[] sorted = rows.stream().mapToDouble(value).toArray();
        Arrays.sort(sorted);
        return sorted[(sorted.length - 1) / 2];
    }
}
