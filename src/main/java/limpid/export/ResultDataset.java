package limpid.export;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import limpid.export.Column.Kind;
import limpid.result.Column.Gap;
import limpid.result.Column.Title;
import limpid.result.ResultTable;
import limpid.result.Type;
import limpid.store.Extract;
import limpid.store.Extract.Beside;
import limpid.store.Extract.Where;
import limpid.store.Extracts.Rows;
import limpid.store.Extracts.Snapshot;
import limpid.store.Results;
import limpid.store.Results.Subject;
import org.jspecify.annotations.Nullable;

/**
 * A table of results as a file: what the registry says of its subjects, the columns with a title, revision and since when
 * a row is known. A figure that is not there is printed as HJ 633-2026 5.3.2 does.
 *
 * @param <T> a result
 */
final class ResultDataset<T> {
    /** The filter by kinds of periods. */
    static final String PERIOD = "period";

    private static final String SCOPE = "scope";
    private static final String AS_OF = "asOf";
    private static final String MODIFIED_SINCE = "modifiedSince";
    private static final String LIMIT = "limit";

    private final ResultTable<T> table;
    private final Setting setting;
    private final @Nullable BiFunction<Subject, T, T> change;

    /**
     * How subjects are told in the file.
     *
     * @param beside columns before the others
     * @param key    columns that name a row, that of the subject's code with its own name
     * @param order  columns of the store by which rows are ordered
     * @param where  filters by subject
     * @param only   filters by columns of the table, by what they are called
     * @param known  the values of filters that have few
     * @param always values that columns of the table must have
     */
    record Setting(
            Map<Beside, Column> beside,
            List<String> key,
            List<String> order,
            Map<String, Where> where,
            Map<String, String> only,
            Map<String, List<String>> known,
            Map<String, Object> always) {
        /** Of periods that may be asked for by their kind. @param scopes the kinds of subject */
        static Setting ofPeriods(Map<Beside, Column> beside, Map<String, Where> where, List<String> scopes) {
            return new Setting(
                    beside,
                    List.of(SCOPE, "kind", "code", "firstDay"),
                    List.of("first_day", "kind", Extract.SUBJECT),
                    where,
                    Map.of(PERIOD, "kind"),
                    Map.of(SCOPE, scopes),
                    Map.of());
        }

        private String subject() {
            return Objects.requireNonNull(beside.get(Beside.CODE)).name();
        }
    }

    ResultDataset(ResultTable<T> table, Setting setting, @Nullable BiFunction<Subject, T, T> change) {
        this.table = table;
        this.setting = setting;
        this.change = change;
    }

    Dataset dataset() {
        ResultTable.File file = Objects.requireNonNull(table.file(), table.name());
        return new Dataset(
                file.name(),
                file.titleZh(),
                file.titleEn(),
                table.medium(),
                columns(),
                setting.key(),
                Stream.of(
                                setting.where().keySet().stream(),
                                setting.only().keySet().stream(),
                                Stream.of(AS_OF, MODIFIED_SINCE, LIMIT))
                        .flatMap(filters -> filters)
                        .toList(),
                this::open);
    }

    /** A table that is not in the store, with these rows. */
    static <T> Dataset made(String name, String titleEn, ResultTable<T> table, List<String> filters, List<T> rows) {
        Setting none = new Setting(Map.of(), List.of(), List.of(), Map.of(), Map.of(), Map.of(), Map.of());
        ResultDataset<T> own = new ResultDataset<>(table, none, (subject, row) -> row);
        return new Dataset(
                name,
                Objects.requireNonNull(table.file(), table.name()).titleZh(),
                titleEn,
                table.medium(),
                own.columns(),
                List.of(),
                filters,
                (snapshot, query) -> own.made(rows.iterator()));
    }

    private Rows made(Iterator<T> results) {
        Cells cells = new Cells();
        return new Rows() {
            @Override
            public @Nullable Object @Nullable [] next() {
                return results.hasNext() ? cells.of(table.cells(results.next())) : null;
            }

            @Override
            public void close() {}
        };
    }

