package limpid.sheet;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import limpid.air.DustColumns;
import limpid.measure.Table;
import limpid.measure.Table.Row;
import limpid.register.Content;
import limpid.register.Register;
import limpid.register.RegisterColumn;
import limpid.station.StationColumns;
import limpid.water.IntakeColumns;
import limpid.water.LimitColumns;

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

    private static final List<Register<?>> REGISTERS =
            List.of(StationColumns.REGISTER, LimitColumns.REGISTER, IntakeColumns.REGISTER, DustColumns.REGISTER);

    private static final Map<String, Form> ALL = load();

    /** Keeps its own list. */
    public Form {
        columns = List.copyOf(columns);
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
            Content kind,
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
        Map<String, List<Row>> forms = Table.resource("/limpid/sheet/forms.csv").rows().stream()
                .collect(Collectors.groupingBy(row -> row.required("form"), LinkedHashMap::new, Collectors.toList()));
        Map<String, Form> all = new LinkedHashMap<>();
        forms.forEach((name, rows) -> all.put(name, new Form(name, columns(name, rows))));
        return all;
    }

    private static List<Column> columns(String form, List<Row> rows) {
        if (rows.getFirst().text("column").isEmpty()) {
            return ofRegister(REGISTERS.stream()
                    .filter(register -> register.name().equals(form))
                    .findFirst()
                    .orElseThrow(() -> rows.getFirst().malformed("form", "no register '" + form + "'")));
        }
        return rows.stream().map(Form::column).toList();
    }

    private static List<Column> ofRegister(Register<?> register) {
        return register.columns().stream().map(Form::column).toList();
    }

    private static Column column(RegisterColumn<?, ?> column) {
        RegisterColumn.Words words = column.words();
        return new Column(
                column.name(),
                words.zh(),
                words.en(),
                words.content(),
                column.required(),
                words.choices(),
                words.example());
    }

    private static Column column(Row row) {
        return new Column(
                row.required("column"),
                several(row.text("zh"), "\\|"),
                row.required("en"),
                row.read("kind", "a kind", kind -> Content.valueOf(kind.toUpperCase(Locale.ROOT))),
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
