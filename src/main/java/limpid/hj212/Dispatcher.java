package limpid.hj212;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import limpid.decode.hj212.Request;
import limpid.measure.LocalDay;
import limpid.store.LoggerBook;
import limpid.store.LoggerRequests;
import limpid.store.LoggerRequests.Kept;
import limpid.store.LoggerRequests.State;
import limpid.store.LoggerRequests.Wish;
import limpid.store.StoreUnavailable;
import org.jspecify.annotations.Nullable;

/**
 * Takes requests to the loggers that are connected here, one at a time for each, and writes down who is heard. Several may work,
 * in one process or many.
 */
public final class Dispatcher implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Dispatcher.class.getName());
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);
    private static final Duration BETWEEN_NOTES = Duration.ofSeconds(5);
    private static final Duration BETWEEN_FORGETTING = Duration.ofHours(1);
    private static final Duration GONE = Duration.ofMinutes(2);

    private final Roll roll;
    private final LoggerRequests requests;
    private final LoggerBook book;
    private final Patience patience;
    private final SaidRetention kept;
    private final InstantSource clock;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Set<Thread> exchanges = ConcurrentHashMap.newKeySet();
    private final AtomicLong lastQn = new AtomicLong();
    private final Thread belt =
            Thread.ofPlatform().name("hj212 requests").daemon().unstarted(this::run);
    private Instant noted = Instant.MIN;
    private Instant forgot = Instant.MIN;
    private boolean away;

    /** A dispatcher for the loggers of a gateway that is not yet running. */
    public Dispatcher(
            Gateway gateway,
            LoggerRequests requests,
            LoggerBook book,
            Patience patience,
            SaidRetention kept,
            InstantSource clock) {
        this.kept = kept;
        this.roll = gateway.roll();
        this.requests = requests;
        this.book = book;
        this.patience = patience;
        this.clock = clock;
    }

    /** Begins to ask. */
    public void start() {
        belt.start();
    }

    private void run() {
        try {
            while (!closing.await(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS)) {
                turn();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void turn() {
        try {
            Instant now = clock.instant();
            if (noted.isBefore(now.minus(BETWEEN_NOTES))) {
                requests.sweep(now, now.minus(patience.connect()));
                roll.write(book, now);
                book.forgetUntold(now.minus(GONE));
                noted = now;
            }
            if (forgot.isBefore(now.minus(BETWEEN_FORGETTING))) {
                book.forgetSaid(now.minus(kept.age()), kept.most());
                forgot = now;
            }
            Map<String, Voice> connected = roll.connected();
            if (!connected.isEmpty()) {
                for (Kept kept : requests.take(connected.keySet(), now, patience.held())) {
                    begin(kept, connected.get(kept.wish().station()));
                }
            }
            away = false;
        } catch (RuntimeException | Error e) {
            // An error ends this turn and not the belt; what waits goes on waiting.
            LOG.log(away ? Level.DEBUG : Level.WARNING, "data loggers are not asked for now", e);
            away = true;
        }
    }

    private void begin(Kept kept, @Nullable Voice voice) {
        Request request = Request.of(kept.wish().code()).orElse(null);
        if (request == null || voice == null) {
            tell(
                    kept,
                    new Exchange.Progress(
                            State.FAILED,
                            0,
                            0,
                            "this version knows no " + kept.wish().code()));
            return;
        }
        Request.Logger logger = voice.logger();
        if (request.needsNewKey() && logger.keys().next(logger.mn()).isEmpty()) {
            tell(
                    kept,
                    new Exchange.Progress(
                            State.FAILED,
                            0,
                            0,
                            "no new key is written down for it (column next of LIMPID_HJ212_KEYS)"));
            return;
        }
        Thread thread = Thread.ofVirtual().name("hj212 request " + kept.id()).unstarted(() -> {
            try {
                exchange(kept, request, voice);
            } catch (InterruptedException e) {
                LOG.log(Level.DEBUG, "request {0} is left; it ends when its time is over", kept.id());
            } finally {
                exchanges.remove(Thread.currentThread());
            }
        });
        exchanges.add(thread);
        thread.start();
    }

    private void exchange(Kept kept, Request request, Voice voice) throws InterruptedException {
        String qn = qn();
        Exchange exchange = new Exchange(request, qn, patience);
        voice.listens(exchange);
        try {
            exchange.run(
                    () -> voice.session()
                            .send(request.frame(
                                    voice.logger(), qn, clock.instant(), times(kept.wish()), LocalDay.CHINA)),
                    progress -> tellSurely(kept, progress));
        } finally {
            voice.listens(null);
        }
    }

    private static Request.@Nullable Times times(Wish wish) {
        Instant first = wish.first();
        Instant last = wish.last();
        return first == null || last == null ? null : new Request.Times(first, last);
    }

    /** Each exchange has a number of its own, also two of one millisecond. */
    private String qn() {
        long number = lastQn.updateAndGet(last -> Math.max(last + 1, clock.millis()));
        return Request.qn(Instant.ofEpochMilli(number), LocalDay.CHINA);
    }

    private void tellSurely(Kept kept, Exchange.Progress progress) throws InterruptedException {
        while (closing.getCount() > 0) {
            try {
                tell(kept, progress);
                return;
            } catch (StoreUnavailable e) {
                LOG.log(Level.DEBUG, "the outcome of request {0} is not written yet: {1}", kept.id(), e.getMessage());
                Thread.sleep(LOOK_AGAIN);
            }
        }
    }

    private void tell(Kept kept, Exchange.Progress progress) {
        requests.tell(
                kept.id(),
                progress.state(),
                progress.attempts(),
                progress.frames(),
                progress.outcome(),
                clock.instant(),
                patience.held());
    }

    /** What is under way is left; it is unanswered when its time is over. */
    @Override
    public void close() {
        closing.countDown();
        exchanges.forEach(Thread::interrupt);
        try {
            belt.join();
        } catch (InterruptedException e) {
            belt.interrupt();
            Thread.currentThread().interrupt();
        }
    }
}
