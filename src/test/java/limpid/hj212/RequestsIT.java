package limpid.hj212;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import limpid.PostgresExtension;
import limpid.Samples;
import limpid.Waiting;
import limpid.decode.hj212.Answer;
import limpid.decode.hj212.Choices.Stamp;
import limpid.decode.hj212.Frame;
import limpid.decode.hj212.LoggerKeys;
import limpid.decode.hj212.QualityCheck;
import limpid.decode.hj212.Request;
import limpid.decode.hj212.Splitter;
import limpid.measure.LocalDay;
import limpid.measure.Medium;
import limpid.measure.Table;
import limpid.station.DataLogger;
import limpid.station.Station;
import limpid.store.LoggerBook;
import limpid.store.LoggerBook.Heard;
import limpid.store.LoggerBook.Said;
import limpid.store.LoggerRequests;
import limpid.store.LoggerRequests.Kept;
import limpid.store.LoggerRequests.State;
import limpid.store.LoggerRequests.Wish;
import limpid.store.postgres.PostgresLoggerBook;
import limpid.store.postgres.PostgresLoggerRequests;
import limpid.store.postgres.PostgresStations;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import sim.Report;
import sim.hj212.LoggerFrame;
import sim.hj212.LoggerLink;
import sim.hj212.LoggerMemory;

/** Loggers are asked, and answer from their memory. */
@Timeout(120)
class RequestsIT {
    @RegisterExtension
    static final PostgresExtension DATABASE = new PostgresExtension();

