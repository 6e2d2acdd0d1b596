package limpid.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import limpid.bench.LoadProcess.Part;
import org.HdrHistogram.HistogramLogWriter;

/**
 * How long it takes, under an even load by MQTT at QoS 1, from when a message was due until a question over HTTP shows its value,
 * and from its commit until the hour that it is of shows it too; against JDBC alone with the same rows at the same rate. Load,
 * service and whoever asks are processes of their own. Beside the load hours of air stations arrive, each of which makes a result.
 */
public final class LatencyBench {
    private static final Duration LEAD = Duration.ofSeconds(2);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
    private static final Duration LONGEST_LIMIT = Duration.ofSeconds(30);
    private static final double NANOS_PER_MILLI = 1e6;

    private static final double MEDIAN = 50;
    private static final double MOST = 99;
    private static final double NEARLY_ALL = 99.9;
    private static final double ALL = 100;

    private final BenchTarget target;
    private final Plan plan;
    private final Path hlog;
    private final PrintWriter out;

    private final Latencies shown = new Latencies("queryable");
    private final Latencies hoursShown = new Latencies("queryable-hours");
    private final Latencies results = new Latencies("result");
    private final Latencies hourResults = new Latencies("result-hours");
    private final Latencies answers = new Latencies("answer");
    private final Latencies alone = new Latencies("jdbc-alone");
    private double heap;
    private double resident;
    private String questions = "nothing";

    /**
     * What is to be measured.
     *
     * @param shape  of the load, one that is kept in spans
     * @param rate   readings a second
     * @param hours  of air stations a second beside it
     * @param asked  messages a second that are asked for, of either
     * @param warmUp of the same load before, which does not count
     * @param length of what counts
     */
    public record Plan(Shape shape, int rate, int hours, int asked, Duration warmUp, Duration length) {
        /** Refuses what cannot be measured. @throws IllegalArgumentException with what is wrong */
        public Plan {
            if (!shape.packs()) {
                throw new IllegalArgumentException("latency is measured with seconds or tens");
            }
            if (rate < shape.readings() || hours < 1 || asked < 1) {
                throw new IllegalArgumentException("rate from a message a second, hours and asked from 1");
            }
        }

        private Part load() {
            return new Part(shape, rate);
        }

        private Part beside() {
            return new Part(Shape.HOURS, (double) hours * Shape.HOURS.readings());
        }

        /** One message of so many is asked for. */
        private int every(Part part) {
            return Math.max(
                    1, Math.toIntExact(Math.round(part.rate() / part.shape().readings() / asked)));
        }

        private Duration whole() {
            return warmUp.plus(length);
        }

        private LatencyWatch.Choice choice(Part part) {
            return new LatencyWatch.Choice(every(part), warmUp, whole());
        }
    }

    /** A measurement of a service that knows the stations of {@link #registries}. @param hlog keeps every second */
    public LatencyBench(BenchTarget target, Plan plan, Path hlog, PrintWriter out) {
        this.target = target;
        this.plan = plan;
        this.hlog = hlog;
        this.out = out;
    }

    /** The registries of its stations. */
    public static List<String> registries(Plan plan) {
        return List.of(plan.shape.registry(), Shape.HOURS.registry());
    }

    /** Measures and prints; good where all that was published is kept. The service is ended in between. */
    public Outcome run(ServiceChild service, Path folder, Path collections)
            throws IOException, SQLException, InterruptedException {
        service.awaitReady("the service, see " + folder);
        ProcessWatch process = new ProcessWatch(service.pid(), collections);
        String machine;
        try (Connection connection = target.connect()) {
            machine = Machine.describe(connection);
        }
        try (PrintStream file = new PrintStream(hlog.toFile(), StandardCharsets.UTF_8)) {
            HistogramLogWriter log = log(file);
            long kept;
            LoadChild.Sent sent;
            try (Account account = new Account(target)) {
                sent = load(service, process, folder.resolve("load.log"), log);
                account.awaitStored(sent.readings(), LONGEST_WAIT);
                account.awaitRolledUp(LONGEST_WAIT);
                kept = account.held();
            }
            service.close();
            new CommitLimit(target, plan.shape, plan.rate)
                    .measure(plan.length.compareTo(LONGEST_LIMIT) < 0 ? plan.length : LONGEST_LIMIT, alone);
            alone.log(log);
            print(machine, sent, kept);
            return new Outcome(kept == sent.readings(), figures());
        }
    }

