package limpid.mqtt;

import java.io.InterruptedIOException;
import java.util.HashMap;
import java.util.Map;

/**
 * Messages kept aside under a number while Paho carries the number in their place: what a station sends never reaches
 * code that is not ours. Bounded in bytes, so that a row of long messages waits at the broker and not in memory.
 */
final class HeldMessages implements AutoCloseable {
    private final long mostBytes;
    private final Map<Long, Arrived> held = new HashMap<>();

    private long bytes;
    private long last;
    private boolean closed;

    /** @param mostBytes payload held; one message is always taken, however long */
    HeldMessages(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    /**
     * Keeps a message aside, waiting for room.
     *
     * @throws InterruptedIOException where the connection ends meanwhile
     */
    synchronized long put(Arrived message) throws InterruptedIOException {
        while (!closed && bytes > 0 && bytes + message.payload().length > mostBytes) {
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted while messages waited");
            }
        }
        if (closed) {
            throw new InterruptedIOException("the connection is closed");
        }
        bytes += message.payload().length;
        held.put(++last, message);
        return last;
    }

    /** Gives a message back, once. */
    synchronized Arrived take(long number) {
        Arrived message = held.remove(number);
        if (message == null) {
            throw new IllegalStateException("no message is held under " + number);
        }
        bytes -= message.payload().length;
        notifyAll();
        return message;
    }

    /** Lets go of all; who waits for room is told. */
    @Override
    public synchronized void close() {
        closed = true;
        held.clear();
        notifyAll();
    }
}
