package limpid.api.sta;

import java.time.Duration;
import java.util.Set;

/** Where observations are published as they are committed. */
public interface UpdateSink {
    /** Averaging periods of the datastreams that are published; empty: nothing is. */
    Set<Duration> periods();

    /**
     * Publishes a message at most once.
     *
     * @return whether the broker's connection took it; it does not say who got it
     */
    boolean publish(String topic, byte[] message);
}