    private HistogramLogWriter log(PrintStream file) {
        HistogramLogWriter writer = new HistogramLogWriter(file);
        writer.outputComment("limpid bench latency: " + plan.shape.description() + ", " + plan.rate
                + " readings/s; times in ns, greatest in ms");
        writer.outputLogFormatVersion();
        long now = System.currentTimeMillis();
        writer.outputStartTime(now);
        writer.setBaseTime(now);
        writer.outputLegend();
        return writer;
    }

    private LoadChild.Sent load(ServiceChild service, ProcessWatch process, Path said, HistogramLogWriter log)
            throws IOException, InterruptedException {
        try (LoadChild load = LoadChild.start(target, List.of(plan.load(), plan.beside()), said)) {
            Instant start = Instant.now().plus(LEAD);
            load.begin(start);
            try (LatencyWatch watch = new LatencyWatch(service.uri(), start, answers)) {
                watch.follow(plan.load(), plan.choice(plan.load()), shown, results);
                watch.follow(plan.beside(), plan.choice(plan.beside()), hoursShown, hourResults);
                while (!watch.isDone()) {
                    Thread.sleep(LOOK);
                    load.requireAlive();
                    for (Latencies one : List.of(shown, hoursShown, results, hourResults, answers)) {
                        one.log(log);
                    }
                    look(process);
                }
                questions = watch.questions();
            }
            return load.end();
        }
    }

    private void look(ProcessWatch process) throws IOException {
        if (process.isPossible()) {
            heap = Math.max(heap, process.heap());
            resident = Math.max(resident, process.resident());
        }
    }

    private List<Figure> figures() {
        List<Figure> figures = new ArrayList<>();
        for (double percentile : List.of(MEDIAN, MOST)) {
            Figure limit = alone.figure("JDBC alone", percentile);
            figures.add(shown.figure("publish to queryable", percentile).against(limit));
            figures.add(
                    hoursShown.figure("publish to queryable, hours", percentile).against(limit));
            figures.add(results.figure("commit to result", percentile).against(limit));
            figures.add(
                    hourResults.figure("commit to result, hours", percentile).against(limit));
            figures.add(limit);
        }
        return figures;
    }

    private void row(String name, Latencies times, List<Bar> bars) {
        out.printf(
                Locale.ROOT,
                "  %-34s %,8d %,8.0f %,8.0f %,9.0f %,9.0f  %s%n",
                name,
                times.count(),
                times.millis(MEDIAN),
                times.millis(MOST),
                times.millis(NEARLY_ALL),
                times.millis(ALL),
                Bar.judge(bars, times));
    }

    private void print(String machine, LoadChild.Sent sent, long kept) {
        out.printf(
                "%nlimpid bench latency: %s, %,d readings/s, and %d hours of air stations a second; %d s after %d s%n",
                plan.shape.description(), plan.rate, plan.hours, plan.length.toSeconds(), plan.warmUp.toSeconds());
        out.printf("%s%nservice and load in processes of their own%n%n", machine);
        out.printf("  %-34s %8s %8s %8s %9s %9s  %s%n", "milliseconds", "asked", "p50", "p99", "p99.9", "max", "bar");
        row("publish to queryable", shown, Bar.QUERYABLE);
        row("publish to queryable, hours", hoursShown, Bar.QUERYABLE);
        row("commit to result", results, Bar.RESULT);
        row("commit to result, hours", hourResults, Bar.RESULT);
        row("a question, warm-up too", answers, List.of());
        row("JDBC alone, due to readable", alone, List.of());
        out.printf(
                Locale.ROOT,
                "%n  %-34s %.2f at p50, %.2f at p99%n",
                "of JDBC alone, to queryable",
                alone.millis(MEDIAN) / shown.millis(MEDIAN),
                alone.millis(MOST) / shown.millis(MOST));
        out.printf(
                "  %-34s %s; the load sent at most %,d ms after a message was due%n",
                "asked", questions, Math.round(sent.mostLate() / NANOS_PER_MILLI));
        out.printf("  %-34s heap %.0f MB after a collection, %.0f MB in memory%n", "service at most", heap, resident);
        out.printf(
                "  %-34s %s: %,d published, %,d kept%n",
                "verified", kept == sent.readings() ? "yes" : "NO", sent.readings(), kept);
        out.printf("  %-34s %s%n", "every second", hlog);
        out.flush();
    }
}
