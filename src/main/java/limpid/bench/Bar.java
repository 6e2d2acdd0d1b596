package limpid.bench;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Where a percentile of a latency must be.
 *
 * @param millis at most
 */
record Bar(double percentile, long millis) {
    /** From when a message was due until a question shows its value. */
    static final List<Bar> QUERYABLE = List.of(new Bar(99, 300), new Bar(99.9, 1000));

    /** From a commit until its result is answered. */
    static final List<Bar> RESULT = List.of(new Bar(99, 2000));

    /** Such as {@code p99 <= 300 ms: within}. */
    String judge(double measured) {
        String name = percentile == Math.rint(percentile)
                ? "p%.0f".formatted(percentile)
                : String.format(Locale.ROOT, "p%.1f", percentile);
        return name + " <= " + millis + " ms: " + (measured <= millis ? "within" : "OVER");
    }

    /** Whether a ratio is what it must be, such as {@code at least 0.85}. */
    static String atLeast(double ratio, double least) {
        return (ratio >= least ? "at least " : "LESS THAN ") + least;
    }

    /** All of them. */
    static String judge(List<Bar> bars, Latencies measured) {
        return bars.stream()
                .map(bar -> bar.judge(measured.millis(bar.percentile)))
                .collect(Collectors.joining(", "));
    }
}
