package limpid.store.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A statement, mostly kept in {@code <name>.sql} beside this class, with parameters written {@code :name}, and their values.
 */
final class Query {
    private static final Map<String, Text> TEXTS = new ConcurrentHashMap<>();
    private static final Pattern PARAMETER = Pattern.compile("(?<![:\\w]):([A-Za-z]\\w*)");

    private final Text text;
    private final Map<String, @Nullable Object> values = new HashMap<>();

    private Query(Text text) {
        this.text = text;
    }

    /** The statement of this name. */
    static Query named(String name) {
        return new Query(TEXTS.computeIfAbsent(name, Text::load));
    }

    /** A statement written from a description. @param name for messages */
    static Query text(String name, String sql) {
        return new Query(TEXTS.computeIfAbsent(sql, text -> Text.parse(name, text)));
    }

    /** A statement that is as many-shaped as what people ask, and not remembered. @param name for messages */
    static Query once(String name, String sql, Map<String, @Nullable Object> values) {
        Query query = new Query(Text.parse(name, sql));
        query.values.putAll(values);
        return query;
    }

    /** The same statement with a value: a text, number, boolean, instant, date or bytes, or a list of one of them. */
    Query with(String parameter, @Nullable Object value) {
        values.put(parameter, value);
        return this;
    }

    /**
     * Asks on a connection of its own.
     *
     * @throws limpid.store.StoreUnavailable where the store cannot be reached
     */
    <T> List<T> list(DataSource database, RowReader<T> reader) {
        try (Connection connection = database.getConnection()) {
            return list(connection, reader);
        } catch (SQLException e) {
            throw Failure.of(text.name, e);
        }
    }

    /**
     * Asks on a connection of its own and hands on row after row.
     *
     * @throws limpid.store.StoreUnavailable where the store cannot be reached
     */
    void forEach(DataSource database, RowVisitor visitor) {
        list(database, row -> {
            visitor.visit(row);
            return true;
        });
    }

    /** Asks on this connection. */
    <T> List<T> list(Connection connection, RowReader<T> reader) throws SQLException {
        try (PreparedStatement statement = prepare(connection);
                ResultSet rows = statement.executeQuery()) {
            List<T> all = new ArrayList<>();
            while (rows.next()) {
                all.add(reader.read(rows));
            }
            return all;
        }
    }

    /**
     * Writes on a connection of its own.
     *
     * @throws limpid.store.StoreUnavailable where the store cannot be reached
     */
    void update(DataSource database) {
        try (Connection connection = database.getConnection()) {
            update(connection);
        } catch (SQLException e) {
            throw Failure.of(text.name, e);
        }
    }

    /** Writes on this connection. @return rows changed */
    int update(Connection connection) throws SQLException {
        try (PreparedStatement statement = prepare(connection)) {
            return statement.executeUpdate();
        }
    }

    private PreparedStatement prepare(Connection connection) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(text.sql);
        try {
            int index = 0;
            for (String parameter : text.parameters) {
                bind(connection, statement, ++index, value(parameter));
            }
            return statement;
        } catch (SQLException | RuntimeException e) {
            statement.close();
            throw e;
        }
    }

    private @Nullable Object value(String parameter) {
        if (!values.containsKey(parameter)) {
            throw new IllegalStateException(text.name + ".sql has no value for :" + parameter);
        }
        return values.get(parameter);
    }

    private static void bind(Connection connection, PreparedStatement statement, int index, @Nullable Object value)
            throws SQLException {
        if (value == null) {
            statement.setNull(index, Types.NULL);
        } else if (value instanceof Collection<?> values) {
            statement.setArray(index, connection.createArrayOf(elementType(values), toElements(values)));
        } else {
            statement.setObject(index, toSql(value));
        }
    }

    private static Object toSql(Object value) {
        return value instanceof Instant instant ? instant.atOffset(ZoneOffset.UTC) : value;
    }

    private static Object[] toElements(Collection<?> values) {
        return values.stream()
                .map(value -> value instanceof Instant ? value.toString() : value)
                .toArray();
    }

    private static String elementType(Collection<?> values) {
        Optional<?> first = values.stream().filter(Objects::nonNull).findFirst();
        return switch (first.orElse(null)) {
            case Integer number -> "int4";
            case Long number -> "int8";
            case null, default -> "text";
        };
    }

    /** Turns the row a result stands at into a value. */
    @FunctionalInterface
    interface RowReader<T> {
        /** Reads the current row. */
        T read(ResultSet row) throws SQLException;
    }

    /** Looks at the row a result stands at. */
    @FunctionalInterface
    interface RowVisitor {
        /** Looks at the current row. */
        void visit(ResultSet row) throws SQLException;
    }

    private record Text(String name, String sql, List<String> parameters) {
        static Text load(String name) {
            return parse(name, Sql.of(name));
        }

        private static Text parse(String name, String source) {
            List<String> parameters = new ArrayList<>();
            Matcher matcher = PARAMETER.matcher(source);
            String sql = matcher.replaceAll(match -> {
                parameters.add(match.group(1));
                return "?";
            });
            return new Text(name, sql, List.copyOf(parameters));
        }
    }
}
