package limpid.result;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import limpid.measure.LocalDay;
import limpid.measure.Medium;
import org.jspecify.annotations.Nullable;

/**
 * A table of results of stations, cities or rivers. From it and nothing else they are written, kept with their history,
 * read as they were known, listed and exported. Each row has a subject, a revision, and a time since when it is known.
 *
 * @param <T> a result
 */
public final class ResultTable<T> {
    /** When the period of a row is over, and its figures published. */
    public enum Ends {
        /** At the instant in the first column of the key. */
        AT,
        /** With the day in the first column of the key. */
        WITH_DAY,
        /** With the month of which the first column of the key holds the first day. */
        WITH_MONTH,
        /** With the day in the column {@link #LAST_DAY}. */
        WITH_LAST_DAY,
        /**
         * Within the year with which the name in the column {@link #PERIOD} begins; what is found while it runs is looked at
         * too, so every version is kept.
         */
        WITHIN_YEAR
    }

    /** Reads a row. */
    @FunctionalInterface
    public interface Reader<T> {
        /** The result of a row. */
        T read(Row row);
    }

    /**
     * The file in which a table leaves.
     *
     * @param name in addresses and file names
     */
    public record File(String name, String titleZh, String titleEn) {}

    /** The name of a period, such as 2026-Q1. */
    public static final String PERIOD = "period";

    /** Where the period of a row has a first and a last day. */
    public static final String LAST_DAY = "last_day";

    private final String name;
    private final @Nullable Medium medium;
    private final Ends ends;
    private final @Nullable File file;
    private final boolean confirmed;
    private final boolean current;
    private final boolean ofSubjects;
    private final Set<String> uncompared;
    private final Map<String, String> became;
    private final List<Column<T>> key;
    private final List<Column<T>> figures;
    private final List<Column<T>> columns;
    private final Map<String, Integer> places = new HashMap<>();
    private final Reader<T> reader;

    private ResultTable(Builder<T> built, Reader<T> reader) {
        name = built.name;
        medium = built.medium;
        ends = built.ends;
        file = built.file;
        confirmed = built.confirmed;
        current = built.current;
        ofSubjects = built.ofSubjects;
        uncompared = Set.copyOf(built.uncompared);
        became = Map.copyOf(built.became);
        columns = List.copyOf(built.columns);
        key = columns.stream().filter(Column::key).toList();
        figures = columns.stream().filter(column -> !column.key()).toList();
        for (Column<T> column : columns) {
            if (places.put(column.name(), places.size()) != null) {
                throw new IllegalArgumentException(name + " has two columns " + column.name());
            }
        }
        this.reader = reader;
    }

    /** A table of this name in the store. @param medium of whose figures it is; null for any */
    public static <T> Builder<T> named(String name, @Nullable Medium medium, Ends ends) {
        return new Builder<>(name, medium, ends);
    }

    /** In the store. */
    public String name() {
        return name;
    }

    /** Of whose figures they are; null for any. */
    public @Nullable Medium medium() {
        return medium;
    }

    /** When the period of a row is over. */
    public Ends ends() {
        return ends;
    }

    /** The file in which it leaves; null where it leaves in none. */
    public @Nullable File file() {
        return file;
    }

    /** Whether people confirm its days 审核. */
    public boolean confirmed() {
        return confirmed;
    }

    /** Whether only what holds now is kept: without revisions and history. */
    public boolean current() {
        return current;
    }

    /** Whether each row is of a numbered subject; otherwise its key says all. */
    public boolean ofSubjects() {
        return ofSubjects;
    }

    /** The figures by which a row is another one than before. */
    public List<Column<T>> compared() {
        return figures.stream()
                .filter(column -> !uncompared.contains(column.name()))
                .toList();
    }

    /** Columns of the history that tell what a column became, by their names. */
    public Map<String, String> became() {
        return became;
    }

    /** The columns that name a row of a subject; the first is the period. */
    public List<Column<T>> key() {
        return key;
    }

    /** The columns besides. */
    public List<Column<T>> figures() {
        return figures;
    }

    /** All columns, in the order of files. */
    public List<Column<T>> columns() {
        return columns;
    }

    /** Where among the columns one stands. */
    public int place(String column) {
        Integer place = places.get(column);
        if (place == null) {
            throw new IllegalArgumentException(name + " has no column " + column);
        }
        return place;
    }

    /** The column by which rows are listed. */
    public Column<T> period() {
        return key.getFirst();
    }

    /** The period of a result as {@link #period} holds it. */
    public Object period(T result) {
        Object period = period().value().of(result);
        if (period == null) {
            throw new IllegalArgumentException("a row of " + name + " without its period");
        }
        return period;
    }

    /** The instant at which the period of a result ends, by which rows are listed. */
    public Instant end(T result) {
        return period(result) instanceof LocalDate day
                ? new LocalDay(day, LocalDay.CHINA).end()
                : (Instant) period(result);
    }

