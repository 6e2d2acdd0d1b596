package limpid.flow;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import limpid.flow.SimulatedStation.Message;

/**
 * A broker with one persisted session: it hands messages over in the order they came, keeps each until it is acknowledged, and
 * hands the others over again by the next connection. A broker that starts again may have forgotten the last acknowledgements.
 */
final class SimulatedBroker {
    private static final int WINDOW = 30;

    private final SplittableRandom random;
    private final Deque<Queued> queue = new ArrayDeque<>();
    private final List<Queued> unacknowledged = new ArrayList<>();
    private final Deque<Queued> acknowledged = new ArrayDeque<>();

    private UUID connection = new UUID(0, 0);
    private long came;

    SimulatedBroker(SplittableRandom random) {
        this.random = random;
    }

    /** A message of the session. */
    static final class Queued {
        private final Message message;
        private final long number;
        private boolean sentBefore;

        private Queued(Message message, long number) {
            this.message = message;
            this.number = number;
        }

        Message message() {
            return message;
        }

        boolean sentBefore() {
            return sentBefore;
        }
    }

    /** Takes a message; a station that does not hear so sends it again. */
    void publish(Message message) {
        queue.add(new Queued(message, came++));
    }

    /** A new connection: what the last one did not acknowledge comes first, in its old order. */
    void connect() {
        connection = new UUID(random.nextLong(), random.nextLong());
        for (int i = unacknowledged.size() - 1; i >= 0; i--) {
            Queued queued = unacknowledged.get(i);
            queued.sentBefore = true;
            queue.addFirst(queued);
        }
        unacknowledged.clear();
    }

    /** Starts again as it was on its disk, where the last acknowledgements may be missing. */
    void restart() {
        int forgotten = random.nextInt(6);
        for (int i = 0; i < forgotten && !acknowledged.isEmpty(); i++) {
            unacknowledged.add(acknowledged.removeLast());
        }
        unacknowledged.sort((a, b) -> Long.compare(a.number, b.number));
        boolean marked = random.nextBoolean();
        connect();
        if (!marked) {
            queue.forEach(queued -> queued.sentBefore = false);
        }
    }

    UUID connection() {
        return connection;
    }

    boolean canSend() {
        return !queue.isEmpty() && unacknowledged.size() < WINDOW;
    }

    /** What is to be handed over next. */
    Queued next() {
        return queue.getFirst();
    }

    /** It was taken. */
    void sent() {
        unacknowledged.add(queue.removeFirst());
    }

    /** Takes an acknowledgement; one by a connection that has ended comes to nothing. */
    void acknowledge(Queued queued, UUID by) {
        if (by.equals(connection) && unacknowledged.remove(queued)) {
            acknowledged.add(queued);
        }
    }

    boolean isEmpty() {
        return queue.isEmpty() && unacknowledged.isEmpty();
    }
}
