package limpid.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import limpid.bench.LoadProcess.Part;
import org.jspecify.annotations.Nullable;

/**
 * The database is shut down for a while under an even load by MQTT at QoS 1, which goes on: how far the service is behind when the
 * database is back, and how long until it is not; at last everything that was published must be there. psql alone then puts the
 * same rows into an empty table. Load, service and database are processes of their own.
 */
public final class OutageBench implements AutoCloseable {
    private static final Duration LEAD = Duration.ofSeconds(2);
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final Duration STALLED = Duration.ofMinutes(2);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

    /** Who is behind by no more than what is due in so many seconds is not behind. */
    private static final double NOT_BEHIND = 1;

    /** How many times as fast as it grew a backlog is to go. */
    private static final double BAR = 10;

    private final Path folder;
    private final Plan plan;
    private final PrintWriter out;
    private final FaultDatabase database;
    private final BenchBroker broker;
    private double heap;
    private double resident;

    /**
     * What is to happen.
     *
     * @param shape  of the load
     * @param rate   readings a second
     * @param warmUp of the load before
     * @param away   how long the database is
     */
    public record Plan(Shape shape, int rate, Duration warmUp, Duration away) {}

    /** A moment of the backlog. @param behind readings that were due and are not stored */
    private record Moment(long nanoTime, long stored, long behind) {
        double since(Moment other) {
            return (nanoTime - other.nanoTime) / 1e9;
        }
    }

    /** Of the backlog. @param before the outage, @param back when the database answers, @param drained when it is gone */
    private record Course(Moment before, Moment back, Moment drained) {
        double away() {
            return back.since(before);
        }

        /** Readings a second. */
        double grew() {
            return (back.behind - before.behind) / away();
        }

        /** Readings a second by which it went while the load went on. */
        double went() {
            return (back.behind - drained.behind) / drained.since(back);
        }

        /** Readings stored a second while it went. */
        double took() {
            return (drained.stored - back.stored) / drained.since(back);
        }
    }

    /**
     * Starts database and broker.
     *
     * @param folder    for their data and what the service says
     * @param mosquitto the program, where it is to be the broker; null for the embedded one
     */
    public OutageBench(Path folder, @Nullable String mosquitto, Plan plan, PrintWriter out)
            throws IOException, InterruptedException {
        this.folder = folder;
        this.plan = plan;
        this.out = out;
        this.database = FaultDatabase.start(folder, false);
        this.broker = mosquitto == null ? BenchBroker.embedded(folder) : BenchBroker.mosquitto(folder, mosquitto);
    }

    /** The stations that send. */
    public String registry() {
        return plan.shape.registry();
    }

    /** Where to register them. */
    public BenchTarget target() {
        return new BenchTarget(database.url(), database.user(), database.password(), "", "", "").at(broker);
    }

    /**
     * Measures and prints; good where everything that was published is stored, once.
     *
     * @param mainClass of the service
     * @param heapMb    its greatest heap, MB
     */
    public Outcome run(String mainClass, int heapMb) throws IOException, SQLException, InterruptedException {
        Psql.require();
        String machine;
        try (Connection connection = target().connect()) {
            machine = Machine.describe(connection);
        }
        Path collections = folder.resolve("collections");
        Path log = folder.resolve("service.log");
        try (ServiceChild service = ServiceChild.watched(target(), mainClass, heapMb, log, collections)) {
            service.awaitReady("the service, see " + log);
            ProcessWatch process = new ProcessWatch(service.pid(), collections);
            if (!process.isPossible()) {
                throw new BenchException("bench outage reads /proc, which is Linux's", null);
            }
            Part part = new Part(plan.shape, plan.rate);
            Course course;
            long published;
            try (LoadChild load = LoadChild.start(target(), List.of(part), folder.resolve("load.log"))) {
                Instant start = Instant.now().plus(LEAD);
                load.begin(start);
                course = course(part.from(start), load, process);
                published = load.end().readings();
            }
            return judge(machine, course, published, process);
        }
    }

    private Course course(Schedule schedule, LoadChild load, ProcessWatch process)
            throws IOException, SQLException, InterruptedException {
        Moment before;
        try (Account account = new Account(target())) {
            long last = schedule.start() + plan.warmUp.toNanos();
            while (System.nanoTime() < last) {
                look(load, process);
            }
            before = drained(schedule, account, load, process);
        }
        away(load, process);
        try (Account account = new Account(target())) {
            Moment back = moment(schedule, account);
            return new Course(before, back, drained(schedule, account, load, process));
        }
    }

