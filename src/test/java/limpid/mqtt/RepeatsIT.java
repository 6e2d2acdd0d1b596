package limpid.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static limpid.Samples.AIR;
import static limpid.Samples.at;
import static limpid.Samples.hourJson;
import static limpid.Samples.topic;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import limpid.PostgresExtension;
import limpid.Samples;
import limpid.Waiting;
import limpid.mqtt.packet.Bytes;
import limpid.store.Arrival;
import limpid.store.Committed;
import limpid.store.LogProgress;
import limpid.store.Readings;
import limpid.store.RefusedRoom;
import limpid.store.RepeatRoom;
import limpid.store.postgres.PostgresReadings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Two values of one hour are kept, and come again because their acknowledgement was lost: the second one stands. */
@Timeout(90)
class RepeatsIT {
    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final Instant HOUR = at("2026-03-01T01:00:00+08:00");
    private static final AtomicInteger LAST_MARK = new AtomicInteger();

    private final Path folder;

    RepeatsIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @BeforeEach
    void register() throws SQLException {
        POSTGRES.rewrite(
                "TRUNCATE kept_messages, arrived_span, packed_span; DELETE FROM revision; DELETE FROM reading");
        if (!POSTGRES.text("SELECT count(*) FROM station").equals("1")) {
            Samples.register(POSTGRES.dataSource(), AIR);
        }
    }

    /** Keeps what comes and then hangs, as a service that dies before it acknowledges. */
    private static final class Dying implements Readings, AutoCloseable {
        private final PostgresReadings store = store();
        private final CountDownLatch kept = new CountDownLatch(2);
        private final CountDownLatch end = new CountDownLatch(1);

