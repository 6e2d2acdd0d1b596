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
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A table in a file: CSV by RFC 4180 in UTF-8, comment lines begin with {@code #}, the first other line is the header.
 * Every complaint names file, line and column, so that whoever edits the table finds the place.
 *
 * <p>A row is made when it is its turn and is gone afterwards: 10 KB of compressed commas would otherwise be millions of rows
 * in memory before the first of them is found to be wrong.
 */
public final class Table {
    /** The largest that is in use, a city's month of hours, is a fifth of it; each row becomes some 300 bytes of readings. */
    public static final int MOST_ROWS = 200_000;

    /** Characters of a field; the longest are reasons and sources that people write. */
    public static final int LONGEST_FIELD = 10_000;

    /** Columns of a table; the widest has 21. */
    private static final int MOST_COLUMNS = 1_000;

    private final String name;
    private final byte[] bytes;
    private final Map<String, Integer> columns = new LinkedHashMap<>();
    private long headerLine;

    private Table(String name, byte[] bytes) {
        this.name = name;
        this.bytes = bytes;
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
        return of(name, text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads a table from a stream of UTF-8, a byte order mark allowed.
     *
     * @param name how complaints call it
     * @throws Malformed where there is no header
     */
    public static Table read(String name, InputStream in) throws IOException {
        return of(name, in.readAllBytes());
    }

    private static Table of(String name, byte[] bytes) {
        Table table = new Table(name, bytes);
        table.lines(table::addHeader);
        if (table.columns.isEmpty()) {
            throw new Malformed(name, 0, "", "no header line");
        }
        return table;
    }

    /** Hands out line by line until it is told that this is enough. */
    private void lines(Predicate<CsvRecord> reader) {
        try (CsvReader<CsvRecord> csv = CsvReader.builder()
                .commentStrategy(CommentStrategy.SKIP)
                .detectBomHeader(true)
                .ignoreDifferentFieldCount(true)
                .ofCsvRecord(new ByteArrayInputStream(bytes))) {
            for (CsvRecord line : csv) {
                if (!reader.test(line)) {
                    return;
                }
            }
        } catch (CsvParseException e) {
            throw new Malformed(name, 0, "", String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + name, e);
        }
    }

    private boolean addHeader(CsvRecord line) {
        headerLine = line.getStartingLineNumber();
        if (line.getFieldCount() > MOST_COLUMNS) {
            throw malformed(headerLine, "", line.getFieldCount() + " columns, the most are " + MOST_COLUMNS);
        }
        for (String column : line.getFields()) {
            Characters.refused(column).ifPresent(reason -> {
                throw new Malformed(name, headerLine, Characters.shown(column), reason);
            });
            if (columns.putIfAbsent(column.trim(), columns.size()) != null) {
                throw new Malformed(name, line.getStartingLineNumber(), column, "column stands twice");
            }
        }
        return false;
    }

    /**
     * Looks at the rows in file order, each before the next is read.
     *
     * @throws Malformed where a row does not fit the header, there are more than {@link #MOST_ROWS} or a field is longer than
     *                   {@link #LONGEST_FIELD}
     */
    public void forEach(Consumer<Row> reader) {
        AtomicInteger count = new AtomicInteger(-1);
        lines(line -> {
            int row = count.incrementAndGet();
            if (row > MOST_ROWS) {
                throw malformed(line.getStartingLineNumber(), "", "more than " + MOST_ROWS + " rows; split the table");
            }
            if (row > 0) {
                reader.accept(row(line));
            }
            return true;
        });
    }

    private Row row(CsvRecord line) {
        long number = line.getStartingLineNumber();
        if (line.getFieldCount() != columns.size()) {
            throw malformed(number, "", line.getFieldCount() + " fields where the header has " + columns.size());
        }
        for (String field : line.getFields()) {
            if (field.length() > LONGEST_FIELD) {
                throw malformed(
                        number, "", "a field of " + field.length() + " characters, the most are " + LONGEST_FIELD);
            }
        }
        Row row = new Row(number, line.getFields());
        columns.forEach(
                (column, index) -> Characters.refused(line.getField(index)).ifPresent(reason -> {
                    throw row.malformed(column, reason);
                }));
        return row;
    }

    /** The rows in file order, all of them; for tables that are known to be short. */
    public List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        forEach(rows::add);
        return List.copyOf(rows);
    }

    /** The names in the header, in no particular order. */
    public Set<String> columns() {
        return Set.copyOf(columns.keySet());
    }

    /**
     * Refuses a header with another column, which would be lost unseen, or without one that must be there.
     *
     * @param known    all columns there may be, in the order a complaint lists them
     * @param required those of them that must be there
     * @throws Malformed naming the first such column and, where there is a likely one, what may have been meant
     */
    public void requireColumns(List<String> known, List<String> required) {
        columns.keySet().stream()
                .filter(column -> !known.contains(column))
                .findFirst()
                .ifPresent(column -> {
                    throw malformed(Characters.shown(column), "no such column; there are " + String.join(",", known));
                });
        required.stream()
                .filter(column -> !columns.containsKey(column))
                .findFirst()
                .ifPresent(column -> {
                    throw malformed(column, "this column must be there");
                });
    }

    /** A complaint about the header, for the caller to throw. */
    public Malformed malformed(String column, String reason) {
        return new Malformed(name, headerLine, column, reason);
    }

    /** A complaint about a line, for the caller to throw. */
    public Malformed malformed(long line, String column, String reason) {
        return new Malformed(name, line, column, reason);
    }

    /**
     * Turns each row into a value.
     *
     * @throws Malformed as the reading function does, or where it finds an illegal value
     */
    public <T> List<T> map(Function<Row, T> reading) {
        List<T> values = new ArrayList<>();
        forEach(row -> {
            try {
                values.add(reading.apply(row));
            } catch (IllegalArgumentException e) {
                throw e instanceof Malformed ? e : row.malformed("", String.valueOf(e.getMessage()));
            }
        });
        return values;
    }

    /** Refuses the table where two rows give the same key. */
    public <K> void unique(String column, Function<Row, K> key) {
        Set<K> seen = new HashSet<>();
        forEach(row -> {
            if (!seen.add(key.apply(row))) {
                throw row.malformed(column, "'" + key.apply(row) + "' stands twice");
            }
        });
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
