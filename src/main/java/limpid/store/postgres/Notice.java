package limpid.store.postgres;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import limpid.measure.Medium;

/**
 * A notice as it arrives; see {@link Announcement}.
 *
 * @param what     reading, or a table of results behind its medium
 * @param knownFrom when the first of the readings became known
 * @param knownTo   when the last did
 * @param first    period, as its table names it
 * @param last     period
 * @param subjects ids
 */
record Notice(String what, Instant knownFrom, Instant knownTo, String first, String last, List<Integer> subjects) {
    private static final Duration LIVE = Duration.ofHours(6);

    /** Reads a notice that is not {@link Announcement#MANY}. */
    static Notice of(String text) {
        String[] parts = text.split("\\|", -1);
        return new Notice(
                parts[0],
                Instant.parse(parts[1]),
                Instant.parse(parts[2]),
                parts[3],
                parts[4],
                Arrays.stream(parts[5].split(",")).map(Integer::valueOf).toList());
    }

    boolean ofReadings() {
        return what.equals(Announcement.READING);
    }

    /** Of results. */
    Medium medium() {
        return Medium.of(what.substring(0, Math.max(0, what.indexOf(Announcement.OF))))
                .orElseThrow(() -> new IllegalStateException("results of no medium: " + what));
    }

    /** The table of results. */
    String table() {
        return what.substring(what.indexOf(Announcement.OF) + 1);
    }

    Instant firstEnd() {
        return Instant.parse(first);
    }

    Instant lastEnd() {
        return Instant.parse(last);
    }

    /** Whether its readings cover so short a span that they are told one by one. */
    boolean live() {
        return Duration.between(firstEnd(), lastEnd()).compareTo(LIVE) <= 0;
    }
}
