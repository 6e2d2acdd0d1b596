package limpid.store.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import javax.sql.DataSource;
import limpid.measure.Flags;
import limpid.measure.Medium;
import limpid.measure.Parameter;
import limpid.store.Reviews;
import org.jspecify.annotations.Nullable;

/** Reviews in PostgreSQL. */
public final class PostgresReviews implements Reviews {
    private final DataSource database;

    /** Reviews of readings in this database. */
    public PostgresReviews(DataSource database) {
        this.database = database;
    }

    @Override
    public int review(Review review) {
        List<Integer> parameters =
                review.parameters().stream().map(Parameter::id).toList();
        return Query.named("reviewReadings")
                .with("station", review.station())
                .with("parameters", parameters.isEmpty() ? null : parameters)
                .with("from", review.span().fromExclusive())
                .with("to", review.span().toInclusive())
                .with("flag", Flags.standard().get(review.valid() ? "RV" : "RI").id())
                .with("now", review.at())
                .with("origin", review.by())
                .with("reason", review.reason())
                .list(database, row -> row.getInt(1))
                .getFirst();
    }

    @Override
    public int recompute(@Nullable Medium medium, LocalDate firstInclusive, LocalDate lastInclusive) {
        try (Connection connection = database.getConnection()) {
            return DirtyMarks.readings(connection, null, medium, firstInclusive, lastInclusive);
        } catch (SQLException e) {
            throw Failure.of("marking results dirty", e);
        }
    }
}
