package limpid.rule;

import java.util.Locale;
import java.util.Optional;
import limpid.air.AirSettings;
import limpid.alert.AlertSettings;
import limpid.measure.Medium;
import limpid.noise.NoiseSettings;
import limpid.water.WaterSettings;

/** What rules are about: each area has settings of its own, and its name begins the names of its rules. */
enum Area {
    AIR(AirSettings.DEFAULTS),
    WATER(WaterSettings.defaults()),
    NOISE(NoiseSettings.DEFAULT),
    ALERT(AlertSettings.DEFAULTS);

    private final Record defaults;

    Area(Record defaults) {
        this.defaults = defaults;
    }

    /** @throws IllegalArgumentException where the name of a rule begins with none */
    static Area of(String rule) {
        return valueOf(rule.substring(0, rule.indexOf('.')).toUpperCase(Locale.ROOT));
    }

    static Area of(Medium medium) {
        return valueOf(medium.name());
    }

    /** What holds where nothing is chosen. */
    Record defaults() {
        return defaults;
    }

    /** Empty where it concerns any. */
    Optional<Medium> medium() {
        return Medium.of(name().toLowerCase(Locale.ROOT));
    }
}
