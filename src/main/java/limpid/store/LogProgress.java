package limpid.store;

import java.util.Map;
import java.util.TreeMap;

/**
 * How far a log is kept, by its partitions: what a batch moves on, in the transaction that keeps it.
 *
 * @param log        name of the log; empty where the batch comes from none
 * @param partitions those the batch has messages of
 */
public record LogProgress(String log, Map<Integer, Move> partitions) {
    /** Of a batch that comes from no log. */
    public static final LogProgress NONE = new LogProgress("", Map.of());

    /** Keeps its own map. */
    public LogProgress {
        partitions = Map.copyOf(partitions);
    }

    /**
     * How a batch moves a partition.
     *
     * @param from offset of the message that is next before the batch is kept
     * @param to   the same after it; {@code from} where a message is kept in part
     */
    public record Move(long from, long to) {
        /** Refuses to go back. */
        public Move {
            if (from < 0 || to < from) {
                throw new IllegalArgumentException("a log is not kept from " + from + " to " + to);
            }
        }
    }

    /** Whether the batch comes from no log. */
    public boolean isNone() {
        return partitions.isEmpty();
    }

    /** Whether it moves a partition on: then where the partition stands tells whether it was kept. */
    public boolean moves() {
        return partitions.values().stream().anyMatch(move -> move.to > move.from);
    }

    /** Both together, of messages that follow each other in each partition. */
    public LogProgress and(LogProgress later) {
        if (isNone()) {
            return later;
        }
        Map<Integer, Move> both = new TreeMap<>(partitions);
        later.partitions.forEach(
                (partition, move) -> both.merge(partition, move, (first, second) -> new Move(first.from, second.to)));
        return new LogProgress(log, both);
    }
}
