package limpid.hj212;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import javax.sql.DataSource;
import limpid.PostgresExtension;
import limpid.decode.hj212.Answer;
import limpid.decode.hj212.Edition;
import limpid.decode.hj212.Splitter;
import limpid.measure.Flags;
import limpid.measure.LocalDay;
import limpid.measure.Parameters;
import limpid.measure.Table;
import limpid.rollup.Recomputation;
import limpid.rule.Rules;
import limpid.station.Station;
import limpid.station.StationCsv;
import limpid.store.Span;
import limpid.store.Uplinks;
import limpid.store.Uplinks.Account;
import limpid.store.postgres.Migrations;
import limpid.store.postgres.PostgresStations;
import limpid.store.postgres.PostgresUplinks;
import limpid.store.postgres.PostgresWorkload;
import limpid.uplink.Platform;
import limpid.uplink.Uplink;
import limpid.uplink.UplinkRules;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import sim.Report;
import sim.Scenario;
import sim.hj212.LoggerCity;
import sim.hj212.LoggerFrame;
import sim.hj212.LoggerLink;

/** A bureau passes a day of its loggers' readings on to a second Limpid, which works out the same. */
@Timeout(300)
class UplinkIT {
    @RegisterExtension
    static final PostgresExtension BUREAU = new PostgresExtension();

    private static final Instant DAY = Instant.now()
            .atZone(LocalDay.CHINA)
            .truncatedTo(ChronoUnit.DAYS)
            .minusDays(2)
            .toInstant();
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Scenario CITY = Scenario.named("demo-city");
    private static final UplinkRules ALL =
            UplinkRules.of(Table.text("t", "platform,stations,parameters,periods,reviewed\nprovince,*,,,\n"));
    private static final Uplink.Pace PACE = new Uplink.Pace(
            Duration.ofSeconds(60),
            1,
            Duration.ofSeconds(2),
            Duration.ofMillis(300),
            Duration.ofSeconds(1),
            Duration.ofDays(31),
            Duration.ofMillis(100),
            Duration.ofMillis(500));

    private static long records;

    private static DataSource bureau;
    private HikariDataSource province;
    private Uplinks uplinks;

    @BeforeAll
    static void aDayArrives() throws Exception {
        bureau = BUREAU.dataSource();
        register(bureau);
        try (Parts there = Parts.start(bureau, 0)) {
            for (sim.city.Station station : CITY.stations()) {
                try (LoggerLink link = new LoggerLink(
                        new InetSocketAddress("127.0.0.1", there.gateway().port()),
                        new LoggerLink.Settings(20, Duration.ofSeconds(10), 0, 1))) {
                    int number = 0;
                    for (Report report : day(station).toList()) {
                        link.send(LoggerFrame.of(
                                report,
                                LoggerFrame.mn(station.code()),
                                LoggerCity.PASSWORD,
                                report.end().minusYears(1),
                                number++));
                    }
                    link.awaitAnswers();
                    records += number;
                }
            }
        }
        assertTrue(records > 200, records + " records");
    }

    private static Stream<Report> day(sim.city.Station station) {
        Instant end = DAY.plus(Duration.ofDays(1));
        if (!station.medium().name().equals("NOISE")) {
            return CITY.reports(List.of(station), DAY, end);
        }
        return Stream.iterate(DAY.plus(HOUR), one -> !one.isAfter(end), one -> one.plus(HOUR))
                .map(one -> CITY.hourRecord(station, one));
    }

    private static void register(DataSource database) {
        new PostgresStations(database, InstantSource.system())
                .put(StationCsv.read(Table.text("t", LoggerCity.registry(CITY))));
    }

    @BeforeEach
    void anotherProvince() throws SQLException {
        province = PostgresExtension.pooled(PostgresExtension.empty("province" + System.nanoTime()));
        Migrations.migrate(province);
        register(province);
        BUREAU.execute("TRUNCATE hj212_uplink, hj212_platform");
        uplinks = new PostgresUplinks(bureau, Parameters.standard(), Flags.standard());
    }

    @AfterEach
    void leaveTheProvince() {
        province.close();
    }

    @AfterAll
    static void forget() {
        records = 0;
    }

    private static Uplink uplink(DataSource database, int port) {
        return new Uplink(
                new Platform("province", "127.0.0.1", port, LoggerCity.PASSWORD, Edition.OF_2017),
                ALL,
                new PostgresStations(database, InstantSource.system()),
                new PostgresUplinks(database, Parameters.standard(), Flags.standard()),
                PACE,
                InstantSource.system());
    }

    /** The uplink as a process that is killed. */
    public static void main(String[] arguments) throws Exception {
        Child.run(arguments, (database, port) -> {
            Uplink uplink = uplink(database, port);
            uplink.start();
            return uplink;
        });
    }

