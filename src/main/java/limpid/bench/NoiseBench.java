package limpid.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import limpid.bench.NoiseLoad.Due;
import org.eclipse.paho.mqttv5.common.MqttException;

/**
 * How soon after an hour its levels are there, while a city sends a level a second. The stations' clocks are set back so
 * that an hour ends in the middle of the run; its results are whole when every second sent of it has entered. What the hour
 * had before the run may be sent first, as fast as it is taken.
 */
public final class NoiseBench {
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration PATIENCE_BEFORE = Duration.ofMinutes(30);
    private static final int SECONDS_OF_MINUTE = 60;
    private static final String WHOLE = "SELECT subject.code FROM noise_hour JOIN subject ON subject.id = subject_id"
            + " WHERE period_end = ? AND valid = ? AND subject.code LIKE '" + Shape.PREFIX + "S%'";
    private static final String DIRTY = "SELECT count(*) FROM dirty_period";
    private static final String TALLIES =
            "SELECT octet_length(tally) FROM series_hour WHERE expected = 3600 AND tally IS NOT NULL";
    private static final String OF_FULL_HOURS = " AND valid = 3600";
    private static final int SIMULATED_HOURS = 20;
    private static final String HEAP = "jvm_memory_used_bytes{area=\"heap\"";

    private final BenchTarget target;
    private final URI service;
    private final NoiseLoad load;
    private final int seconds;
    private final int minutesBefore;

    private final Map<String, Long> sent = new HashMap<>();
    private final Map<String, Long> seen = new HashMap<>();
    private long earlier;
    private double earlierSeconds;
    private long readings;
    private long messages;
    private long mostBehindNanos;
    private long mostDirty;
    private double mostHeapBytes;

    /**
     * A measurement of a service in a process of its own that is ready and knows the load's stations.
     *
     * @param seconds       of the run
     * @param minutesBefore of the hour, sent before the run; with half the run not more than the hour
     */
    public NoiseBench(BenchTarget target, URI service, NoiseLoad load, int seconds, int minutesBefore) {
        this.target = target;
        this.service = service;
        this.load = load;
        this.seconds = seconds;
        this.minutesBefore = minutesBefore;
    }

    /**
     * Measures and prints; good where everything that was published is kept and the hour of every point became whole.
     */
    public Outcome run(PrintWriter out) throws SQLException, IOException, InterruptedException {
        int hourEndsAfter = seconds / 2;
        Instant hourEnd = Instant.now().truncatedTo(ChronoUnit.HOURS);
        try (Connection connection = target.connect();
                Account account = new Account(target);
                HttpClient client = HttpClient.newHttpClient();
                BenchPublisher publisher = BenchPublisher.open(target)) {
            String machine = Machine.describe(connection);
            sendEarlier(publisher, account, hourEnd.minusSeconds(hourEndsAfter));
            long start = System.nanoTime();
            long hourEndNanos = start + TimeUnit.SECONDS.toNanos(hourEndsAfter);
            Watch watch = new Watch(connection, client, hourEnd, hourEndsAfter + minutesBefore * SECONDS_OF_MINUTE);
            for (int second = 1; second <= seconds; second++) {
                watch.until(start + TimeUnit.SECONDS.toNanos(second));
                publish(publisher, second, hourEnd.plusSeconds(second - hourEndsAfter), second <= hourEndsAfter);
                mostBehindNanos =
                        Math.max(mostBehindNanos, System.nanoTime() - start - TimeUnit.SECONDS.toNanos(second));
            }
            publisher.awaitAcknowledged();
            double published = secondsSince(start);
            awaitAll(account, watch);
            double committed = secondsSince(start);
            boolean whole = seen.size() == load.points();
            boolean kept = account.balance().stored() == earlier + readings;
            print(machine, published, committed, hourEndNanos, connection, out);
            out.printf(
                    "  %-32s %s: %,d of %,d hours whole, %,d of %,d readings stored%n",
                    "verified",
                    whole && kept ? "yes" : "NO",
                    seen.size(),
                    load.points(),
                    account.balance().stored(),
                    earlier + readings);
            out.flush();
            return new Outcome(
                    whole && kept,
                    List.of(
                            Figure.ofSeconds("all kept after the last message", committed - published),
                            Figure.ofSeconds("hour whole after its end, p50", share(hourEndNanos, 0.5)),
                            Figure.ofSeconds("hour whole after its end, p99", share(hourEndNanos, 0.99))));
        } catch (MqttException e) {
            throw new BenchException("publishing to " + target.mqttUrl(), e);
        }
    }

    private void sendEarlier(BenchPublisher publisher, Account account, Instant until)
            throws SQLException, InterruptedException, MqttException {
        long start = System.nanoTime();
        for (int minute = minutesBefore - 1; minute >= 0; minute--) {
            for (BenchMessage message : load.minute(until.minus(Duration.ofMinutes(minute)))) {
                publisher.publish(message);
                earlier += message.readings();
            }
        }
        publisher.awaitAcknowledged();
        long last = start + PATIENCE_BEFORE.toNanos();
        while ((account.balance().committed() < earlier || !account.rolledUp()) && System.nanoTime() < last) {
            Thread.sleep(LOOK);
        }
        earlierSeconds = secondsSince(start);
    }

    private void publish(BenchPublisher publisher, int second, Instant end, boolean inTheHour)
            throws InterruptedException, MqttException {
        boolean last = second == seconds || second == seconds / 2;
        for (Due due : load.after(second, end, last)) {
            publisher.publish(due.message());
            readings += due.message().readings();
            messages++;
            if (inTheHour && due.point() >= 0) {
                sent.put(NoiseLoad.second(due.point()), System.nanoTime());
            }
        }
    }

