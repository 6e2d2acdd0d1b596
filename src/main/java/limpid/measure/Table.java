package limpid.measure;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
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
import org.jspecify.annotations.Nullable;

/**
 * A table in a file: CSV by RFC 4180, the first line with something in it is the header. What spreadsheets write is taken where
 * it can mean one thing only, and named where not: UTF-8 and GBK, a byte order mark, tabs in place of commas, rows of empty
 * cells, empty columns without a name. Every other line is a row: none is passed over. Every complaint names file, line and
 * column, so that whoever edits the table finds the place.
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

    /** Rows whose faults are told at once; who has mended so many asks again. */
    public static final int MOST_FAULTS = 50;

    /** Names that a complaint lists. */
    private static final int MOST_LISTED = 20;

    private final String name;
    private final Source source;
    private final Map<String, Integer> columns = new LinkedHashMap<>();
    private int width;
    private long headerLine;

    private Table(String name, Source source) {
        this.name = name;
        this.source = source;
    }

    /** Where the lines come from, the header first; each is made when it is its turn. */
    private interface Source {
        /** Hands out line by line until it is told that this is enough. */
        void lines(Predicate<Line> reader) throws IOException;
    }

    /**
     * A line of a table, made of one that somebody wrote.
     *
     * @param number  the line they wrote, the first being 1
     * @param fields  as many as the header has
     * @param written what they call a column, where it is not the name in the header
     */
    public record Line(long number, List<String> fields, Map<String, String> written) {}

    /**
     * Reads a table that ships with the program. Its comment lines begin with {@code #}.
     *
     * @param path absolute resource path, for example {@code /limpid/measure/parameters.csv}
     * @throws Malformed where the table is missing or a line does not fit the header
     */
    public static Table resource(String path) {
        try (InputStream in = Table.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new Malformed(path, 0, "", "no such table");
            }
            return annotated(path, in);
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + path, e);
        }
    }

    /**
     * Reads a table that its author explains in comment lines, which begin with {@code #}: those that ship, and settings.
     *
     * @throws Malformed where there is no header
     */
    public static Table annotated(String name, InputStream in) throws IOException {
        return of(name, decoded(name, in.readAllBytes(), null), CommentStrategy.SKIP);
    }

    /**
     * Reads a table from text.
     *
     * @param name how complaints call it
     * @throws Malformed where a line does not fit the header
     */
    public static Table text(String name, String text) {
        return of(name, text, CommentStrategy.NONE);
    }

    /**
     * Reads a table from a stream.
     *
     * @param name how complaints call it
     * @throws Malformed where there is no header, or it is not for certain in an encoding that is read
     */
    public static Table read(String name, InputStream in) throws IOException {
        return bytes(name, in.readAllBytes(), null);
    }

    /**
     * Reads a table from bytes.
     *
     * @param name    how complaints call it
     * @param charset the encoding that is declared for it; null where none is
     * @throws Malformed where there is no header, or it is not in that encoding or not for certain in one that is read
     */
    public static Table bytes(String name, byte[] bytes, @Nullable String charset) {
        return of(name, decoded(name, bytes, charset), CommentStrategy.NONE);
    }

    private static String decoded(String name, byte[] bytes, @Nullable String charset) {
        try {
            return Texts.decode(bytes, charset);
        } catch (Texts.Undecodable e) {
            throw new Malformed(name, e.line(), "", e.reason());
        }
    }

    private static Table of(String name, String text, CommentStrategy comments) {
        String plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
        char separator = comments == CommentStrategy.SKIP ? ',' : separator(plain);
        return of(name, reader -> csv(plain, comments, separator, reader));
    }

    private static Table of(String name, Source source) {
        Table table = new Table(name, source);
        table.lines(table::addHeader);
        if (table.columns.isEmpty()) {
            throw new Malformed(name, 0, "", "no header line");
        }
        return table;
    }

    /**
     * A table made of another, whose complaints name the lines and columns of that one.
     *
     * @param lines the header first
     * @throws Malformed where there is no header
     */
    public static Table rewritten(String name, List<Line> lines) {
        return of(name, reader -> {
            for (Line line : lines) {
                if (!reader.test(line)) {
                    return;
                }
            }
        });
    }

    private static void csv(String text, CommentStrategy comments, char separator, Predicate<Line> reader)
            throws IOException {
        try (CsvReader<CsvRecord> csv = CsvReader.builder()
                .fieldSeparator(separator)
                .commentStrategy(comments)
                .ignoreDifferentFieldCount(true)
                .ofCsvRecord(text)) {
            for (CsvRecord line : csv) {
                if (!reader.test(new Line(line.getStartingLineNumber(), line.getFields(), Map.of()))) {
                    return;
                }
            }
        }
    }

    /** A tab where the first line that is not empty has one and no comma, as cells copied from a spreadsheet have. */
    private static char separator(String text) {
        String first = text.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
        return first.indexOf('\t') >= 0 && first.indexOf(',') < 0 ? '\t' : ',';
    }

    /** Hands out line by line, without those of empty cells, until it is told that this is enough. */
    private void lines(Predicate<Line> reader) {
        try {
            source.lines(line -> isBlank(line) || reader.test(line));
        } catch (CsvParseException e) {
            throw new Malformed(name, 0, "", String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + name, e);
        }
    }

    private static boolean isBlank(Line line) {
        return line.fields.stream().allMatch(field -> Characters.trimmed(field).isEmpty());
    }

    private boolean addHeader(Line line) {
        headerLine = line.number;
        if (line.fields.size() > MOST_COLUMNS) {
            throw malformed(headerLine, "", line.fields.size() + " columns, the most are " + MOST_COLUMNS);
        }
        for (int i = 0; i < line.fields.size(); i++) {
            addColumn(line.fields.get(i), i);
        }
        return false;
    }

    private void addColumn(String field, int index) {
        Characters.refused(field).ifPresent(reason -> {
            throw malformed(Characters.shown(field), reason);
        });
        String column = Characters.trimmed(field);
        if (column.isEmpty()) {
            return;
        }
        if (columns.putIfAbsent(column, index) != null) {
            throw malformed(column, "column stands twice");
        }
        width = index + 1;
        if (columns.size() == 1 && index == 0 && column.indexOf(';') >= 0) {
            refuseSemicolons(column);
        }
    }

    /** Behind semicolons stand decimal commas, and which is meant nobody can tell. */
    private void refuseSemicolons(String header) {
        throw malformed(
                headerLine,
                "",
                "the header is one column '" + Characters.shown(header)
                        + "'; the separator must be a comma, and the decimal point a point");
    }

    /**
     * Looks at the rows in file order, each before the next is read. What is wrong in one does not hide what is wrong in those
     * after it.
     *
     * @throws Malformed where a row does not fit the header or the reader refuses it, with all such rows up to {@link
     *                   #MOST_FAULTS}; where there are more than {@link #MOST_ROWS} or a field is longer than {@link
     *                   #LONGEST_FIELD}
     */
    public void forEach(Consumer<Row> reader) {
        AtomicInteger count = new AtomicInteger(-1);
        List<Malformed> faults = new ArrayList<>();
        lines(line -> {
            int row = count.incrementAndGet();
            if (row > MOST_ROWS) {
                throw malformed(line.number, "", "more than " + MOST_ROWS + " rows; split the table");
            }
            if (row > 0) {
                try {
                    reader.accept(row(line));
                } catch (Malformed e) {
                    faults.add(e);
                }
            }
            return faults.size() < MOST_FAULTS;
        });
        if (!faults.isEmpty()) {
            throw faults.getFirst().with(faults);
        }
    }

    private Row row(Line line) {
        long number = line.number;
        List<String> fields = line.fields;
        if (fields.size() < width) {
            throw malformed(number, "", fields.size() + " fields where the header has " + width);
        }
        for (String field : fields) {
            if (field.length() > LONGEST_FIELD) {
                throw malformed(
                        number, "", "a field of " + field.length() + " characters, the most are " + LONGEST_FIELD);
            }
        }
        refuseNameless(number, fields);
        Row row = new Row(line);
        columns.forEach((column, index) -> Characters.refused(fields.get(index)).ifPresent(reason -> {
            throw row.malformed(column, reason);
        }));
        return row;
    }

    /** A spreadsheet adds columns without a name; what stands in one would be lost. */
    private void refuseNameless(long line, List<String> fields) {
        if (fields.size() == columns.size()) {
            return;
        }
        for (int i = 0; i < fields.size(); i++) {
            if (!columns.containsValue(i) && !Characters.trimmed(fields.get(i)).isEmpty()) {
                throw malformed(
                        line,
                        "",
                        "'" + Characters.shown(fields.get(i)) + "' stands in column " + (i + 1)
                                + ", which has no name in the header");
            }
        }
    }

    /** How many rows there are: lines in which something stands, without the header. */
    public int size() {
        AtomicInteger count = new AtomicInteger(-1);
        lines(line -> {
            count.incrementAndGet();
            return true;
        });
        return count.get();
    }

    /** The rows in file order, all of them; for tables that are known to be short. */
    public List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        forEach(rows::add);
        return List.copyOf(rows);
    }

    /** All lines after the header in which something stands, as they are; for giving a table back. */
    public List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        lines(line -> {
            if (lines.size() <= MOST_ROWS) {
                lines.add(line);
            }
            return lines.size() <= MOST_ROWS;
        });
        return List.copyOf(lines.subList(Math.min(1, lines.size()), lines.size()));
    }

    /** The names in the header in its order, empty for a column without one. */
    public List<String> header() {
        List<String> header = new ArrayList<>(Collections.nCopies(width, ""));
        columns.forEach((column, index) -> header.set(index, column));
        return List.copyOf(header);
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
                    String meant = Likeness.nearest(column, known)
                            .map(near -> "; did you mean '" + near + "'?")
                            .orElse("");
                    throw malformed(
                            Characters.shown(column), "no such column; there are " + String.join(",", known) + meant);
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

    /**
     * The values of the rows by what stands in a column, in the order of the table.
     *
     * @throws Malformed as the reading function does, or where the column has something twice
     */
    public <T> Map<String, T> keyed(String column, Function<Row, T> reading) {
        unique(column, row -> row.required(column));
        Map<String, T> values = new LinkedHashMap<>();
        map(row -> {
            T value = reading.apply(row);
            values.put(row.required(column), value);
            return value;
        });
        return Collections.unmodifiableMap(values);
    }

    /** One line of the table. */
    public final class Row {
        private final long line;
        private final List<String> fields;
        private final Map<String, String> written;

        private Row(Line line) {
            this.line = line.number;
            this.fields = line.fields;
            this.written = line.written;
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
            return Formula.plain(Characters.trimmed(fields.get(index)));
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

        /** The field, which must be {@code yes} or {@code no}, or {@code true} or {@code false} as our own lists write it. */
        public boolean yes(String column) {
            return read(column, "yes or no", field -> switch (field) {
                case "yes", "true" -> true;
                case "no", "false" -> false;
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

        /**
         * The name of something that others find by it, which must not be empty. A blank in it that only looks like the usual
         * one would make two of what looks like one.
         */
        public String name(String column) {
            return checkedName(column, required(column));
        }

        /** The same, empty where nothing stands. */
        public String optionalName(String column) {
            return optional(column).map(name -> checkedName(column, name)).orElse("");
        }

        private String checkedName(String column, String name) {
            Characters.oddBlank(name).ifPresent(reason -> {
                throw malformed(column, reason);
            });
            return name;
        }

        /**
         * The field, which must be one of these.
         *
         * @param what what they are
         * @throws Malformed naming the nearest of them, or all where they are few
         */
        public String oneOf(String column, String what, Collection<String> known) {
            String field = required(column);
            if (known.contains(field)) {
                return field;
            }
            String meant = Likeness.nearest(field, known)
                    .map(near -> "; did you mean '" + near + "'?")
                    .orElse(known.size() <= MOST_LISTED ? "; there are " + String.join(", ", known) : "");
            throw malformed(column, "no " + what + " '" + Characters.shown(field) + "'" + meant);
        }

        /** A complaint about this line, for the caller to throw. */
        public Malformed malformed(String column, String reason) {
            return new Malformed(name, line, written.getOrDefault(column, column), reason);
        }
    }

    /** A table that cannot be used, with the place and the reason. */
    public static final class Malformed extends IllegalArgumentException {
        private static final long serialVersionUID = 1;
        private final long line;
        private final String column;
        private final String reason;
        private final String table;
        private final Malformed[] all;

        /** A complaint. @param line 0 where the whole table is meant @param column empty where the whole line is */
        public Malformed(String table, long line, String column, String reason) {
            this(table, line, column, reason, new Malformed[0]);
        }

        private Malformed(String table, long line, String column, String reason, Malformed[] all) {
            super(table + (line > 0 ? " line " + line : "") + (column.isEmpty() ? "" : " column " + column) + ": "
                    + reason);
            this.table = table;
            this.line = line;
            this.column = column;
            this.reason = reason;
            this.all = all;
        }

        /** The same, with all that is wrong. */
        private Malformed with(List<Malformed> faults) {
            return new Malformed(table, line, column, reason, faults.toArray(Malformed[]::new));
        }

        /** All that is wrong, this first; at most {@link Table#MOST_FAULTS}. */
        public List<Malformed> all() {
            return all.length == 0 ? List.of(this) : List.of(all);
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
