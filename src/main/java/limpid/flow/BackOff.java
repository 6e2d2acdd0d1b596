package limpid.flow;

import java.time.Duration;

/**
 * How long to wait before the next try: twice as long each time, up to a longest pause.
 *
 * @param first   after the first failure
 * @param longest no pause is longer
 */
public record BackOff(Duration first, Duration longest) {
    /** The pause that follows this one. */
    public Duration after(Duration pause) {
        Duration doubled = pause.multipliedBy(2);
        return doubled.compareTo(longest) > 0 ? longest : doubled;
    }
}
