package limpid.decode;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The values that stand in one array of a message, each a number, nothing for due and missing, or no number at all. */
public final class ValueArray {
    private final List<@Nullable Object> values = new ArrayList<>(1);

    /** What makes a value no number that can be kept. */
    public enum Unreadable {
        /** Text, a truth value, an object or an array. */
        NO_NUMBER("expected a number or null"),
        /** A number that no instrument shows. */
        TOO_MANY_DIGITS("more digits than a measurement has");

        private final String detail;

        Unreadable(String detail) {
            this.detail = detail;
        }

        /** One sentence for the person who mends it. */
        public String detail() {
            return detail;
        }
    }

    /** Adds a number, or null for due and missing. */
    public void add(@Nullable BigDecimal number) {
        values.add(number);
    }

    /** Adds a value that cannot be read. */
    public void add(Unreadable unreadable) {
        values.add(unreadable);
    }

    /** How many values there are. */
    public int size() {
        return values.size();
    }

    /** Why a value cannot be read; null where it can. */
    public @Nullable Unreadable unreadable(int index) {
        return values.get(index) instanceof Unreadable why ? why : null;
    }

    /** The number; null where it is due and missing. */
    public @Nullable BigDecimal number(int index) {
        return (BigDecimal) values.get(index);
    }
}
