package limpid.measure;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A table in a file: CSV by RFC 4180 in UTF-8, comment lines begin with {@code #}, the first other line is the header.
 * Every complaint names file, line and column, so that whoever edits the table finds the place.
 */
public final class Table {
    private final String name;
    private final Map<String, Integer> columns = new HashMap<>();
    private final List<Row> rows = new ArrayList<>();
    private long headerLine;

    private Table(String name) {
        this.name = name;
    }

    /**
     * Reads a table that ships with the program.
     *
     * @param path absolute resource path, for example {@code /limpid/measure/parameters.csv}
     * @throws Malformed where the table is missing or a line does not fit the header
     */
    public static Table resource(String path) {
        try (InputStream in = Table.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new Malformed(path, 0, "", "no such table");
            }
            return read(path, in);
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + path, e);
        }
    }

    /**
     * Reads a table from text.
     *
     * @param name how complaints call it
     * @throws Malformed where a line does not fit the header
     */
    public static Table text(String name, String text) {
        try {
            return read(name, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + name, e);
        }
    }

    /**
     * Reads a table from a stream of UTF-8, a byte order mark allowed.
     *
     * @param name how complaints call it
     * @throws Malformed where a line does not fit the header
     */
    public static Table read(String name, InputStream in) throws IOException {
        Table table = new Table(name);
        try (CsvReader<CsvRecord> csv = CsvReader.builder()
                .commentStrategy(CommentStrategy.SKIP)
                .detectBomHeader(true)
                .ignoreDifferentFieldCount(true)
                .ofCsvRecord(in)) {
            csv.forEach(table::add);
        } catch (CsvParseException e) {
            throw new Malformed(name, 0, "", String.valueOf(e.getMessage()));
        }
        if (table.columns.isEmpty()) {
            throw new Malformed(name, 0, "", "no header line");
        }
        return table;
    }

    private void add(CsvRecord line) {
        if (columns.isEmpty()) {
            addHeader(line);
        } else if (line.getFieldCount() != columns.size()) {
            throw new Malformed(
                    name,
                    line.getStartingLineNumber(),
                    "",
                    line.getFieldCount() + " fields where the header has " + columns.size());
        } else {
            Row row = new Row(line.getStartingLineNumber(), line.getFields());
            columns.forEach(
                    (column, index) -> Characters.refused(line.getField(index)).ifPresent(reason -> {
                        throw row.malformed(column, reason);
                    }));
            rows.add(row);
        }
    }

    private void addHeader(CsvRecord line) {
        headerLine = line.getStartingLineNumber();
        for (String column : line.getFields()) {
            Characters.refused(column).ifPresent(reason -> {
                throw new Malformed(name, headerLine, Characters.shown(column), reason);
            });
            if (columns.putIfAbsent(column.trim(), columns.size()) != null) {
                throw new Malformed(name, line.getStartingLineNumber(), column, "column stands twice");
            }
        }
    }

    /** The rows in file order. */
    public List<Row> rows() {
        return List.copyOf(rows);
    }

    /** The names in the header, in no particular order. */
    public Set<String> columns() {
        return Set.copyOf(columns.keySet());
    }

    /** A complaint about the header, for the caller to throw. */
    public Malformed malformed(String column, String reason) {
        return new Malformed(name, headerLine, column, reason);
    }

    /**
     * Turns each row into a value.
     *
     * @throws Malformed as the reading function does, or where it finds an illegal value
     */
    public <T> List<T> map(Function<Row, T> reading) {
        List<T> values = new ArrayList<>(rows.size());
        for (Row row : rows) {
            try {
                values.add(reading.apply(row));
            } catch (IllegalArgumentException e) {
                throw e instanceof Malformed ? e : row.malformed("", String.valueOf(e.getMessage()));
            }
        }
        return values;
    }

    /** Refuses the table where two rows give the same key. */
    public <K> void unique(String column, Function<Row, K> key) {
        Set<K> seen = new HashSet<>();
        for (Row row : rows) {
            if (!seen.add(key.apply(row))) {
                throw row.malformed(column, "'" + key.apply(row) + "' stands twice");
            }
        }
    }

    /** One line of the table. */
    public final class Row {
        private final long line;
        private final List<String> fields;

        private Row(long line, List<String> fields) {
            this.line = line;
            this.fields = fields;
        }

        /** The line in the file, the first being 1. */
        public long line() {
            return line;
        }

        /**
         * The field with white space trimmed and without the guard of a {@link Formula}, empty where nothing stands.
         *
         * @throws Malformed where the table has no such column
         */
        public String text(String column) {
            Integer index = columns.get(column);
            if (index == null) {
                throw Table.this.malformed(column, "no such column");
            }
            return Formula.plain(fields.get(index).trim());
        }

        /** The field, empty where nothing stands or the table has no such column. */
        public Optional<String> optional(String column) {
            return columns.containsKey(column)
                    ? Optional.of(text(column)).filter(field -> !field.isEmpty())
                    : Optional.empty();
        }

        /** The field, which must not be empty. */
        public String required(String column) {
            return optional(column).orElseThrow(() -> malformed(column, "must not be empty"));
        }

        /** The field as a decimal with the digits it is printed with, within the bounds of {@link Numbers}. */
        public BigDecimal decimal(String column) {
            return read(column, Numbers.EXPECTED, Numbers::read);
        }

        /** The field as a decimal, empty where nothing stands. */
        public Optional<BigDecimal> optionalDecimal(String column) {
            return optional(column).map(field -> decimal(column));
        }

        /** The field as a whole number. */
        public int integer(String column) {
            return read(column, "a whole number", Integer::valueOf);
        }

        /** The field, which must be {@code yes} or {@code no}. */
        public boolean yes(String column) {
            return read(column, "yes or no", field -> switch (field) {
                case "yes" -> true;
                case "no" -> false;
                default -> throw new IllegalArgumentException();
            });
        }

        /**
         * The field as the caller reads it.
         *
         * @param expected what the complaint says was expected
         * @throws Malformed where the reading function throws
         */
        public <T> T read(String column, String expected, Function<String, T> reading) {
            String field = required(column);
            try {
                return reading.apply(field);
            } catch (RuntimeException e) {
                throw malformed(column, "'" + Characters.shown(field) + "' is not " + expected);
            }
        }

        /** A complaint about this line, for the caller to throw. */
        public Malformed malformed(String column, String reason) {
            return new Malformed(name, line, column, reason);
        }
    }

    /** A table that cannot be used, with the place and the reason. */
    public static final class Malformed extends IllegalArgumentException {
        private static final long serialVersionUID = 1;
        private final long line;
        private final String column;
        private final String reason;

        Malformed(String table, long line, String column, String reason) {
            super(table + (line > 0 ? " line " + line : "") + (column.isEmpty() ? "" : " column " + column) + ": "
                    + reason);
            this.line = line;
            this.column = column;
            this.reason = reason;
        }

        /** The line, the first being 1; 0 where the whole table is meant. */
        public long line() {
            return line;
        }

        /** The column's name, empty where the whole line is meant. */
        public String column() {
            return column;
        }

        /** What is wrong, without the place. */
        public String reason() {
            return reason;
        }
    }
}