    private void away(LoadChild load, ProcessWatch process) throws IOException, InterruptedException {
        try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
            Future<?> outage = thread.submit(() -> {
                database.stop(plan.away);
                return null;
            });
            while (!outage.isDone()) {
                look(load, process);
            }
            outage.get();
        } catch (ExecutionException e) {
            throw new BenchException("stopping the database", e.getCause());
        }
    }

    private static Moment moment(Schedule schedule, Account account) throws SQLException {
        long stored = account.balance().stored();
        return new Moment(System.nanoTime(), stored, Math.max(0, schedule.dueReadings() - stored));
    }

    /** The moment when the service is not behind. @throws BenchException where it does not come nearer to it */
    private Moment drained(Schedule schedule, Account account, LoadChild load, ProcessWatch process)
            throws IOException, SQLException, InterruptedException {
        Moment now = moment(schedule, account);
        Moment least = now;
        while (now.behind > plan.rate * NOT_BEHIND) {
            look(load, process);
            now = moment(schedule, account);
            if (now.behind < least.behind) {
                least = now;
            } else if (now.since(least) > STALLED.toSeconds()) {
                throw new BenchException(
                        "the service gets no nearer: it is %,d readings behind, %,d stored"
                                .formatted(now.behind, now.stored),
                        null);
            }
        }
        return now;
    }

    private void look(LoadChild load, ProcessWatch process) throws IOException, InterruptedException {
        Thread.sleep(LOOK);
        load.requireAlive();
        heap = Math.max(heap, process.heap());
        resident = Math.max(resident, process.resident());
    }

    private Outcome judge(String machine, Course course, long published, ProcessWatch process)
            throws IOException, SQLException, InterruptedException {
        try (Account account = new Account(target())) {
            long first = System.nanoTime();
            account.awaitStored(published, LONGEST_WAIT);
            account.awaitRolledUp(LONGEST_WAIT);
            double results = (System.nanoTime() - first) / 1e9;
            heap = Math.max(heap, process.heap());
            Account.Balance balance = account.balance();
            long held = account.held();
            Psql.Result alone = new Psql(target(), folder).upsert();
            boolean exact = held == published && balance.stored() == published && alone.rows() == published;
            Figure psql = Figure.perSecond("psql upsert", published / alone.upsertSeconds());
            print(machine, course, psql, results);
            out.printf(
                    "  %-34s %s: %,d published, %,d in the table, %,d stored by the ledger, %,d of them came again%n",
                    "verified", exact ? "yes" : "NO", published, held, balance.stored(), balance.otherwise());
            out.flush();
            return new Outcome(
                    exact,
                    List.of(
                            Figure.perSecond("stored while it drains", course.took())
                                    .against(psql),
                            Figure.perSecond("backlog drained", course.went())
                                    .against(Figure.perSecond("backlog grew", course.grew())),
                            psql));
        }
    }

    private void print(String machine, Course course, Figure psql, double results) {
        out.printf(
                "%nlimpid bench outage: %s, %,d readings/s, database away for %d s%n",
                plan.shape.description(), plan.rate, plan.away.toSeconds());
        out.printf("%s%nservice, load and database in processes of their own%n%n", machine);
        out.printf("  %-34s %,.1f s%n", "until the database was back", course.away());
        out.printf("  %-34s %,d readings, grown by %,.0f a second%n", "behind then", course.back.behind, course.grew());
        out.printf("  %-34s %,.1f s, while the load went on%n", "until it was not", course.drained.since(course.back));
        out.printf(
                "  %-34s %,.0f a second, %.1f times as fast as it grew; bar %.0f: %s%n",
                "backlog drained by",
                course.went(),
                course.went() / course.grew(),
                BAR,
                course.went() >= BAR * course.grew() ? "within" : "UNDER");
        out.printf(
                "  %-34s %,.0f readings a second, %.2f of psql's upsert at %,.0f%n",
                "stored meanwhile", course.took(), course.took() / psql.value(), psql.value());
        out.printf("  %-34s %,.1f s after the last message%n", "all stored and rolled up", results);
        out.printf("  %-34s heap %.0f MB after a collection, %.0f MB in memory%n", "service at most", heap, resident);
    }

    @Override
    public void close() throws IOException, InterruptedException {
        broker.close();
        database.close();
    }
}
