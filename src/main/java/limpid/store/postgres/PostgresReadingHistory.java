package limpid.store.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import limpid.measure.Flags;
import limpid.measure.Parameter;
import limpid.measure.Parameters;
import limpid.measure.Period;
import limpid.measure.Reading;
import limpid.store.Position;
import limpid.store.ReadingHistory;
import limpid.store.Slice;
import org.jspecify.annotations.Nullable;

/** What is and was known of readings, in PostgreSQL. */
public final class PostgresReadingHistory implements ReadingHistory {
    private final DataSource database;
    private final Parameters parameters;
    private final Flags flags;

    /** The readings of this database. */
    public PostgresReadingHistory(DataSource database, Parameters parameters, Flags flags) {
        this.database = database;
        this.parameters = parameters;
        this.flags = flags;
    }

    @Override
    public Slice<Known, Position> readings(Question question, Position after, int limit) {
        Parameter parameter = question.parameter();
        Query query = Query.named(question.asOf() == null ? "readings" : "readingsAsOf")
                .with("station", question.station())
                .with("parameter", parameter == null ? null : parameter.id())
                .with("to", question.span().toInclusive())
                .with("afterEnd", after.end())
                .with("afterId", after.id())
                .with("asOf", question.asOf())
                .with("limit", limit + 1);
        Slice<Known, Position> slice =
                Slice.of(query.list(database, row -> known(row, question.station())), limit, Known::position);
        return question.revisions() ? withRevisions(slice, question.asOf()) : slice;
    }

    @Override
    public List<Known> latest(String station) {
        return Query.named("latest").with("station", station).list(database, row -> known(row, station));
    }

    private Known known(ResultSet row, String station) throws SQLException {
        Instant end = Column.instant(row, "period_end");
        Reading reading = new Reading(
                station,
                parameters.byId(row.getInt("parameter_id")),
                Period.ending(end, Duration.ofSeconds(row.getInt("period_s"))),
                Column.decimal(row, "value"),
                flags.byId(row.getInt("flag_id")));
        return new Known(
                row.getInt("id"), reading, Column.instant(row, "known_from"), row.getString("brought_by"), List.of());
    }

    private Slice<Known, Position> withRevisions(Slice<Known, Position> slice, @Nullable Instant asOf) {
        List<Position> places = slice.items().stream().map(Known::position).toList();
        Map<Position, List<Revision>> revisions = new HashMap<>();
        Query.named("revisions")
                .with("series", places.stream().map(Position::id).toList())
                .with("ends", places.stream().map(Position::end).toList())
                .with("asOf", asOf)
                .forEach(database, row -> revisions
                        .computeIfAbsent(placeOf(row), place -> new ArrayList<>())
                        .add(revision(row)));
        return slice.map(known -> known.with(revisions.getOrDefault(known.position(), List.of())));
    }

    private static Position placeOf(ResultSet row) throws SQLException {
        return new Position(Column.instant(row, "period_end"), row.getInt("series_id"));
    }

    private Revision revision(ResultSet row) throws SQLException {
        return new Revision(
                Column.decimal(row, "value"),
                flags.byId(row.getInt("flag_id")),
                Column.instant(row, "known_from"),
                Column.instant(row, "known_to"),
                row.getString("origin"),
                row.getString("reason"),
                row.getString("brought_by"));
    }
}
