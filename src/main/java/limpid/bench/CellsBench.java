package limpid.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import limpid.embedded.EmbeddedDatabase;
import limpid.embedded.FreePort;
import limpid.store.Cells.State;
import limpid.store.postgres.CellSubscriptions;
import limpid.store.postgres.CellSubscriptions.Access;
import limpid.store.postgres.Migrations;
import limpid.store.postgres.OwnCell;
import limpid.store.postgres.PostgresCells;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Two cells and a database above them: how long after a commit in a cell it is seen above while readings arrive, and what two cells keep
 * and roll up together against what one does. Each cell has a PostgreSQL and a service of its own; readings are handed in over HTTP.
 */
public final class CellsBench implements AutoCloseable {
    private static final int CELLS = 2;
    private static final int HEAP_MB = 512;
    private static final int SENDERS = 4;
    private static final int OK = 200;
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_START = Duration.ofMinutes(2);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);
    private static final long LONGEST_MICROS = 600_000_000;
    private static final String KEY = "cells-of-this-run";
    /** Of a commit in a cell until it is seen above, of 99 in 100. */
    private static final Duration BAR = Duration.ofSeconds(2);

    /** Of what one cell keeps alone, what two keep together on the same machine. */
    private static final double LEAST_OF_ONE = 0.85;

    private static final Shape SHAPE = Shape.DAYS;
    private static final String SEEN =
            "SELECT count(*) FROM cell_heartbeat WHERE cell = ? AND sent_at >= ?::timestamptz";
    private static final String SENT = "SELECT sent_at::text FROM cell_heartbeat";

    private final Path folder;
    private EmbeddedDatabase above;
    private final int portAbove = FreePort.find();
    private final List<Cell> cells = new ArrayList<>();
    private final List<ServiceChild> services = new ArrayList<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private long messages;

    /**
     * A cell that runs.
     *
     * @param number from 1
     * @param door   by which the database above comes; null where it comes straight
     */
    record Cell(
            int number,
            EmbeddedDatabase database,
            BenchTarget target,
            URI service,
            @Nullable Relay door) {
        DataSource source() {
            return CellsBench.source(database);
        }
    }

    /**
     * Starts all of it.
     *
     * @param mainClass of the program
     * @param doors     whether the database above comes to the cells by doors that can be held shut
     */
    public CellsBench(Path folder, String mainClass, boolean doors)
            throws IOException, SQLException, InterruptedException {
        this.folder = folder;
        this.above = startAbove();
        Migrations.migrate(source(above));
        CellSubscriptions subscriptions = new CellSubscriptions(source(above));
        for (int number = 1; number <= CELLS; number++) {
            EmbeddedDatabase database = logical(Files.createDirectories(folder.resolve("cell-" + number)));
            Migrations.migrate(source(database));
            OwnCell.prepare(source(database), number);
            BenchTarget target = target(database);
            ServiceChild service = start(target, mainClass, Map.of("LIMPID_CELL", String.valueOf(number)));
            Relay door = doors ? Relay.to(port(database)) : null;
            cells.add(new Cell(number, database, target, service.uri(), door));
            String url = door == null
                    ? database.url()
                    : database.url().replace(":" + port(database) + "/", ":" + door.port() + "/");
            subscriptions.add("cell" + number, service.uri(), new Access(url, database.user(), database.password()));
        }
        start(target(above), mainClass, Map.of("LIMPID_ROLES", "rollup api"));
        for (ServiceChild service : services) {
            awaitAnswer(service.uri(), "/api/v1/version");
        }
    }

    private EmbeddedDatabase startAbove() throws IOException {
        return EmbeddedDatabase.start(Files.createDirectories(folder.resolve("above")), portAbove);
    }

    private static int port(EmbeddedDatabase database) {
        return URI.create(database.url().substring("jdbc:".length())).getPort();
    }

    List<Cell> cells() {
        return List.copyOf(cells);
    }

    DataSource sourceAbove() {
        return source(above);
    }

    /** The database above is shut down and away for so long, and with it all that its service answers. */
    void stopAbove(Duration away) throws IOException, InterruptedException {
        above.close();
        Thread.sleep(away);
        above = startAbove();
        awaitAnswer(services.getLast().uri(), "/health/readiness");
    }

    private static EmbeddedDatabase logical(Path home) throws SQLException {
        try (EmbeddedDatabase first = EmbeddedDatabase.start(home, 0);
                Connection connection = source(first).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER SYSTEM SET wal_level = logical");
        }
        return EmbeddedDatabase.start(home, 0);
    }

    private ServiceChild start(BenchTarget target, String mainClass, Map<String, String> more) throws IOException {
        Map<String, String> all = new HashMap<>(more);
        all.putAll(Map.of(
                "LIMPID_API_KEYS", "bench:admin:" + KEY,
                "LIMPID_CLIENT_REQUESTS", "0",
                "LIMPID_DB_CONNECTIONS", "6"));
        ServiceChild service = ServiceChild.start(
                target,
                ServiceChild.ownClassPath(),
                mainClass,
                HEAP_MB,
                folder.resolve("service-" + services.size() + ".log"),
                FreePort.find(),
                all);
        services.add(service);
        return service;
    }

    private static BenchTarget target(EmbeddedDatabase database) {
        return new BenchTarget(database.url(), database.user(), database.password(), "tcp://127.0.0.1:1", "", "");
    }

    private static DataSource source(EmbeddedDatabase database) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(database.url());
        source.setUser(database.user());
        source.setPassword(database.password());
        return source;
    }

    private void awaitAnswer(URI service, String path) throws InterruptedException {
        HttpRequest question = HttpRequest.newBuilder(service.resolve(path)).build();
        Instant last = Instant.now().plus(LONGEST_START);
        while (!answers(question)) {
            if (Instant.now().isAfter(last)) {
                throw new BenchException(service + " does not answer after " + LONGEST_START + ", see " + folder, null);
            }
            Thread.sleep(PAUSE);
        }
    }

    private boolean answers(HttpRequest question) throws InterruptedException {
        try {
            return client.send(question, BodyHandlers.discarding()).statusCode() == OK;
        } catch (IOException e) {
            // It does not listen yet.
            return false;
        }
    }

    /**
     * Measures and prints.
     *
     * @param rate    readings a second while the delay is measured
     * @param seconds how long it is
     * @param days    station-days that one cell keeps and rolls up, and two together, in turns
     * @return whether what was kept below is above, and 99 of 100 delays are within the bar
     */
    public boolean run(int rate, int seconds, int days, PrintWriter out)
            throws IOException, SQLException, InterruptedException {
        begin(out);
        Histogram delay = delay(cells.getFirst(), rate, seconds, out);
        // A program that has not worked yet is slower than one that has.
        keep(cells, days);
        double one = 0;
        double both = 0;
        for (Cell cell : cells) {
            one += keep(List.of(cell), days) / CELLS;
            both += keep(cells, days) / CELLS;
        }
        out.printf("  %-34s %,10.0f readings/s%n", "one cell, kept and rolled up", one);
        out.printf(
                "  %-34s %,10.0f readings/s, %.2f of one, %s%n",
                "two cells, kept and rolled up", both, both / one, Bar.atLeast(both / one, LEAST_OF_ONE));
        boolean whole = whole(out);
        out.flush();
        return whole && delay.getValueAtPercentile(99) / 1000 <= BAR.toMillis();
    }

    private void begin(PrintWriter out) throws IOException, SQLException, InterruptedException {
        for (Cell cell : cells) {
            post(cell, "/api/v1/stations/import", registry(cell), "text/csv");
        }
        awaitFollowing();
        try (Connection connection = cells.getFirst().target.connect()) {
            out.printf("%nlimpid bench cells: %d cells, %s%n", CELLS, Machine.describe(connection));
        }
    }

    /**
     * Cuts a cell off from the database above, and stops that, while readings and corrections of them arrive in both cells.
     *
     * @param rate readings a second
     * @param cut  for how long
     * @return whether all results of both cells are above, once, and nothing was lost below
     */
    public boolean runCuts(int rate, Duration cut, PrintWriter out)
            throws IOException, SQLException, InterruptedException {
        begin(out);
        return new CellCuts(this, rate, cut, out).run();
    }

    /** The stations of whole cities, so that no city is of two cells. */
    private static String registry(Cell cell) {
        List<String> lines = SHAPE.registry().lines().toList();
        int each = SHAPE.stations() / CELLS;
        return lines.getFirst() + "\n"
                + String.join("\n", lines.subList(1 + (cell.number - 1) * each, 1 + cell.number * each)) + "\n";
    }

    private void awaitFollowing() throws InterruptedException {
        PostgresCells seen = new PostgresCells(source(above));
        Instant last = Instant.now().plus(LONGEST_START);
        while (!seen.all().stream().allMatch(cell -> cell.state() == State.FOLLOWS)) {
            if (Instant.now().isAfter(last)) {
                throw new BenchException("cells do not follow: " + seen.all(), null);
            }
            Thread.sleep(PAUSE);
        }
    }

    private Histogram delay(Cell cell, int rate, int seconds, PrintWriter out)
            throws IOException, SQLException, InterruptedException {
        Histogram micros = new Histogram(LONGEST_MICROS, 3);
        AtomicBoolean over = new AtomicBoolean();
        long before = messages;
        long begun = System.nanoTime();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> probe = threads.submit(() -> {
                probe(cell, over, micros);
                return null;
            });
            long end = begun + Duration.ofSeconds(seconds).toNanos();
            List<Future<?>> sent = new ArrayList<>();
            while (System.nanoTime() < end) {
                BenchMessage message = next(cell);
                sent.add(threads.submit(() -> hand(cell, message)));
                long due = begun + (messages - before) * message.readings() * 1_000_000_000L / rate;
                Thread.sleep(Duration.ofNanos(Math.max(0, due - System.nanoTime())));
            }
            for (Future<?> one : sent) {
                done(one);
            }
            over.set(true);
            done(probe);
        }
        double reached = (messages - before)
                * (double) SHAPE.message(0, Instant.now()).readings()
                / ((System.nanoTime() - begun) / 1e9);
        out.printf(
                "  %-34s p50 %,.0f ms  p99 %,.0f ms  max %,.0f ms, bar %d ms; %,d commits, %,.0f readings/s kept%n",
                "commit in the cell to seen above",
                micros.getValueAtPercentile(50) / 1000.0,
                micros.getValueAtPercentile(99) / 1000.0,
                micros.getMaxValue() / 1000.0,
                BAR.toMillis(),
                micros.getTotalCount(),
                reached);
        out.flush();
        return micros;
    }

    /** Commits among all that the service commits, each waited for above. */
    private void probe(Cell cell, AtomicBoolean over, Histogram micros) throws SQLException, InterruptedException {
        try (Connection below = source(cell.database).getConnection();
                Connection seen = source(above).getConnection();
                PreparedStatement question = seen.prepareStatement(SEEN)) {
            while (!over.get()) {
                OwnCell.beat(source(cell.database));
                long committed = System.nanoTime();
                question.setInt(1, cell.number);
                question.setString(2, text(SENT, below));
                while (number(question) == 0) {
                    Thread.sleep(Duration.ofMillis(1));
                }
                micros.recordValue((System.nanoTime() - committed) / 1000);
                Thread.sleep(PAUSE);
            }
        }
    }

    private static String text(String sql, Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private static long number(PreparedStatement question) throws SQLException {
        try (ResultSet row = question.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    /** @return readings a second until all of them are results */
    private double keep(List<Cell> some, int days) throws SQLException, InterruptedException {
        long readings = 0;
        long begun = System.nanoTime();
        try (ExecutorService threads = Executors.newFixedThreadPool(SENDERS)) {
            List<Future<?>> sent = new ArrayList<>();
            for (int day = 0; day < days; day++) {
                Cell cell = some.get(day % some.size());
                BenchMessage message = next(cell);
                readings += message.readings();
                sent.add(threads.submit(() -> hand(cell, message)));
            }
            for (Future<?> one : sent) {
                done(one);
            }
        }
        for (Cell cell : some) {
            awaitResults(cell);
        }
        return readings / ((System.nanoTime() - begun) / 1e9);
    }

    static void awaitResults(Cell cell) throws SQLException, InterruptedException {
        Instant last = Instant.now().plus(LONGEST_WAIT);
        try (Account account = new Account(cell.target)) {
            while (!account.rolledUp()) {
                if (Instant.now().isAfter(last)) {
                    throw new BenchException("cell " + cell.number + " has no results after " + LONGEST_WAIT, null);
                }
                Thread.sleep(PAUSE);
            }
        }
    }

    /** The next message of a station of the cell; stations take turns, days go back. */
    BenchMessage next(Cell cell) {
        int each = SHAPE.stations() / CELLS;
        long number = messages++;
        return SHAPE.message(
                number / each * SHAPE.stations() + (cell.number - 1L) * each + number % each, Instant.now());
    }

    Void hand(Cell cell, BenchMessage message) throws IOException, InterruptedException {
        String station = message.topic().split("/")[3];
        post(
                cell,
                "/api/v1/stations/" + station + "/readings",
                new String(message.payload(), StandardCharsets.UTF_8),
                "application/json");
        return null;
    }

    private void post(Cell cell, String path, String body, String type) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(cell.service.resolve(path))
                        .header("Content-Type", type)
                        .header("X-API-Key", KEY)
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
        if (answer.statusCode() / 100 != OK / 100) {
            throw new BenchException(path + " answers " + answer.statusCode() + " " + answer.body(), null);
        }
    }

    private static void done(Future<?> work) throws InterruptedException {
        try {
            work.get();
        } catch (ExecutionException e) {
            throw new BenchException("a part of the load failed", e.getCause());
        }
    }

    /** Whether the days and periods of all cells are above, figure by figure. */
    private boolean whole(PrintWriter out) throws SQLException, InterruptedException {
        Instant now = Instant.now();
        PostgresCells seen = new PostgresCells(source(above));
        Instant last = now.plus(LONGEST_WAIT);
        while (seen.all().stream()
                .anyMatch(cell -> cell.knownUpTo() == null || cell.knownUpTo().isBefore(now))) {
            if (Instant.now().isAfter(last)) {
                throw new BenchException("cells did not catch up: " + seen.all(), null);
            }
            Thread.sleep(PAUSE);
        }
        boolean whole = true;
        for (String table : List.of("air_day", "air_period")) {
            long sum = 0;
            long rows = 0;
            for (Cell cell : cells) {
                long[] below = content(table, source(cell.database));
                sum += below[0];
                rows += below[1];
            }
            long[] all = content(table, source(above));
            boolean same = all[0] == sum && all[1] == rows;
            whole &= same;
            out.printf("  %-34s %s: %,d rows of %s%n", "the same above", same ? "yes" : "NO", rows, table);
        }
        return whole;
    }

    /** A sum over the rows that follows from every figure of them, and how many there are. */
    private static long[] content(String table, DataSource database) throws SQLException {
        String sql = "SELECT coalesce(sum(hashtext(t::text)::bigint), 0), count(*) FROM " + table + " t";
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return new long[] {row.getLong(1), row.getLong(2)};
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        for (ServiceChild service : services) {
            service.close();
        }
        client.close();
        above.close();
        for (Cell cell : cells) {
            if (cell.door != null) {
                cell.door.close();
            }
            cell.database.close();
        }
    }
}
