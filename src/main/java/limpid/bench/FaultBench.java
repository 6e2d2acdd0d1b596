package limpid.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import limpid.bench.FaultLoad.Key;
import limpid.measure.Parameters;
import limpid.store.postgres.PostgresReviews;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The fault campaign: while stations send, something happens to the service, its database or its broker, again and again; when it
 * is over, the database must hold what was sent, each value once and each correction in its order, and the results must be those
 * of a recomputation.
 */
public final class FaultBench {
    private static final Instant FIRST = Instant.parse("2010-01-01T16:00:00Z");
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);
    private static final Duration QUIET = Duration.ofMinutes(1);
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final int EXAMPLES = 5;
    private static final Duration A_DAY = Duration.ofDays(1);

    private static final String HELD = """
            SELECT s.code, e.parameter_id, r.period_end,
                   concat_ws(' ', (SELECT string_agg(trim_scale(v.value)::text, ' ' ORDER BY v.known_from, v.id) FROM revision v
                                   WHERE v.series_id = r.series_id AND v.period_end = r.period_end), trim_scale(r.value)::text)
            FROM station s JOIN series e ON e.station_id = s.id JOIN reading r ON r.series_id = e.id
            WHERE r.period_end > ?
            """;

    private static final String BALANCED = """
            SELECT sum(stored), sum(revised), sum(refused), (SELECT count(*) FROM reading), (SELECT count(*) FROM revision)
            FROM ledger
            """;

    private final FaultGround ground;
    private final int times;
    private final Duration longestPause;
    private final long seed;
    private final PrintWriter out;

    private Instant next = FIRST;

    /**
     * A campaign on this ground, whose service is ready and knows the stations of {@link #registry()}.
     *
     * @param times        that each fault happens
     * @param longestPause between two faults of a kind
     * @param seed         of values and pauses
     */
    public FaultBench(FaultGround ground, int times, Duration longestPause, long seed, PrintWriter out) {
        this.ground = ground;
        this.times = times;
        this.longestPause = longestPause;
        this.seed = seed;
        this.out = out;
    }

    /** The stations that send. */
    public static String registry() {
        return FaultLoad.registry();
    }

    /** Where to register them. */
    public BenchTarget target() {
        return ground.direct();
    }

    /**
     * How a fault went.
     *
     * @param lost     values that were sent and are not there
     * @param phantom  values whose versions are not those that were sent
     * @param reads    of values while they were sent
     * @param resumed  after each, the shortest first
     * @param examples of what is wrong
     */
    private record Line(
            Fault fault,
            int happened,
            long messages,
            long lost,
            long phantom,
            FaultReads reads,
            List<Duration> resumed,
            List<String> examples) {
        boolean isHeld() {
            return lost == 0 && phantom == 0;
        }

        boolean good() {
            return isHeld() && reads.stale() == 0;
        }

        /** The middle one and the longest, in seconds, and whether that is within the fault's bar. */
        String resumption() {
            if (resumed.isEmpty()) {
                return "%9s %8s %8s".formatted("", "", "");
            }
            Duration most = resumed.getLast();
            String bar = fault.bar()
                    .map(longest -> (most.compareTo(longest) > 0 ? "OVER " : "") + longest.toSeconds())
                    .orElse("");
            return String.format(
                    Locale.ROOT,
                    "%9.1f %8.1f %8s",
                    resumed.get(resumed.size() / 2).toMillis() / 1000.0,
                    most.toMillis() / 1000.0,
                    bar);
        }
    }

    /** Makes the campaign and prints its table. @return whether nothing was lost, doubled or made up */
    public boolean run(Collection<Fault> faults) throws IOException, InterruptedException, SQLException {
        out.printf(
                "%n%s%n  %-46s %8s %10s %8s %8s %10s %8s %9s %8s %8s%n",
                machine(),
                "fault",
                "times",
                "messages",
                "lost",
                "phantom",
                "reads",
                "stale",
                "resumed s",
                "most s",
                "bar s");
        boolean good = true;
        for (Fault fault : faults) {
            Line line = line(fault);
            out.printf(
                    "  %-46s %8d %,10d %,8d %,8d %,10d %,8d %s%n",
                    ground.title(fault),
                    line.happened(),
                    line.messages(),
                    line.lost(),
                    line.phantom(),
                    line.reads().reads(),
                    line.reads().stale(),
                    line.resumption());
            out.flush();
            line.examples().forEach(example -> out.printf("    %s%n", example));
            out.flush();
            good &= line.good();
        }
        boolean balanced = balanced();
        boolean equal = equalWhenRecomputed();
        out.printf(
                "  ledger and tables: %s; results when computed again: %s%n",
                balanced ? "equal" : "DIFFERENT", equal ? "equal" : "DIFFERENT");
        out.flush();
        return good && balanced && equal;
    }

    private String machine() throws SQLException {
        try (Connection connection = ground.direct().connect()) {
            return "limpid bench faults: " + Machine.describe(connection);
        }
    }

    private Line line(Fault fault) throws IOException, InterruptedException, SQLException {
        Random random = new Random(seed + fault.ordinal());
        Instant from = next;
        List<Duration> resumed = new ArrayList<>();
        FaultLoads load = FaultLoads.begin(ground.ways(), next, random.nextLong());
        try (load) {
            while (resumed.size() < times && ground.canHappen(fault)) {
                Thread.sleep(1 + random.nextLong(longestPause.toMillis()));
                resumed.add(resumed(fault, load));
            }
        }
        next = load.last().plus(A_DAY);
        resumed.sort(null);
        return settled(fault, resumed, load, from);
    }

    /** Lets it happen. Answers how long it took until all messages were kept again, which may be while it still lasts. */
    private Duration resumed(Fault fault, FaultLoads load) throws IOException, InterruptedException {
        try (ExecutorService looking = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Duration> resumed = looking.submit(new Resumption(ground, load)::await);
            ground.happen(fault);
            return resumed.get();
        } catch (ExecutionException e) {
            throw new BenchException("after " + ground.title(fault), e.getCause());
        }
    }

    /** When everything is there, or nothing more has come for a while. */
    private Line settled(Fault fault, List<Duration> resumed, FaultLoads load, Instant from)
            throws InterruptedException, SQLException {
        ground.awaitReady();
        Line line = line(fault, resumed, load, from);
        try (Account account = new Account(ground.direct())) {
            long committed = account.balance().committed();
            Instant last = Instant.now().plus(QUIET);
            while (!line.isHeld() && Instant.now().isBefore(last)) {
                Thread.sleep(LOOK);
                long now = account.balance().committed();
                if (now > committed) {
                    committed = now;
                    last = Instant.now().plus(QUIET);
                }
                line = line(fault, resumed, load, from);
            }
        }
        return line;
    }

    private Line line(Fault fault, List<Duration> resumed, FaultLoads load, Instant from) throws SQLException {
        Map<Key, String> held = held(from);
        long lost = 0;
        long phantom = 0;
        List<String> examples = new ArrayList<>();
        for (Map.Entry<Key, List<String>> sent : load.truth().entrySet()) {
            String versions = held.remove(sent.getKey());
            String wanted = String.join(" ", sent.getValue());
            if (wanted.equals(versions)) {
                continue;
            }
            if (versions == null) {
                lost++;
            } else {
                phantom++;
            }
            if (examples.size() < EXAMPLES) {
                examples.add(sent.getKey() + " sent " + wanted + ", there is " + versions);
            }
        }
        examples.addAll(load.reads().examples());
        return new Line(
                fault, resumed.size(), load.messages(), lost, phantom + held.size(), load.reads(), resumed, examples);
    }

    private Map<Key, String> held(Instant from) throws SQLException {
        Map<Key, String> held = new HashMap<>();
        try (Connection connection = ground.direct().connect();
                PreparedStatement statement = connection.prepareStatement(HELD)) {
            statement.setObject(1, from.atOffset(ZoneOffset.UTC));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    held.put(
                            new Key(
                                    row.getString(1),
                                    Parameters.standard().byId(row.getInt(2)).code(),
                                    row.getObject(3, OffsetDateTime.class).toInstant()),
                            row.getString(4));
                }
            }
        }
        return held;
    }

    /** The ledger's words against the tables: a value kept twice, or a revision nobody counted, would show. */
    private boolean balanced() throws SQLException {
        try (Connection connection = ground.direct().connect();
                PreparedStatement statement = connection.prepareStatement(BALANCED);
                ResultSet row = statement.executeQuery()) {
            row.next();
            out.printf(
                    "%n  ledger: %,d stored, %,d revised, %,d refused; tables: %,d readings, %,d revisions%n",
                    row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5));
            return row.getLong(1) == row.getLong(4) && row.getLong(2) == row.getLong(5) && row.getLong(3) == 0;
        }
    }

    private boolean equalWhenRecomputed() throws IOException, InterruptedException, SQLException {
        awaitRolledUp();
        List<String> before = results();
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(ground.direct().dbUrl());
        database.setUser(ground.direct().dbUser());
        database.setPassword(ground.direct().dbPassword());
        new PostgresReviews(database)
                .recompute(null, LocalDate.ofInstant(FIRST, ZoneOffset.UTC), LocalDate.ofInstant(next, ZoneOffset.UTC));
        awaitRolledUp();
        return before.equals(results());
    }

    private void awaitRolledUp() throws InterruptedException, SQLException {
        try (Account account = new Account(ground.direct())) {
            account.awaitRolledUp(LONGEST_WAIT);
        }
    }

    /** Days and hours of cities as they are published. */
    private List<String> results() throws IOException, InterruptedException {
        List<String> results = new ArrayList<>();
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (String city : FaultLoad.cities()) {
                for (String list : List.of("days", "hours")) {
                    results.add(list(list, city, client));
                }
            }
        }
        return results;
    }

    private String list(String list, String city, HttpClient client) throws IOException, InterruptedException {
        URI uri = ground.service()
                .resolve("/api/v1/air/" + list + ".csv?city=" + URLEncoder.encode(city, StandardCharsets.UTF_8)
                        + "&from=" + LocalDate.ofInstant(FIRST, ZoneOffset.UTC)
                        + "&to=" + LocalDate.ofInstant(next, ZoneOffset.UTC));
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(uri)
                        .header("X-API-Key", FaultGround.key())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new BenchException(uri + " answers " + answer.statusCode() + ": " + answer.body(), null);
        }
        return answer.body();
    }
}
