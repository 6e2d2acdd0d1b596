package limpid.noise;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
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
        try {
            RecordComponent[] components = NoiseSettings.class.getRecordComponents();
            Object[] values = new Object[components.length];
            for (int i = 0; i < components.length; i++) {
                boolean changed = components[i].getName().equals(name);
                values[i] = changed ? value : components[i].getAccessor().invoke(settings);
            }
            Class<?>[] types =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            return NoiseSettings.class.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(name, e);
        }
    }
}