    /** Looks at results, dirty periods and heap while the load waits for the next second. */
    private final class Watch {
        private final Connection connection;
        private final HttpClient client;
        private final Instant hourEnd;
        private final int valid;

        private Watch(Connection connection, HttpClient client, Instant hourEnd, int valid) {
            this.connection = connection;
            this.client = client;
            this.hourEnd = hourEnd;
            this.valid = valid;
        }

        private void until(long nanoTime) throws SQLException, IOException, InterruptedException {
            look();
            while (System.nanoTime() < nanoTime) {
                long rest = nanoTime - System.nanoTime();
                TimeUnit.NANOSECONDS.sleep(Math.min(rest, LOOK.toNanos()));
                if (nanoTime - System.nanoTime() > LOOK.toNanos()) {
                    look();
                }
            }
        }

        private void look() throws SQLException, IOException, InterruptedException {
            seeWholeHours();
            mostDirty = Math.max(mostDirty, number(connection, DIRTY));
            mostHeapBytes = Math.max(mostHeapBytes, heap(client));
        }

        private void seeWholeHours() throws SQLException {
            if (seen.size() == load.points()) {
                return;
            }
            try (PreparedStatement statement = connection.prepareStatement(WHOLE)) {
                statement.setObject(1, hourEnd.atOffset(ZoneOffset.UTC));
                statement.setInt(2, valid);
                try (ResultSet rows = statement.executeQuery()) {
                    long now = System.nanoTime();
                    while (rows.next()) {
                        seen.putIfAbsent(rows.getString(1), now);
                    }
                }
            }
        }
    }

    private void awaitAll(Account account, Watch watch) throws SQLException, IOException, InterruptedException {
        long last = System.nanoTime() + PATIENCE.toNanos();
        boolean done = false;
        while (!done && System.nanoTime() < last) {
            watch.look();
            done = account.balance().committed() >= earlier + readings
                    && seen.size() == load.points()
                    && account.rolledUp();
            Thread.sleep(LOOK);
        }
    }

    private double heap(HttpClient client) throws IOException, InterruptedException {
        HttpRequest question =
                HttpRequest.newBuilder(service.resolve("/prometheus")).build();
        return client.send(question, BodyHandlers.ofLines())
                .body()
                .filter(line -> line.startsWith(HEAP))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static long number(Connection connection, String question) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(question);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    private static List<Long> numbers(Connection connection, String question) throws SQLException {
        List<Long> numbers = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(question);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                numbers.add(rows.getLong(1));
            }
        }
        return numbers;
    }

    private static double secondsSince(long nanoTime) {
        return (System.nanoTime() - nanoTime) / 1e9;
    }

    private void print(
            String machine,
            double published,
            double committed,
            long hourEndNanos,
            Connection connection,
            PrintWriter out)
            throws SQLException {
        out.printf("%nlimpid bench noise: %s%n%s%n", load.description(), machine);
        out.printf("service in a process of its own; load, broker and database beside it%n%n");
        if (minutesBefore > 0) {
            out.printf(
                    "  %-32s %d min of the hour, %,d readings, rolled up after %.1f s%n",
                    "sent before", minutesBefore, earlier, earlierSeconds);
        }
        out.printf(
                "  %-32s %,.0f readings/s, %,d messages, %.1f s%n",
                "published", readings / published, messages, published);
        out.printf("  %-32s %.1f s after the last message%n", "all kept and rolled up", committed - published);
        out.printf("  %-32s %.1f s%n", "load late by at most", mostBehindNanos / 1e9);
        delays(
                "hour whole after its end",
                seen.values().stream().map(at -> at - hourEndNanos).toList(),
                out);
        delays(
                "hour whole after its last message",
                seen.entrySet().stream()
                        .map(point -> point.getValue() - sent.getOrDefault(point.getKey(), hourEndNanos))
                        .toList(),
                out);
        out.printf("  %-32s %,d%n", "dirty periods at most", mostDirty);
        out.printf("  %-32s %.0f MB%n", "heap of the service at most", mostHeapBytes / (1 << 20));
        sizes("tally of a point's hour as sent", numbers(connection, TALLIES), out);
        List<Long> full = numbers(connection, TALLIES + OF_FULL_HOURS);
        if (full.isEmpty()) {
            sizes("tally of a full hour, simulated", load.fullHours(SIMULATED_HOURS), out);
        } else {
            sizes("tally of a full hour as sent", full, out);
        }
    }

    private static void sizes(String name, List<Long> bytes, PrintWriter out) {
        LongSummaryStatistics of = bytes.stream().mapToLong(Long::longValue).summaryStatistics();
        out.printf(
                "  %-32s mean %,.0f bytes, largest %,d bytes, of %,d%n",
                name, of.getAverage(), Math.max(0, of.getMax()), of.getCount());
    }

    /** The seconds after the hour's end within which this share of the hours became whole; NaN where none did. */
    private double share(long hourEndNanos, double share) {
        List<Long> sorted = seen.values().stream().sorted().toList();
        return sorted.isEmpty()
                ? Double.NaN
                : (sorted.get((int) Math.ceil(sorted.size() * share) - 1) - hourEndNanos) / 1e9;
    }

    private static void delays(String name, List<Long> nanos, PrintWriter out) {
        List<Long> sorted = nanos.stream().sorted().toList();
        if (!sorted.isEmpty()) {
            out.printf(
                    "  %-32s p50 %.1f s, p99 %.1f s, max %.1f s%n",
                    name,
                    sorted.get(sorted.size() / 2) / 1e9,
                    sorted.get((int) Math.ceil(sorted.size() * 0.99) - 1) / 1e9,
                    sorted.getLast() / 1e9);
        }
    }
}
