package limpid.sheet;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import limpid.measure.Table;
import limpid.measure.Table.Row;
import limpid.station.StationColumn;
import limpid.station.StationColumns;

/**
 * A table that an office fills in: its columns with the names they go by.
 *
 * @param name    by which it is imported, and its template is asked for
 * @param columns in the order of the template
 */
public record Form(String name, List<Column> columns) {
    /** Stands for a column of any item. */
    static final String ITEM = "*";

    /** As what an empty form is handed out. */
    public static final List<String> FORMATS = List.of("xlsx", "csv");

    private static final String STATIONS = "stations";
    private static final Map<String, Form> ALL = load();

    /** Keeps its own list. */
    public Form {
        columns = List.copyOf(columns);
    }

    /** What stands in a column. */
    public enum Kind {
        /** Anything. */
        TEXT,
        /** Code or name of a station. */
        STATION,
        /** An item of water. */
        ITEM,
        /** A measured value, or that nothing was detected. */
        VALUE,
        /** A point in time. */
        TIME,
        /** A day. */
        DATE,
        /** A month. */
        MONTH,
        /** A number. */
        NUMBER,
        /** One of a few. */
        CHOICE
    }

    /**
     * A column.
     *
     * @param name     as the import knows it
     * @param names    in Chinese, the first is printed
     * @param meaning  what it holds, in English
     * @param required whether it must be there
     * @param choices  what each code is called
     * @param example  of what stands in it; empty where there is none
     */
    public record Column(
            String name,
            List<String> names,
            String meaning,
            Kind kind,
            boolean required,
            Map<String, List<String>> choices,
            String example) {
        /** As it is printed: in Chinese where it has such a name. */
        public String title() {
            return names.isEmpty() ? name : names.getFirst();
        }

        private boolean isCalled(String header) {
            return name.equals(header)
                    || names.stream().map(Names::plain).anyMatch(Names.plain(header)::equalsIgnoreCase);
        }
    }

    /** All of them, in the order of the file. */
    public static List<Form> all() {
        return List.copyOf(ALL.values());
    }

    /** The form of this name. */
    public static Optional<Form> named(String name) {
        return Optional.ofNullable(ALL.get(name));
    }

    /** The column that a header means. */
    Optional<Column> column(String header) {
        return columns.stream().filter(column -> column.isCalled(header)).findFirst();
    }

    /** Whether items may stand side by side, a column each. */
    boolean itemsAcross() {
        return columns.stream().anyMatch(column -> column.name.equals(ITEM));
    }

    private static Map<String, Form> load() {
        Map<String, List<Column>> forms = Table.resource("/limpid/sheet/forms.csv").rows().stream()
                .collect(Collectors.groupingBy(
                        row -> row.required("form"),
                        LinkedHashMap::new,
                        Collectors.mapping(Form::column, Collectors.toList())));
        Map<String, Form> all = new LinkedHashMap<>();
        forms.forEach((name, columns) -> all.put(name, new Form(name, columns)));
        all.put(
                STATIONS,
                new Form(STATIONS, StationColumns.ALL.stream().map(Form::column).toList()));
        return all;
    }

    /** As the registry describes it. */
    private static Column column(StationColumn<?> column) {
        StationColumn.Words words = column.words();
        Kind kind = words.choices().isEmpty()
                ? switch (column.type()) {
                    case DATE -> Kind.DATE;
                    case DECIMAL -> Kind.NUMBER;
                    default -> Kind.TEXT;
                }
                : Kind.CHOICE;
        return new Column(
                column.name(), words.zh(), words.en(), kind, column.required(), words.choices(), words.example());
    }

    private static Column column(Row row) {
        return new Column(
                row.required("column"),
                several(row.text("zh"), "\\|"),
                row.required("en"),
                row.read("kind", "a kind", kind -> Kind.valueOf(kind.toUpperCase(Locale.ROOT))),
                row.yes("required"),
                choices(row.text("choices")),
                row.text("example"));
    }

    private static Map<String, List<String>> choices(String text) {
        Map<String, List<String>> choices = new LinkedHashMap<>();
        several(text, ";").forEach(one -> {
            String[] pair = one.split("=", 2);
            choices.put(pair[0], several(pair[1], "\\|"));
        });
        return choices;
    }

    private static List<String> several(String text, String separator) {
        return text.isEmpty() ? List.of() : Stream.of(text.split(separator)).toList();
    }

    /** The code that a word of a column with choices means; the word where it is none. */
    static String chosen(Column column, String word) {
        return column.choices.entrySet().stream()
                .filter(choice -> choice.getValue().contains(word))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(word);
    }

    @Override
    public String toString() {
        return name + Arrays.toString(columns.stream().map(Column::name).toArray());
    }
}
