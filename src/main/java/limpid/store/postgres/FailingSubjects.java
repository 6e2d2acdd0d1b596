package limpid.store.postgres;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Subjects whose results cannot be recomputed for a fault of ours, so that they do not hold up all others. After a failed
 * claim its subjects are claimed one by one; the one that fails alone is left for a while and tried again.
 */
final class FailingSubjects {
    private static final Duration LEFT_FOR = Duration.ofMinutes(10);

    private final InstantSource clock;
    private final Map<Integer, Instant> leftUntil = new ConcurrentHashMap<>();
    private final AtomicInteger oneByOne = new AtomicInteger();

    FailingSubjects(InstantSource clock) {
        this.clock = clock;
    }

    /** Notes that a claim of these subjects failed. */
    void failed(Collection<Integer> subjects) {
        if (subjects.size() == 1) {
            leftUntil.put(subjects.iterator().next(), clock.instant().plus(LEFT_FOR));
        } else {
            oneByOne.set(subjects.size());
        }
    }

    /** Subjects not to claim now. */
    List<Integer> left() {
        Instant now = clock.instant();
        leftUntil.values().removeIf(until -> !until.isAfter(now));
        return List.copyOf(leftUntil.keySet());
    }

    /** Whether the next claim is to hold one subject only. */
    boolean nextAlone() {
        return oneByOne.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
    }
}
