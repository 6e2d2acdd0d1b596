package limpid.bench;

import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What a bench found, for whoever holds it against the same of another server.
 *
 * @param limit what the database or the machine reached alone in the same run; null where there is none
 */
public record Figure(
        String name, Unit unit, double value, @Nullable Figure limit) {
    /** What it is counted in. */
    public enum Unit {
        /** The more the better. */
        PER_SECOND("/s"),
        /** The less the better. */
        MILLISECONDS("ms");

        private final String sign;

        Unit(String sign) {
            this.sign = sign;
        }

        String sign() {
            return sign;
        }
    }

    static Figure perSecond(String name, double value) {
        return new Figure(name, Unit.PER_SECOND, value, null);
    }

    static Figure ofSeconds(String name, double seconds) {
        return new Figure(name, Unit.MILLISECONDS, seconds * 1000, null);
    }

    /** The same with its limit. */
    Figure against(Figure alone) {
        return new Figure(name, unit, value, alone);
    }

    /** How fast this is to its limit; empty where there is none. */
    public OptionalDouble ratio() {
        return limit == null ? OptionalDouble.empty() : OptionalDouble.of(speed(limit));
    }

    /** How many times as fast this is as that. */
    double speed(Figure other) {
        return unit == Unit.PER_SECOND ? value / other.value : other.value / value;
    }
}
