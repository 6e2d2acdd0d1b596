package limpid.store.postgres;

import java.time.Duration;
import java.time.Instant;
import javax.sql.DataSource;
import limpid.store.NotSettled;
import limpid.store.Settled;

/**
 * The settled instant of a database. A transaction that writes what has a history holds an advisory lock from before it takes
 * its {@link KnownTime} until it is committed; the lock's key is the time at which it was taken. So everything known before
 * the oldest of these locks is committed, and without one, everything known before the moment of looking. Transactions
 * that only read hold nothing back. See {@code known_at} and {@code settled_at} of migration 105.
 */
public final class PostgresSettled implements Settled {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(200);

    private final DataSource database;
    private final Duration patience;
    private volatile Instant newest = Instant.MIN;

    /** The settled instant of this database, for which it waits five seconds at most. */
    public PostgresSettled(DataSource database) {
        this(database, PATIENCE);
    }

    PostgresSettled(DataSource database, Duration patience) {
        this.database = database;
        this.patience = patience;
    }

    @Override
    public Instant newest() {
        return look().settled();
    }

    @Override
    public void await(Instant asOf) {
        // What was settled once stays so: questions of the past ask nothing here.
        if (!asOf.isAfter(newest)) {
            return;
        }
        long deadline = System.nanoTime() + patience.toNanos();
        Duration pause = FIRST_PAUSE;
        Seen seen = look();
        while (asOf.isAfter(seen.settled())) {
            boolean future = asOf.isAfter(seen.now());
            if (System.nanoTime() >= deadline || asOf.isAfter(seen.now().plus(patience))) {
                throw new NotSettled(asOf, seen.settled(), future);
            }
            sleep(pause, asOf, seen);
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            seen = look();
        }
    }

    private static void sleep(Duration pause, Instant asOf, Seen seen) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotSettled(asOf, seen.settled(), false);
        }
    }

    /** The clock and the settled instant of one moment. */
    private record Seen(Instant now, Instant settled) {}

    private Seen look() {
        Seen seen = Query.named("settled")
                .list(database, row -> new Seen(Column.instant(row, "now"), Column.instant(row, "settled")))
                .getFirst();
        newest = seen.settled();
        return seen;
    }
}
