package limpid.mqtt;

import java.util.Optional;
import limpid.measure.Refusal;

/**
 * A message that has arrived and not yet been handed on.
 *
 * @param topic       where it was published, as far as it can be shown
 * @param payload     what was published
 * @param again       whether the broker says that it sent the message before (DUP)
 * @param packetId    to acknowledge it by; 0 where it needs no acknowledgement
 * @param refusal     why it is no message to be read; empty where it is one
 * @param fingerprint of its packet
 */
@SuppressWarnings("ArrayRecordComponent") // the bytes are handed on as they came; nobody compares messages
record Arrived(
        String topic, byte[] payload, boolean again, int packetId, Optional<Refusal> refusal, long fingerprint) {}
