package limpid.noise;

import java.util.List;

/** The default settings with one of them changed. */
final class Changed {
    private Changed() {}

    static NoiseSettings dayNight(DayNightHours... hours) {
        return with("dayNight", List.of(hours));
    }

    /** The defaults but for one component. */
    static NoiseSettings with(String name, Object value) {
        return with(NoiseSettings.DEFAULT, name, value);
    }

    /** The settings but for one component. */
    static NoiseSettings with(NoiseSettings settings, String name, Object value) {
        return limpid.Changed.with(settings, name, value);
    }
}
