package limpid.store.postgres;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import limpid.result.ResultTable;
import limpid.result.Type;
import limpid.store.Results.Known;
import limpid.store.Results.KnownSince;
import limpid.store.Results.Reviewed;
import org.jspecify.annotations.Nullable;

/** Rows of tables of results, as {@link TableQuery#select} asks for them. */
final class TableRow {
    /** The first column of the result; before it stand subject and knowledge. */
    private static final int FIRST = 6;

    private TableRow() {}

    /** Reads a row. */
    static <T> Known<T> known(ResultTable<T> table, ResultSet row) throws SQLException {
        return new Known<>(
                row.getInt("subject_id"),
                PostgresResults.subject(row),
                read(table, row, FIRST),
                new KnownSince(row.getInt("revision"), Column.instant(row, "known_from")),
                table.confirmed() ? reviewed(row) : null);
    }

    private static @Nullable Reviewed reviewed(ResultSet row) throws SQLException {
        Instant at = Column.optionalInstant(row, "reviewed_at");
        return at == null ? null : new Reviewed(row.getString("reviewed_by"), at);
    }

    /** Reads the columns of a table. @param first number of the first of them */
    static <T> T read(ResultTable<T> table, ResultSet row, int first) throws SQLException {
        @Nullable Object[] cells = new @Nullable Object[table.columns().size()];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = cell(row, first + i, table.columns().get(i).type());
        }
        return table.read(cells);
    }

    /** Reads the columns of a table by their names. */
    static <T> T named(ResultTable<T> table, ResultSet row) throws SQLException {
        return table.read(cells(table, row));
    }

    /** The cells of the columns of a table, found by their names. */
    static @Nullable Object[] cells(ResultTable<?> table, ResultSet row) throws SQLException {
        @Nullable Object[] cells = new @Nullable Object[table.columns().size()];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = cell(
                    row,
                    row.findColumn(table.columns().get(i).name()),
                    table.columns().get(i).type());
        }
        return cells;
    }

    /** A cell as the type it is stored as, or null. */
    static @Nullable Object cell(ResultSet row, int column, Type type) throws SQLException {
        Object cell =
                switch (type) {
                    case TEXT -> row.getString(column);
                    case INTEGER -> row.getInt(column);
                    case DECIMAL -> row.getBigDecimal(column);
                    case BOOLEAN -> row.getBoolean(column);
                    case DATE -> row.getObject(column, LocalDate.class);
                    case TIME -> row.getObject(column, OffsetDateTime.class);
                    case TEXTS, INTEGERS, DECIMALS -> row.getArray(column);
                };
        if (row.wasNull()) {
            return null;
        }
        return switch (cell) {
            case OffsetDateTime time -> time.toInstant();
            case Array array -> list(array, type);
            default -> cell;
        };
    }

    private static List<@Nullable Object> list(Array array, Type type) throws SQLException {
        @Nullable Object[] elements = (@Nullable Object[]) array.getArray();
        if (type != Type.INTEGERS) {
            return Arrays.asList(elements);
        }
        List<@Nullable Object> numbers = new ArrayList<>(elements.length);
        for (Object number : elements) {
            numbers.add(number == null ? null : ((Number) number).intValue());
        }
        return numbers;
    }
}
