package limpid.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import limpid.backup.Backups;
import limpid.backup.BaseBackup;
import limpid.backup.Restore;
import limpid.embedded.CannotStart;
import limpid.embedded.EmbeddedDatabase;
import limpid.embedded.FreePort;
import org.jspecify.annotations.Nullable;

/**
 * The database of a fault campaign behind doors that can be cut: one PostgreSQL, or a primary and a synchronous standby, which change
 * places when the primary is lost. Here the campaign does what Patroni does in production.
 */
final class FaultDatabase implements AutoCloseable {
    private static final int TRIES = 50;
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);
    private static final String SYNCHRONOUS = "ALTER SYSTEM SET synchronous_standby_names = '*'";
    private static final String RELOAD = "SELECT pg_reload_conf()";
    private static final String ALONE = "ALTER SYSTEM SET synchronous_standby_names = ''";

    private final Path folder;
    private final Server[] servers;
    private volatile int primary;

    /** One PostgreSQL, its folder and its door. */
    private final class Server {
        private final Path home;
        private final int port;
        private final Relay door;

        /** Once it was started; it may be away. */
        private volatile @Nullable EmbeddedDatabase database;

        private boolean running;

        Server(int number) throws IOException {
            this.home = Files.createDirectories(folder.resolve("database-" + number));
            this.port = FreePort.find();
            this.door = Relay.to(port);
        }

        EmbeddedDatabase start() {
            EmbeddedDatabase started = EmbeddedDatabase.start(home, port);
            database = started;
            running = true;
            return started;
        }

        /** A PostgreSQL that was killed may hold its memory for a moment more. */
        void startAgain() throws InterruptedException {
            for (int left = TRIES; ; left--) {
                try {
                    start();
                    return;
                } catch (CannotStart e) {
                    if (left == 0) {
                        throw e;
                    }
                    Thread.sleep(PAUSE);
                }
            }
        }

        void stop() {
            EmbeddedDatabase last = database;
            if (running && last != null) {
                running = false;
                last.close();
            }
        }

        private Optional<ProcessHandle> postmaster() throws IOException {
            Path pid = home.resolve(EmbeddedDatabase.DATA).resolve("postmaster.pid");
            return Files.exists(pid)
                    ? ProcessHandle.of(
                            Long.parseLong(Files.readAllLines(pid).getFirst().strip()))
                    : Optional.empty();
        }

        void kill() throws IOException {
            postmaster().ifPresent(postmaster -> {
                postmaster.children().forEach(ProcessHandle::destroyForcibly);
                postmaster.destroyForcibly();
            });
        }

        /** Makes it anew from what the primary has, and has it follow. */
        void follow(EmbeddedDatabase leader, int leaderPort) throws IOException {
            delete(home.resolve(EmbeddedDatabase.DATA));
            Backups backups = new Backups(home.resolve("backups"));
            BaseBackup.take(leader.url(), leader.user(), leader.password(), backups);
            Restore.prepareStandby(
                    backups,
                    home.resolve(EmbeddedDatabase.DATA),
                    "host=127.0.0.1 port=" + leaderPort + " user=" + leader.user() + " password=" + leader.password());
            delete(backups.folder());
            Files.writeString(home.resolve(EmbeddedDatabase.SECRET), leader.password());
        }
    }

    private FaultDatabase(Path folder, int count) throws IOException {
        this.folder = folder;
        this.servers = new Server[count];
        for (int number = 0; number < count; number++) {
            servers[number] = new Server(number + 1);
        }
    }

    /** Starts it. @param standby whether there is one */
    static FaultDatabase start(Path folder, boolean standby) throws IOException, InterruptedException {
        FaultDatabase all = new FaultDatabase(folder, standby ? 2 : 1);
        all.servers[0].start();
        if (standby) {
            all.order("ALTER SYSTEM SET wal_keep_size = '1GB'");
            all.attach();
        }
        return all;
    }

    private EmbeddedDatabase database() {
        EmbeddedDatabase database = servers[primary].database;
        if (database == null) {
            throw new IllegalStateException("the primary was not started");
        }
        return database;
    }

    /** The primary around the doors. */
    String url() {
        return database().url();
    }

    String user() {
        return database().user();
    }

    String password() {
        return database().password();
    }

    /** All of it through the doors. */
    String urlThroughDoors() {
        String hosts = Stream.of(servers)
                .map(server -> "127.0.0.1:" + server.door.port())
                .reduce((one, other) -> one + "," + other)
                .orElseThrow();
        return url().replaceFirst("127\\.0\\.0\\.1:\\d+", hosts);
    }

    boolean hasStandby() {
        return servers.length > 1;
    }

    void cut() {
        for (Server server : servers) {
            server.door.cut();
        }
    }

    void hold(Duration length) {
        for (Server server : servers) {
            server.door.hold(length);
        }
    }

    void delay(Duration length) {
        for (Server server : servers) {
            server.door.delay(length);
        }
    }

    /** Takes no changes for so long. */
    void refuseChanges(Duration length) throws InterruptedException {
        order("ALTER SYSTEM SET default_transaction_read_only = on");
        order(RELOAD);
        Thread.sleep(length);
        order("ALTER SYSTEM RESET default_transaction_read_only");
        order(RELOAD);
    }

    /** Takes every connection there is for so long, those of the service too, which is cut off first. */
    void exhaust(Duration length) throws InterruptedException {
        List<Connection> taken = new ArrayList<>();
        try {
            cut();
            for (Instant end = Instant.now().plus(length); Instant.now().isBefore(end); Thread.sleep(PAUSE)) {
                take(taken);
            }
        } finally {
            taken.forEach(FaultDatabase::giveBack);
        }
    }

    private void take(List<Connection> taken) {
        try {
            while (true) {
                taken.add(DriverManager.getConnection(url(), user(), password()));
            }
        } catch (SQLException e) {
            if (taken.isEmpty()) {
                throw new BenchException("taking the connections of PostgreSQL", e);
            }
        }
    }

    private static void giveBack(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new BenchException("giving a connection back", e);
        }
    }

    /** Leaves no room on its disk for so long. PostgreSQL may end by that, and is started again when there is room. */
    void fillDisk(Duration length) throws IOException, InterruptedException {
        SmallDisk.fill(folder, length);
        // It comes back by itself where it can still read what it has to repeat.
        Thread.sleep(PAUSE);
        if (servers[primary].postmaster().filter(ProcessHandle::isAlive).isEmpty()) {
            servers[primary].stop();
            servers[primary].startAgain();
        }
    }

    /** Kills the primary and starts it again. */
    void kill() throws IOException, InterruptedException {
        servers[primary].kill();
        servers[primary].startAgain();
    }

    /** Shuts the primary down and starts it again. */
    void stop(Duration away) throws InterruptedException {
        servers[primary].stop();
        Thread.sleep(away);
        servers[primary].startAgain();
    }

    /**
     * Kills the primary and promotes the standby.
     *
     * @param comesBack for so long as if nothing had happened, beside the new primary; zero: not at all. At last it is made the standby
     */
    void losePrimary(Duration comesBack) throws IOException, InterruptedException {
        Server lost = servers[primary];
        lost.kill();
        primary = 1 - primary;
        promote();
        order(ALONE);
        order(RELOAD);
        if (!comesBack.isZero()) {
            lost.startAgain();
            Thread.sleep(comesBack);
        }
        lost.stop();
        attach();
    }

    /** A question at a standby may be cancelled by what it has to take over. */
    private void promote() throws InterruptedException {
        for (int left = TRIES; ; left--) {
            try {
                if (isTrue("SELECT NOT pg_is_in_recovery()")) {
                    return;
                }
                order("SELECT pg_promote(false)");
            } catch (BenchException e) {
                if (left == 0) {
                    throw e;
                }
            }
            Thread.sleep(PAUSE);
        }
    }

    /** Makes the other one a standby of the primary, which answers from then on when both have what it wrote. */
    private void attach() throws IOException, InterruptedException {
        Server other = servers[1 - primary];
        other.follow(database(), servers[primary].port);
        other.startAgain();
        order(SYNCHRONOUS);
        order(RELOAD);
        Instant last = Instant.now().plus(LONGEST_WAIT);
        while (!isTrue("SELECT EXISTS (SELECT FROM pg_stat_replication WHERE sync_state = 'sync')")) {
            if (Instant.now().isAfter(last)) {
                throw new BenchException("the standby does not follow after " + LONGEST_WAIT, null);
            }
            Thread.sleep(PAUSE);
        }
    }

    /** Transactions that have moved how far a log is kept, and in which for some time nobody has asked anything. */
    List<String> waitingForOwner() {
        try (Connection connection = DriverManager.getConnection(url(), user(), password());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        SELECT pid || ', begun ' || xact_start FROM pg_stat_activity a
                        WHERE state LIKE 'idle in transaction%' AND state_change < clock_timestamp() - interval '200 ms'
                            AND EXISTS (
                                SELECT FROM pg_locks l
                                WHERE l.pid = a.pid AND l.relation = 'log_position'::regclass
                                    AND l.mode = 'RowExclusiveLock')""")) {
            List<String> waiting = new ArrayList<>();
            while (row.next()) {
                waiting.add(row.getString(1));
            }
            return waiting;
        } catch (SQLException e) {
            throw new BenchException("asking for transactions", e);
        }
    }

    private void order(String order) {
        try (Connection connection = DriverManager.getConnection(url(), user(), password());
                Statement statement = connection.createStatement()) {
            statement.execute(order);
        } catch (SQLException e) {
            throw new BenchException(order, e);
        }
    }

    private boolean isTrue(String question) {
        try (Connection connection = DriverManager.getConnection(url(), user(), password());
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(question)) {
            return answer.next() && answer.getBoolean(1);
        } catch (SQLException e) {
            throw new BenchException(question, e);
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
    }

    /** The standby last, for which the primary would wait. */
    @Override
    public void close() throws IOException {
        for (Server server : servers) {
            server.door.close();
        }
        servers[primary].stop();
        if (hasStandby()) {
            servers[1 - primary].stop();
        }
    }
}
