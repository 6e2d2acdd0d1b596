package limpid.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import limpid.embedded.FreePort;
import org.jspecify.annotations.Nullable;

/**
 * A database, a broker and the service, each of which can be killed, stopped and cut off from the other. The service is a process
 * of its own, so is PostgreSQL; both reach each other through doors that can be cut. With a log the service is several processes:
 * two gates, two stores, and one that works out results and answers.
 */
public final class FaultGround implements AutoCloseable {
    private static final int HEAP_MB = 256;
    private static final Duration AWAY = Duration.ofSeconds(2);
    private static final Duration BACK = Duration.ofSeconds(5);
    private static final Duration SILENT = Duration.ofSeconds(3);
    private static final Duration DELAY = Duration.ofMillis(50);
    private static final Duration SLOW = Duration.ofSeconds(10);
    private static final Duration BETWEEN_CUTS = Duration.ofMillis(700);

    /** Longer than a data logger waits for three answers. */
    private static final Duration LONG_SILENCE = Duration.ofSeconds(20);

    /** Longer than a member of the group of stores may be silent. */
    private static final Duration LEAST_STALL = Duration.ofSeconds(10);

    private static final Duration NODES_AWAY = Duration.ofSeconds(5);

    /** How often a store is stopped and woken to find it in a transaction. */
    private static final int MOST_STOPS = 300;

    /** Milliseconds at most that it goes on between two stops. */
    private static final int BETWEEN_STOPS = 40;

    private static final Duration STOOD = Duration.ofMillis(300);

    private static final Duration LOOK = Duration.ofMillis(500);

    /** What the readiness of a gate says of itself. */
    private static final String SUBSCRIBED = "subscribed to the stations' readings";

    private static final String LOG_TOPIC = "limpid.readings";
    private static final String GATE = "gate-1";
    private static final String STORE = "store-1";
    private static final String OTHER_STORE = "store-2";
    private static final String GUEST = "store-3";
    private static final String ANSWERS = "rest";

    private final Path folder;
    private final String mainClass;
    private final @Nullable LogNodes log;
    private final Disks disks;
    private final Layout layout;
    private final Relay toBroker;
    private final FaultDatabase database;
    private final BenchBroker broker;
    private final Map<String, Integer> ports = new TreeMap<>();
    private final Map<String, Integer> gatewayPorts = new TreeMap<>();
    private final Map<String, Relay> gateways = new TreeMap<>();
    private final List<Relay> senders = new ArrayList<>();
    private final Relay answers;
    private Spans spans = Spans.DEFAULTS;
    private int cutGates;
    private final Map<String, ServiceChild> services = new TreeMap<>();
    private final String olderClassPath;
    private final Deque<String> older = new ArrayDeque<>();

    /** Of what processes the service is. */
    public enum Layout {
        /** One, which does everything. */
        WHOLE(Map.of(ANSWERS, "gate store rollup api")),
        /** Two with a log, each a gate and a store. */
        PAIR(Map.of(STORE, "gate store", ANSWERS, "gate store rollup api")),
        /** Two gates and two stores with a log, and one for results and questions. */
        APART(Map.of(GATE, "gate", "gate-2", "gate", STORE, "store", OTHER_STORE, "store", ANSWERS, "rollup api"));

        private final Map<String, String> roles;

        /** The processes. */
        public Set<String> names() {
            return roles.keySet();
        }

        Layout(Map<String, String> roles) {
            this.roles = roles;
        }

        private boolean isGate(String name) {
            return roles.getOrDefault(name, "").contains("gate");
        }

        /** The process that is killed as a gate. */
        private String gate() {
            return roles.containsKey(GATE) ? GATE : STORE;
        }
    }

    /**
     * What it is made of beside database, broker and service, and what can happen to it by that.
     *
     * @param log       between gates and stores, closed with it; null where the layout needs none
     * @param standby   whether the database has a synchronous standby
     * @param mosquitto the program, where it is to be the broker; null for the embedded one
     * @param older     class path of an older version of the service, which is started first; null for this one
     * @param disks     that may be filled
     */
    public record Means(
            @Nullable LogNodes log,
            boolean standby,
            @Nullable String mosquitto,
            @Nullable String older,
            Disks disks) {
        /** Nothing more. */
        public static final Means NONE = new Means(null, false, null, null, Disks.NONE);
    }

