package limpid.log;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import limpid.decode.Handover;
import limpid.decode.Payload;
import limpid.flow.Delivery;
import limpid.flow.LogPlace;
import limpid.measure.Refusal;
import limpid.measure.Refusal.Reason;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

/** A message goes through the log and nothing of it changes. */
class LogRecordsTest {
    private static final byte[] BYTES = {0, -1, '{', '}'};
    private static final Instant ARRIVED = Instant.parse("2026-06-01T04:00:00.123456Z");

    private static Delivery through(Delivery sent) {
        ProducerRecord<String, byte[]> record = LogRecords.of(sent, "readings");
        return LogRecords.read(read(record.key(), record.value(), new RecordHeaders(record.headers())), "log", 41);
    }

    private static ConsumerRecord<String, byte[]> read(String key, byte[] value, RecordHeaders headers) {
        return new ConsumerRecord<>(
                "readings", 3, 42, 1_000, TimestampType.CREATE_TIME, 0, 0, key, value, headers, Optional.empty());
    }

    private static void assertSame(Delivery sent) {
        Delivery read = through(sent);
        assertEquals(sent.payload().topic(), read.payload().topic());
        assertArrayEquals(sent.payload().bytes(), read.payload().bytes());
        assertEquals(sent.payload().receivedAt(), read.payload().receivedAt());
        assertEquals(sent.payload().origin(), read.payload().origin());
        assertEquals(sent.payload().handover(), read.payload().handover());
        assertEquals(sent.refusal(), read.refusal());
        assertEquals(new LogPlace("log", 3, 41, 42), read.place());
    }

    @Test
    void nothingOfAMessageChanges() {
        for (String topic : List.of("limpid/v1/air/S-1/readings", "limpid/v1/hj212/MN1/frames", "", "温度/?")) {
            assertSame(new Delivery(new Payload(topic, BYTES, ARRIVED, "hj212"), () -> {}));
            assertSame(new Delivery(
                    new Payload(topic, BYTES, ARRIVED, "mqtt", new Handover(new UUID(1, 2), true)),
                    new Refusal(Reason.RETAINED, "/1/值", "a copy, 保留"),
                    () -> {}));
        }
    }

    @Test
    void aStationHasOneKeyWhateverItSends() {
        for (String topic : List.of("limpid/v1/air/S-1/readings", "limpid/v1/water/S-1/readings")) {
            assertEquals("S-1", key(topic));
        }
        assertEquals("S-1", key("v1.1/FeaturesOfInterest('S-1')/Observations"));
        assertEquals("MN1", key("limpid/v1/hj212/MN1/frames"));
        assertEquals("", key("nonsense"));
    }

    private static String key(String topic) {
        return LogRecords.of(new Delivery(new Payload(topic, BYTES, ARRIVED, "mqtt"), () -> {}), "readings")
                .key();
    }

    @Test
    void aRecordOfAnotherProgramIsRefusedAndKept() {
        for (byte[] value : new byte[][] {BYTES, null}) {
            Delivery read = LogRecords.read(read("k", value, new RecordHeaders()), "log", 42);
            assertArrayEquals(
                    value == null ? new byte[0] : value, read.payload().bytes());
            assertNull(read.payload().handover());
            Refusal refusal = read.refusal();
            assertEquals(Reason.BAD_SHAPE, refusal.reason());
            assertTrue(refusal.detail().contains("record 42 of partition 3"), refusal::detail);
        }
    }

    /** With every header of ours in turn without a value, or with one that says nothing; and without a payload. */
    @Test
    void aRecordThatOnlyLooksLikeOursIsRefusedAndKept() {
        Delivery ours = new Delivery(
                new Payload("limpid/v1/air/S-1/readings", BYTES, ARRIVED, "mqtt", new Handover(new UUID(1, 2), true)),
                new Refusal(Reason.RETAINED, "", "a copy"),
                () -> {});
        ProducerRecord<String, byte[]> record = LogRecords.of(ours, "readings");
        for (Header header : record.headers().toArray()) {
            RecordHeaders without = new RecordHeaders(record.headers());
            without.remove(header.key()).add(header.key(), null);
            Delivery read = LogRecords.read(read("k", BYTES, without), "log", 42);
            assertEquals(Reason.BAD_SHAPE, read.refusal().reason(), header.key());
            assertArrayEquals(BYTES, read.payload().bytes(), header.key());
        }
        for (String name : List.of("received", "connection", "reason")) {
            RecordHeaders odd = new RecordHeaders(record.headers());
            odd.remove(name).add(name, new byte[] {'?', 0});
            assertEquals(
                    Reason.BAD_SHAPE,
                    LogRecords.read(read("k", BYTES, odd), "log", 42).refusal().reason(),
                    name);
        }
        Delivery empty = LogRecords.read(read("k", null, new RecordHeaders(record.headers())), "log", 42);
        assertArrayEquals(new byte[0], empty.payload().bytes());
    }
}
