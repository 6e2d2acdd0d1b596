package limpid.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import limpid.bench.FaultLoad.Key;
import org.jspecify.annotations.Nullable;

/**
 * What questions were answered with, held against what had been sent. An answer to who sent means that a question shows the value
 * or a later one; where it does not mean that, because a broker or a log answered and the database follows, a question still never
 * shows less than one before it.
 */
final class FaultReads {
    private static final int EXAMPLES = 5;

    private final Map<Key, Integer> shown = new HashMap<>();
    private final List<String> examples = new ArrayList<>();
    private long reads;
    private long stale;

    /**
     * The place of the version that a question must show at least, taken before it is asked: others ask at the same time.
     *
     * @param versions that had been sent
     * @param kept     whether the newest was answered for by an answer that means that it is kept
     * @return -1 where none may be shown
     */
    synchronized int least(Key key, List<String> versions, boolean kept) {
        return kept ? versions.size() - 1 : shown.getOrDefault(key, -1);
    }

    /**
     * One value that was asked for.
     *
     * @param versions that had been sent when it was answered
     * @param least    of them, the place of the first that may be shown; -1 where none may be
     * @param value    that was shown; null for none
     */
    synchronized void read(Key key, List<String> versions, int least, @Nullable String value) {
        reads++;
        if (value == null && least < 0) {
            return;
        }
        int version = Math.max(least, 0);
        while (version < versions.size() && !versions.get(version).equals(value)) {
            version++;
        }
        if (version < versions.size()) {
            shown.merge(key, version, Math::max);
            return;
        }
        stale++;
        if (examples.size() < EXAMPLES) {
            examples.add(
                    key + " sent " + String.join(" ", versions) + ", due from place " + least + ", shown " + value);
        }
    }

    /** Values that were asked for. */
    synchronized long reads() {
        return reads;
    }

    /** Those of them that showed less than was promised, or what nobody had sent. */
    synchronized long stale() {
        return stale;
    }

    /** Some of them. */
    synchronized List<String> examples() {
        return List.copyOf(examples);
    }
}
