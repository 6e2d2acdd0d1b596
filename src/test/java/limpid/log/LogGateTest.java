package limpid.log;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import limpid.decode.Payload;
import limpid.flow.Delivery;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** What the gate acknowledges, and when. */
class LogGateTest {
    private static final int ROOM = 10_000;

    private final MockProducer<String, byte[]> log =
            new MockProducer<>(false, null, new StringSerializer(), new ByteArraySerializer());
    private final List<Integer> acknowledged = new ArrayList<>();
    private boolean away;
    private final LogGate gate = gate(Duration.ofSeconds(10));

    private LogGate gate(Duration longestSilence) {
        return new LogGate(LogSettings.NONE, this::topic, ROOM, log, longestSilence);
    }

    private void topic() {
        if (away) {
            throw new LogTopic.Away("asking", new IOException("nobody answers"));
        }
    }

    private boolean offer(int number, int length) throws InterruptedException {
        return offer(gate, number, length);
    }

    private boolean offer(LogGate gate, int number, int length) throws InterruptedException {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) number);
        Payload payload = new Payload("limpid/v1/air/S-1/readings", bytes, Instant.EPOCH, "mqtt");
        return gate.offer(new Delivery(payload, () -> acknowledged.add(number)), Duration.ofMillis(1));
    }

    @Test
    void aMessageIsAcknowledgedWhenTheLogHasIt() throws InterruptedException {
        assertTrue(offer(1, 10) && offer(2, 10));
        assertEquals(List.of(), acknowledged);
        assertEquals(2, gate.waiting());
        assertTrue(log.completeNext());
        assertEquals(List.of(1), acknowledged);
        assertTrue(log.completeNext());
        assertEquals(List.of(1, 2), acknowledged);
        assertEquals(0, gate.waiting());
    }

    @Test
    void withoutRoomOrLogNothingIsTaken() throws InterruptedException {
        assertTrue(offer(1, ROOM));
        assertFalse(offer(2, 10));
        assertTrue(log.completeNext());
        assertTrue(offer(2, 10));
        away = true;
        LogGate other = gate(Duration.ofSeconds(10));
        assertFalse(other.offer(
                new Delivery(new Payload("t", new byte[1], Instant.EPOCH, "mqtt"), () -> acknowledged.add(3)),
                Duration.ofMillis(1)));
        assertTrue(other.trouble().contains("nobody answers"), other::trouble);
    }

    @Test
    void whatTheLogRefusesStaysUnacknowledgedAndTheConnectionIsEnded() throws InterruptedException {
        assertTrue(offer(1, 10));
        assertFalse(gate.refusedLately());
        assertTrue(log.errorNext(new TopicAuthorizationException("limpid.readings")));
        assertEquals(List.of(), acknowledged);
        assertTrue(gate.refusedLately());
        assertFalse(gate.trouble().isEmpty());
        assertTrue(offer(2, 10) && log.completeNext());
        assertEquals(List.of(2), acknowledged);
        assertEquals("", gate.trouble());
    }

    /** It would come again for ever: its beginning goes to the desk, and it is acknowledged when the log has that. */
    @Test
    void ofWhatIsTooLongForTheLogTheBeginningIsKept() throws InterruptedException {
        assertTrue(offer(7, 5_000));
        assertTrue(log.errorNext(new RecordTooLargeException("5,000 bytes")));
        assertEquals(List.of(), acknowledged);
        assertFalse(gate.refusedLately());
        ProducerRecord<String, byte[]> beginning = log.history().getLast();
        assertEquals("S-1", beginning.key());
        assertArrayEquals(Arrays.copyOf(new byte[] {7}, 1), Arrays.copyOf(beginning.value(), 1));
        assertEquals(1024, beginning.value().length);
        assertEquals(
                "TOO_LONG", new String(beginning.headers().lastHeader("reason").value()));
        assertTrue(log.completeNext());
        assertEquals(List.of(7), acknowledged);
        assertEquals(0, gate.waiting());
        assertTrue(offer(8, ROOM), "its room is free again");
    }

    /** What a broker may hand over in one packet fits, so that a message a little too long is refused and not held up. */
    @Test
    void theLongestPacketFitsIntoARecord() {
        int most = 1_048_576;
        assertTrue(LogGate.longest(most) >= most + 128 * 1024 + 64 * 1024);
    }

    /** Another gate takes the messages meanwhile; what waits is still sent, and tells when the log answers again. */
    @Test
    void itStandsAsideWhileTheLogDoesNotAnswerIt() throws InterruptedException {
        assertFalse(gate.standsAside(), "nothing waits");
        assertTrue(offer(1, 10));
        assertFalse(gate.standsAside(), "it has not waited for long");
        LogGate impatient = gate(Duration.ZERO);
        assertFalse(impatient.standsAside());
        assertTrue(offer(impatient, 2, 10));
        assertTrue(impatient.standsAside() && impatient.standsAside());
        assertTrue(log.completeNext() && log.completeNext());
        assertEquals(List.of(1, 2), acknowledged);
        assertFalse(impatient.standsAside());
    }

    /** A gate that never reached the log has nothing that waits and would tell. */
    @Test
    void whereNothingWaitsItTriesAgainLater() throws InterruptedException {
        away = true;
        LogGate impatient = gate(Duration.ZERO);
        assertFalse(offer(impatient, 1, 10));
        assertTrue(impatient.standsAside());
        assertFalse(impatient.standsAside());
    }
}
