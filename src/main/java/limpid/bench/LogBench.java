package limpid.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
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
import limpid.embedded.FreePort;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.jspecify.annotations.Nullable;

/**
 * Readings committed a second by a service without a log, by one store behind a log of three nodes, and by two: each with an empty
 * database of its own, one after the other in one run, so that the ratios hold on whatever machine it is.
 */
public final class LogBench {
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
        out.println();
        ratio("one store of a log to none", one.rate() / direct.rate(), 0.60);
        ratio("the same, from the log", one.drain() / direct.rate(), 0.60);
        ratio("two stores to one", two.rate() / one.rate(), 0.90);
        ratio("the same, from the log", two.drain() / one.drain(), 0.90);
        out.flush();
        return true;
    }

    private void ratio(String name, double ratio, double least) {
        out.printf(Locale.ROOT, "  %-34s %14.2f %14s%n", name, ratio, Bar.atLeast(ratio, least));
    }

    private Done measure(Layout layout, Path own, String kafka) throws IOException, InterruptedException, SQLException {
        Deque<AutoCloseable> running = new ArrayDeque<>();
        try {
            EmbeddedDatabase database = opened(running, EmbeddedDatabase.start(own, FreePort.find()));
            EmbeddedBroker broker = opened(running, EmbeddedBroker.start(own, FreePort.find()));
            BenchTarget target =
                    new BenchTarget(database.url(), database.user(), database.password(), broker.url(), "", "");
            LogNodes log =
                    layout == Layout.DIRECT ? null : opened(running, LogNodes.start(own, kafka, NODES, List.of()));
            List<ServiceChild> services = begin(layout, layout.roles, target, log, own, running);
            program.register(target, shape.registry());
            try (Account account = new Account(target);
                    BenchPublisher publisher = BenchPublisher.open(target)) {
                head(layout, target);
                BoundedLoad load = new BoundedLoad(publisher, account, shape);
                long begun = System.nanoTime();
                load.publish(length);
                publisher.awaitAcknowledged();
                double rate = account.awaitCommitted(load.readings()) / secondsSince(begun);
                if (log == null) {
                    return told(layout, new Done(rate, 0));
                }
                for (ServiceChild store : services.subList(1, services.size())) {
                    store.close();
                }
                load.publish(load.messages());
                publisher.awaitAcknowledged();
                double drain = drain(
                        account,
                        load.readings(),
                        () -> begin(layout, layout.roles.subList(1, layout.roles.size()), target, log, own, running));
                return told(layout, new Done(rate, drain));
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
                out.printf("%n  %-34s %14s %14s%n", "", "readings/s", "from the log/s");
                out.flush();
            }
        }
    }

    /** Begins stores. */
    private interface Stores {
        void begin() throws IOException, InterruptedException;
    }

    /**
     * How many readings a second stores keep of what waits in the log.
     *
     * @param readings that there are when all is kept
     */
    private static double drain(Account account, long readings, Stores stores)
            throws IOException, InterruptedException, SQLException {
        long kept = account.balance().committed();
        stores.begin();
        // From the first that is kept on: to begin is not to keep.
        long from = account.awaitCommitted(kept + 1);
        long first = System.nanoTime();
        if (from == readings) {
            throw new BenchException("all that waited was kept before the stores were ready; let it last longer", null);
        }
        return (account.awaitCommitted(readings) - from) / secondsSince(first);
    }

    /** A line as soon as it is known: the rest takes minutes. */
    private Done told(Layout layout, Done done) {
        out.printf(
                Locale.ROOT,
                "  %-34s %,14.0f %14s%n",
                layout.title,
                done.rate(),
                done.drain() == 0 ? "" : String.format(Locale.ROOT, "%,.0f", done.drain()));
        out.flush();
        return done;
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
                            FreePort.find(),
                            more)));
        }
        for (ServiceChild service : services) {
            service.awaitReady("the service for " + layout.title + ", see " + own);
        }
        return services;
    }

    private static <T extends AutoCloseable> T opened(Deque<AutoCloseable> running, T part) {
        running.push(part);
        return part;
    }

    /** All of them, whatever one of them says: what goes on running would keep the program from ending. */
    private static void close(Deque<AutoCloseable> running) {
        List<Exception> failures = new ArrayList<>();
        for (AutoCloseable part : running) {
            try {
                part.close();
            } catch (Exception e) {
                failures.add(e);
            }
        }
        if (!failures.isEmpty()) {
            BenchException failed = new BenchException("ending what was measured", failures.getFirst());
            failures.stream().skip(1).forEach(failed::addSuppressed);
            throw failed;
        }
    }
}