    private static List<String> rows(DataSource database, String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (row.next()) {
                StringBuilder line = new StringBuilder();
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    line.append(row.getString(i)).append('|');
                }
                rows.add(line.toString());
            }
            return rows;
        }
    }

    private static List<String> readings(DataSource database) throws SQLException {
        return rows(
                database,
                "SELECT t.code, s.parameter_id, s.period_s, r.period_end, r.value, r.flag_id FROM reading r"
                        + " JOIN series s ON s.id = r.series_id JOIN station t ON t.id = s.station_id ORDER BY 1, 2, 3, 4");
    }

    private static List<String> results(DataSource database) throws SQLException {
        PostgresWorkload workload = new PostgresWorkload(database);
        Recomputation recomputation = new Recomputation(Rules.DEFAULTS);
        while (workload.workOff(recomputation) > 0) {
            continue;
        }
        List<String> all = new ArrayList<>();
        for (String view : List.of("air_hour", "air_day", "noise_day")) {
            List<String> columns = rows(
                            database,
                            "SELECT column_name FROM information_schema.columns WHERE table_schema = 'published'"
                                    + " AND table_name = '" + view
                                    + "' AND column_name NOT IN ('known_from', 'revision') ORDER BY ordinal_position")
                    .stream()
                    .map(one -> one.replace("|", ""))
                    .toList();
            all.addAll(new TreeSet<>(rows(
                    database, "SELECT '" + view + "', " + String.join(", ", columns) + " FROM published." + view)));
        }
        return all;
    }

    private void await(BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 2_000 && !condition.getAsBoolean(); i++) {
            Thread.sleep(50);
        }
        assertTrue(condition.getAsBoolean(), () -> uplinks.standings().toString());
    }

    private long answered() {
        return uplinks.standings().stream()
                .mapToLong(Uplinks.Standing::answered)
                .sum();
    }

    private void assertAllIsThere() throws SQLException {
        assertEquals(readings(bureau), readings(province));
        assertEquals(List.of("0|"), rows(province, "SELECT count(*) FROM revision"), "nothing came twice otherwise");
        List<Account> accounts = uplinks.reconcile("province", new Span(DAY, DAY.plus(Duration.ofDays(1))));
        assertEquals(CITY.stations().size(), accounts.size());
        assertTrue(accounts.stream().allMatch(one -> one.missing() == 0 && one.due() == one.answered()));
        assertEquals(List.of(), uplinks.missing("province", new Span(DAY, DAY.plus(Duration.ofDays(1))), 10));
        assertEquals(
                List.of(),
                rows(
                        bureau,
                        "SELECT * FROM (SELECT id, answered_at, lag(answered_at) OVER (ORDER BY id) AS before"
                                + " FROM hj212_uplink) AS o WHERE answered_at < before"),
                "the order is kept");
    }

    @Test
    void aDayArrivesAndTheSameResultsComeOfIt() throws Exception {
        try (Parts there = Parts.start(province, 0);
                Uplink uplink = uplink(bureau, there.gateway().port())) {
            uplink.start();
            await(() -> answered() == records);
            assertAllIsThere();
            List<String> ours = results(bureau);
            assertTrue(ours.size() > 100, ours.size() + " results");
            assertEquals(ours, results(province));
        }
    }

    @Test
    void aPlatformThatIsAwayLosesNothingAndGetsItInOrder() throws Exception {
        long third = records / 3;
        try (Parts there = Parts.start(province, 0);
                Relay line = new Relay(there.gateway().port());
                Uplink uplink = uplink(bureau, line.port())) {
            line.cut();
            uplink.start();
            await(() -> uplinks.standings().stream()
                    .anyMatch(one ->
                            one.waiting() == records && !one.trouble().isEmpty() && one.connectedSince() == null));
            line.letAnswers(third);
            await(() -> answered() == third);
            Instant cut = Instant.now();
            line.cut();
            // It may be connected again before anybody looks.
            await(() -> uplinks.standings().stream()
                    .anyMatch(one -> one.connectedSince() == null
                            ? !one.trouble().isEmpty()
                            : one.connectedSince().isAfter(cut)));
            assertEquals(third, answered());
            line.letAnswers(records);
            await(() -> answered() == records);
            assertAllIsThere();
        }
    }

    @Test
    void killedInTheMiddleNothingIsLostOrDouble() throws Exception {
        try (Parts there = Parts.start(province, 0);
                Relay line = new Relay(there.gateway().port())) {
            for (int kills = 1; kills <= 3; kills++) {
                line.letAnswers(records / 4);
                Process process = Child.start(UplinkIT.class, BUREAU, line.port());
                long until = records / 4 * kills;
                await(() -> answered() == until);
                line.awaitHeld();
                process.destroyForcibly().waitFor();
                line.cut();
            }
            line.letAnswers(records);
            try (Uplink uplink = uplink(bureau, line.port())) {
                uplink.start();
                await(() -> answered() == records);
                assertAllIsThere();
            }
        }
    }

    @Test
    void aCorrectionGoesUpAsOne() throws Exception {
        try (Parts there = Parts.start(province, 0);
                Uplink uplink = uplink(bureau, there.gateway().port())) {
            uplink.start();
            await(() -> answered() == records);
            String which = "(SELECT s.id FROM series s JOIN station t ON t.id = s.station_id WHERE t.medium = 'air'"
                    + " ORDER BY 1 LIMIT 1)";
            List<String> before =
                    rows(bureau, "SELECT value FROM reading WHERE series_id = " + which + " ORDER BY period_end");
            try {
                BUREAU.execute("UPDATE reading SET value = value + 1, recorded_at = now() WHERE series_id = " + which
                        + " AND period_end = '" + DAY.plus(HOUR) + "'");
                await(() -> answered() == records + 1);
                assertEquals(readings(bureau), readings(province));
                assertEquals(List.of("1|"), rows(province, "SELECT count(*) FROM revision"));
            } finally {
                BUREAU.execute("UPDATE reading SET value = " + before.getFirst().replace("|", "")
                        + ", recorded_at = now() WHERE series_id = " + which + " AND period_end = '" + DAY.plus(HOUR)
                        + "'");
            }
        }
    }

    /** A platform that asks for three hours of a station gets them, then the result. */
    @Test
    void historyIsSentOnDemand() throws Exception {
        Station station = new PostgresStations(bureau, InstantSource.system())
                .all().stream()
                        .filter(one -> one.medium().code().equals("air"))
                        .findFirst()
                        .orElseThrow();
        String mn = station.logger().mn();
        BUREAU.execute("INSERT INTO hj212_platform VALUES ('province', 'x', '-infinity')");
        try (ServerSocket platform = new ServerSocket(0);
                Uplink uplink = uplink(bureau, platform.getLocalPort())) {
            uplink.start();
            try (Socket line = platform.accept()) {
                String first = DAY.atZone(LocalDay.CHINA)
                        .format(java.time.format.DateTimeFormatter.ofPattern("yyyyMMddHHmmss"));
                String last = DAY.plus(Duration.ofHours(2))
                        .atZone(LocalDay.CHINA)
                        .format(java.time.format.DateTimeFormatter.ofPattern("yyyyMMddHHmmss"));
                line.getOutputStream()
                        .write(Answer.frame("QN=20260301080000001;ST=22;CN=2061;PW=;MN=" + mn
                                + ";Flag=5;CP=&&BeginTime=" + first + ";EndTime=" + last + "&&"));
                List<String> asked = talk(line, mn);
                assertTrue(
                        asked.getFirst().contains("CN=9011") && asked.getFirst().contains("QnRtn=1"), asked.toString());
                assertEquals(5, asked.size(), asked.toString());
                assertTrue(asked.get(1).contains("DataTime=" + first), asked.toString());
                assertTrue(asked.get(3).contains("DataTime=" + last), asked.toString());
                assertTrue(asked.getLast().contains("ExeRtn=1"), asked.toString());
            }
        }
    }

    /** Answers all data until the result of the request comes; what belongs to it, from its first answer on. */
    private static List<String> talk(Socket line, String mn) throws IOException {
        Splitter splitter = new Splitter();
        List<String> frames = new ArrayList<>();
        byte[] some = new byte[4096];
        while (frames.isEmpty() || !frames.getLast().contains("CN=9012")) {
            int count = line.getInputStream().read(some);
            List<String> fresh = new ArrayList<>();
            splitter.feed(some, 0, count, piece -> fresh.add(new String(piece.bytes(), StandardCharsets.UTF_8)));
            for (String frame : fresh) {
                if (!frame.contains("CN=90")) {
                    line.getOutputStream()
                            .write(Answer.frame("QN=" + frame.substring(9, 26) + ";ST=91;CN=9014;PW=;MN=" + mn
                                    + ";Flag=4;CP=&&&&"));
                }
                if (!frames.isEmpty() || frame.contains("CN=9011")) {
                    frames.add(frame);
                }
            }
        }
        return frames;
    }

    @Test
    void onlyWhatIsReviewedGoesWhereTheRuleSaysSo() throws Exception {
        UplinkRules rules = UplinkRules.of(Table.text(
                "t", "platform,stations,parameters,periods,reviewed\nprovince,medium:air,PM2.5 O3,PT1H,yes\n"));
        List<Station> stations = new PostgresStations(bureau, InstantSource.system()).all();
        var selection = rules.selections("province", stations).getFirst();
        assertEquals(1, rules.selections("province", stations).size());
        Span day = new Span(DAY, DAY.plus(Duration.ofDays(1)));
        assertEquals(0, uplinks.queue("province", selection, day, Instant.now()));
        String code = selection.stations().iterator().next();
        BUREAU.execute("INSERT INTO air_review (kind, code, first_day, last_day, remark, reviewed_by, known_from)"
                + " VALUES ('station', '" + code + "', '" + LocalDay.dateAt(DAY) + "', '" + LocalDay.dateAt(DAY)
                + "', '', 'r', now())");
        assertEquals(24, uplinks.queue("province", selection, day, Instant.now()));
        assertEquals(0, uplinks.queue("province", selection, day, Instant.now()));
        var values = uplinks.values(code, HOUR, DAY.plus(HOUR), selection).orElseThrow();
        assertEquals(
                List.of("PM2.5", "O3"),
                values.readings().stream()
                        .map(reading -> reading.parameter().code())
                        .sorted(java.util.Comparator.reverseOrder())
                        .toList());
    }
}