        @Override
        public Committed commit(List<Arrival> batch, LogProgress progress) {
            Committed counts = store.commit(batch, progress);
            batch.forEach(arrival -> kept.countDown());
            try {
                if (kept.getCount() == 0) {
                    end.await();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return counts;
        }

        @Override
        public void close() {
            end.countDown();
        }
    }

    private static PostgresReadings store() {
        return new PostgresReadings(POSTGRES.dataSource());
    }

    @Test
    void afterARestartOfTheServiceThroughTheEmbeddedBroker() throws Exception {
        try (StationsBroker broker = StationsBroker.embedded(folder)) {
            afterARestartOfTheService(broker);
        }
    }

    @Test
    void afterARestartOfTheServiceThroughMosquitto() throws Exception {
        try (StationsBroker broker = StationsBroker.mosquitto(folder, AIR.code())) {
            afterARestartOfTheService(broker);
        }
    }

    private void afterARestartOfTheService(StationsBroker broker) throws Exception {
        try (Dying dying = new Dying()) {
            Service service = new Service(broker.service(), dying).start();
            publish(broker, hourJson(HOUR, "1"));
            publish(broker, hourJson(HOUR, "2"));
            dying.kept.await();
            assertEquals("1 > 2", history());
            service.subscriber.close();
            dying.close();
            service.intake.close();
        }
        try (Service service = new Service(broker.service(), store()).start()) {
            awaitMark(broker, service);
            assertEquals("1 > 2", history(), "after the restart");
            publish(broker, " " + hourJson(HOUR, "1"));
            awaitMark(broker, service);
            assertEquals("1 > 2 > 1", history(), "another message with the first value");
        }
    }

    @Test
    void afterARestartOfTheEmbeddedBroker() throws Exception {
        try (StationsBroker broker = StationsBroker.embedded(folder)) {
            afterARestartOfTheBroker(broker);
        }
    }

    @Test
    void afterARestartOfMosquitto() throws Exception {
        try (StationsBroker broker = StationsBroker.mosquitto(folder, AIR.code())) {
            afterARestartOfTheBroker(broker);
        }
    }

    private void afterARestartOfTheBroker(StationsBroker broker) throws Exception {
        try (Dying dying = new Dying();
                Service service = new Service(broker.service(), dying).start()) {
            publish(broker, hourJson(HOUR, "1"));
            publish(broker, hourJson(HOUR, "2"));
            dying.kept.await();
            broker.restart();
            dying.close();
            Waiting.until(service.subscriber::connected);
            awaitMark(broker, service);
            assertEquals("1 > 2", history());
        }
    }

    @Test
    void whatComesTwiceByOneConnectionIsMeantTwice() throws Exception {
        try (StationsBroker broker = StationsBroker.embedded(folder);
                Service service = new Service(broker.service(), store()).start()) {
            publish(broker, hourJson(HOUR, "1"));
            publish(broker, hourJson(HOUR, "2"));
            publish(broker, hourJson(HOUR, "1"));
            awaitMark(broker, service);
            assertEquals("1 > 2 > 1", history());
        }
    }

    @Test
    void whatIsMarkedAsSentBeforeRevisesNothingByOneConnectionEither() throws Exception {
        assertEquals("1 > 2 > 1", scripted(message(1, "1"), message(2, "2"), message(3, "1")));
        register();
        assertEquals("1 > 2", scripted(message(1, "1"), message(2, "2"), again(message(3, "1"))));
    }

    /** A mark on a message that was never kept means nothing. */
    @Test
    void whatIsMarkedButWasNeverKeptRevises() throws Exception {
        assertEquals("1 > 2", scripted(message(1, "1"), again(message(2, "2"))));
    }

    private String scripted(byte[]... packets) throws Exception {
        Bytes all = new Bytes();
        for (byte[] packet : packets) {
            all.raw(packet);
        }
        try (ScriptedBroker broker = new ScriptedBroker(1, number -> all.array());
                Service service =
                        new Service(new MqttSettings(broker.url(), "", "", "service", 100, 1 << 20), store()).start()) {
            Waiting.until(() -> broker.acknowledged.size() == packets.length);
            return history();
        }
    }

    @Test
    void itIsForgottenAfterItsTimeAndBeyondItsNumber() throws Exception {
        PostgresReadings keeps = new PostgresReadings(
                POSTGRES.dataSource(), RefusedRoom.DEFAULT, new RepeatRoom(Duration.ofHours(1), 2));
        for (int value = 1; value <= 5; value++) {
            int sent = value;
            try (ScriptedBroker broker = new ScriptedBroker(1, number -> message(1, Integer.toString(sent)));
                    Service service = new Service(
                                    new MqttSettings(broker.url(), "", "", "service", 100, 1 << 20), keeps)
                            .start()) {
                Waiting.until(() -> broker.acknowledged.size() == 1);
            }
        }
        keeps.forgetMessages();
        assertEquals(
                "3", POSTGRES.text("SELECT count(*) FROM kept_messages"), "the newest, and the one that goes beyond");
        POSTGRES.execute("UPDATE kept_messages SET known_at = known_at - interval '2 hours'");
        keeps.forgetMessages();
        assertEquals("0", POSTGRES.text("SELECT count(*) FROM kept_messages"));
    }

    private static byte[] message(int packetId, String value) {
        return ScriptedBroker.message(
                packetId, topic(AIR), hourJson(HOUR, value).getBytes(UTF_8));
    }

    private static byte[] again(byte[] packet) {
        packet[0] |= 0x08;
        return packet;
    }

    /** Waits until all that was sent before is through. */
    private static void awaitMark(StationsBroker broker, Service service) throws Exception {
        String mark = Integer.toString(1000 + LAST_MARK.incrementAndGet());
        Waiting.until(() -> publishes(broker, hourJson(HOUR.minusSeconds(3600), mark)));
        Waiting.until(() -> POSTGRES.text("SELECT count(*) FROM reading WHERE value = " + mark)
                .equals("1"));
        Waiting.until(() -> service.intake.waitingBytes() == 0);
    }

    private static boolean publishes(StationsBroker broker, String text) {
        try {
            publish(broker, text);
            return true;
        } catch (IOException notYet) {
            return false;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void publish(StationsBroker broker, String text) throws Exception {
        try (RawStation station = new RawStation(broker.stations(), AIR.code())) {
            station.send(Bytes.publish(topic(AIR).getBytes(UTF_8), new byte[0], text.getBytes(UTF_8)));
            assertEquals(0, station.answer());
        }
    }

    /** The values of the hour, from the first to the one that stands. */
    private static String history() {
        return POSTGRES.text("SELECT string_agg(value::text, ' > ' ORDER BY known_from) FROM ("
                + "SELECT value, known_from, period_end FROM revision"
                + " UNION ALL SELECT value, recorded_at, period_end FROM reading) AS r"
                + " WHERE period_end = '" + HOUR + "'");
    }
}
