package limpid.store.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import limpid.store.DirtyPeriod;

/** Dirty periods on their way into the database. */
final class DirtyRows {
    private final List<Integer> subjects = new ArrayList<>();
    private final List<Integer> levels = new ArrayList<>();
    private final List<Object> ends = new ArrayList<>();

    void add(int subject, DirtyPeriod period) {
        subjects.add(subject);
        levels.add(period.level().code());
        ends.add(period.end().atOffset(ZoneOffset.UTC).toString());
    }

    void insert(Connection connection, String statement) throws SQLException {
        if (subjects.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(statement)) {
            insert.setArray(1, connection.createArrayOf("int4", subjects.toArray()));
            insert.setArray(2, connection.createArrayOf("int2", levels.toArray()));
            insert.setArray(3, connection.createArrayOf("timestamptz", ends.toArray()));
            insert.executeUpdate();
        }
    }
}