    /**
     * Folders on small disks.
     *
     * @param database of the database; null for one beside all others
     * @param broker   of the broker; null for one beside all others
     */
    public record Disks(@Nullable Path database, @Nullable Path broker) {
        /** None is small. */
        public static final Disks NONE = new Disks(null, null);
    }

    /**
     * Starts all; the service is not ready yet.
     *
     * @param folder for their data and what the service says
     * @param layout of the service
     */
    public FaultGround(Path folder, String mainClass, Layout layout, Means means)
            throws IOException, InterruptedException {
        this.folder = folder;
        this.mainClass = mainClass;
        this.layout = layout;
        this.log = means.log;
        this.disks = means.disks;
        this.olderClassPath = Objects.requireNonNullElse(means.older, "");
        this.database = FaultDatabase.start(disks.database == null ? folder : disks.database, means.standby);
        Path ofBroker = disks.broker == null ? folder : disks.broker;
        this.broker = means.mosquitto == null
                ? BenchBroker.embedded(ofBroker)
                : BenchBroker.mosquitto(ofBroker, means.mosquitto);
        this.toBroker = Relay.to(broker.port());
        for (String name : layout.roles.keySet()) {
            ports.put(name, FreePort.find());
            if (means.older != null) {
                // The last comes first: stores, then what answers, then gates.
                older.addFirst(name);
            }
            if (layout.isGate(name)) {
                gatewayPorts.put(name, FreePort.find());
                Relay gateway = door(gatewayPorts.get(name));
                gateways.put(name, gateway);
            }
            start(name);
        }
        this.answers = door(ports.getOrDefault(ANSWERS, 0));
    }

    /** A door for those who send. */
    private Relay door(int port) throws IOException {
        Relay door = Relay.to(port);
        senders.add(door);
        return door;
    }

    /**
     * How long faults last that may last for any time.
     *
     * @param cut   somebody off from the log
     * @param stall of a store; longer than a member of the group of stores may be silent
     */
    public record Spans(Duration cut, Duration stall) {
        /** For a campaign. */
        public static final Spans DEFAULTS = new Spans(Duration.ofSeconds(20), Duration.ofSeconds(15));

        /** @throws IllegalArgumentException where a store would go on before another one follows it */
        public Spans {
            if (stall.compareTo(LEAST_STALL) < 0) {
                throw new IllegalArgumentException(
                        "a store stands still for " + LEAST_STALL + " at least, not " + stall);
            }
        }
    }

    /** Says how long faults last. */
    public void setSpans(Spans lengths) {
        spans = lengths;
    }

    /** In a table, with how long it lasts where that is of choice. */
    String title(Fault fault) {
        return switch (fault) {
            case STALL_STORE -> fault.title() + " after " + spans.stall.toSeconds() + " s";
            case CUT_OFF_GATE, CUT_OFF_LEADER, CUT_OFF_STORES -> fault.title() + ", " + spans.cut.toSeconds() + " s";
            default -> fault.title();
        };
    }

    private void start(String name) throws IOException {
        Map<String, String> more = new HashMap<>(Map.of(
                "LIMPID_API_KEYS",
                "faults:admin:" + key(),
                "LIMPID_CLIENT_REQUESTS",
                "1000000",
                "LIMPID_CLIENT_QUESTIONS",
                "64"));
        if (gatewayPorts.containsKey(name)) {
            more.put("LIMPID_HJ212_PORT", Integer.toString(gatewayPorts.get(name)));
        }
        if (log != null) {
            more.putAll(log.settings(name));
            more.put("LIMPID_ROLES", layout.roles.getOrDefault(name, "store"));
        }
        if (log != null || !olderClassPath.isEmpty()) {
            // Several instances share the connections that an embedded database has.
            more.put("LIMPID_DB_CONNECTIONS", "2");
            more.put("LIMPID_ROLLUPS", "1");
        }
        BenchTarget through = new BenchTarget(
                database.urlThroughDoors(),
                database.user(),
                database.password(),
                "tcp://127.0.0.1:" + toBroker.port(),
                "",
                "");
        String classPath = older.contains(name) ? olderClassPath : ServiceChild.ownClassPath();
        services.put(
                name,
                ServiceChild.start(through, classPath, mainClass, HEAP_MB, log(), ports.getOrDefault(name, 0), more));
    }

    private ServiceChild service(String name) {
        return Objects.requireNonNull(services.get(name));
    }

    /** Where the service answers. */
    public URI service() {
        return service(ANSWERS).uri();
    }

