package limpid.flow;

import limpid.decode.Payload;
import limpid.measure.Refusal;
import limpid.store.LogProgress;
import org.jspecify.annotations.Nullable;

/**
 * A message with the promise to acknowledge it.
 *
 * @param refusal     why it is refused unread; null where it is to be read
 * @param acknowledge called once it is safe, and never otherwise: its batch is committed, or the log has it
 * @param place       where it stands in a log; null where it comes from none
 */
public record Delivery(
        Payload payload,
        @Nullable Refusal refusal,
        Runnable acknowledge,
        @Nullable LogPlace place) {
    /** A message that comes from no log. */
    public Delivery(Payload payload, @Nullable Refusal refusal, Runnable acknowledge) {
        this(payload, refusal, acknowledge, null);
    }

    /** A message that is to be read. */
    public Delivery(Payload payload, Runnable acknowledge) {
        this(payload, null, acknowledge);
    }

    /** A message that is kept at the desk without being read. */
    public static Delivery refused(Payload payload, Refusal refusal, Runnable acknowledge) {
        return new Delivery(payload, refusal, acknowledge);
    }

    /** What keeping it moves in the log it comes from. */
    LogProgress progress() {
        return place == null ? LogProgress.NONE : place.kept();
    }

    /** What keeping a part of it moves, which is not the last. */
    LogProgress progressOfPart() {
        return place == null ? LogProgress.NONE : place.keptInPart();
    }

    /** Whether both came the same way: a batch is kept as what came one way. */
    boolean sameOrigin(Delivery other) {
        return payload.origin().equals(other.payload.origin());
    }
}
