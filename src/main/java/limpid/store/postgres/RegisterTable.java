package limpid.store.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import limpid.register.Register;
import limpid.register.RegisterColumn;
import limpid.result.Type;
import org.jspecify.annotations.Nullable;

/**
 * A table that keeps a register, as the columns of the register describe it. The files of its statements have in braces
 * {@code {columns}}, what they are to be as parameters {@code {given}}, the same as lists of many entries {@code {lists}}, and
 * {@code {t.columns}} for the columns of what {@code t} stands for.
 */
final class RegisterTable<S> {
    private static final Pattern BRACES = Pattern.compile("\\{(?:(\\w+)\\.)?(\\w+)}");

    private final Register<S> register;
    private final List<RegisterColumn<S, ?>> own;
    private final Function<RegisterColumn<S, ?>, String> given;
    private final Map<String, String> statements = new ConcurrentHashMap<>();

    /**
     * A table.
     *
     * @param named column by which an entry is found through another table, or that is never changed: the statements say it
     *              themselves; empty where there is none
     * @param given what a column is to be in SQL, of parameters
     */
    RegisterTable(Register<S> register, String named, Function<RegisterColumn<S, ?>, String> given) {
        this.register = register;
        this.own = register.columns().stream()
                .filter(column -> !column.name().equals(named))
                .toList();
        this.given = given;
    }

    /** A table whose columns are what is given. */
    RegisterTable(Register<S> register, String named) {
        this(register, named, RegisterTable::parameter);
    }

    /** The statement of this name. */
    Query named(String name) {
        return Query.text(name, statements.computeIfAbsent(name, this::filled));
    }

    /** The statement of this name with the values of an entry. */
    Query named(String name, S entry) {
        Query query = named(name);
        register.columns().forEach(column -> query.with(column.name(), column.cell(entry)));
        return query;
    }

    /** The statement of this name with the values of entries, a list for each column. */
    Query named(String name, List<S> entries) {
        Query query = named(name);
        register.columns()
                .forEach(column -> query.with(
                        column.name(),
                        entries.stream().map(entry -> text(column.cell(entry))).toList()));
        return query;
    }

    /** Reads a row, which has each column by the name it is stored by. */
    S read(ResultSet row) throws SQLException {
        Map<String, @Nullable Object> cells = new HashMap<>();
        for (RegisterColumn<S, ?> column : register.columns()) {
            cells.put(column.name(), TableRow.cell(row, row.findColumn(column.stored()), column.type()));
        }
        return register.kept(cells);
    }

    private String filled(String name) {
        return BRACES.matcher(Sql.of(name))
                .replaceAll(braces -> Matcher.quoteReplacement(
                        switch (braces.group(2)) {
                            case "columns" -> columns(braces.group(1));
                            case "given" -> joined(given);
                            case "lists" -> joined(column -> parameter(column) + "[]");
                            default -> throw new IllegalStateException(name + ".sql has " + braces.group());
                        }));
    }

    private String columns(@Nullable String of) {
        return joined(column -> of == null ? column.stored() : of + "." + column.stored());
    }

    private String joined(Function<RegisterColumn<S, ?>, String> text) {
        return own.stream().map(text).collect(Collectors.joining(", "));
    }

    /** The parameter of a column, as the type it is stored as. */
    static String parameter(RegisterColumn<?, ?> column) {
        return ":" + column.name() + "::" + type(column.type());
    }

    private static @Nullable String text(@Nullable Object cell) {
        return cell == null ? null : cell.toString();
    }

    private static String type(Type type) {
        return switch (type) {
            case TEXT -> "text";
            case INTEGER -> "int";
            case DECIMAL -> "numeric";
            case BOOLEAN -> "boolean";
            case DATE -> "date";
            case TIME -> "timestamptz";
            case TEXTS -> "text[]";
            case INTEGERS -> "int[]";
            case DECIMALS -> "numeric[]";
        };
    }
}
