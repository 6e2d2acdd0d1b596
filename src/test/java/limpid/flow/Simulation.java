package limpid.flow;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Supplier;
import limpid.Samples;
import limpid.decode.Handover;
import limpid.decode.Limits;
import limpid.decode.Payload;
import limpid.decode.json.JsonDecoder;
import limpid.flow.SimulatedBroker.Queued;
import limpid.flow.SimulatedStation.Message;
import limpid.flow.SimulatedStation.Sends;
import limpid.measure.Flags;
import limpid.measure.Parameters;
import limpid.rollup.Recomputation;
import limpid.rule.Rules;
import limpid.station.Station;
import limpid.store.StoreUnavailable;
import limpid.store.Workload;
import limpid.validate.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * One run of days of traffic in some milliseconds: stations, broker and store are models, between them work the real
 * {@link Intake}, {@link Triage}, {@link limpid.store.Repeats} and {@link Recomputation}. A seed decides who makes the next step
 * and what fails: the process is killed at any step of it, before a commit, within it or before the answer; connections end; the
 * broker starts again and has forgotten acknowledgements; the store goes away before or during a commit, or while a claim is
 * worked off; values cannot be stored; there is no room. After each step is checked that nothing is lost, nothing counted twice
 * and nothing revised that nobody corrected. In every fourth run two rollups work as well, and now and then, and in the end,
 * results must be those that follow from the readings; it takes several times as long as the others. In every other fourth two
 * services take the broker's one session from each other.
 */
final class Simulation {
    private static final Limits LIMITS = new Limits(100_000, 10_000, 50, 200, 8);
    private static final int STEPS = 400;
    private static final int LAST_STEPS = 20_000;
    private static final Workload.Work RESULTS = new Recomputation(Rules.DEFAULTS);

    private final SplittableRandom random;
    private final List<SimulatedStation> stations;
    private final SimulatedBroker broker;
    private final SimulatedStore store;
    private final SimulatedResults results;
    private final boolean rollsUp;
    private final SimulatedWorker ofThisProcess = new SimulatedWorker(this::workOff);
    private final SimulatedWorker ofAnother = new SimulatedWorker(this::workOff);
    private final Triage triage;
    private final Room room;
    private final Intake.Sizes sizes;
    private final List<Service> services;
    private final Map<String, Message> published = new HashMap<>();
    private final Map<Integer, Message> unanswered = new HashMap<>();
    private final List<Message> acknowledged = new ArrayList<>();

    private Service connected;
    private Instant now = Samples.ARRIVED;
    private boolean faulty = true;
    private boolean killed;
    private @Nullable SimulatedWorker working;
    private int kills;
    private int ends;

    Simulation(long seed) {
        this.random = new SplittableRandom(seed);
        this.rollsUp = rollsUp(seed);
        this.stations = List.of(
                new SimulatedStation("A1", Sends.AIR_HOURS, true, random.split()),
                new SimulatedStation("A2", any(), true, random.split()),
                new SimulatedStation("A3", any(), true, random.split()),
                new SimulatedStation("X9", Sends.AIR_HOURS, false, random.split()));
        List<Station> registered = stations.stream()
                .filter(SimulatedStation::registered)
                .map(SimulatedStation::station)
                .toList();
        this.broker = new SimulatedBroker(random.split());
        this.results = new SimulatedResults(registered, random.split());
        this.store = new SimulatedStore(random.split(), this::maybeKilled, results);
        this.triage = new Triage(
                Samples.registry(registered.toArray(Station[]::new)),
                new JsonDecoder(Parameters.standard(), Flags.standard(), LIMITS),
                (reading, station, receivedAt) -> new Verdict.Accepted(reading),
                Samples.NOTHING_REMOVED,
                Samples.PERIODS,
                LIMITS);
        // Little room and short transactions, so that a few values fill them.
        this.room = new Room(4000, 6000, 5000, random.nextBoolean() ? 120 : 400);
        this.sizes = new Intake.Sizes(1 + random.nextInt(40), 1 + random.nextInt(10), Duration.ZERO, Duration.ZERO);
        this.services = areTwo(seed) ? List.of(new Service(), new Service()) : List.of(new Service());
        this.connected = services.getFirst();
        results.sparing(this::between);
    }

