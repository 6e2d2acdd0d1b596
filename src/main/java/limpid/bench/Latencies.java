package limpid.bench;

import java.time.Duration;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;
import org.HdrHistogram.Recorder;

/** Times of one kind, in all and interval by interval. Several threads may record. */
final class Latencies {
    private static final long LONGEST_NANOS = Duration.ofHours(1).toNanos();
    private static final int DIGITS = 3;
    private static final double NANOS_PER_MILLI = 1e6;

    private final String tag;
    private final Recorder recorder = new Recorder(LONGEST_NANOS, DIGITS);
    private final Histogram all = new Histogram(LONGEST_NANOS, DIGITS);

    /** None yet. @param tag of its lines in a log, without space and comma */
    Latencies(String tag) {
        this.tag = tag;
    }

    void record(long nanos) {
        recorder.recordValue(Math.clamp(nanos, 0L, LONGEST_NANOS));
    }

    /** Puts what was recorded since the last time into a log. */
    void log(HistogramLogWriter writer) {
        Histogram interval = recorder.getIntervalHistogram();
        interval.setTag(tag);
        all.add(interval);
        if (interval.getTotalCount() > 0) {
            writer.outputIntervalHistogram(interval);
        }
    }

    /** Of those that are in the log. */
    long count() {
        return all.getTotalCount();
    }

    /** Of those that are in the log. @param percentile up to 100, the greatest */
    double millis(double percentile) {
        return all.getValueAtPercentile(percentile) / NANOS_PER_MILLI;
    }

    Figure figure(String name, double percentile) {
        return Figure.ofSeconds(name + ", p" + Math.round(percentile), millis(percentile) / 1000);
    }
}