    /**
     * Waits until the service is ready.
     *
     * @throws BenchException where it is not after so long
     */
    public void awaitReady() throws InterruptedException {
        for (String name : ports.keySet()) {
            awaitReady(name);
        }
    }

    private void awaitReady(String name) throws InterruptedException {
        service(name).awaitReady(name + ", see " + log());
    }

    /** A key for everything. */
    static String key() {
        return "faults-of-this-run";
    }

    /** What the service says. */
    public Path log() {
        return folder.resolve("service.log");
    }

    /** Around the doors. */
    public BenchTarget direct() {
        return new BenchTarget(
                database.url(), database.user(), database.password(), "tcp://127.0.0.1:" + broker.port(), "", "");
    }

    /** Where stations send to. */
    FaultLoad.Ways ways() {
        return new FaultLoad.Ways(
                direct().mqttUrl(),
                URI.create("http://127.0.0.1:" + answers.port()),
                gateways.values().stream()
                        .map(door -> new InetSocketAddress(InetAddress.getLoopbackAddress(), door.port()))
                        .toList(),
                log != null);
    }

    /** Lets a fault happen and mends it. */
    void happen(Fault fault) throws IOException, InterruptedException {
        switch (fault) {
            case NONE -> {}
            case KILL_SERVICE -> {
                for (ServiceChild service : services.values()) {
                    service.kill();
                }
                startAll();
            }
            case STOP_SERVICE -> {
                for (ServiceChild service : services.values()) {
                    service.close();
                }
                startAll();
            }
            case KILL_STORE -> killed(STORE);
            case KILL_GATE -> {
                killed(layout.gate());
                awaitReady(layout.gate());
            }
            case STALL_STORE -> stallStore();
            case MOVE_PARTITIONS -> {
                service(STORE).close();
                start(STORE);
                awaitReady(STORE);
            }
            case CUT_OFF_GATE -> {
                cutGates++;
                List<String> gates = List.copyOf(gatewayPorts.keySet());
                cutOff(gates.get(cutGates % gates.size()));
            }
            case CUT_OFF_LEADER -> cutOffLeader();
            case CUT_OFF_STORES -> cutOff(STORE, OTHER_STORE);
            case REBALANCE -> {
                ports.put(GUEST, FreePort.find());
                start(GUEST);
                awaitReady(GUEST);
                // A member takes its share of the partitions after its first questions to the group.
                Thread.sleep(AWAY);
                leave(GUEST);
            }
            case KILL_LOG_LEADER -> nodes().killLeader(LOG_TOPIC, AWAY);
            case KILL_LOG_NODES -> nodes().killMost(NODES_AWAY);
            case KILL_DATABASE -> database.kill();
            case STOP_DATABASE -> database.stop(AWAY);
            case LOSE_PRIMARY -> database.losePrimary(Duration.ZERO);
            case RETURN_PRIMARY -> database.losePrimary(BACK);
            case CUT_DATABASE -> database.cut();
            case HOLD_DATABASE -> database.hold(SILENT);
            case SILENCE_DATABASE -> {
                database.hold(LONG_SILENCE);
                Thread.sleep(LONG_SILENCE);
            }
            case DELAY_DATABASE -> {
                database.delay(DELAY);
                Thread.sleep(SLOW);
                database.delay(Duration.ZERO);
            }
            case READ_ONLY_DATABASE -> database.refuseChanges(BACK);
            case EXHAUST_DATABASE -> database.exhaust(BACK);
            case FULL_DISK -> database.fillDisk(BACK);
            case FULL_BROKER_DISK -> {
                SmallDisk.fill(Objects.requireNonNull(disks.broker), BACK);
                broker.startIfEnded();
            }
            case FLOOD_QUESTIONS -> Questions.flood(service(), key(), BACK);
            case CUT_SENDERS -> senders.forEach(Relay::cut);
            case CUT_WAITING_SENDERS -> cutWaitingSenders();
            case CUT_BROKER -> toBroker.cut();
            case HOLD_BROKER -> toBroker.hold(SILENT);
            case RESTART_BROKER -> broker.restart();
            case UPGRADE -> upgrade(older.removeFirst());
        }
    }

    private void cutWaitingSenders() throws InterruptedException {
        database.hold(SILENT);
        for (Instant end = Instant.now().plus(SILENT); Instant.now().isBefore(end); Thread.sleep(BETWEEN_CUTS)) {
            senders.forEach(Relay::cut);
        }
    }