    private List<Column> columns() {
        List<Column> columns = new ArrayList<>(setting.beside().values());
        for (limpid.result.Column<T> column : table.columns()) {
            Kind kind = kind(column);
            for (Title title : column.titles()) {
                columns.add(new Column(title.name(), title.zh(), kind, title.unit(), title.digits()));
                if (kind == Kind.TIME) {
                    columns.add(Column.of(Kind.LOCAL_TIME, title.name() + "Local", title.zh() + "（当地）"));
                }
            }
        }
        if (!table.current()) {
            columns.add(Column.of(Kind.INTEGER, "revision", "修订号"));
            columns.add(Column.of(Kind.TIME, "knownFrom", "生效时间"));
        }
        return columns;
    }

    private static Kind kind(limpid.result.Column<?> column) {
        return switch (column.type()) {
            case TEXT, TEXTS -> Kind.TEXT;
            case INTEGER -> Kind.INTEGER;
            case DECIMAL -> Kind.DECIMAL;
            case BOOLEAN -> Kind.BOOLEAN;
            case DATE -> Kind.DATE;
            case TIME -> Kind.TIME;
            case INTEGERS -> column.spread() ? Kind.INTEGER : Kind.TEXT;
            case DECIMALS -> column.spread() ? Kind.DECIMAL : Kind.TEXT;
        };
    }

    private Rows open(Snapshot snapshot, Query query) {
        Rows rows = snapshot.rows(table, extract(snapshot, query));
        Cells cells = new Cells();
        return Dataset.mapped(rows, cells::of);
    }

    private Extract extract(Snapshot snapshot, Query query) {
        setting.known().forEach((filter, values) -> {
            String value = query.filter(filter);
            if (value != null && !values.contains(value)) {
                throw new Query.Bad(filter, value, String.join(" or ", values));
            }
        });
        if (setting.only().containsKey(PERIOD)) {
            query.periodKind();
        }
        Map<Where, String> where = new EnumMap<>(Where.class);
        setting.where().forEach((filter, one) -> {
            String value = query.filter(filter);
            if (value != null) {
                where.put(one, value);
            }
        });
        Map<String, Object> only = new HashMap<>(setting.always());
        setting.only().forEach((filter, column) -> {
            String value = query.filter(filter);
            if (value != null) {
                only.put(column, value);
            }
        });
        return new Extract(
                beside(),
                change != null,
                where,
                only,
                query.fromExclusive(),
                query.toInclusive(),
                query.firstDay(),
                query.lastDay(),
                setting.order(),
                after(snapshot, query.after()),
                instant(query, AS_OF),
                instant(query, MODIFIED_SINCE),
                most(query));
    }

    private List<Beside> beside() {
        boolean monitored = table.columns().stream()
                .map(limpid.result.Column::gap)
                .anyMatch(gap -> gap != null && !gap.parameter().isEmpty());
        return Stream.concat(
                        setting.beside().keySet().stream(),
                        monitored ? Stream.of(Beside.NOT_MONITORED) : Stream.empty())
                .toList();
    }

    private @Nullable List<Object> after(Snapshot snapshot, List<String> after) {
        if (after.isEmpty()) {
            return null;
        }
        return setting.order().stream()
                .map(column -> column.equals(Extract.SUBJECT) ? subject(snapshot, after) : period(column, after))
                .toList();
    }

    /** Of codes without a scope the subject is a station. */
    private Object subject(Snapshot snapshot, List<String> after) {
        int scope = setting.key().indexOf(SCOPE);
        return Cursors.subject(
                snapshot,
                scope < 0 ? "station" : after.get(scope),
                after.get(setting.key().indexOf(setting.subject())),
                after);
    }

    private Object period(String name, List<String> after) {
        limpid.result.Column<T> column = table.columns().get(table.place(name));
        String text = after.get(setting.key().indexOf(column.titles().getFirst().name()));
        return switch (column.type()) {
            case TIME -> Cursors.end(text, after);
            case DATE -> Cursors.day(text, after);
            case INTEGER -> Cursors.number(text, after);
            default -> text;
        };
    }

    private static @Nullable Integer most(Query query) {
        return read(query, LIMIT, ResultDataset::count, "a whole number");
    }

