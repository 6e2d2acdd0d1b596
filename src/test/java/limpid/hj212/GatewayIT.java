package limpid.hj212;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import limpid.PostgresExtension;
import limpid.Samples;
import limpid.decode.hj212.Frames;
import limpid.embedded.FreePort;
import limpid.flow.Receipt;
import limpid.measure.Medium;
import limpid.measure.Refusal.Reason;
import limpid.measure.Table;
import limpid.station.DataLogger;
import limpid.station.Station;
import limpid.station.StationCsv;
import limpid.store.Rejects;
import limpid.store.Stations;
import limpid.store.postgres.PostgresStations;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import sim.Report;
import sim.hj212.FrameReplay;
import sim.hj212.LoggerFrame;
import sim.hj212.LoggerLink;

/** The gateway with its database, in a process that is killed. */
class GatewayIT {
    @RegisterExtension
    static final PostgresExtension DATABASE = new PostgresExtension();

    private static final int FRAMES = Integer.getInteger("limpid.hj212.frames", 10_000);
    private static final String[] MNS = {"010000A8900016F000169DC0", "010000A8900016F000169DC1"};

    /** The process that is killed. */
    public static void main(String[] arguments) throws Exception {
        Child.run(arguments, Parts::start);
    }

    private static Station station(String code, String mn, String password) {
        return Samples.station(code, Medium.AIR, Duration.ofHours(1))
                .with(new DataLogger(mn, password.isEmpty() ? "" : DataLogger.digest(code, password)));
    }

    private static LoggerFrame hour(String mn, int number) {
        OffsetDateTime end =
                LocalDateTime.of(2020, 1, 1, 0, 0).plusHours(number).atOffset(ZoneOffset.ofHours(8));
        Report report = new Report(
                "S",
                "air",
                end,
                Duration.ofHours(1),
                Map.of("PM2.5", List.of(Integer.toString(number % 500))),
                Map.of(),
                List.of());
        return LoggerFrame.of(report, mn, "123456", end, 0);
    }

