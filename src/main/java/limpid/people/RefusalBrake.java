package limpid.people;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps one who is refused again and again from filling the audit: so many refusals of an address in a minute are told one by one,
 * the others by their number.
 */
public final class RefusalBrake {
    private static final int ONE_BY_ONE = 20;
    private static final int MOST_ADDRESSES = 1_000;
    private static final String OTHERS = "others";
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Map<String, Integer> refused = new LinkedHashMap<>();
    private Instant minute = Instant.EPOCH;

    /** Refusals of an address that were not told. */
    public record Untold(String address, int refusals) {}

    /** Whether a refusal is told by itself. */
    public synchronized boolean isTold(String address) {
        String counted = refused.size() < MOST_ADDRESSES || refused.containsKey(address) ? address : OTHERS;
        return refused.merge(counted, 1, Integer::sum) <= ONE_BY_ONE;
    }

    /** What was not told, once a minute is over; then the count begins anew. */
    public synchronized List<Untold> untold(Instant now) {
        if (now.isBefore(minute.plus(MINUTE))) {
            return List.of();
        }
        List<Untold> untold = refused.entrySet().stream()
                .filter(count -> count.getValue() > ONE_BY_ONE)
                .map(count -> new Untold(count.getKey(), count.getValue() - ONE_BY_ONE))
                .toList();
        refused.clear();
        minute = now;
        return untold;
    }
}