    /** Whether the run of a seed works out results. */
    static boolean rollsUp(long seed) {
        return seed % 4 == 0;
    }

    /** Whether two services work in the run of a seed. */
    static boolean areTwo(long seed) {
        return seed % 4 == 3;
    }

    /** A process that keeps what it is handed over while the broker's session is its own, and goes on with it afterwards. */
    private final class Service {
        private Intake intake = start();

        private Intake start() {
            return new Intake(triage, store.forService(), room, outcome -> {}, sizes, Simulation.this::pause);
        }

        /** All that it held is gone; what it had committed stays. */
        void kill() {
            kills++;
            killed = false;
            ofThisProcess.kill();
            intake = start();
            connect(this);
        }

        boolean isDone() {
            return !intake.hasFast() && !intake.hasSlow();
        }
    }

    private Service one() {
        return services.size() == 1 ? services.getFirst() : services.get(random.nextInt(services.size()));
    }

    private Sends any() {
        return Sends.values()[random.nextInt(Sends.values().length)];
    }

    /**
     * What a run came to.
     *
     * @param seeds     of it
     * @param sent      for how long stations sent, by the clock of the run, of all stations together
     * @param messages  published
     * @param values    in them
     * @param kills     of a process
     * @param ends      of connections, those of the broker's own among them
     * @param results   kept
     * @param claims    worked off
     * @param undone    claims that were not
     */
    record Run(
            long seeds,
            Duration sent,
            long messages,
            long values,
            long kills,
            long ends,
            long results,
            long claims,
            long undone) {
        static final Run NONE = new Run(0, Duration.ZERO, 0, 0, 0, 0, 0, 0, 0);

        Run plus(Run other) {
            return new Run(
                    seeds + other.seeds,
                    sent.plus(other.sent),
                    messages + other.messages,
                    values + other.values,
                    kills + other.kills,
                    ends + other.ends,
                    results + other.results,
                    claims + other.claims,
                    undone + other.undone);
        }
    }

    /** @throws AssertionError where a promise is broken; it names it */
    Run run() {
        for (int step = 0; step < STEPS; step++) {
            step();
        }
        Duration sent = Duration.between(Samples.ARRIVED, now).multipliedBy(stations.size());
        recover();
        for (int step = 0; !isOver(); step++) {
            require(step < LAST_STEPS, "something waits for ever");
            work();
        }
        checkAll();
        long values = published.values().stream().mapToLong(Message::all).sum();
        SimulatedResults.Count kept = results.count();
        return new Run(1, sent, published.size(), values, kills, ends, kept.rows(), kept.claimed(), kept.undone());
    }

    private void recover() {
        faulty = false;
        store.recover();
        results.recover();
        unanswered.values().forEach(broker::publish);
        unanswered.clear();
    }

    private boolean isOver() {
        return broker.isEmpty() && services.stream().allMatch(Service::isDone) && (!rollsUp || results.isWorkedOff());
    }

    private void step() {
        now = now.plus(Duration.ofSeconds(random.nextInt(600)));
        switch (random.nextInt(40)) {
            case 0 -> one().kill();
            case 1 -> endConnection();
            case 2 -> {
                ends++;
                connected = one();
                broker.restart();
            }
            case 3 -> {
                kills++;
                ofAnother.kill();
            }
            default -> work();
        }
    }

    private void work() {
        switch (random.nextInt(rollsUp ? 6 : 4)) {
            case 0 -> {
                if (faulty) {
                    publish(random.nextInt(stations.size()));
                }
            }
            case 1 -> deliver();
            case 2 -> keepFast(one());
            case 3 -> keepSlow(one());
            case 4 -> rollUp(ofThisProcess);
            default -> rollUp(ofAnother);
        }
    }

    /** A worker goes on until it gives way, in the middle of a claim or after it. */
    private void rollUp(SimulatedWorker worker) {
        working = worker;
        worker.resume();
        if (random.nextInt(STEPS) == 0) {
            results.check(RESULTS);
        }
    }

    private void workOff(SimulatedWorker worker) {
        try {
            results.workOff(RESULTS);
        } catch (StoreUnavailable e) {
            require(faulty, "the store is there: " + e.getMessage());
        }
    }

