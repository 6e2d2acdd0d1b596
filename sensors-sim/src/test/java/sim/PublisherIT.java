package sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Against a real Mosquitto; skipped where there is none. */
@Timeout(120)
class PublisherIT {
    private static final Instant FROM = Instant.parse("2026-02-28T16:00:00Z");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private Mosquitto broker;
    private Listener listener;

    @BeforeEach
    void start() throws Exception {
        assumeTrue(Files.isExecutable(Mosquitto.PROGRAM), "no Mosquitto on this machine");
        broker = Mosquitto.start(folder);
        listener = new Listener(broker.url());
    }

    @AfterEach
    void stop() throws Exception {
        if (listener != null) {
            listener.close();
        }
        if (broker != null) {
            broker.close();
        }
    }

    @ParameterizedTest
    @EnumSource(Publisher.Connections.class)
    void everythingSentArrivesOnceAndStationsKeepTheirOrder(Publisher.Connections connections) throws Exception {
        List<Sending> sendings =
                Scenario.named("demo-faults", Map.of("noise.points", "1")).sendings(FROM, FROM.plusSeconds(7200));
        AtomicLong acked = new AtomicLong();
        Publisher.Settings settings = Publisher.Settings.of(broker.url()).withConnections(connections);
        try (Publisher publisher = Publisher.open(settings, progress -> acked.set(progress.acked()))) {
            publisher.publishSendings(sendings);
            assertEquals(new Progress(sent(sendings).size(), sent(sendings).size(), 0, 0), publisher.progress());
        }
        assertTrue(
                listener.await(heard -> readings(heard).size() >= sent(sendings).size()));
        assertEquals(byStation(sent(sendings)), byStation(readings(listener.heard)));
        assertTrue(acked.get() > 0);
    }

    @Test
    void aStationOfItsOwnSaysOnlineAndOffline() throws Exception {
        Publisher.Settings settings =
                Publisher.Settings.of(broker.url()).withConnections(Publisher.Connections.PER_STATION);
        try (Publisher publisher = Publisher.open(settings)) {
            publisher.publish(message("LCA01", 0));
            assertTrue(listener.await(heard -> heard.contains("limpid/v1/air/LCA01/status online")));
        }
        assertTrue(listener.await(heard -> heard.contains("limpid/v1/air/LCA01/status offline")));
    }

    @Test
    void aBrokerRestartLosesNothing() throws Exception {
        int count = 6000;
        Progress progress;
        try (Relay relay = Relay.to(broker.port());
                Publisher publisher = Publisher.open(Publisher.Settings.of(relay.url()))) {
            CompletableFuture<Void> restarting = CompletableFuture.runAsync(() -> restartOnce(publisher, relay));
            for (int i = 0; i < count; i++) {
                publisher.publish(message("LCA0" + i % 5, i));
            }
            publisher.awaitAcknowledged();
            restarting.join();
            progress = publisher.progress();
        }
        assertTrue(listener.await(heard -> new HashSet<>(heard).size() >= count), listener.heard.size() + " heard");
        Set<String> expected = IntStream.range(0, count)
                .mapToObj(i -> text(message("LCA0" + i % 5, i)))
                .collect(Collectors.toSet());
        assertEquals(expected, new HashSet<>(listener.heard));
        assertEquals(count, progress.acked());
        assertTrue(progress.reconnects() >= 1 && progress.resent() >= 1, progress.toString());
    }

    @Test
    void aBrokerThatStaysAwayIsReported() throws Exception {
        Publisher.Settings settings = Publisher.Settings.of(broker.url()).withPatience(Duration.ofMillis(500));
        Publisher publisher = Publisher.open(settings);
        broker.stop();
        assertThrows(BrokerException.class, () -> {
            for (int i = 0; i < 10_000; i++) {
                publisher.publish(message("LCA01", i));
            }
        });
        assertThrows(BrokerException.class, publisher::close);
    }

