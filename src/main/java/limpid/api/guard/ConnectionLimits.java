package limpid.api.guard;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What connections may cost. One for all of them.
 */
public final class ConnectionLimits {
    private final Duration idle;
    private final Duration stall;
    private final int leastRate;
    private final Networks proxies;
    private final Counts connections;
    private final Counts bodies;
    private final long bodyMemory;
    private final AtomicLong bodyBytes = new AtomicLong();

    /**
     * Limits with nothing taken.
     *
     * @param idle        time for the head of a request
     * @param stall       span over which the least rate is measured
     * @param leastRate   bytes a second, 0 for any rate
     * @param proxies     whose connections carry many clients and are not counted as one
     * @param connections a client may have open, 0 for any number
     * @param bodyMemory  bytes of unfinished bodies, half of it for one client
     */
    public ConnectionLimits(
            Duration idle, Duration stall, int leastRate, Networks proxies, int connections, long bodyMemory) {
        this.idle = idle;
        this.stall = stall;
        this.leastRate = leastRate;
        this.proxies = proxies;
        this.connections = new Counts(connections);
        this.bodyMemory = bodyMemory;
        this.bodies = new Counts(bodyMemory / 2);
    }

    Duration idle() {
        return idle;
    }

    Duration stall() {
        return stall;
    }

    int leastRate() {
        return leastRate;
    }

    boolean isProxy(String address) {
        return proxies.contain(address);
    }

    Counts connections() {
        return connections;
    }

    /** Whether there is room for so many more bytes of a body of this client; null for a proxy, whose clients are many. */
    boolean takeBody(String client, boolean proxy, long bytes) {
        if (bodyBytes.addAndGet(bytes) > bodyMemory || !proxy && !bodies.take(client, bytes)) {
            bodyBytes.addAndGet(-bytes);
            return false;
        }
        return true;
    }

    void giveBackBody(String client, boolean proxy, long bytes) {
        bodyBytes.addAndGet(-bytes);
        if (!proxy) {
            bodies.giveBack(client, bytes);
        }
    }

    /** Bytes of unfinished bodies in memory. */
    public long bodyBytes() {
        return bodyBytes.get();
    }

    /** Connections of counted clients. */
    public long openConnections() {
        return connections.sum();
    }
}
