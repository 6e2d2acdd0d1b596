package limpid.rollup;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Values of a series by the ends of their periods, which are of whole seconds, in the order of these. They mostly come, and are
 * mostly asked for, one after the other, so that the next is where the last one was, and one beside it. For one thread.
 */
final class ByEnd<T> {
    private static final int DAY_OF_HOURS = 24;

    private long[] seconds = new long[DAY_OF_HOURS];
    private final List<T> values = new ArrayList<>(DAY_OF_HOURS);
    private int last = -1;

    /** In place of one that is there. */
    void put(Instant end, T value) {
        merge(end, value, (one, other) -> other);
    }

    /** With one that is there, made into one. */
    void merge(Instant end, T value, BinaryOperator<T> both) {
        int place = place(end.getEpochSecond());
        if (place >= 0) {
            values.set(place, both.apply(values.get(place), value));
        } else {
            insert(-1 - place, end.getEpochSecond(), value);
        }
    }

    private void insert(int place, long second, T value) {
        int size = values.size();
        if (size == seconds.length) {
            seconds = Arrays.copyOf(seconds, 2 * size);
        }
        System.arraycopy(seconds, place, seconds, place + 1, size - place);
        seconds[place] = second;
        values.add(place, value);
        last = place;
    }

    @Nullable
    T get(Instant end) {
        int place = place(end.getEpochSecond());
        if (place < 0) {
            return null;
        }
        last = place;
        return values.get(place);
    }

    /** As {@link Arrays#binarySearch(long[], long)} tells it. */
    private int place(long second) {
        int next = last + 1;
        if (next < values.size()) {
            return seconds[next] == second ? next : Arrays.binarySearch(seconds, 0, values.size(), second);
        }
        boolean behindAll = next == 0 || seconds[next - 1] < second;
        return behindAll ? -1 - next : Arrays.binarySearch(seconds, 0, values.size(), second);
    }

    List<T> values() {
        return Collections.unmodifiableList(values);
    }
}