    /**
     * Stops a store within a transaction.
     *
     * @throws BenchException where that transaction is still open when the store is woken, and others would have waited for it
     */
    private void stallStore() throws IOException, InterruptedException {
        ServiceChild store = service(STORE);
        List<String> open = List.of();
        for (int stops = 0; open.isEmpty(); stops++) {
            if (stops == MOST_STOPS) {
                throw new BenchException("no transaction of " + STORE + " was found in " + stops + " stops", null);
            }
            store.wake();
            Thread.sleep(stops % BETWEEN_STOPS);
            store.stall();
            Thread.sleep(STOOD);
            open = database.waitingForOwner();
        }
        Thread.sleep(spans.stall);
        List<String> left = database.waitingForOwner();
        store.wake();
        left.retainAll(open);
        if (!left.isEmpty()) {
            throw new BenchException("transactions of " + STORE + " were open all the time: " + left, null);
        }
        Thread.sleep(AWAY);
    }

    /** Fails where none follows before the log answers the first again. */
    private void cutOffLeader() throws InterruptedException {
        String leader = subscribed("");
        while (leader.isEmpty()) {
            Thread.sleep(LOOK);
            leader = subscribed("");
        }
        Instant end = Instant.now().plus(spans.cut);
        nodes().cutOff(leader, spans.cut);
        while (subscribed(leader).isEmpty()) {
            if (Instant.now().isAfter(end)) {
                throw new BenchException(
                        "no gate followed " + leader + " within " + spans.cut + ", see " + log(), null);
            }
            Thread.sleep(LOOK);
        }
        Thread.sleep(Duration.between(Instant.now(), end).plus(LOOK));
    }

    /** A gate that takes the broker's messages, other than this one; empty where there is none. */
    private String subscribed(String but) throws InterruptedException {
        for (String gate : gatewayPorts.keySet()) {
            if (!gate.equals(but) && service(gate).readiness().contains(SUBSCRIBED)) {
                return gate;
            }
        }
        return "";
    }

    private void cutOff(String... names) throws InterruptedException {
        for (String name : names) {
            nodes().cutOff(name, spans.cut);
        }
        Thread.sleep(spans.cut);
    }

    private void leave(String name) throws InterruptedException {
        Objects.requireNonNull(services.remove(name)).close();
        ports.remove(name);
    }

    private LogNodes nodes() {
        return Objects.requireNonNull(log, "this ground has no log");
    }

    private void killed(String name) throws IOException, InterruptedException {
        service(name).kill();
        start(name);
    }

    private void upgrade(String name) throws IOException, InterruptedException {
        ServiceChild before = service(name);
        ports.put(name, FreePort.find());
        if (gatewayPorts.containsKey(name)) {
            gatewayPorts.put(name, FreePort.find());
        }
        start(name);
        awaitReady(name);
        if (name.equals(ANSWERS)) {
            answers.leadTo(ports.getOrDefault(name, 0));
        }
        Relay gateway = gateways.get(name);
        if (gateway != null) {
            gateway.leadTo(gatewayPorts.getOrDefault(name, 0));
        }
        before.close();
    }

    /** Whether it can happen now; an older version is replaced once. */
    boolean canHappen(Fault fault) {
        return fault != Fault.UPGRADE || !older.isEmpty();
    }

    private void startAll() throws IOException {
        for (String name : ports.keySet()) {
            start(name);
        }
    }

    /** What can happen here. */
    public List<Fault> possible() {
        return Stream.of(Fault.values())
                .filter(fault -> switch (fault.needs()) {
                    case NOTHING -> true;
                    case LOG -> log != null;
                    case STANDBY -> database.hasStandby();
                    case OLDER -> !older.isEmpty();
                    case DISK -> disks.database != null;
                    case BROKER_DISK -> disks.broker != null;
                })
                .toList();
    }

    @Override
    public void close() throws InterruptedException {
        try {
            for (ServiceChild service : services.values()) {
                service.close();
            }
            toBroker.close();
            for (Relay door : senders) {
                door.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("closing the door", e);
        } finally {
            broker.close();
            closeDatabase();
            if (log != null) {
                log.close();
            }
        }
    }

    private void closeDatabase() {
        try {
            database.close();
        } catch (IOException e) {
            throw new UncheckedIOException("closing the doors", e);
        }
    }
}
