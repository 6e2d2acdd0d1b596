package limpid.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import limpid.embedded.EmbeddedBroker;
import limpid.embedded.EmbeddedDatabase;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.jspecify.annotations.Nullable;

/**
 * Readings committed a second by a service without a log, by one store behind a log of three nodes, and by two: each with an empty
 * database of its own, one after the other in one run, so that the ratios hold on whatever machine it is.
 */
public final class LogBench {
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int NODES = 3;
    private static final int HEAP_MB = 256;

    private final Service program;
    private final Shape shape;
    private final Duration length;
    private final Path folder;
    private final PrintWriter out;

    /** How the service is begun. */
    public interface Service {
        /** Name of its main class. */
        String mainClass();

        /** Makes stations known. */
        void register(BenchTarget target, String registry) throws SQLException;
    }

    /** What is measured. */
    private enum Layout {
        DIRECT("without a log", List.of("gate store rollup api")),
        ONE_STORE("log of three nodes, one store", List.of("gate", "store rollup api")),
        TWO_STORES("log of three nodes, two stores", List.of("gate", "store rollup api", "store"));

        private final String title;
        private final List<String> roles;

        Layout(String title, List<String> roles) {
            this.title = title;
            this.roles = roles;
        }
    }

    /**
     * How a layout did.
     *
     * @param rate  readings committed a second while they were published
     * @param drain the same of what waited in the log before its stores began; zero without a log
     */
    private record Done(double rate, double drain) {}

    /** @param length of publishing, for each layout */
    public LogBench(Service program, Shape shape, Duration length, Path folder, PrintWriter out) {
        this.program = program;
        this.shape = shape;
        this.length = length;
        this.folder = folder;
        this.out = out;
    }

    /** Measures and prints. @param kafka class path of the nodes' program @return whether everything was kept */
    public boolean run(String kafka) throws IOException, InterruptedException, SQLException {
        Map<Layout, Done> all = new HashMap<>();
        for (Layout layout : Layout.values()) {
            all.put(layout, measure(layout, Files.createDirectories(folder.resolve(layout.name())), kafka));
        }
        Done direct = Objects.requireNonNull(all.get(Layout.DIRECT));
        Done one = Objects.requireNonNull(all.get(Layout.ONE_STORE));
        Done two = Objects.requireNonNull(all.get(Layout.TWO_STORES));
        out.printf("%n  %-34s %14s %14s%n", "", "readings/s", "from the log/s");
        all.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(done -> out.printf(
                        Locale.ROOT,
                        "  %-34s %,14.0f %14s%n",
                        done.getKey().title,
                        done.getValue().rate(),
                        done.getValue().drain() == 0
                                ? ""
                                : String.format(
                                        Locale.ROOT, "%,.0f", done.getValue().drain())));
        out.println();
        ratio("one store of a log to none", one.rate() / direct.rate(), 0.60);
        ratio("the same, from the log", one.drain() / direct.rate(), 0.60);
        ratio("two stores to one", two.rate() / one.rate(), 0.90);
        ratio("the same, from the log", two.drain() / one.drain(), 0.90);
        out.flush();
        return true;
    }

    private void ratio(String name, double ratio, double least) {
        out.printf(
                Locale.ROOT,
                "  %-34s %14.2f %14s%n",
                name,
                ratio,
                (ratio >= least ? "at least " : "LESS THAN ") + least);
    }

    private Done measure(Layout layout, Path own, String kafka) throws IOException, InterruptedException, SQLException {
        Deque<AutoCloseable> running = new ArrayDeque<>();
        try {
            EmbeddedDatabase database = opened(running, EmbeddedDatabase.start(own, ServiceChild.freePort()));
            EmbeddedBroker broker = opened(running, EmbeddedBroker.start(own, ServiceChild.freePort()));
            BenchTarget target =
                    new BenchTarget(database.url(), database.user(), database.password(), broker.url(), "", "");
            LogNodes log =
                    layout == Layout.DIRECT ? null : opened(running, LogNodes.start(own, kafka, NODES, List.of()));
            List<ServiceChild> services = begin(layout, layout.roles, target, log, own, running);
            program.register(target, shape.registry());
            try (Account account = new Account(target);
                    BenchPublisher publisher = BenchPublisher.open(target)) {
                head(layout, target);
                Published live = publish(publisher, 0);
                double rate = live.readings() / live.secondsUntilKept(account);
                if (log == null) {
                    return new Done(rate, 0);
                }
                return new Done(rate, drain(layout, target, log, own, running, services, publisher, live, account));
            } catch (MqttException e) {
                throw new BenchException("publishing to " + target.mqttUrl(), e);
            }
        } finally {
            close(running);
        }
    }