    /** Killed three times while two loggers send, one with faults; what was answered is there, and once. */
    @Test
    @Timeout(300)
    @Tag("long")
    void killedInTheMiddleNothingIsLostOrDouble() throws Exception {
        new PostgresStations(DATABASE.dataSource(), InstantSource.system())
                .put(List.of(station("A1", MNS[0], "123456"), station("A2", MNS[1], "")));
        int port = FreePort.find();
        Process process = Child.start(GatewayIT.class, DATABASE, port);
        List<LoggerLink> links = new ArrayList<>();
        List<Thread> senders = new ArrayList<>();
        for (int i = 0; i < MNS.length; i++) {
            String mn = MNS[i];
            LoggerLink link = new LoggerLink(
                    new InetSocketAddress("127.0.0.1", port),
                    new LoggerLink.Settings(100, Duration.ofSeconds(3), i * 0.01, 5));
            links.add(link);
            senders.add(Thread.ofVirtual().start(() -> {
                try {
                    for (int n = 0; n < FRAMES / MNS.length; n++) {
                        link.send(hour(mn, n));
                    }
                    link.awaitAnswers();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }));
        }
        Random random = new Random(3);
        for (int kills = 1; kills <= 3; kills++) {
            long until = FRAMES * kills / 4L + random.nextInt(100);
            while (links.stream().mapToLong(LoggerLink::answered).sum() < until) {
                Thread.sleep(1);
            }
            process.destroyForcibly().waitFor();
            process = Child.start(GatewayIT.class, DATABASE, port);
        }
        for (Thread sender : senders) {
            sender.join();
        }
        process.getOutputStream().close();
        assertTrue(process.waitFor(30, TimeUnit.SECONDS));
        links.forEach(LoggerLink::close);
        assertEquals(FRAMES, links.stream().mapToLong(LoggerLink::answered).sum());
        assertTrue(links.stream().mapToLong(LoggerLink::sentAgain).sum() > 0);
        for (String code : List.of("A1", "A2")) {
            String of = " r JOIN series s ON s.id = r.series_id JOIN station t ON t.id = s.station_id WHERE t.code = '"
                    + code + "'";
            assertEquals(FRAMES / MNS.length, DATABASE.number("SELECT count(*) FROM reading" + of));
            assertEquals(FRAMES / MNS.length, DATABASE.number("SELECT count(DISTINCT r.period_end) FROM reading" + of));
            assertEquals(0, DATABASE.number("SELECT count(*) FROM revision" + of));
        }
    }

    @Test
    @Timeout(60)
    void aStrangerThatIsRegisteredLaterLosesNothing() throws Exception {
        String mn = "NEW-LOGGER-1";
        try (Parts parts = Parts.start(DATABASE.dataSource(), 0)) {
            try (LoggerLink link = new LoggerLink(
                    new InetSocketAddress("127.0.0.1", parts.gateway().port()), LoggerLink.Settings.STANDARD)) {
                for (int n = 0; n < 5; n++) {
                    link.send(hour(mn, n));
                }
                assertEquals(5, link.answered());
            }
            List<Rejects.Rejected> refused = parts.rejects()
                    .list(mn, Reason.UNKNOWN_STATION, Long.MAX_VALUE, 10)
                    .items();
            assertEquals(5, refused.size());
            assertEquals(
                    "limpid/v1/hj212/NEW-LOGGER-1/frames", refused.getFirst().topic());
            assertFalse(parts.desk()
                    .replay(refused.getFirst().id(), "test")
                    .refusals()
                    .isEmpty());
            new PostgresStations(DATABASE.dataSource(), InstantSource.system())
                    .put(List.of(station("A3", mn, "123456")));
            Thread.sleep(2_100);
            long stored = 0;
            for (Rejects.Rejected one : refused) {
                Receipt receipt = parts.desk().replay(one.id(), "test");
                assertEquals(List.of(), receipt.refusals());
                stored += receipt.counts().stored();
            }
            assertEquals(5, stored);
        }
    }

    /** A recorded file: times before frames, a spoilt frame, one that asks for nothing, a second logger. */
    @Test
    @Timeout(60)
    void framesOfAFileAreSentAgain(@TempDir Path folder) throws Exception {
        new PostgresStations(DATABASE.dataSource(), InstantSource.system())
                .put(List.of(station("F1", "FILE-1", "123456"), station("F2", "FILE-2", "")));
        List<String> lines = new ArrayList<>(List.of("# recorded on the line"));
        for (int n = 0; n < 3; n++) {
            lines.add("2020-01-01 0" + n + ":00:01 recv "
                    + new String(hour("FILE-1", n).bytes(), StandardCharsets.UTF_8).strip());
            lines.add(new String(hour("FILE-2", n).bytes(), StandardCharsets.UTF_8).strip());
        }
        String good = lines.getLast();
        lines.add(good.substring(0, good.length() - 4) + "0000");
        lines.add(new String(Frames.get("V04"), StandardCharsets.UTF_8).strip());
        // Its Chinese has the byte 85, which is the end of a line to some.
        lines.add(new String(Frames.get("D08"), StandardCharsets.UTF_8).strip());
        Path file = Files.write(folder.resolve("frames.txt"), lines);
        try (Parts parts = Parts.start(DATABASE.dataSource(), 0)) {
            FrameReplay replay = new FrameReplay(
                    new InetSocketAddress("127.0.0.1", parts.gateway().port()), Duration.ofSeconds(10), 3);
            assertEquals(new FrameReplay.Outcome(4, 9, 7, 7), replay.send(file));
            assertEquals(new FrameReplay.Outcome(4, 9, 7, 7), replay.send(file), "and again, as duplicates");
            for (String code : List.of("F1", "F2")) {
                assertEquals(
                        3,
                        DATABASE.number("SELECT count(*) FROM reading r JOIN series s ON s.id = r.series_id"
                                + " JOIN station t ON t.id = s.station_id WHERE t.code = '" + code + "'"));
            }
        }
    }

    /** Where nobody answers, that is said and not hidden. */
    @Test
    @Timeout(60)
    void framesThatNobodyAnswersAreCounted(@TempDir Path folder) throws Exception {
        Path file = Files.write(folder.resolve("frames.txt"), hour("FILE-3", 1).bytes());
        try (ServerSocket deaf = new ServerSocket(0)) {
            FrameReplay replay =
                    new FrameReplay(new InetSocketAddress("127.0.0.1", deaf.getLocalPort()), Duration.ofMillis(100), 3);
            assertEquals(new FrameReplay.Outcome(1, 1, 1, 0), replay.send(file));
        }
    }

    @Test
    void aPasswordStaysUntilItIsTakenAwayAndIsNeverShown() {
        Stations stations = new PostgresStations(DATABASE.dataSource(), InstantSource.system());
        String head = "code,name_zh,medium,city,period,mn,hj212_password\n";
        stations.put(StationCsv.read(Table.text("t", head + "P1,点,air,市,PT1H,PMN1,geheim\n")));
        Station kept = stations.byMn("PMN1").orElseThrow();
        assertTrue(kept.logger().admits("P1", "geheim"));
        assertFalse(kept.logger().admits("P1", "123456"));
        String written = StationCsv.write(List.of(kept));
        assertFalse(written.contains("geheim") || written.contains(kept.logger().password()), written);
        assertTrue(written.contains(",PMN1,"), written);
        stations.put(StationCsv.read(Table.text("t", written)));
        assertTrue(stations.byMn("PMN1").orElseThrow().logger().admits("P1", "geheim"));
        assertFalse(stations.byMn("PMN1").orElseThrow().logger().admits("P1", "123456"));
        stations.put(StationCsv.read(Table.text("t", head + "P1,点,air,市,PT1H,PMN1,-\n")));
        assertTrue(stations.byMn("PMN1").orElseThrow().logger().admits("P1", "123456"));
    }
}