    /** The result of a row. @param cells in the order of the columns */
    public T read(@Nullable Object[] cells) {
        return reader.read(row(cells));
    }

    /** A row, to be read column by column. @param cells in the order of the columns */
    public Row row(@Nullable Object[] cells) {
        return new Row(places, cells);
    }

    /** The cells of a result, in the order of the columns. */
    public @Nullable Object[] cells(T result) {
        @Nullable Object[] cells = new @Nullable Object[columns.size()];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = columns.get(i).value().of(result);
        }
        return cells;
    }

    @Override
    public String toString() {
        return name;
    }

    /** Takes the columns in their order; what says how one is printed follows it. */
    public static final class Builder<T> {
        private final String name;
        private final @Nullable Medium medium;
        private final Ends ends;
        private final Set<String> uncompared = new HashSet<>();
        private final Map<String, String> became = new TreeMap<>();
        private final List<Column<T>> columns = new ArrayList<>();
        private @Nullable File file;
        private boolean confirmed;
        private boolean current;
        private boolean ofSubjects = true;

        private Builder(String name, @Nullable Medium medium, Ends ends) {
            this.name = name;
            this.medium = medium;
            this.ends = ends;
        }

        /** It leaves as a file. */
        public Builder<T> file(String fileName, String titleZh, String titleEn) {
            file = new File(fileName, titleZh, titleEn);
            return this;
        }

        /** People confirm its days. */
        public Builder<T> confirmed() {
            confirmed = true;
            return this;
        }

        /** Only what holds now is kept. */
        public Builder<T> current() {
            current = true;
            return this;
        }

        /** Rows are of no numbered subject. */
        public Builder<T> withoutSubject() {
            ofSubjects = false;
            return this;
        }

        /** A row that differs in the last column alone is as it was. */
        public Builder<T> uncompared() {
            uncompared.add(columns.getLast().name());
            return this;
        }

        /** The history tells in this column what the last one became. */
        public Builder<T> became(String column) {
            became.put(column, columns.getLast().name());
            return this;
        }

        /** The last column is of the key; the first such is the period. */
        public Builder<T> key() {
            return last(columns.getLast().named());
        }

        /** Adds a column. */
        public Builder<T> column(String column, Type type, Value<T> value) {
            columns.add(new Column<>(column, type, false, List.of(), null, value));
            return this;
        }

        /** Adds a text. */
        public Builder<T> text(String column, Function<T, @Nullable String> value) {
            return column(column, Type.TEXT, value::apply);
        }

        /** Adds a whole number. */
        public Builder<T> integer(String column, Function<T, @Nullable Integer> value) {
            return column(column, Type.INTEGER, value::apply);
        }

        /** Adds a decimal. */
        public Builder<T> decimal(String column, Function<T, @Nullable BigDecimal> value) {
            return column(column, Type.DECIMAL, value::apply);
        }

        /** Adds a list of texts. */
        public Builder<T> texts(String column, Function<T, List<String>> value) {
            return column(column, Type.TEXTS, value::apply);
        }

        /** Adds columns for each of these. */
        public <E> Builder<T> each(E[] all, BiConsumer<Builder<T>, E> columnsOf) {
            for (E one : all) {
                columnsOf.accept(this, one);
            }
            return this;
        }

        /** In files the last column is called so. */
        public Builder<T> as(String title, String zh) {
            return last(columns.getLast().titled(List.of(new Column.Title(title, zh, null, null))));
        }

        /** In files the last column is called so, and has a unit. @param digits null where that is no property of it */
        public Builder<T> as(String title, String zh, String unit, @Nullable Integer digits) {
            return last(columns.getLast().titled(List.of(new Column.Title(title, zh, unit, digits))));
        }

        /** In files each element of the last column stands in one of its own. */
        public Builder<T> asEach(List<Column.Title> titles) {
            return last(columns.getLast().titled(titles));
        }

        /** Where the last column has no value, a figure is missing. */
        public Builder<T> figure() {
            return last(
                    columns.getLast().missing(new Column.Gap(columns.getLast().name(), "")));
        }

        /** The same of a parameter, which may not be monitored. */
        public Builder<T> figureOf(String parameter) {
            return last(
                    columns.getLast().missing(new Column.Gap(columns.getLast().name(), parameter)));
        }

        /** Where another column has no value, the last one says so too. */
        public Builder<T> figureWith(String column) {
            return last(columns.getLast().missing(new Column.Gap(column, "")));
        }

        private Builder<T> last(Column<T> column) {
            columns.set(columns.size() - 1, column);
            return this;
        }

        /** The table, whose rows are read column by column where they are read at all. */
        public ResultTable<T> written() {
            return read(row -> {
                throw new UnsupportedOperationException(name + " is read column by column");
            });
        }

        /** The table, whose rows are read so. */
        public ResultTable<T> read(Reader<T> reader) {
            return new ResultTable<>(this, reader);
        }
    }
}
