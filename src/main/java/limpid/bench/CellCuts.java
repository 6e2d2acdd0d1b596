package limpid.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import limpid.bench.CellsBench.Cell;
import limpid.store.postgres.OwnCell;
import limpid.store.postgres.PostgresCells;

/**
 * A cell that is cut off from the database above, and a database above that is stopped, while readings and corrections of earlier ones
 * arrive in both cells; afterwards every row of results above is compared with those below, revisions included.
 */
final class CellCuts {
    private static final int SENDERS = 4;
    private static final int CORRECTED_AT_ONCE = 24;
    private static final int EVERY = 4;
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration WARM = Duration.ofSeconds(5);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(30);
    private static final double MEGABYTE = 1e6;

    private final CellsBench bench;
    private final int rate;
    private final Duration cut;
    private final PrintWriter out;
    private final Map<Cell, Sent> sent = new HashMap<>();

    /** What was handed in and answered of a cell. */
    private static final class Sent {
        private final Deque<BenchMessage> toCorrect = new ArrayDeque<>();
        private long messages;
        private long readings;
        private long corrected;
        private Duration slowest = Duration.ZERO;
    }

    /** What is done to them. */
    private interface Harm {
        void happen() throws IOException, InterruptedException;
    }

    CellCuts(CellsBench bench, int rate, Duration cut, PrintWriter out) {
        this.bench = bench;
        this.rate = rate;
        this.cut = cut;
        this.out = out;
        bench.cells().forEach(cell -> sent.put(cell, new Sent()));
    }

    /** Makes them and prints a table. @return whether nothing was lost or is there twice */
    boolean run() throws IOException, SQLException, InterruptedException {
        out.printf(
                "%n  %-44s %8s %10s %10s %10s %10s %8s %6s %6s%n",
                "", "seconds", "messages", "slowest ms", "held MB", "rows", "later s", "lost", "double");
        out.flush();
        Relay door = Objects.requireNonNull(bench.cells().getFirst().door());
        boolean good = line("nothing", () -> Thread.sleep(cut));
        good &= line("cell cut off from the database above", () -> {
            door.hold(cut);
            Thread.sleep(cut);
        });
        good &= line("database above stopped", () -> bench.stopAbove(cut));
        return good;
    }

    private boolean line(String title, Harm harm) throws IOException, SQLException, InterruptedException {
        long before = messages();
        sent.values().forEach(one -> one.slowest = Duration.ZERO);
        Load load = new Load();
        Held held = new Held();
        Thread.sleep(WARM);
        harm.happen();
        Instant over = Instant.now();
        awaitKnown(over);
        Duration later = Duration.between(over, Instant.now());
        load.close();
        double most = held.close() / MEGABYTE;
        for (Cell cell : bench.cells()) {
            CellsBench.awaitResults(cell);
        }
        awaitKnown(Instant.now());
        Map<String, Integer> differing = differing();
        long lost = differing.values().stream()
                .filter(count -> count > 0)
                .mapToInt(count -> count)
                .sum();
        long twice = -differing.values().stream()
                .filter(count -> count < 0)
                .mapToInt(count -> count)
                .sum();
        boolean whole = areKept();
        out.printf(
                "  %-44s %,8d %,10d %,10d %,10.1f %,10d %,8.1f %,6d %,6d%n",
                title,
                cut.toSeconds(),
                messages() - before,
                sent.values().stream()
                        .mapToLong(one -> one.slowest.toMillis())
                        .max()
                        .orElse(0),
                most,
                rows(),
                later.toMillis() / 1000.0,
                lost,
                twice);
        differing.entrySet().stream().limit(5).forEach(row -> out.printf("    %+d %s%n", row.getValue(), row.getKey()));
        if (!whole) {
            out.printf("    what was answered is not what the cells keep%n");
        }
        out.flush();
        return whole && differing.isEmpty();
    }

    private long messages() {
        return sent.values().stream().mapToLong(one -> one.messages).sum();
    }

    /** Until all that cells knew then is above. */
    private void awaitKnown(Instant then) throws InterruptedException {
        PostgresCells seen = new PostgresCells(bench.sourceAbove());
        Instant last = Instant.now().plus(LONGEST_WAIT);
        while (seen.all().stream()
                .anyMatch(cell -> cell.knownUpTo() == null || cell.knownUpTo().isBefore(then))) {
            if (Instant.now().isAfter(last)) {
                throw new BenchException("cells did not catch up: " + seen.all(), null);
            }
            Thread.sleep(LOOK);
        }
    }

    /** Hands in at the rate until it is closed, one message after the other of a station, so that each comes after what it corrects. */
    private final class Load {
        private volatile boolean over;
        private final CompletableFuture<Boolean> work = new CompletableFuture<>();

        Load() {
            Thread.ofPlatform().name("load").start(() -> {
                try (ExecutorService threads = Executors.newFixedThreadPool(SENDERS)) {
                    send(threads);
                    work.complete(true);
                } catch (InterruptedException | RuntimeException e) {
                    work.completeExceptionally(e);
                }
            });
        }

        private void send(ExecutorService threads) throws InterruptedException {
            long begun = System.nanoTime();
            long readings = 0;
            while (!over) {
                List<CompletableFuture<Void>> round = new ArrayList<>();
                for (int i = 0; i < SENDERS; i++) {
                    Cell cell = bench.cells().get(i % bench.cells().size());
                    BenchMessage message = next(cell);
                    readings += message.readings();
                    round.add(CompletableFuture.runAsync(() -> hand(cell, message), threads));
                }
                CompletableFuture.allOf(round.toArray(CompletableFuture[]::new)).join();
                long due = begun + readings * 1_000_000_000L / rate;
                Thread.sleep(Duration.ofNanos(Math.max(0, due - System.nanoTime())));
            }
        }

