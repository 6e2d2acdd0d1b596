package limpid.register;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import limpid.measure.Table;
import limpid.measure.Table.Row;
import org.jspecify.annotations.Nullable;

/**
 * A register: from its columns its entries are read and written as CSV, workbook and JSON, kept, and asked for in the forms that
 * offices fill in.
 */
public final class Register<S> {
    private final String name;
    private final List<RegisterColumn<S, ?>> columns;
    private final Function<Values<S>, S> entry;

    /**
     * A register.
     *
     * @param name    of its form
     * @param columns in the order they are written in
     * @param entry   made of the values of one line; it asks for them in the order in which complaints come
     */
    public Register(String name, List<RegisterColumn<S, ?>> columns, Function<Values<S>, S> entry) {
        this.name = name;
        this.columns = List.copyOf(columns);
        this.entry = entry;
    }

    /** By which it is imported, and its template is asked for. */
    public String name() {
        return name;
    }

    /** In the order they are written in. */
    public List<RegisterColumn<S, ?>> columns() {
        return columns;
    }

    /** The names of the columns. */
    public List<String> header() {
        return columns.stream().map(RegisterColumn::name).toList();
    }

    /** The names of the columns that a table must have. */
    public List<String> required() {
        return columns.stream()
                .filter(RegisterColumn::required)
                .map(RegisterColumn::name)
                .toList();
    }

    /** Refuses a table with a column that is none of these, or without one that must be there. @throws Table.Malformed */
    public void requireColumns(Table table) {
        table.requireColumns(header(), required());
    }

    /**
     * The entry of a row.
     *
     * @throws Table.Malformed where a field cannot be read; it names line and column
     */
    public S read(Row row) {
        return entry.apply(new Values<>(column -> column.read(row)));
    }

    /** The entry of what is stored. @param cells by the names of the columns, of the types they are stored as */
    public S kept(Map<String, @Nullable Object> cells) {
        return entry.apply(new Values<>(column -> column.kept(cells.get(column.name()))));
    }

    /** The values of one entry by their columns. */
    public static final class Values<S> {
        private final Function<RegisterColumn<S, ?>, @Nullable Object> all;

        private Values(Function<RegisterColumn<S, ?>, @Nullable Object> all) {
            this.all = all;
        }

        /** What stands in a column that always has a value. */
        public <T> T of(RegisterColumn<S, T> column) {
            return Objects.requireNonNull(ifAny(column), column.name());
        }

        /** What stands in a column, or null. */
        @SuppressWarnings("unchecked") // a column reads what it holds
        public <T> @Nullable T ifAny(RegisterColumn<S, T> column) {
            return (T) all.apply(column);
        }
    }
}
