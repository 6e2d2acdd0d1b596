package limpid.store.postgres;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.Utils;

/** Puts values into a statement as literals, for COPY takes no parameters. */
final class Literals {
    private static final Pattern PARAMETER = Pattern.compile("(?<![:\\w]):([A-Za-z]\\w*)");

    private Literals() {}

    /** The statement with a literal for each {@code :name}. */
    static String in(String statement, Map<String, ? extends @Nullable Object> values) throws SQLException {
        StringBuilder sql = new StringBuilder();
        Matcher parameter = PARAMETER.matcher(statement);
        while (parameter.find()) {
            String name = parameter.group(1);
            if (!values.containsKey(name)) {
                throw new IllegalStateException("no value for :" + name + " in " + statement);
            }
            parameter.appendReplacement(sql, Matcher.quoteReplacement(literal(values.get(name))));
        }
        return parameter.appendTail(sql).toString();
    }

    private static String literal(@Nullable Object value) throws SQLException {
        return switch (value) {
            case null -> "NULL";
            case Integer number -> number.toString();
            case Boolean yes -> yes.toString();
            case Instant instant -> "TIMESTAMPTZ '" + instant + "'";
            case LocalDate date -> "DATE '" + date + "'";
            case String text -> "'" + Utils.escapeLiteral(null, text, true) + "'";
            case Collection<?> numbers ->
                "'{"
                        + numbers.stream()
                                .map(Integer.class::cast)
                                .map(String::valueOf)
                                .collect(Collectors.joining(","))
                        + "}'";
            default -> throw new IllegalArgumentException("no literal for " + value.getClass());
        };
    }
}
