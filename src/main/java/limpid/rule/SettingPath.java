package limpid.rule;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A place in a record of settings, such as {@code city.leastSharePercent}. */
final class SettingPath {
    private final List<RecordComponent> path;

    private SettingPath(List<RecordComponent> path) {
        this.path = List.copyOf(path);
    }

    /** @throws IllegalArgumentException where there is no such place */
    static SettingPath of(Class<?> root, String place) {
        List<RecordComponent> path = new ArrayList<>();
        Class<?> type = root;
        for (String name : place.split("\\.", -1)) {
            RecordComponent component = component(type, name);
            path.add(component);
            type = component.getType();
        }
        return new SettingPath(path);
    }

    private static RecordComponent component(Class<?> type, String name) {
        RecordComponent[] components = type.isRecord() ? type.getRecordComponents() : new RecordComponent[0];
        return Arrays.stream(components)
                .filter(component -> component.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no setting " + name + " in " + type.getSimpleName()));
    }

    /** What kind of value stands there. */
    Class<?> type() {
        return path.getLast().getType();
    }

    /** What stands there. */
    Object get(Object settings) {
        Object value = settings;
        for (RecordComponent component : path) {
            value = get(component, value);
        }
        return value;
    }

    /**
     * The settings with another value there.
     *
     * @throws IllegalArgumentException where the settings refuse it
     */
    Object with(Object settings, Object value) {
        return with(settings, value, 0);
    }

    private Object with(Object settings, Object value, int depth) {
        RecordComponent here = path.get(depth);
        Object changed = depth == path.size() - 1 ? value : with(get(here, settings), value, depth + 1);
        RecordComponent[] components = settings.getClass().getRecordComponents();
        Object[] values = Arrays.stream(components)
                .map(component -> component.getName().equals(here.getName()) ? changed : get(component, settings))
                .toArray();
        return construct(settings.getClass(), components, values);
    }

    private static Object get(RecordComponent component, Object settings) {
        try {
            return component.getAccessor().invoke(settings);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(component + " cannot be read", e);
        }
    }

    private static Object construct(Class<?> type, RecordComponent[] components, Object[] values) {
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            return type.getDeclaredConstructor(types).newInstance(values);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof RuntimeException refused ? refused : new IllegalStateException(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " cannot be made", e);
        }
    }
}
