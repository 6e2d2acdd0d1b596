package limpid.store.postgres;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import limpid.measure.Medium;
import limpid.measure.Reading;

/** Which series a reading belongs to. Series are made on first sight and never change, so they may be remembered. */
final class SeriesBook {
    private static final String CREATE = Sql.of("createSeries");
    private static final String FIND = Sql.of("findSeries");

    private final Map<Key, Series> known = new ConcurrentHashMap<>();

    /** What a series is the series of. */
    record Key(String station, int parameterId, int periodSeconds) {
        static Key of(Reading reading) {
            return new Key(
                    reading.station(),
                    reading.parameter().id(),
                    Math.toIntExact(reading.period().length().toSeconds()));
        }

        /** Whether two readings have the same one. */
        static boolean same(Reading one, Reading other) {
            return one.station().equals(other.station())
                    && one.parameter().equals(other.parameter())
                    && one.period().length().equals(other.period().length());
        }
    }

    /** A series in the database. */
    record Series(int id, int stationId, String station, Medium medium) {}

    /** Whether this series has been prepared. */
    boolean knows(Key key) {
        return known.containsKey(key);
    }

    /** The series of a reading that has been prepared. */
    Series of(Key key) {
        Series series = known.get(key);
        if (series == null) {
            throw new IllegalStateException("series was not prepared: " + key);
        }
        return series;
    }

    /** Makes the series of these keys where they are new. Commits on its own: an empty series does no harm. */
    void prepare(Collection<Key> keys, Connection connection) throws SQLException {
        Set<Key> unknown = new HashSet<>(keys);
        unknown.removeAll(known.keySet());
        if (!unknown.isEmpty()) {
            List<Key> ordered = List.copyOf(unknown);
            create(ordered, connection);
            find(ordered, connection);
        }
    }

    private static void create(List<Key> keys, Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(CREATE)) {
            bind(keys, statement);
            statement.executeUpdate();
        }
    }

    private void find(List<Key> keys, Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(FIND)) {
            bind(keys, statement);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    remember(rows);
                }
            }
        }
    }

    private void remember(ResultSet row) throws SQLException {
        String station = row.getString(3);
        known.put(
                new Key(station, row.getInt(4), row.getInt(5)),
                new Series(
                        row.getInt(1),
                        row.getInt(2),
                        station,
                        Medium.of(row.getString(6)).orElseThrow()));
    }

    private static void bind(List<Key> keys, PreparedStatement statement) throws SQLException {
        Connection connection = statement.getConnection();
        bind(
                statement,
                1,
                connection.createArrayOf("text", keys.stream().map(Key::station).toArray()));
        bind(
                statement,
                2,
                connection.createArrayOf(
                        "int2", keys.stream().map(Key::parameterId).toArray()));
        bind(
                statement,
                3,
                connection.createArrayOf(
                        "int4", keys.stream().map(Key::periodSeconds).toArray()));
    }

    private static void bind(PreparedStatement statement, int index, Array array) throws SQLException {
        statement.setArray(index, array);
    }
}
