package limpid.people;

import java.time.Duration;
import java.time.Instant;

/**
 * How long a session lasts.
 *
 * @param idle    without a request
 * @param longest from signing in, whatever is asked
 */
public record SessionRule(Duration idle, Duration longest) {
    private static final Duration NOTED = Duration.ofMinutes(1);

    /** Refuses spans in which nothing could be done. */
    public SessionRule {
        if (idle.compareTo(NOTED) <= 0 || longest.compareTo(idle) < 0) {
            throw new IllegalArgumentException(
                    "a session is idle for more than " + NOTED + " and lasts not less than it may be idle");
        }
    }

    /** Whether a session is over. */
    public boolean isOver(Instant began, Instant seen, Instant now) {
        return !now.isBefore(began.plus(longest)) || !now.isBefore(seen.plus(idle));
    }

    /** Whether it has to be written down that the session was used; not at every request. */
    public boolean isToBeNoted(Instant seen, Instant now) {
        return now.isAfter(seen.plus(NOTED));
    }
}
