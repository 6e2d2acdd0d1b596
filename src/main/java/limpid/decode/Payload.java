package limpid.decode;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message as it arrived.
 *
 * @param topic      where it was published, or where it would have been had it come over MQTT
 * @param bytes      untouched
 * @param receivedAt when it arrived, as opposed to when it was observed
 * @param origin     by which way and whom: {@code mqtt} (the station itself), {@code http} or {@code replay} with the key's name
 * @param handover   how a broker handed it over; null where it came another way
 */
@SuppressWarnings("ArrayRecordComponent") // the bytes are handed on as they came; nobody compares payloads
public record Payload(
        String topic,
        byte[] bytes,
        Instant receivedAt,
        String origin,
        @Nullable Handover handover) {
    /** Several times what a topic of readings can have; an index of topics takes no row of more than 2,700 bytes. */
    private static final int LONGEST_TOPIC = 500;

    /** Replaces the one character in a topic that no database takes, and cuts a topic that no station can have. */
    public Payload {
        String clean = topic.replace('\u0000', '\uFFFD');
        topic = clean.length() <= LONGEST_TOPIC ? clean : clean.substring(0, LONGEST_TOPIC) + "…";
    }
    /** A message that no broker handed over. */
    public Payload(String topic, byte[] bytes, Instant receivedAt, String origin) {
        this(topic, bytes, receivedAt, origin, null);
    }
}
