package limpid.api.guard;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Gives each client its turns at something: so many at a time, so many begun in a span. What is beyond the first waits in
 * the client's own line, so that one who asks much holds up nobody but itself.
 */
public final class Turns {
    private static final int MOST_CLIENTS = 10_000;
    private static final double NANOS = 1e9;

    private final Limits limits;
    private final LongSupplier nanoTime;
    private final Map<String, Client> clients = new LinkedHashMap<>(16, 0.75f, true);

    /**
     * What a client may take.
     *
     * @param atATime  0 for any number
     * @param inSpan   begun within a span, 0 for any number
     * @param span     that span
     * @param patience how long one may wait in its line
     * @param line     how many may wait in it
     */
    public record Limits(int atATime, int inSpan, Duration span, Duration patience, int line) {}

    /** Turns under these limits. */
    public Turns(Limits limits) {
        this(limits, System::nanoTime);
    }

    Turns(Limits limits, LongSupplier nanoTime) {
        this.limits = limits;
        this.nanoTime = nanoTime;
    }

    /** A client has taken what it may. */
    public static final class TooMuch extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final long seconds;

        TooMuch(String message, long seconds) {
            super(message, null, false, false);
            this.seconds = seconds;
        }

        /** After how many seconds to try again. */
        public long seconds() {
            return seconds;
        }
    }

    /** A place that is held until it is closed; closing it twice does nothing. */
    public final class Turn implements AutoCloseable {
        private final Client client;
        private boolean over;

        private Turn(Client client) {
            this.client = client;
        }

        @Override
        public void close() {
            synchronized (Turns.this) {
                if (over) {
                    return;
                }
                over = true;
                client.users--;
            }
            client.places.release();
        }
    }

    private static final class Client {
        private final Semaphore places;
        private double tokens;
        private long refilled;
        /** Who holds a place or waits for one. */
        private int users;

        private Client(int places, double tokens, long now) {
            this.places = new Semaphore(places, true);
            this.tokens = tokens;
            this.refilled = now;
        }
    }

    /**
     * A turn that is free now.
     *
     * @return null where the client has to wait
     * @throws TooMuch where it has begun too much in the span, or too many of it wait already
     */
    public @Nullable Turn tryTake(String name) {
        Client client = enter(name);
        if (client.places.tryAcquire()) {
            return new Turn(client);
        }
        leave(client, true);
        return null;
    }

    /**
     * A turn, as soon as one is free. Blocks.
     *
     * @throws TooMuch as {@link #tryTake}, or where none became free
     */
    public Turn take(String name) {
        Client client = enter(name);
        boolean taken = false;
        try {
            taken = client.places.tryAcquire(limits.patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (!taken) {
                leave(client, false);
            }
        }
        if (!taken) {
            throw new TooMuch(
                    "more than " + limits.atATime + " at a time were asked for, and none of them ended in time",
                    Math.max(1, limits.patience.toSeconds()));
        }
        return new Turn(client);
    }

    private synchronized Client enter(String name) {
        long now = nanoTime.getAsLong();
        Client client = clients.computeIfAbsent(
                name,
                unknown -> new Client(limits.atATime == 0 ? Integer.MAX_VALUE : limits.atATime, limits.inSpan, now));
        forgetIdle();
        if (limits.atATime > 0 && client.users >= limits.atATime + limits.line) {
            throw new TooMuch("more than " + limits.atATime + " at a time were asked for", 1);
        }
        if (limits.inSpan > 0) {
            refill(client, now);
            if (client.tokens < 1) {
                double perSecond = limits.inSpan / (limits.span.toNanos() / NANOS);
                throw new TooMuch(
                        "more than " + limits.inSpan + " in " + limits.span.toSeconds() + " s were asked for",
                        Math.max(1, (long) Math.ceil((1 - client.tokens) / perSecond)));
            }
            client.tokens--;
        }
        client.users++;
        return client;
    }

    private void refill(Client client, long now) {
        double gained = (double) (now - client.refilled) / limits.span.toNanos() * limits.inSpan;
        client.tokens = Math.min(limits.inSpan, client.tokens + gained);
        client.refilled = now;
    }

    private synchronized void leave(Client client, boolean unused) {
        client.users--;
        if (unused) {
            client.tokens++;
        }
    }

    /** The longest unseen go first; who holds a place is never forgotten. */
    private void forgetIdle() {
        if (clients.size() <= MOST_CLIENTS) {
            return;
        }
        var eldest = clients.values().iterator();
        while (clients.size() > MOST_CLIENTS && eldest.hasNext()) {
            if (eldest.next().users == 0) {
                eldest.remove();
            }
        }
    }
}