        void close() throws InterruptedException {
            over = true;
            try {
                work.get(LONGEST_WAIT.toSeconds(), TimeUnit.SECONDS);
            } catch (ExecutionException | TimeoutException e) {
                throw new BenchException("the load failed", e);
            }
        }
    }

    /** Every so often one that came before, with other values of one parameter. */
    private BenchMessage next(Cell cell) {
        Sent of = Objects.requireNonNull(sent.get(cell));
        synchronized (of) {
            of.messages++;
            if (of.messages % EVERY == 0 && !of.toCorrect.isEmpty()) {
                of.corrected++;
                BenchMessage before = of.toCorrect.removeFirst();
                String text = new String(before.payload(), StandardCharsets.UTF_8).replace("\"CO\":0.", "\"CO\":1.");
                return new BenchMessage(before.topic(), text.getBytes(StandardCharsets.UTF_8), before.readings());
            }
        }
        return bench.next(cell);
    }

    private void hand(Cell cell, BenchMessage message) {
        Sent of = Objects.requireNonNull(sent.get(cell));
        long begun = System.nanoTime();
        try {
            bench.hand(cell, message);
        } catch (IOException e) {
            throw new BenchException("cell " + cell.number() + " does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("ended", e);
        }
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        boolean correction = new String(message.payload(), StandardCharsets.UTF_8).contains("\"CO\":1.");
        synchronized (of) {
            of.slowest = took.compareTo(of.slowest) > 0 ? took : of.slowest;
            if (!correction) {
                of.readings += message.readings();
                of.toCorrect.add(message);
            }
        }
    }

    /** Looks how much of their logs the cells hold. */
    private final class Held {
        private volatile boolean over;
        private final CompletableFuture<Long> most = new CompletableFuture<>();

        Held() {
            Thread.ofPlatform().name("held").start(() -> {
                long bytes = 0;
                try {
                    while (!over) {
                        for (Cell cell : bench.cells()) {
                            bytes = Math.max(bytes, OwnCell.held(cell.source()).bytes());
                        }
                        Thread.sleep(LOOK);
                    }
                    most.complete(bytes);
                } catch (InterruptedException | RuntimeException e) {
                    most.completeExceptionally(e);
                }
            });
        }

        long close() throws InterruptedException {
            over = true;
            try {
                return most.get();
            } catch (ExecutionException e) {
                throw new BenchException("looking at the log of a cell", e);
            }
        }
    }

    /** Whether each cell keeps what it answered for, once, and each correction as one. */
    private boolean areKept() throws SQLException {
        boolean kept = true;
        for (Cell cell : bench.cells()) {
            Sent of = Objects.requireNonNull(sent.get(cell));
            try (Account account = new Account(cell.target())) {
                kept &= account.held() == of.readings && account.balance().stored() == of.readings;
            }
            try (Connection connection = cell.source().getConnection();
                    Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT coalesce(sum(revised), 0) FROM ledger")) {
                row.next();
                kept &= row.getLong(1) == of.corrected * CORRECTED_AT_ONCE;
            }
        }
        return kept;
    }

    /** Rows by table and content that are more often below than above, or less often where the number is below 0. */
    private Map<String, Integer> differing() throws SQLException {
        Map<String, Integer> counted = new HashMap<>();
        for (Map.Entry<String, String> question : questions().entrySet()) {
            for (Cell cell : bench.cells()) {
                count(counted, question, cell.source(), 1);
            }
            count(counted, question, bench.sourceAbove(), -1);
        }
        counted.values().removeIf(count -> count == 0);
        return counted;
    }

    private long rows() throws SQLException {
        Map<String, Integer> counted = new HashMap<>();
        for (Map.Entry<String, String> question : questions().entrySet()) {
            count(counted, question, bench.sourceAbove(), 1);
        }
        return counted.values().stream().mapToLong(count -> count).sum();
    }

    /** For each table of results and stations that goes up: what of it does, and is not of the database above itself. */
    private Map<String, String> questions() throws SQLException {
        Map<String, String> questions = new HashMap<>();
        try (Connection connection = bench.cells().getFirst().source().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        SELECT tablename, (SELECT string_agg(format('%I', name), ', ') FROM unnest(attnames::text[]) AS name),
                               CASE tablename WHEN 'subject' THEN 'kind IN (''station'', ''city'')' ELSE coalesce(rowfilter, 'true') END
                        FROM pg_publication_tables
                        WHERE pubname = 'limpid_results' AND (tablename LIKE 'air%' OR tablename IN ('subject', 'station'))""")) {
            while (row.next()) {
                questions.put(
                        row.getString(1),
                        "SELECT hashtextextended(ROW(%s)::text, 0) FROM public.%s WHERE %s"
                                .formatted(row.getString(2), row.getString(1), row.getString(3)));
            }
        }
        return questions;
    }

    private static void count(
            Map<String, Integer> counted, Map.Entry<String, String> question, DataSource database, int times)
            throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(question.getValue())) {
            while (row.next()) {
                counted.merge(question.getKey() + " " + row.getLong(1), times, Integer::sum);
            }
        }
    }
}