    private static final Duration HOUR = Duration.ofHours(1);
    private static final String OLD_KEY = "0123456789abcdeffedcba9876543210";
    private static final String NEW_KEY = "00112233445566778899aabbccddeeff";
    private static final LoggerKeys KEYS =
            LoggerKeys.of(Table.text("t", "mn,key,next\nG7MN," + OLD_KEY + "," + NEW_KEY + "\n"));
    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.HOURS);
    private static final Backfill.Rule RULE = new Backfill.Rule(
            Duration.ofDays(7), Duration.ZERO, Duration.ZERO, List.of(HOUR, Duration.ofHours(6)), 100, 20);

    private final PostgresStations stations = new PostgresStations(DATABASE.dataSource(), InstantSource.system());
    private final LoggerRequests requests = new PostgresLoggerRequests(DATABASE.dataSource());
    private final LoggerBook book = new PostgresLoggerBook(DATABASE.dataSource());
    private final Backfill backfill = new Backfill(requests, stations, Stamp.START, RULE);
    private final List<LoggerLink> links = new ArrayList<>();
    private Parts parts;
    private Dispatcher dispatcher;

    @BeforeEach
    void start() {
        parts = Parts.start(DATABASE.dataSource(), 0, KEYS);
        dispatcher = new Dispatcher(
                parts.gateway(),
                requests,
                book,
                new Patience(Duration.ofSeconds(2), 1, Duration.ofSeconds(5), Duration.ofMinutes(5)),
                SaidRetention.STANDARD,
                InstantSource.system());
        dispatcher.start();
    }

    @AfterEach
    void stop() {
        links.forEach(LoggerLink::close);
        dispatcher.close();
        parts.close();
    }

    private static Report report(Instant end) {
        return new Report(
                "S",
                "air",
                end.atOffset(ZoneOffset.ofHours(8)),
                HOUR,
                Map.of("PM2.5", List.of(Long.toString(Math.floorMod(end.getEpochSecond() / 3600, 300)))),
                Map.of(),
                List.of());
    }

    private static Stream<Report> hours(Instant afterExclusive, Instant upToInclusive) {
        return Stream.iterate(
                        afterExclusive.truncatedTo(ChronoUnit.HOURS).plus(HOUR),
                        end -> !end.isAfter(upToInclusive),
                        end -> end.plus(HOUR))
                .map(RequestsIT::report);
    }

    /** A logger that remembers from an instant on. */
    private LoggerLink logger(String code, String mn, Instant remembersFrom) {
        stations.put(List.of(
                Samples.station(code, Medium.AIR, HOUR).with(new DataLogger(mn, DataLogger.digest(code, "123456")))));
        LoggerLink link = new LoggerLink(
                new InetSocketAddress("127.0.0.1", parts.gateway().port()), LoggerLink.Settings.STANDARD);
        link.answering(
                new LoggerMemory(mn, "123456", LocalDay.CHINA, Clock.systemUTC(), (after, upTo) -> hours(after, upTo)
                        .filter(one -> one.endInstant().isAfter(remembersFrom))));
        links.add(link);
        return link;
    }

    private static void send(LoggerLink link, String mn, Stream<Report> reports) throws InterruptedException {
        int number = 0;
        for (Report report : reports.toList()) {
            link.send(LoggerFrame.of(
                    report,
                    mn,
                    "123456",
                    OffsetDateTime.now(ZoneOffset.ofHours(8)).minusYears(1),
                    number++));
        }
    }

    private static long count(String code) throws SQLException {
        try (Connection connection = DATABASE.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT count(*) FROM reading r JOIN series s ON s.id = r.series_id JOIN station t"
                                + " ON t.id = s.station_id WHERE t.code = '" + code + "'")) {
            row.next();
            return row.getLong(1);
        }
    }

    private Kept over(long id) throws InterruptedException {
        Waiting.until(() -> requests.find(id).orElseThrow().state().isOver());
        return requests.find(id).orElseThrow();
    }

    private List<Kept> of(String station) {
        return requests.list(station, Long.MAX_VALUE, 100).items();
    }

    @Test
    void aGapOfSixHoursIsAskedForAndClosedWithoutAPerson() throws Exception {
        String mn = "010000A8900016F000169D10";
        LoggerLink link = logger("G1", mn, NOW.minus(Duration.ofDays(30)));
        send(link, mn, hours(NOW.minus(Duration.ofHours(20)), NOW.minus(Duration.ofHours(10))));
        send(link, mn, hours(NOW.minus(Duration.ofHours(4)), NOW));
        assertEquals(14, count("G1"));
        Waiting.until(() -> parts.gateway().connectedSince().containsKey("G1"));
        assertEquals(1, backfill.ask(parts.gateway().connectedSince(), Instant.now()));
        assertEquals(0, backfill.ask(parts.gateway().connectedSince(), Instant.now()), "one is open");
        Kept asked = over(of("G1").getFirst().id());
        assertEquals(State.DONE, asked.state(), asked.toString());
        assertEquals(6, asked.frames());
        assertEquals(LoggerRequests.BY_LEDGER, asked.wish().by());
        assertEquals(NOW.minus(Duration.ofHours(10)), asked.wish().first());
        assertEquals(NOW.minus(Duration.ofHours(5)), asked.wish().last());
        link.awaitAnswers();
        assertEquals(20, count("G1"));
        assertEquals(0, backfill.ask(parts.gateway().connectedSince(), Instant.now()));
        assertEquals(1, of("G1").size());
    }

    @Test
    void whatALoggerDoesNotRememberIsAskedForEverMoreSeldomAndThenNoMore() throws Exception {
        String mn = "010000A8900016F000169D11";
        LoggerLink link = logger("G2", mn, NOW.minus(HOUR));
        send(link, mn, hours(NOW.minus(Duration.ofHours(9)), NOW.minus(Duration.ofHours(7))));
        send(link, mn, hours(NOW.minus(Duration.ofHours(2)), NOW));
        Waiting.until(() -> parts.gateway().connectedSince().containsKey("G2"));
        Map<String, Instant> connected = parts.gateway().connectedSince();
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        for (int times = 1; times <= 3; times++) {
            assertEquals(1, backfill.ask(connected, now));
            Kept asked = over(of("G2").getFirst().id());
            assertEquals(State.FAILED, asked.state(), asked.toString());
            assertEquals("ExeRtn=100 没有数据 no data", asked.outcome());
            assertEquals(times, of("G2").size());
            if (times < 3) {
                Duration pause = RULE.pauses().get(times - 1);
                keepUp(now.plus(pause));
                assertEquals(0, backfill.ask(connected, now.plus(pause).minusSeconds(1)));
                now = now.plus(pause);
            }
        }
        keepUp(now.plus(Duration.ofDays(3)));
        assertEquals(0, backfill.ask(connected, now.plus(Duration.ofDays(3))), () -> of("G2").toString());
    }

    /** What is due by then is there. */
    private void keepUp(Instant until) throws Exception {
        try (Connection connection = DATABASE.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT ensure_partitions('" + NOW + "', '" + until + "')");
            statement.execute("INSERT INTO reading (period_end, recorded_at, series_id, flag_id, value)"
                    + " SELECT e, now(), s.id, r.flag_id, 1 FROM series s JOIN station t ON t.id = s.station_id"
                    + " CROSS JOIN LATERAL (SELECT flag_id FROM reading WHERE series_id = s.id LIMIT 1) r"
                    + " CROSS JOIN generate_series('" + NOW.plus(HOUR) + "'::timestamptz, '" + until
                    + "'::timestamptz, interval '1 hour') e WHERE t.code = 'G2' ON CONFLICT DO NOTHING");
        }
    }

    @Test
    void everyRequestOfTheListIsAnsweredAndWrittenDown() throws Exception {
        String mn = "010000A8900016F000169D12";
        LoggerLink link = logger("G3", mn, NOW.minus(Duration.ofDays(30)));
        send(link, mn, hours(NOW.minus(HOUR), NOW));
        for (Request request : Request.values()) {
            Instant first = request.isHistory() ? NOW.minus(Duration.ofHours(3)) : null;
            long id = requests.ask(new Wish("G3", request.code(), first, first, "person"), Instant.now());
            Kept asked = over(id);
            boolean none = request.isHistory() && request != Request.HOUR_HISTORY || request.needsNewKey();
            assertEquals(none ? State.FAILED : State.DONE, asked.state(), asked.toString());
            assertEquals(request.needsNewKey() ? 0 : 1, asked.attempts(), "no new key is held of this one");
        }
        assertTrue(of("G3").stream()
                .anyMatch(kept -> kept.wish().code().equals("read-real-time-interval")
                        && kept.outcome().equals("RtdInterval=30")));
        List<Said> said = book.said("G3", 100);
        assertTrue(said.stream()
                .anyMatch(one -> one.command() == 3020
                        && one.item().equals("a21026")
                        && one.name().equals("i11001-Info")
                        && one.value().equals("零点校准; 正常")));
        assertTrue(said.stream()
                .anyMatch(one -> one.name().equals("i12001-Info") && one.value().equals("1.00")));
        assertTrue(said.stream().anyMatch(one -> one.name().equals("SystemTime")));
    }

    private static Frame frame(int command, String content) {
        String segment =
                "QN=20260301100000001;ST=21;CN=" + command + ";PW=123456;MN=QCMN;Flag=5;CP=&&" + content + "&&";
        List<Frame> frames = new ArrayList<>();
        Splitter.split(Answer.frame(segment), LoggerKeys.NONE, piece -> {
            if (Frame.read(piece) instanceof Frame.Result.Good good) {
                frames.add(good.frame());
            }
        });
        return frames.getFirst();
    }

    /** The keys as the trial text for water stations and HJ 212-2025 are told to have them. */
    @Test
    void checksOfAnalysersAreKeptOnceWithTheirValues() {
        Station station =
                Samples.station("QC", Medium.WATER, Duration.ofHours(4)).with(new DataLogger("QCMN", ""));
        Statements statements = new Statements(book, requests);
        List<Frame> frames = List.of(
                frame(
                        2062,
                        "DataTime=20260301080000;w01001-Check=7.01,w01001-StandardValue=7.00,w01001-Flag=N;"
                                + "w21003-Check=0.52,w21003-StandardValue=0.50,w21003-Flag=N"),
                frame(
                        2062,
                        "DataTime=20260301090000;w21003-SampleRd=0.60;w21003-StandardValue=0.50;w21003-ResultType=0"),
                frame(
                        2063,
                        "DataTime=20260301100000;w21003-Check=1.48,w21003-WaterTime=20260301080000,w21003-Water=0.50,"
                                + "w21003-Chroma=100,w21003-Volume=5,w21003-DVolume=500,w21003-Flag=N"),
                frame(
                        2064,
                        "DataTime=20260301110000;w21003-Check=0.51,w21003-WaterTime=20260301080000,w21003-Water=0.50,w21003-Flag=N"),
                frame(
                        2065,
                        "DataTime=20260301120000;w21003-Check=0.01,w21003-StandardValue=0,w21003-SpanValue=2,w21003-Flag=N"),
                frame(
                        2066,
                        "DataTime=20260301130000;w21003-Check=1.99,w21003-StandardValue=2,w21003-SpanValue=2,w21003-Flag=N"));
        for (int twice = 0; twice < 2; twice++) {
            for (Frame frame : frames) {
                assertTrue(Statements.isOne(frame), frame::content);
                statements.keep(station, frame, Instant.now());
            }
        }
        assertEquals(
                List.of(
                        "SPAN w21003 1.99",
                        "BLANK w21003 0.01",
                        "PARALLEL w21003 0.51",
                        "RECOVERY w21003 1.48",
                        "STANDARD w21003 0.60",
                        "STANDARD w01001 7.01",
                        "STANDARD w21003 0.52"),
                book.checks("QC", null, null, null, 100).stream()
                        .map(one -> one.check().kind() + " " + one.check().item() + " "
                                + one.check().measured())
                        .toList());
        QualityCheck recovery = book.checks("QC", QualityCheck.Kind.RECOVERY, null, null, 1)
                .getFirst()
                .check();
        assertEquals(Instant.parse("2026-03-01T00:00:00Z"), recovery.waterAt());
        assertEquals(
                "0.50 100 5 500",
                recovery.water() + " " + recovery.added() + " " + recovery.addedVolume() + " " + recovery.volume());
        assertEquals(
                false,
                book.checks("QC", QualityCheck.Kind.STANDARD, Instant.parse("2026-03-01T01:00:00Z"), null, 1)
                        .getFirst()
                        .check()
                        .passed());
        for (String content : List.of(
                "w21003-Check=1",
                "DataTime=20260301080000",
                "DataTime=20260301080000;w21003-Check=x",
                "DataTime=20260301080000;w21003-StandardValue=1")) {
            assertFalse(Statements.isOne(frame(2062, content)), content);
        }
    }

    @Test
    void whatIsSaidOfSeveralInstrumentsIsKeptOfEachAndForgottenByAgeAndNumber() {
        Station station =
                Samples.station("SAY", Medium.WATER, Duration.ofHours(4)).with(new DataLogger("QCMN", ""));
        Instant old = Instant.parse("2025-03-01T00:00:00Z");
        Frame state = frame(
                3020,
                "DataTime=20260301080000;PolId=w01019,i12001-Info=2,i11001-Info=//校准; 好//;PolId=w21003,i12001-Info=1");
        new Statements(book, requests).keep(station, state, old);
        assertEquals(
                List.of("w01019 i11001-Info 校准; 好", "w01019 i12001-Info 2", "w21003 i12001-Info 1"),
                book.said("SAY", 10).stream()
                        .map(one -> one.item() + " " + one.name() + " " + one.value())
                        .toList());
        book.forgetSaid(old, 2);
        assertEquals(2, book.said("SAY", 10).size());
        book.forgetSaid(old.plusSeconds(1), 2);
        assertEquals(0, book.said("SAY", 10).size());
    }

    @Test
    void aRequestWaitsForItsLoggerAndExpiresWithoutIt() throws Exception {
        stations.put(List.of(Samples.station("G4", Medium.AIR, HOUR).with(new DataLogger("G4MN", ""))));
        long late = requests.ask(
                new Wish("G4", "read-clock", null, null, "person"),
                Instant.now().minus(HOUR));
        assertEquals(State.EXPIRED, over(late).state());
        long id = requests.ask(new Wish("G4", "read-clock", null, null, "person"), Instant.now());
        LoggerLink link = logger("G4", "010000A8900016F000169D13", NOW);
        Thread.sleep(2_100);
        send(link, "010000A8900016F000169D13", hours(NOW.minus(HOUR), NOW));
        assertEquals(State.DONE, over(id).state());
    }

    @Test
    void aLoggerThatWantsItsClockSetGetsTheTime() throws Exception {
        stations.put(List.of(Samples.station("G5", Medium.AIR, HOUR)
                .with(new DataLogger("G5MN", DataLogger.digest("G5", "123456")))));
        try (PretendLogger logger = new PretendLogger(parts.gateway().port())) {
            String head = "QN=20260301080000001;ST=22;CN=1013;PW=123456;MN=G5MN;Flag=5;CP=&&PolId=a21026&&";
            logger.send(limpid.decode.hj212.Answer.frame(head));
            assertTrue(logger.answer().contains("CN=9013"));
            String asked = logger.answer();
            assertTrue(
                    asked.matches("(?s)##\\d{4}QN=\\d{17};ST=22;CN=1012;PW=123456;MN=G5MN;Flag=5;"
                            + "CP=&&SystemTime=\\d{14}&&[0-9A-F]{4}\r\n"),
                    asked);
            String qn = asked.substring(9, 26);
            assertTrue(logger.answer().contains("QN=" + qn + ";ST=22;CN=1012;"), "sent again while nobody answers");
            for (String one : List.of(
                    "CN=9011;PW=123456;MN=G5MN;Flag=4;CP=&&QnRtn=1&&",
                    "CN=9012;PW=123456;MN=G5MN;Flag=4;CP=&&ExeRtn=1&&")) {
                logger.send(limpid.decode.hj212.Answer.frame("QN=" + qn + ";ST=91;" + one));
            }
            Kept kept = over(of("G5").getFirst().id());
            assertEquals(State.DONE, kept.state());
            assertEquals(2, kept.attempts());
            assertEquals(LoggerRequests.BY_LOGGER, kept.wish().by());
            logger.send(limpid.decode.hj212.Answer.frame(head.replace("0001", "0002")));
            assertTrue(logger.answer().contains("CN=9013"));
            assertEquals(1, of("G5").size(), "not again so soon");
        }
    }

    /** As HJ 212-2025 is told to have it: the logger asks by 1014, and gets the new key encrypted by the one it has. */
    @Test
    void aLoggerThatWantsANewKeyGetsItUnderTheOldOne() throws Exception {
        stations.put(List.of(Samples.station("G7", Medium.AIR, HOUR)
                .with(new DataLogger("G7MN", DataLogger.digest("G7", "123456")))));
        try (PretendLogger logger = new PretendLogger(parts.gateway().port(), OLD_KEY)) {
            logger.seal(
                    "QN=20260301080000001;ST=22;CN=1014;PW=123456;MN=G7MN;Flag=9;CP=&&SKCreateTime=20251201000000000&&");
            assertTrue(logger.answer().contains("CN=9013"));
            String asked = logger.answer();
            assertTrue(
                    asked.contains(";CN=1014;") && asked.contains(";NewSK=" + NEW_KEY.toUpperCase(Locale.ROOT)), asked);
            assertFalse(logger.raw().contains(NEW_KEY.toUpperCase(Locale.ROOT)), "never in plain");
            String qn = asked.substring(9, 26);
            logger.send(Answer.frame("QN=" + qn + ";ST=91;CN=9011;PW=123456;MN=G7MN;Flag=8;CP=&&QnRtn=1&&"));
            logger.send(Answer.frame("QN=" + qn + ";ST=91;CN=9012;PW=123456;MN=G7MN;Flag=8;CP=&&ExeRtn=1&&"));
            assertEquals(State.DONE, over(of("G7").getFirst().id()).state());
            for (String key : List.of(OLD_KEY, NEW_KEY)) {
                logger.key(key);
                logger.seal("QN=20260301090000001;ST=22;CN=2061;PW=123456;MN=G7MN;Flag=9;"
                        + "CP=&&DataTime=20260301080000;a34004-Avg=35,a34004-Flag=N&&");
                assertTrue(logger.answer().contains("CN=9014"), "frames under either key are read");
            }
            requests.ask(new Wish("G7", "hour-history", NOW, NOW, "person"), Instant.now());
            assertTrue(logger.answer().contains(";CN=2061;"), "what is asked now is under the new one");
        }
        assertEquals(
                List.of("1014 SKCreateTime 20251201000000000"),
                book.said("G7", 10).stream()
                        .map(one -> one.command() + " " + one.name() + " " + one.value())
                        .toList());
        assertEquals(1, count("G7"));
    }

    @Test
    void whoIsHeardIsWrittenDown() throws Exception {
        String mn = "010000A8900016F000169D14";
        LoggerLink link = logger("G6", mn, NOW);
        send(link, mn, hours(NOW.minus(Duration.ofHours(3)), NOW));
        Waiting.until(() -> heard(mn).stream().anyMatch(one -> one.frames() == 3));
        Heard heard = heard(mn).getFirst();
        assertEquals("HJ 212-2017", heard.edition());
        assertEquals("127.0.0.1", heard.address());
        assertNull(heard.until());
        assertFalse(book.frames(mn).isEmpty());
        assertEquals(2061, book.frames(mn).getFirst().command());
        link.close();
        Waiting.until(() -> heard(mn).getFirst().until() != null);
    }

    private List<Heard> heard(String mn) {
        return book.loggers().stream().filter(one -> one.mn().equals(mn)).toList();
    }
}
