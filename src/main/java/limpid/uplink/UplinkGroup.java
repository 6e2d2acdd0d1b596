package limpid.uplink;

import java.util.List;

/** The uplinks of this process, one a platform: one that is away holds no other. */
public final class UplinkGroup implements AutoCloseable {
    private final List<Uplink> uplinks;

    /** These, not yet running. */
    public UplinkGroup(List<Uplink> uplinks) {
        this.uplinks = List.copyOf(uplinks);
    }

    /** Begins to send. */
    public void start() {
        uplinks.forEach(Uplink::start);
    }

    @Override
    public void close() {
        uplinks.forEach(Uplink::close);
    }
}
