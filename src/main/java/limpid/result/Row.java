package limpid.result;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A row of a table of results, read by the names of its columns. */
public final class Row {
    private final Map<String, Integer> places;
    private final @Nullable Object[] cells;

    /** @param cells in the order of the table's columns */
    Row(Map<String, Integer> places, @Nullable Object[] cells) {
        this.places = places;
        this.cells = cells;
    }

    private @Nullable Object cell(String column) {
        Integer place = places.get(column);
        if (place == null) {
            throw new IllegalArgumentException("no column " + column + " among " + places.keySet());
        }
        return cells[place];
    }

    private Object value(String column) {
        return Objects.requireNonNull(cell(column), column);
    }

    /** A decimal with its digits, or null. */
    public @Nullable BigDecimal decimal(String column) {
        return (BigDecimal) cell(column);
    }

    /** A whole number, or null. */
    public @Nullable Integer integer(String column) {
        return (Integer) cell(column);
    }

    /** A whole number that is always there. */
    public int count(String column) {
        return (Integer) value(column);
    }

    /** A text, or null. */
    public @Nullable String text(String column) {
        return (String) cell(column);
    }

    /** A text that is always there. */
    public String word(String column) {
        return (String) value(column);
    }

    /** Yes, no, or null. */
    public @Nullable Boolean truth(String column) {
        return (Boolean) cell(column);
    }

    /** A date that is always there. */
    public LocalDate date(String column) {
        return (LocalDate) value(column);
    }

    /** A time that is always there. */
    public Instant time(String column) {
        return (Instant) value(column);
    }

    /** A list of texts. */
    public List<String> texts(String column) {
        return list(column, String.class);
    }

    /** A list of whole numbers. */
    public List<Integer> integers(String column) {
        return list(column, Integer.class);
    }

    /** A list of decimals, or null. */
    public @Nullable List<BigDecimal> decimals(String column) {
        return cell(column) == null ? null : list(column, BigDecimal.class);
    }

    /** A list of decimals, null where there is none. */
    public List<@Nullable BigDecimal> gaps(String column) {
        List<@Nullable BigDecimal> decimals = new ArrayList<>();
        ((List<?>) value(column)).forEach(decimal -> decimals.add((BigDecimal) decimal));
        return decimals;
    }

    private <E> List<E> list(String column, Class<E> element) {
        return ((List<?>) value(column)).stream().map(element::cast).toList();
    }
}
