package limpid.bench;

/** What a bench found, for whoever holds it against the same of another server. */
public record Figure(String name, Unit unit, double value) {
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
        return new Figure(name, Unit.PER_SECOND, value);
    }

    static Figure ofSeconds(String name, double seconds) {
        return new Figure(name, Unit.MILLISECONDS, seconds * 1000);
    }

    /** How many times as fast this is as that. */
    double speed(Figure other) {
        return unit == Unit.PER_SECOND ? value / other.value : other.value / value;
    }
}
