package limpid.hj212;

import java.time.Duration;

/**
 * How long a logger is waited for.
 *
 * @param answer  for its answer to a request, before it is sent again (HJ 212-2017 has 10 s)
 * @param repeats how often it is sent again (3)
 * @param work    for the next frame while it carries the request out
 * @param connect for it to be connected, before a request is given up
 */
public record Patience(Duration answer, int repeats, Duration work, Duration connect) {
    /** As the standard has it; the last two are not in it. */
    public static final Patience STANDARD =
            new Patience(Duration.ofSeconds(10), 3, Duration.ofMinutes(2), Duration.ofHours(24));

    /** After which nobody works on a request any more. */
    Duration held() {
        return answer.multipliedBy(repeats + 1L).plus(work).plusMinutes(1);
    }
}
