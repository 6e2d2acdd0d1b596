package limpid.store.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import limpid.store.Duty;
import org.jspecify.annotations.Nullable;

/** Turns of duty in PostgreSQL. */
public final class PostgresDuty implements Duty {
    private final DataSource database;

    /** Those of this database. */
    public PostgresDuty(DataSource database) {
        this.database = database;
    }

    @Override
    public List<Turn> turns(@Nullable String city, Instant fromInclusive, Instant toExclusive) {
        return Query.named("dutyTurns")
                .with("city", city)
                .with("from", fromInclusive)
                .with("to", toExclusive)
                .list(database, PostgresDuty::turn);
    }

    @Override
    public Optional<Turn> find(long id) {
        return Query.named("dutyTurn").with("id", id).list(database, PostgresDuty::turn).stream()
                .findFirst();
    }

    @Override
    public Turn add(Turn turn) {
        return Query.named("addDutyTurn")
                .with("city", turn.city())
                .with("person", turn.person())
                .with("begins", turn.begins())
                .with("ends", turn.ends())
                .with("by", turn.enteredBy())
                .with("at", turn.enteredAt())
                .list(database, PostgresDuty::turn)
                .getFirst();
    }

    @Override
    public void remove(long id) {
        Query.named("removeDutyTurn").with("id", id).update(database);
    }

    @Override
    public int assign(Instant now) {
        try (Connection connection = database.getConnection()) {
            return Query.named("assignToDuty").with("now", now).update(connection);
        } catch (SQLException e) {
            throw Failure.of("giving alerts to those on duty", e);
        }
    }

    private static Turn turn(ResultSet row) throws SQLException {
        return new Turn(
                row.getLong("id"),
                row.getString("city"),
                row.getString("person"),
                Column.instant(row, "begins"),
                Column.instant(row, "ends"),
                row.getString("entered_by"),
                Column.instant(row, "entered_at"));
    }
}
