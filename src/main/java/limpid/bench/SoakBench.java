package limpid.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import limpid.bench.SoakVerdict.Found;
import org.HdrHistogram.Histogram;
import org.eclipse.paho.mqttv5.common.MqttException;

/**
 * A service under an even load for a long time, a row a minute. A message is late from when it was due, whether or not the
 * sender could send it then, to when it is stored, which is looked for twenty times a second: messages are stored in the order in
 * which they were sent, so the ledger's count says which.
 */
public final class SoakBench {
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
    private static final long LARGEST_MILLIS = Duration.ofHours(1).toMillis();
    private static final double ENOUGH = 0.99;
    private static final int LEAST_MINUTES = 4;

    private final BenchTarget target;
    private final Shape shape;
    private final int rate;
    private final int minutes;
    private final Path csv;
    private final PrintWriter out;

    private final Histogram millis = new Histogram(LARGEST_MILLIS, 3);
    private final List<SoakRow> rows = new ArrayList<>();
    private long stored;

    /**
     * A soak of a service that is ready and knows the shape's stations.
     *
     * @param rate    readings a second
     * @param minutes at least four
     * @param csv     keeps the rows
     */
    public SoakBench(BenchTarget target, Shape shape, int rate, int minutes, Path csv, PrintWriter out) {
        if (minutes < LEAST_MINUTES) {
            throw new IllegalArgumentException("a verdict takes at least " + LEAST_MINUTES + " minutes");
        }
        this.target = target;
        this.shape = shape;
        this.rate = rate;
        this.minutes = minutes;
        this.csv = csv;
        this.out = out;
    }

    /** Makes it and prints its table. @return whether everything was stored, in time, and nothing grew */
    public boolean run(ServiceChild service, Path collections) throws IOException, InterruptedException, SQLException {
        ProcessWatch watch = new ProcessWatch(service.pid(), collections);
        if (!watch.isPossible()) {
            throw new BenchException("a soak reads /proc, which is Linux's", null);
        }
        printHead();
        write(
                SoakRow.header(),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING);
        try (Account account = new Account(target);
                EvenLoad load = new EvenLoad(
                        BenchPublisher.open(target, "soak"),
                        shape,
                        new Schedule(System.nanoTime(), shape.readings(), rate),
                        Instant.now())) {
            for (int minute = 1; minute <= minutes; minute++) {
                SoakRow row = minute(minute, load.schedule(), account, watch);
                rows.add(row);
                print(row);
                write(row.csv(), StandardOpenOption.APPEND);
            }
            return judge(load.end() * shape.readings(), account);
        } catch (MqttException e) {
            throw new BenchException("publishing to " + target.mqttUrl(), e);
        }
    }

    private SoakRow minute(int minute, Schedule schedule, Account account, ProcessWatch watch)
            throws IOException, InterruptedException, SQLException {
        long before = stored;
        long from = System.nanoTime();
        long end = schedule.start() + TimeUnit.MINUTES.toNanos(minute);
        millis.reset();
        while (System.nanoTime() < end) {
            look(schedule, account);
            Thread.sleep(LOOK);
        }
        List<String> open = watch.open();
        return new SoakRow(
                minute,
                (stored - before) * 1e9 / (System.nanoTime() - from),
                millis.getValueAtPercentile(50),
                millis.getValueAtPercentile(99),
                millis.getValueAtPercentile(99.9),
                watch.heap(),
                watch.resident(),
                watch.threads(),
                open.stream().filter(link -> link.startsWith("socket:")).count(),
                open.size(),
                Math.max(0, schedule.dueReadings() - stored),
                account.waiting());
    }

    /** What has become stored since the last look. */
    private void look(Schedule schedule, Account account) throws SQLException {
        long committed = account.balance().committed();
        long now = System.nanoTime();
        for (long message = stored / shape.readings(); message < committed / shape.readings(); message++) {
            millis.recordValue(
                    Math.clamp(TimeUnit.NANOSECONDS.toMillis(now - schedule.due(message)), 0L, LARGEST_MILLIS));
        }
        stored = committed;
    }

    private boolean judge(long published, Account account) throws SQLException, InterruptedException {
        Instant last = Instant.now().plus(LONGEST_WAIT);
        while (account.balance().committed() < published && Instant.now().isBefore(last)) {
            Thread.sleep(LOOK);
        }
        long held = account.held();
        double median = SoakVerdict.median(SoakVerdict.warm(rows), SoakRow::rate);
        boolean enough = median >= ENOUGH * rate;
        out.printf(Locale.ROOT, "%n  %-22s %12s %12s %10s%n", "", "first third", "last third", "");
        boolean good = held == published && enough;
        for (SoakRow.Column column : SoakRow.columns(rate)) {
            Found found = SoakVerdict.of(rows, column);
            out.printf(
                    Locale.ROOT,
                    "  %-22s %,12.0f %,12.0f %10s%n",
                    column.name(),
                    found.first(),
                    found.last(),
                    found.word());
            good &= !found.grows();
        }
        out.printf(
                Locale.ROOT,
                "%n  %,d readings published, %,d stored: %s; %,.0f a second of %,d: %s%n",
                published,
                held,
                held == published ? "all" : "DIFFERENT",
                median,
                rate,
                enough ? "enough" : "TOO FEW");
        out.flush();
        return good;
    }

    private void printHead() throws SQLException {
        try (Connection connection = target.connect()) {
            out.printf("%nlimpid bench soak: %s, %,d readings/s, %d min%n", shape.description(), rate, minutes);
            out.printf(
                    "%s%nservice in a process of its own, broker and load in another%n%n",
                    Machine.describe(connection));
        }
        out.printf(
                "  %6s %10s %7s %7s %8s %6s %8s %8s %11s %6s %9s %8s%n",
                "minute",
                "readings/s",
                "p50 ms",
                "p99 ms",
                "p99.9 ms",
                "heap",
                "resident",
                "threads",
                "connections",
                "files",
                "backlog",
                "waiting");
        out.flush();
    }

    private void print(SoakRow row) {
        out.printf(
                Locale.ROOT,
                "  %6d %,10.0f %,7.0f %,7.0f %,8.0f %6.0f %8.0f %8.0f %11.0f %6.0f %,9.0f %,8.0f%n",
                row.minute(),
                row.rate(),
                row.p50(),
                row.p99(),
                row.p999(),
                row.heap(),
                row.resident(),
                row.threads(),
                row.connections(),
                row.files(),
                row.backlog(),
                row.waiting());
        out.flush();
    }

    private void write(String line, StandardOpenOption... how) throws IOException {
        Files.writeString(csv, line + "\n", StandardCharsets.UTF_8, how);
    }
}
