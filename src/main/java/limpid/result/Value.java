package limpid.result;

import org.jspecify.annotations.Nullable;

/** What stands in a column. */
@FunctionalInterface
public interface Value<T> {
    /** Of a result; null where there is none. */
    @Nullable
    Object of(T result);
}
