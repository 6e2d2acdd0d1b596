package limpid.store.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import limpid.store.DirtyPeriod;

/** Dirty periods on their way into the database. */
final class DirtyRows {
    private final List<Object> subjects = new ArrayList<>();
    private final List<Integer> levels = new ArrayList<>();
    private final List<Long> ends = new ArrayList<>();

    /** @param subject its number, or the name of a city, as the statement takes it */
    void add(Object subject, DirtyPeriod period) {
        subjects.add(subject);
        levels.add(period.level().code());
        ends.add(period.end().getEpochSecond());
    }

    void insert(Connection connection, String statement) throws SQLException {
        if (subjects.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(statement)) {
            insert.setArray(
                    1,
                    connection.createArrayOf(
                            subjects.getFirst() instanceof Integer ? "int4" : "text", subjects.toArray()));
            insert.setArray(2, connection.createArrayOf("int2", levels.toArray()));
            insert.setArray(3, connection.createArrayOf("int8", ends.toArray()));
            insert.executeUpdate();
        }
    }
}
