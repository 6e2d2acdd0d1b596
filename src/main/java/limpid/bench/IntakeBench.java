package limpid.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import limpid.bench.Account.Balance;
import limpid.bench.Account.Packed;
import org.eclipse.paho.mqttv5.common.MqttException;

/**
 * Readings committed a second by a service in a process of its own, against what psql alone upserts. The load is made in this
 * process and stays a bounded number of readings ahead of what is committed, as a broker's bounded queue would make it.
 */
public final class IntakeBench {
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final Duration PACKING = Duration.ofMinutes(5);

    private final BenchTarget target;
    private final Shape shape;
    private final Lengths lengths;
    private final int heapMb;

    private long published;
    private long messages;
    private Start start;

    /**
     * A measurement of a service that is ready and knows the shape's stations.
     *
     * @param heapMb its greatest heap, MB
     */
    public IntakeBench(BenchTarget target, Shape shape, Lengths lengths, int heapMb) {
        this.target = target;
        this.shape = shape;
        this.lengths = lengths;
        this.heapMb = heapMb;
        this.start = Start.now(0);
    }

    /**
     * How long to publish.
     *
     * @param warmUp before it is measured
     * @param counts of what is measured
     */
    public record Lengths(Duration warmUp, Duration counts) {
        /** So many seconds each. */
        public static Lengths ofSeconds(int warmUp, int counts) {
            return new Lengths(Duration.ofSeconds(warmUp), Duration.ofSeconds(counts));
        }
    }

    /**
     * From when on it is measured.
     *
     * @param nanoTime  then
     * @param committed readings that were committed then, which do not count
     */
    private record Start(long nanoTime, long committed) {
        static Start now(long committed) {
            return new Start(System.nanoTime(), committed);
        }
    }

    /** Refuses to begin where the yardstick is missing or there are readings already. */
    public static void requireReady(BenchTarget target) throws SQLException, InterruptedException {
        Psql.require();
        try (Account account = new Account(target)) {
            if (account.held() > 0) {
                throw new BenchException("the database is not empty; the bench needs an empty one", null);
            }
        }
    }

    /** Seconds from the start of what is measured. */
    private record Times(double committed, double rolledUp) {}

    /**
     * Measures and prints; good where the table holds exactly what was published.
     *
     * @param folder for the rows that psql reads
     * @param packed whether to wait for seconds to be packed, up to five minutes, and tell what they take
     */
    public Outcome run(Path folder, boolean packed, PrintWriter out)
            throws SQLException, IOException, InterruptedException {
        String machine = machine();
        try (Account account = new Account(target)) {
            Times times = load(account);
            Balance balance = account.balance();
            long held = account.held();
            Psql.Result alone = new Psql(target, folder).upsert();
            boolean exact = held == published && balance.stored() == published && alone.rows() == published;
            print(machine, times, alone, out);
            if (packed && shape.packs()) {
                print(packed(account), out);
            }
            out.printf(
                    "  %-24s %s: %,d published, %,d in the table, %,d by psql; %,d duplicate, revised or refused%n",
                    "verified", exact ? "yes" : "NO", published, held, alone.rows(), balance.otherwise());
            out.flush();
            Figure psql = Figure.perSecond("psql upsert", published / alone.upsertSeconds());
            return new Outcome(
                    exact,
                    List.of(
                            Figure.perSecond("committed", measured() / times.committed())
                                    .against(psql),
                            Figure.perSecond("committed and rolled up", measured() / times.rolledUp())
                                    .against(psql),
                            psql));
        }
    }

    private String machine() throws SQLException {
        try (Connection connection = target.connect()) {
            Psql.checkpoint(connection);
            return Machine.describe(connection);
        }
    }

    private Times load(Account account) throws SQLException, InterruptedException {
        try (BenchPublisher publisher = BenchPublisher.open(target)) {
            BoundedLoad load = new BoundedLoad(publisher, account, shape);
            load.publish(lengths.warmUp());
            start = Start.now(account.balance().committed());
            load.publish(lengths.counts());
            publisher.awaitAcknowledged();
            published = load.readings();
            messages = load.messages();
        } catch (MqttException e) {
            throw new BenchException("publishing to " + target.mqttUrl(), e);
        }
        account.awaitCommitted(published);
        double committed = secondsSince(start.nanoTime);
        while (!account.rolledUp()) {
            Thread.sleep(LOOK);
        }
        return new Times(committed, secondsSince(start.nanoTime));
    }

    /** Readings that count. */
    private long measured() {
        return published - start.committed;
    }

    private static double secondsSince(long nanoTime) {
        return (System.nanoTime() - nanoTime) / 1e9;
    }

    private void print(String machine, Times times, Psql.Result alone, PrintWriter out) {
        double upsert = published / alone.upsertSeconds();
        double copyAndUpsert = published / (alone.copySeconds() + alone.upsertSeconds());
        out.printf("%nlimpid bench intake, shape %s: %s%n", shape.name().toLowerCase(), shape.description());
        out.printf("%s%n", machine);
        out.printf(
                "service in a process of its own with a heap of %d MB; %,d messages at QoS 1; the first %,d readings warmed up%n%n",
                heapMb, messages, start.committed);
        out.printf(
                "  %-24s %12s %10s %14s %19s%n", "", "readings/s", "seconds", "of psql upsert", "of copy and upsert");
        row("committed", measured(), times.committed(), upsert, copyAndUpsert, out);
        row("committed and rolled up", measured(), times.rolledUp(), upsert, copyAndUpsert, out);
        row("psql upsert", published, alone.upsertSeconds(), upsert, copyAndUpsert, out);
        row("psql copy and upsert", published, alone.copySeconds() + alone.upsertSeconds(), upsert, copyAndUpsert, out);
        out.println();
    }

    /** The service packs every minute. */
    private static Packed packed(Account account) throws SQLException, InterruptedException {
        long first = System.nanoTime();
        Optional<Packed> packed = account.packed();
        while (packed.isEmpty()) {
            if (secondsSince(first) > PACKING.toSeconds()) {
                throw new BenchException("seconds are not packed after " + PACKING, null);
            }
            Thread.sleep(Duration.ofSeconds(1));
            packed = account.packed();
        }
        return packed.get();
    }

    private static void print(Packed packed, PrintWriter out) {
        out.printf(
                "  %-24s %12.2f bytes a reading, index included%n",
                "packed", (double) packed.bytes() / packed.readings());
    }

    private static void row(
            String name, long readings, double seconds, double upsert, double copyAndUpsert, PrintWriter out) {
        double rate = readings / seconds;
        out.printf("  %-24s %,12.0f %10.1f %14.2f %19.2f%n", name, rate, seconds, rate / upsert, rate / copyAndUpsert);
    }
}