    /** In the middle of a claim others may come in between, or the store goes away. */
    private boolean between() {
        if (random.nextInt(4) == 0) {
            Objects.requireNonNull(working).giveWay();
        }
        return faulty && random.nextInt(80) == 0;
    }

    /** A station sends its next message, or the last one again where it heard of no answer. */
    private void publish(int station) {
        Message message = unanswered.remove(station);
        if (message == null) {
            message = stations.get(station).next();
            published.put(message.text(), message);
        }
        broker.publish(message);
        if (random.nextInt(10) == 0) {
            unanswered.put(station, message);
        }
    }

    private void deliver() {
        if (!broker.canSend()) {
            return;
        }
        Queued queued = broker.next();
        UUID connection = broker.connection();
        Message message = queued.message();
        Payload payload = new Payload(
                message.topic(), message.bytes(), now, "mqtt", new Handover(connection, queued.sentBefore()));
        try {
            Delivery delivery = new Delivery(payload, () -> {
                acknowledged.add(message);
                broker.acknowledge(queued, connection);
            });
            if (connected.intake.offer(delivery, Duration.ZERO)) {
                broker.sent();
            }
        } catch (InterruptedException e) {
            throw new AssertionError("nobody interrupts", e);
        }
    }

    private void keepFast(Service service) {
        if (service.intake.hasFast()) {
            belt(service, service.intake::keepFast);
        }
    }

    private void keepSlow(Service service) {
        if (service.intake.hasSlow()) {
            belt(service, service.intake::keepSlow);
        }
    }

    private void belt(Service service, Belt.Step step) {
        try {
            step.make();
            require(!killed, "it went on after it was killed");
        } catch (InterruptedException e) {
            service.kill();
        }
        check();
    }

    private void endConnection() {
        ends++;
        connect(one());
    }

    private void connect(Service service) {
        connected = service;
        broker.connect();
    }

    /** Within a commit: the store does not answer any more, and the belt ends where it would wait for it. */
    private void maybeKilled() {
        if (faulty && random.nextInt(60) == 0) {
            killed = true;
            throw new StoreUnavailable("keeping", new IOException("killed"));
        }
    }

    private void pause(Duration length) throws InterruptedException {
        now = now.plus(length);
        if (killed) {
            throw new InterruptedException("killed during a commit");
        }
        if (faulty) {
            switch (random.nextInt(12)) {
                case 0 -> throw new InterruptedException("killed while the store was away");
                case 1 -> endConnection();
                case 2 -> deliver();
                default -> {}
            }
        }
    }

    private void check() {
        for (Message message : acknowledged) {
            require(isKept(message), () -> "acknowledged and not on disk: " + message.text());
        }
        acknowledged.clear();
        require(store.balanced(), () -> "the ledger does not balance: " + store.ledger());
        expected().forEach((key, values) -> {
            List<BigDecimal> versions = store.versions(key);
            require(values.equals(versions), () -> key + " was " + versions + ", sent were " + values);
        });
    }

    private void checkAll() {
        published.values().forEach(message -> require(isKept(message), () -> "lost: " + message.text()));
        if (rollsUp) {
            results.check(RESULTS);
        }
    }

    private boolean isKept(Message message) {
        Set<String> accepted = store.accepted(message.text());
        long missing = message.values().keySet().stream()
                .filter(key -> !accepted.contains(key))
                .count();
        return store.refused(message.text()) >= missing + message.refused();
    }

    /** The versions that each key should have: what its station sent and was taken, one after the other. */
    private Map<String, List<BigDecimal>> expected() {
        Map<String, List<BigDecimal>> expected = new HashMap<>();
        for (SimulatedStation station : stations) {
            for (Message message : station.sent()) {
                Set<String> accepted = store.accepted(message.text());
                message.values().forEach((key, value) -> {
                    if (accepted.contains(key)) {
                        List<BigDecimal> values = expected.computeIfAbsent(key, none -> new ArrayList<>());
                        if (values.isEmpty() || values.getLast().compareTo(value) != 0) {
                            values.add(value);
                        }
                    }
                });
            }
        }
        return expected;
    }

    private static void require(boolean holds, Supplier<String> promise) {
        if (!holds) {
            throw new AssertionError(promise.get());
        }
    }

    private static void require(boolean holds, String promise) {
        if (!holds) {
            throw new AssertionError(promise);
        }
    }
}