    @Test
    void aBrokerThatIsNotThereIsReported() {
        Publisher.Settings nobody = Publisher.Settings.of("tcp://127.0.0.1:1").withPatience(Duration.ofMillis(200));
        BrokerException refused = assertThrows(BrokerException.class, () -> Publisher.open(nobody));
        assertTrue(String.valueOf(refused.getMessage()).contains("tcp://127.0.0.1:1"), refused.getMessage());
    }

    @Test
    void theLiveCityTellsItsPastAndStops() throws Exception {
        Scenario city = Scenario.named("demo-city");
        Clock clock = Clock.systemUTC();
        try (Publisher publisher = Publisher.open(Publisher.Settings.of(broker.url()));
                LiveCity live = LiveCity.start(city, publisher, clock, LiveCity.DEFAULT_PAST)) {
            live.awaitCaughtUp(Duration.ofSeconds(60));
            assertEquals(3 * 4 * 2, publisher.progress().acked());
        }
        assertTrue(listener.await(heard -> heard.size() >= 24));
        int air = 0;
        int noise = 0;
        for (String heard : listener.heard) {
            String[] parts = heard.split(" ", 2);
            int readings = Payloads.read(parts[0], parts[1]).size();
            air += parts[0].contains("/air/") ? readings : 0;
            noise += parts[0].contains("/noise/") ? readings : 0;
        }
        assertEquals(4 * 48 * 10, air);
        assertEquals(4 * (3600 + 47 * 9), noise, "seconds of the last hour, nine figures of each hour before");
    }

    @Test
    void aRecordedFileIsReplayedAtItsSpeed() throws Exception {
        Path file = Path.of(assertNotNullAnd(PublisherIT.class.getResource("/sim/limpid_readings.csv"))
                .toURI());
        long started = System.nanoTime();
        try (Publisher publisher = Publisher.open(Publisher.Settings.of(broker.url()))) {
            Replay.run(file, Pace.times(3 * 3600), publisher);
        }
        double seconds = (System.nanoTime() - started) / 1e9;
        assertTrue(seconds >= 0.95, "three hours at 10800 times took " + seconds + " s");
        assertTrue(listener.await(heard -> heard.size() == 4));
    }

    /** The listener must hear what the broker had acknowledged before, and be back before the publisher is. */
    private void restartOnce(Publisher publisher, Relay relay) {
        try {
            while (publisher.progress().acked() < 1000) {
                Thread.sleep(1);
            }
            relay.cut();
            awaitQuiet(publisher);
            assertTrue(
                    listener.await(heard -> heard.size() >= publisher.progress().acked()));
            broker.stop();
            broker.start();
            listener.resume();
            relay.open();
        } catch (Exception e) {
            throw new IllegalStateException("restarting the broker", e);
        }
    }

    /** Acknowledgements that were under way when the line was cut may still be read, and raise what must be heard. */
    private void awaitQuiet(Publisher publisher) throws InterruptedException {
        long before;
        do {
            before = publisher.progress().acked() + listener.heard.size();
            Thread.sleep(500);
        } while (publisher.progress().acked() + listener.heard.size() != before);
    }

    private static <T> T assertNotNullAnd(T value) {
        assertNotNull(value);
        return value;
    }

    private static Message message(String station, int number) {
        return new Message(
                Message.sender("air", station), Message.readingsTopic("air", station), "{\"n\":" + number + "}");
    }

    private static List<String> sent(List<Sending> sendings) {
        return sendings.stream()
                .filter(Sending.Sent.class::isInstance)
                .map(sending -> text(((Sending.Sent) sending).message()))
                .toList();
    }

    private static String text(Message message) {
        return message.topic() + " " + message.payload();
    }

    private static List<String> readings(List<String> heard) {
        return heard.stream().filter(text -> text.contains("/readings ")).toList();
    }

    private static Map<String, List<String>> byStation(List<String> texts) {
        return texts.stream().collect(Collectors.groupingBy(text -> text.substring(0, text.indexOf(' '))));
    }
}