    private void head(Layout layout, BenchTarget target) throws SQLException {
        if (layout == Layout.DIRECT) {
            try (Connection connection = target.connect()) {
                out.printf("%nlimpid bench log, %s%n", shape.description());
                out.printf(
                        "%s%neverything on this machine: services, PostgreSQL, broker, log nodes, load%n",
                        Machine.describe(connection));
                out.flush();
            }
        }
    }

    /** The stores end, the log fills, the stores begin: how fast they keep what waits. */
    private double drain(
            Layout layout,
            BenchTarget target,
            LogNodes log,
            Path own,
            Deque<AutoCloseable> running,
            List<ServiceChild> services,
            BenchPublisher publisher,
            Published before,
            Account account)
            throws IOException, InterruptedException, SQLException, MqttException {
        for (ServiceChild store : services.subList(1, services.size())) {
            store.close();
        }
        Published waiting = publish(publisher, before.messages());
        long kept = account.balance().committed();
        begin(layout, layout.roles.subList(1, layout.roles.size()), target, log, own, running);
        // From the first that is kept on: to begin is not to keep.
        long first = System.nanoTime();
        long from = account.balance().committed();
        while (from == kept && secondsSince(first) < PATIENCE.toSeconds()) {
            Thread.sleep(LOOK);
            first = System.nanoTime();
            from = account.balance().committed();
        }
        awaitKept(account, waiting.messages() * shape.readings());
        return (waiting.messages() * shape.readings() - from) / secondsSince(first);
    }

    /** What was published. @param messages all that there were, and those of this time from the instant */
    private record Published(long messages, long readings, long start) {
        double secondsUntilKept(Account account) throws SQLException, InterruptedException {
            awaitKept(account, readings);
            return secondsSince(start);
        }
    }

    private Published publish(BenchPublisher publisher, long from) throws InterruptedException, MqttException {
        Instant now = Instant.now();
        long start = System.nanoTime();
        long message = from;
        while (secondsSince(start) < length.toSeconds()) {
            publisher.publish(shape.message(message, now));
            message++;
        }
        publisher.awaitAcknowledged();
        return new Published(message, (message - from) * shape.readings(), start);
    }

    private static void awaitKept(Account account, long readings) throws SQLException, InterruptedException {
        long begun = System.nanoTime();
        long committed = account.balance().committed();
        while (committed < readings) {
            if (secondsSince(begun) > PATIENCE.toSeconds()) {
                throw new BenchException(committed + " of " + readings + " readings after " + PATIENCE, null);
            }
            Thread.sleep(LOOK);
            committed = account.balance().committed();
        }
    }

    private static double secondsSince(long nanoTime) {
        return (System.nanoTime() - nanoTime) / (double) TimeUnit.SECONDS.toNanos(1);
    }

    private List<ServiceChild> begin(
            Layout layout,
            List<String> roles,
            BenchTarget target,
            @Nullable LogNodes log,
            Path own,
            Deque<AutoCloseable> running)
            throws IOException, InterruptedException {
        List<ServiceChild> services = new ArrayList<>();
        for (String role : roles) {
            Map<String, String> more = new HashMap<>(Map.of("LIMPID_ROLES", role));
            if (log != null) {
                more.putAll(log.settings(role));
                more.put("LIMPID_DB_CONNECTIONS", "4");
            }
            services.add(opened(
                    running,
                    ServiceChild.start(
                            target,
                            ServiceChild.ownClassPath(),
                            program.mainClass(),
                            HEAP_MB,
                            own.resolve("service.log"),
                            ServiceChild.freePort(),
                            more)));
        }
        for (ServiceChild service : services) {
            service.awaitReady("the service for " + layout.title);
        }
        return services;
    }

    private static <T extends AutoCloseable> T opened(Deque<AutoCloseable> running, T part) {
        running.push(part);
        return part;
    }

    private static void close(Deque<AutoCloseable> running) {
        for (AutoCloseable part : running) {
            try {
                part.close();
            } catch (Exception e) {
                throw new BenchException("ending what was measured", e);
            }
        }
    }
}
