package limpid.flow;

import java.util.Optional;
import limpid.decode.Payload;
import limpid.measure.Refusal;

/**
 * A message with the promise to acknowledge it.
 *
 * @param refusal     why it is kept at the desk unread, as whoever received it found; empty where it is to be read
 * @param acknowledge called once its batch is committed, and never otherwise
 */
public record Delivery(Payload payload, Optional<Refusal> refusal, Runnable acknowledge) {
    /** A message that is to be read. */
    public Delivery(Payload payload, Runnable acknowledge) {
        this(payload, Optional.empty(), acknowledge);
    }
}
