package limpid.store.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import limpid.store.DirtyPeriod;

/** Dirty periods on their way into the database. */
final class DirtyRows {
    private static final String MARK = Sql.of("markDirty");

    private final List<Integer> subjects = new ArrayList<>();
    private final List<Integer> levels = new ArrayList<>();
    private final List<Long> ends = new ArrayList<>();

    /** @param subject its number */
    void add(int subject, DirtyPeriod period) {
        subjects.add(subject);
        levels.add(period.level().code());
        ends.add(period.end().getEpochSecond());
    }

    void insert(Connection connection) throws SQLException {
        if (subjects.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(MARK)) {
            insert.setArray(1, connection.createArrayOf("int4", subjects.toArray()));
            insert.setArray(2, connection.createArrayOf("int2", levels.toArray()));
            insert.setArray(3, connection.createArrayOf("int8", ends.toArray()));
            insert.executeUpdate();
        }
    }
}
