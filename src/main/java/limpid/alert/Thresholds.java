package limpid.alert;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import limpid.measure.Table;

/** The thresholds of alerts by name, those of {@code thresholds.csv} unless set otherwise. */
public record Thresholds(Map<String, BigDecimal> values) {
    private static final Map<String, BigDecimal> LEAST = new LinkedHashMap<>();
    private static final Thresholds STANDARD = load();

    /** Refuses a name that is not in the table and a value below the least that makes sense. */
    public Thresholds {
        values = Map.copyOf(values);
        values.forEach((name, value) -> {
            BigDecimal least = LEAST.get(name);
            if (least == null) {
                throw new IllegalArgumentException("no threshold '" + name + "', only " + LEAST.keySet());
            }
            if (value.compareTo(least) < 0) {
                throw new IllegalArgumentException(name + "=" + value + " is below " + least);
            }
        });
    }

    private static Thresholds load() {
        Map<String, BigDecimal> values = new LinkedHashMap<>();
        Table table = Table.resource("/limpid/alert/thresholds.csv");
        table.unique("name", row -> row.required("name"));
        table.rows().forEach(row -> {
            LEAST.put(row.required("name"), row.decimal("least"));
            values.put(row.required("name"), row.decimal("value"));
        });
        return new Thresholds(values);
    }

    /** Those that ship with the program. */
    public static Thresholds standard() {
        return STANDARD;
    }

    /**
     * The same with some set otherwise.
     *
     * @param text {@code name=value,name=value}; nothing where it is empty
     * @throws IllegalArgumentException that names what cannot be read
     */
    public Thresholds with(String text) {
        Map<String, BigDecimal> changed = new LinkedHashMap<>(values);
        for (String pair : text.isBlank() ? new String[0] : text.split(",", -1)) {
            int equals = pair.indexOf('=');
            if (equals < 0) {
                throw new IllegalArgumentException("'" + pair + "' is not name=value");
            }
            changed.put(pair.substring(0, equals).strip(), number(pair, equals));
        }
        return new Thresholds(changed);
    }

    private static BigDecimal number(String pair, int equals) {
        try {
            return new BigDecimal(pair.substring(equals + 1).strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + pair + "' does not end in a number", e);
        }
    }

    /** The value of a threshold. */
    public BigDecimal get(String name) {
        return Objects.requireNonNull(values.get(name), name);
    }

    /** The same as a whole number; what is behind the point does not count. */
    public int whole(String name) {
        return get(name).intValue();
    }

    /** The same as a length of time. */
    public Duration time(String name, ChronoUnit unit) {
        return Duration.of(get(name).longValue(), unit);
    }
}
