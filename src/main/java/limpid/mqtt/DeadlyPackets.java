package limpid.mqtt;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Packets that ended a connection, by fingerprint. The broker sends such a packet again on the next connection; one that
 * has ended two is stepped over, or it would hold up every station for ever.
 */
final class DeadlyPackets {
    private static final int ENOUGH = 2;
    private static final int MOST_REMEMBERED = 1000;

    private record Deaths(int count, String reason) {}

    private final Map<Long, Deaths> known = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.@Nullable Entry<Long, Deaths> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    /** Remembers that a connection ended over this packet. */
    synchronized void ended(long fingerprint, String reason) {
        Deaths before = known.get(fingerprint);
        known.put(fingerprint, new Deaths(before == null ? 1 : before.count + 1, reason));
    }

    /** Why this packet is to be stepped over; empty where it may be tried. */
    synchronized Optional<String> whyToStepOver(long fingerprint) {
        Deaths deaths = known.get(fingerprint);
        return deaths == null || deaths.count < ENOUGH ? Optional.empty() : Optional.of(deaths.reason);
    }
}
