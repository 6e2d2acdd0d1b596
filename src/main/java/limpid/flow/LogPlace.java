package limpid.flow;

import java.util.Map;
import limpid.store.LogProgress;
import limpid.store.LogProgress.Move;

/**
 * Where a message stands in a log.
 *
 * @param log       its name
 * @param partition of it
 * @param before    what is to be next when the message is: one more than the offset of the one before it
 * @param offset    of the message
 */
public record LogPlace(String log, int partition, long before, long offset) {
    /** What keeping the message moves. */
    LogProgress kept() {
        return new LogProgress(log, Map.of(partition, new Move(before, offset + 1)));
    }

    /** What keeping a part of it moves, which is not the last: nothing, and nobody else may have. */
    LogProgress keptInPart() {
        return new LogProgress(log, Map.of(partition, new Move(before, before)));
    }
}
