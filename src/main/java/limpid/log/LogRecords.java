package limpid.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.UUID;
import limpid.decode.FrameTopic;
import limpid.decode.Handover;
import limpid.decode.Payload;
import limpid.decode.Topic;
import limpid.decode.sta.ObservationDecoder;
import limpid.flow.Delivery;
import limpid.flow.LogPlace;
import limpid.measure.Refusal;
import limpid.measure.Refusal.Reason;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A message as a record of the log: its bytes untouched as the value, all else that is known of it as headers, the station as the
 * key, so that the messages of a station stay in one partition and in order.
 */
final class LogRecords {
    private static final String TOPIC = "topic";
    private static final String RECEIVED = "received";
    private static final String ORIGIN = "origin";
    private static final String CONNECTION = "connection";
    private static final String AGAIN = "again";
    private static final String REASON = "reason";
    private static final String PLACE = "place";
    private static final String DETAIL = "detail";

    private LogRecords() {}

    static ProducerRecord<String, byte[]> of(Delivery delivery, String topic) {
        Payload payload = delivery.payload();
        ProducerRecord<String, byte[]> sent = new ProducerRecord<>(topic, key(payload), payload.bytes());
        Headers headers = sent.headers();
        add(headers, TOPIC, payload.topic());
        add(headers, RECEIVED, payload.receivedAt().toString());
        add(headers, ORIGIN, payload.origin());
        Handover handover = payload.handover();
        if (handover != null) {
            add(headers, CONNECTION, handover.connection().toString());
            add(headers, AGAIN, Boolean.toString(handover.again()));
        }
        Refusal refusal = delivery.refusal();
        if (refusal != null) {
            add(headers, REASON, refusal.reason().name());
            add(headers, PLACE, refusal.place());
            add(headers, DETAIL, refusal.detail());
        }
        return sent;
    }

    /** A logger is known by its number; what has neither station nor number goes with the others that have none. */
    private static String key(Payload payload) {
        return FrameTopic.parse(payload.topic())
                .map(FrameTopic::mn)
                .or(() -> Topic.stationOf(payload.topic()))
                .or(() -> ObservationDecoder.station(payload))
                .orElse("");
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(UTF_8));
    }

    /**
     * The message of a record. One that no gate of ours wrote is kept at the desk.
     *
     * @param before what is to be next when this record is
     */
    static Delivery read(ConsumerRecord<String, byte[]> read, String log, long before) {
        LogPlace place = new LogPlace(log, read.partition(), before, read.offset());
        Headers headers = read.headers();
        byte[] bytes = read.value() == null ? new byte[0] : read.value();
        try {
            Payload payload = new Payload(
                    text(headers, TOPIC),
                    bytes,
                    Instant.parse(text(headers, RECEIVED)),
                    text(headers, ORIGIN),
                    handover(headers));
            return new Delivery(payload, refusal(headers), () -> {}, place);
        } catch (IllegalArgumentException | DateTimeException e) {
            return new Delivery(
                    new Payload("", bytes, Instant.ofEpochMilli(read.timestamp()), "log"),
                    new Refusal(
                            Reason.BAD_SHAPE,
                            "",
                            "record " + read.offset() + " of partition " + read.partition()
                                    + " of the log is not ours: " + e.getMessage()),
                    () -> {},
                    place);
        }
    }

    private static @Nullable Handover handover(Headers headers) {
        return headers.lastHeader(CONNECTION) == null
                ? null
                : new Handover(UUID.fromString(text(headers, CONNECTION)), Boolean.parseBoolean(text(headers, AGAIN)));
    }

    private static @Nullable Refusal refusal(Headers headers) {
        return headers.lastHeader(REASON) == null
                ? null
                : new Refusal(Reason.valueOf(text(headers, REASON)), text(headers, PLACE), text(headers, DETAIL));
    }

    private static String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        if (header == null || header.value() == null) {
            throw new IllegalArgumentException("it has no header '" + name + "'");
        }
        return new String(header.value(), UTF_8);
    }
}
