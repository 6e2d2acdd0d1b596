package sim.city;

import java.time.Duration;
import java.util.Locale;

/** What a station measures; the lower-case name is the topic segment and the registry's {@code medium}. */
public enum Medium {
    /** Hourly means of pollutants and weather. */
    AIR(Duration.ofHours(1), Duration.ofHours(1)),
    /** Four-hourly analyser results of a river or lake section. */
    WATER(Duration.ofHours(4), Duration.ofHours(4)),
    /** One-second levels, sent a minute at a time. */
    NOISE(Duration.ofSeconds(1), Duration.ofMinutes(1));

    private final Duration period;
    private final Duration cadence;

    Medium(Duration period, Duration cadence) {
        this.period = period;
        this.cadence = cadence;
    }

    /** The averaging period of one value. */
    public Duration period() {
        return period;
    }

    /** The time between two messages of a station; a whole multiple of {@link #period()}. */
    public Duration cadence() {
        return cadence;
    }

    /** The name used in topics and in the registry: {@code air}, {@code water} or {@code noise}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The medium with this code.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Medium ofCode(String code) {
        for (Medium medium : values()) {
            if (medium.code().equals(code)) {
                return medium;
            }
        }
        throw new IllegalArgumentException("not a medium (air, water, noise): '" + code + "'");
    }
}
