package limpid.decode;

import java.time.Instant;

/**
 * A message as it arrived.
 *
 * @param topic      where it was published, or where it would have been had it come over MQTT
 * @param bytes      untouched
 * @param receivedAt when it arrived, as opposed to when it was observed
 * @param origin     by which way: {@code mqtt}, or {@code http} with the key's name
 */
@SuppressWarnings("ArrayRecordComponent") // the bytes are handed on as they came; nobody compares payloads
public record Payload(String topic, byte[] bytes, Instant receivedAt, String origin) {
    /** Replaces the one character in a topic that no database takes. */
    public Payload {
        topic = topic.replace('\u0000', '\uFFFD');
    }
}
