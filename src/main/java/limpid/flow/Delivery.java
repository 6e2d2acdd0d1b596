package limpid.flow;

import limpid.decode.Payload;
import limpid.measure.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * A message with the promise to acknowledge it.
 *
 * @param refusal     why it is refused unread; null where it is to be read
 * @param acknowledge called once its batch is committed, and never otherwise
 */
public record Delivery(Payload payload, @Nullable Refusal refusal, Runnable acknowledge) {
    /** A message that is to be read. */
    public Delivery(Payload payload, Runnable acknowledge) {
        this(payload, null, acknowledge);
    }

    /** A message that is kept at the desk without being read. */
    public static Delivery refused(Payload payload, Refusal refusal, Runnable acknowledge) {
        return new Delivery(payload, refusal, acknowledge);
    }
}
