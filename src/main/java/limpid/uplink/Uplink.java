package limpid.uplink;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import limpid.decode.hj212.Frame;
import limpid.decode.hj212.Request;
import limpid.decode.hj212.Upward;
import limpid.measure.LocalDay;
import limpid.station.Station;
import limpid.store.Span;
import limpid.store.Stations;
import limpid.store.StoreUnavailable;
import limpid.store.Uplinks;
import limpid.store.Uplinks.Item;
import limpid.store.Uplinks.Selection;
import limpid.store.Uplinks.Values;
import org.jspecify.annotations.Nullable;

/**
 * Passes readings on to one platform: what is new or changed is queued in the database, and goes out in that order, each record
 * until it is answered. Whatever breaks, it goes on where it was; sent once more, a record is a repeat to the platform.
 */
public final class Uplink implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Uplink.class.getName());
    private static final Duration IDLE = Duration.ofMillis(300);
    private static final Duration SHORTEST_HOLD = Duration.ofSeconds(60);

    private final Platform platform;
    private final UplinkRules rules;
    private final Stations stations;
    private final Uplinks uplinks;
    private final Pace pace;
    private final InstantSource clock;
    private final String holder = UUID.randomUUID().toString();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread belt;

    private @Nullable PlatformLink link;
    private Instant heldUntil = Instant.EPOCH;
    private Instant queued = Instant.MIN;
    private Instant queuedFar = Instant.MIN;
    private Duration pause;
    private long lastQn;
    private String trouble = "";

    /**
     * How fast.
     *
     * @param answer   for the platform's answer, before a record is sent again
     * @param repeats  how often it is sent again on the same connection
     * @param held     for how long a platform is taken; where a process dies, another goes on after that
     * @param queue    between looks for new readings of the last two days
     * @param far      between looks for late ones
     * @param lookBack how far back these are looked for
     * @param pause    at first, after a failure; it doubles
     * @param longest  pause
     */
    public record Pace(
            Duration answer,
            int repeats,
            Duration held,
            Duration queue,
            Duration far,
            Duration lookBack,
            Duration pause,
            Duration longest) {
        /**
         * As the standard has it (10 s, 3 times), looking back so far. A platform is held for longer than a record may wait for
         * its answer, so that no other instance takes it meanwhile.
         */
        public static Pace of(Duration answer, int repeats, Duration lookBack) {
            Duration patience = answer.multipliedBy(2L * (repeats + 1));
            return new Pace(
                    answer,
                    repeats,
                    patience.compareTo(SHORTEST_HOLD) > 0 ? patience : SHORTEST_HOLD,
                    Duration.ofSeconds(10),
                    Duration.ofMinutes(10),
                    lookBack,
                    Duration.ofSeconds(1),
                    Duration.ofMinutes(1));
        }
    }

    /** An uplink that is not yet running. */
    public Uplink(
            Platform platform, UplinkRules rules, Stations stations, Uplinks uplinks, Pace pace, InstantSource clock) {
        this.platform = platform;
        this.rules = rules;
        this.stations = stations;
        this.uplinks = uplinks;
        this.pace = pace;
        this.clock = clock;
        this.pause = pace.pause();
        this.belt =
                Thread.ofPlatform().name("uplink " + platform.name()).daemon().unstarted(this::run);
    }

    /** Begins to send. */
    public void start() {
        belt.start();
    }

    private void run() {
        try {
            Duration wait = Duration.ZERO;
            while (!closing.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                wait = turn();
            }
        } catch (InterruptedException e) {
            LOG.log(Level.DEBUG, "the uplink to {0} is stopped", platform);
        }
        drop();
    }

    /** One turn. @return how long to wait before the next */
    private Duration turn() throws InterruptedException {
        try {
            if (!hold()) {
                drop();
                return IDLE;
            }
            look();
            boolean more = sendNext();
            pause = pace.pause();
            say("");
            return more ? Duration.ZERO : IDLE;
        } catch (IOException e) {
            drop();
            return failed(String.valueOf(e.getMessage()), e);
        } catch (StoreUnavailable e) {
            return failed("the store is away", e);
        } catch (RuntimeException | Error e) {
            // An error ends this turn and not the belt.
            drop();
            return failed(e.toString(), e);
        }
    }

    private Duration failed(String why, Throwable e) {
        Level level = trouble.equals(why) ? Level.DEBUG : Level.WARNING;
        if (e instanceof IOException) {
            LOG.log(level, "nothing goes to {0} for now: {1}", platform, why);
        } else {
            LOG.log(level, "nothing goes to " + platform + " for now", e);
        }
        try {
            say(why);
        } catch (StoreUnavailable away) {
            LOG.log(Level.DEBUG, "nor can that be written: {0}", away.getMessage());
        }
        Duration current = pause;
        Duration twice = pause.multipliedBy(2);
        pause = twice.compareTo(pace.longest()) > 0 ? pace.longest() : twice;
        return current;
    }

    private void say(String why) {
        if (!trouble.equals(why)) {
            uplinks.tell(platform.name(), null, why);
            trouble = why;
        }
    }

    private boolean hold() {
        Instant now = clock.instant();
        if (heldUntil.minus(pace.held().dividedBy(2)).isAfter(now)) {
            return true;
        }
        Instant until = now.plus(pace.held());
        if (!uplinks.hold(platform.name(), holder, now, until)) {
            heldUntil = Instant.EPOCH;
            return false;
        }
        heldUntil = until;
        return true;
    }

    /** New and changed readings are found by what they are, not by when they were written: so none slips through. */
    private void look() {
        Instant now = clock.instant();
        if (!queued.isBefore(now.minus(pace.queue()))) {
            return;
        }
        boolean far = queuedFar.isBefore(now.minus(pace.far()));
        Duration near = Duration.ofDays(2);
        Duration back = far || pace.lookBack().compareTo(near) < 0 ? pace.lookBack() : near;
        Span span = new Span(now.minus(back), now.plus(Duration.ofDays(1)));
        for (Selection selection : rules.selections(platform.name(), stations.all())) {
            uplinks.queue(platform.name(), selection, span, now);
        }
        queued = now;
        queuedFar = far ? now : queuedFar;
    }

    /** Answers what was asked, then sends the first record. @return whether there was something to do */
    private boolean sendNext() throws IOException, InterruptedException {
        PlatformLink current = connected();
        Frame asked = current.request();
        if (asked != null) {
            new PlatformRequest(asked, this::sendRecord).answer(current, this::history);
            return true;
        }
        Optional<Item> item = uplinks.next(platform.name());
        if (item.isEmpty()) {
            if (current.isOver()) {
                throw new IOException("the platform ended the connection");
            }
            return false;
        }
        send(item.get());
        return true;
    }

    private void send(Item item) throws IOException, InterruptedException {
        Optional<Station> station = stations.find(item.station());
        Optional<Values> values = selection(item.station())
                .flatMap(selection -> uplinks.values(item.station(), item.period(), item.end(), selection));
        if (station.isEmpty() || values.isEmpty()) {
            uplinks.isVoid(item.id());
            return;
        }
        uplinks.sent(item.id(), values.get().knownAt(), clock.instant());
        sendRecord(station.get(), item.period(), item.end(), values.get(), false);
        uplinks.answered(item.id(), clock.instant());
    }

    private Optional<Selection> selection(String station) {
        return stations.find(station)
                .map(one -> rules.of(platform.name(), List.of(one)))
                .map((Map<String, Selection> selections) -> selections.get(station));
    }

    private void sendRecord(Station station, Duration period, Instant end, Values values, boolean history)
            throws IOException, InterruptedException {
        Upward.Sender sender = new Upward.Sender(station.logger().mn(), platform.password(), platform.edition());
        for (Upward.Part part :
                Upward.parts(sender, station.medium(), period, end, values.readings(), history, station.zone())) {
            String qn = qn();
            if (!hold()) {
                throw new IOException("another instance has taken the platform meanwhile");
            }
            if (!connected().sendUntilAnswered(part.frame(qn), qn, pace.answer(), pace.repeats())) {
                throw new IOException("no answer to the record of " + station.code() + " that ends " + end + ", sent "
                        + (pace.repeats() + 1) + " times");
            }
        }
    }

    /** The records of a station that the platform asks for. */
    private List<PlatformRequest.Record> history(String mn, PlatformRequest.Asked asked) {
        Station station = stations.byMn(mn).orElse(null);
        Selection selection = station == null ? null : selection(station.code()).orElse(null);
        if (station == null || selection == null) {
            return List.of();
        }
        return selection.periods().stream()
                .filter(period -> Upward.command(period).number() == asked.command())
                .flatMap(period -> {
                    Span span = new Span(
                            asked.first().plus(period).minusSeconds(1),
                            asked.last().plus(period));
                    return uplinks.ends(station.code(), period, span, selection).stream()
                            .flatMap(end -> uplinks.values(station.code(), period, end, selection).stream()
                                    .map(values -> new PlatformRequest.Record(station, period, end, values)));
                })
                .toList();
    }

    /** Each exchange has a number of its own, also two of one millisecond. */
    private String qn() {
        lastQn = Math.max(lastQn + 1, clock.millis());
        return Request.qn(Instant.ofEpochMilli(lastQn), LocalDay.CHINA);
    }

    private PlatformLink connected() throws IOException {
        PlatformLink current = link;
        if (current == null) {
            current = PlatformLink.to(platform, pace.answer());
            link = current;
            trouble = "";
            uplinks.tell(platform.name(), clock.instant(), "");
        }
        return current;
    }

    private void drop() {
        PlatformLink old = link;
        link = null;
        if (old != null) {
            old.close();
        }
    }

    /** Sends nothing more; what is not answered is sent again by whoever takes the platform next. */
    @Override
    public void close() {
        closing.countDown();
        belt.interrupt();
        try {
            belt.join();
            uplinks.release(platform.name(), holder);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (StoreUnavailable e) {
            LOG.log(Level.DEBUG, "{0} is free when its time is over: {1}", platform, e.getMessage());
        }
    }
}