    private static Integer count(String text) {
        if (!text.matches("\\d{1,9}")) {
            throw new NumberFormatException(text);
        }
        return Integer.valueOf(text);
    }

    private static @Nullable Instant instant(Query query, String parameter) {
        return read(query, parameter, Instant::parse, "an instant such as 2026-03-01T00:00:00Z");
    }

    private static <V> @Nullable V read(Query query, String parameter, Function<String, V> reading, String expected) {
        String text = query.filter(parameter);
        try {
            return text == null ? null : reading.apply(text);
        } catch (DateTimeException | NumberFormatException e) {
            throw new Query.Bad(parameter, text, expected);
        }
    }

    /** Makes rows of the store rows of the file. */
    private final class Cells {
        private final int besides = beside().size();
        private final int monitoring = beside().indexOf(Beside.NOT_MONITORED);
        private final int width = columns().size();
        private final int[] sources = new int[width];
        private final int[] elements = new int[width];
        private final int[] deciding = new int[width];
        private final @Nullable String[] parameters = new String[width];

        Cells() {
            Arrays.fill(deciding, -1);
            Map<String, Integer> places = new HashMap<>();
            int next = besides;
            for (limpid.result.Column<T> column : table.columns()) {
                places.put(column.name(), next);
                next += change == null ? column.titles().size() : 1;
            }
            int at = 0;
            while (at < setting.beside().size()) {
                sources[at] = at;
                at++;
            }
            for (limpid.result.Column<T> column : table.columns()) {
                for (int element = 0; element < column.titles().size(); element++) {
                    int times = column.type() == Type.TIME ? 2 : 1;
                    for (int i = 0; i < times; i++) {
                        place(at++, column, element, places);
                    }
                }
            }
            if (!table.current()) {
                sources[at] = next;
                sources[at + 1] = next + 1;
            }
        }

        private void place(int at, limpid.result.Column<T> column, int element, Map<String, Integer> places) {
            boolean inList = change != null && column.spread();
            sources[at] = Objects.requireNonNull(places.get(column.name())) + (inList ? 0 : element);
            elements[at] = inList ? element : -1;
            Gap gap = column.gap();
            if (gap != null) {
                deciding[at] = Objects.requireNonNull(places.get(gap.column()), gap.column());
                parameters[at] = gap.parameter();
            }
        }

        @Nullable
        Object[] of(@Nullable Object[] row) {
            if (change != null && !table.current()) {
                change(row, change);
            }
            @Nullable Object[] cells = new @Nullable Object[width];
            for (int i = 0; i < width; i++) {
                Object cell = row[sources[i]];
                cells[i] = deciding[i] >= 0 && row[deciding[i]] == null
                        ? mark(row, parameters[i])
                        : cell instanceof List<?> list ? ofList(list, elements[i]) : cell;
            }
            return cells;
        }

        private void change(@Nullable Object[] row, BiFunction<Subject, T, T> changing) {
            Subject subject = new Subject(
                    Results.Kind.valueOf(
                            String.valueOf(row[besides(Beside.SCOPE)]).toUpperCase(Locale.ROOT)),
                    String.valueOf(row[besides(Beside.CODE)]));
            T result = table.read(
                    Arrays.copyOfRange(row, besides, besides + table.columns().size()));
            System.arraycopy(
                    table.cells(changing.apply(subject, result)),
                    0,
                    row,
                    besides,
                    table.columns().size());
        }

        private int besides(Beside beside) {
            return List.copyOf(setting.beside().keySet()).indexOf(beside);
        }

        private Mark mark(@Nullable Object[] row, @Nullable String parameter) {
            return monitoring >= 0 && row[monitoring] instanceof List<?> codes && codes.contains(parameter)
                    ? Mark.NOT_MONITORED
                    : Mark.MISSING;
        }

        private static @Nullable Object ofList(List<?> list, int element) {
            return element >= 0 ? list.get(element) : joined(list);
        }

        private static String joined(List<?> list) {
            return list.stream().map(String::valueOf).collect(Collectors.joining(";"));
        }
    }
}
