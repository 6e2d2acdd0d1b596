package limpid.store;

import java.util.Collection;
import java.util.Map;

/**
 * How far each partition of a log is kept. It is moved by {@link Readings#commit(java.util.List, LogProgress)} alone, together
 * with what is kept, so that a message is neither lost nor kept twice whoever reads the log.
 */
public interface LogPositions {
    /**
     * The offsets of the messages that are next.
     *
     * @param firsts by partition, the first offset that the log still has: where nothing of a partition was ever kept, it is
     *               begun there
     * @throws StoreUnavailable where the store cannot be reached
     */
    Map<Integer, Long> begin(String log, Map<Integer, Long> firsts);

    /**
     * The offsets of the messages that are next, of partitions that were begun.
     *
     * @throws StoreUnavailable where the store cannot be reached
     */
    Map<Integer, Long> next(String log, Collection<Integer> partitions);

    /**
     * Passes over what the log has no more.
     *
     * @param move from what was to be next to what the log begins with now
     * @return whether that was what was to be next
     * @throws StoreUnavailable where the store cannot be reached
     */
    boolean pass(String log, int partition, LogProgress.Move move);
}
