package limpid.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Data loggers that each send a frame a second to a running gateway; the time from when a frame was due to its answer, which comes
 * when it is on disk. A logger that waits for an answer does not put its next frame off: what was due is counted from when it was.
 */
public final class LoggerBench {
    private static final String PREFIX = "BENCH-HJ-";
    private static final int LARGEST_MILLIS = 600_000;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int NOISE = 23;
    private static final int REAL_TIME = 2011;

    private final InetSocketAddress gateway;
    private final int loggers;
    private final Duration length;
    private final Histogram millis = new ConcurrentHistogram(LARGEST_MILLIS, 3);
    private final LongAdder answered = new LongAdder();
    private final LongAdder lost = new LongAdder();

    /** A measurement of so many loggers for so long. */
    public LoggerBench(InetSocketAddress gateway, int loggers, Duration length) {
        this.gateway = gateway;
        this.loggers = loggers;
        this.length = length;
    }

    /** The registry of their stations. */
    public String registry() {
        StringBuilder csv = new StringBuilder("code,name_zh,medium,city,period,mn\n");
        for (int logger = 0; logger < loggers; logger++) {
            csv.append(PREFIX)
                    .append(logger)
                    .append(",测试")
                    .append(logger)
                    .append(",noise,测试市,PT1S,")
                    .append(mn(logger))
                    .append('\n');
        }
        return csv.toString();
    }

    private static String mn(int logger) {
        return String.format(Locale.ROOT, "BE%022X", logger);
    }

    /**
     * Measures.
     *
     * @return whether every frame was answered
     */
    public boolean run(PrintWriter out) throws InterruptedException {
        Instant start = Instant.now().plusSeconds(2);
        List<Thread> threads = new ArrayList<>();
        for (int logger = 0; logger < loggers; logger++) {
            int mine = logger;
            // Spread over the second, as loggers are.
            Instant first = start.plusMillis(mine * 1000L / loggers);
            threads.add(Thread.ofVirtual().name(mn(mine)).start(() -> send(mine, first)));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        out.printf(
                Locale.ROOT,
                "%d loggers, %d frames answered of %d, ms from due to answer: p50 %d, p99 %d, p99.9 %d, longest %d%n",
                loggers,
                answered.sum(),
                loggers * length.toSeconds(),
                millis.getValueAtPercentile(50),
                millis.getValueAtPercentile(99),
                millis.getValueAtPercentile(99.9),
                millis.getMaxValue());
        if (lost.sum() > 0) {
            out.printf(
                    Locale.ROOT,
                    "%d connections failed; of one address the service takes LIMPID_HJ212_CONNECTIONS_OF_AN_ADDRESS%n",
                    lost.sum());
        }
        return answered.sum() == loggers * length.toSeconds();
    }

    private void send(int logger, Instant first) {
        try (LoggerLine line = LoggerLine.open(gateway)) {
            for (int second = 0; second < length.toSeconds(); second++) {
                Instant due = first.plusSeconds(second);
                Thread.sleep(Math.max(0, Duration.between(Instant.now(), due).toMillis()));
                String qn = LoggerLine.stamp(due) + String.format(Locale.ROOT, "%03d", logger % 1000);
                line.send(frame(logger, qn, due));
                if (!line.isAnswered(qn, PATIENCE)) {
                    throw new IOException("no answer within " + PATIENCE);
                }
                millis.recordValue(
                        Math.clamp(Duration.between(due, Instant.now()).toMillis(), 0L, LARGEST_MILLIS));
                answered.increment();
            }
        } catch (IOException e) {
            lost.increment();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static byte[] frame(int logger, String qn, Instant at) {
        String content = "DataTime=" + LoggerLine.stamp(at) + ";LA-Rtd=" + (50 + logger % 20) + ".1";
        return LoggerLine.frame(qn, NOISE, REAL_TIME, mn(logger), content);
    }
}
