package limpid.store.postgres;

import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import javax.sql.DataSource;
import limpid.measure.Flags;
import limpid.measure.Medium;
import limpid.measure.Parameter;
import limpid.measure.Parameters;
import limpid.store.Removals;
import limpid.store.Results.Subject;
import limpid.store.Reviews;
import limpid.store.SecondsRemoved;
import limpid.store.Span;
import org.jspecify.annotations.Nullable;

/** Reviews in PostgreSQL. */
public final class PostgresReviews implements Reviews {
    /** Confirmations of the last level, which the published days rest on. */
    private static final String LAST_LEVEL = "air_review";

    private static final String LOWER_LEVELS = "air_review_level";

    private final DataSource database;
    private final OriginBook origins = new OriginBook();

    /** Reviews of readings in this database. */
    public PostgresReviews(DataSource database) {
        this.database = database;
    }

    @Override
    public int review(Review review) {
        try (Connection connection = database.getConnection()) {
            int origin = origins.of(review.by(), connection);
            return Transaction.of(connection, open -> review(review, origin, open));
        } catch (SQLException e) {
            throw Failure.of("reviewing", e);
        }
    }

    private static int review(Review review, int origin, Connection connection) throws SQLException {
        List<Span> removed =
                judgesLevels(review) ? PostgresRemovals.spans(review.station(), review.span(), connection) : List.of();
        if (!removed.isEmpty()) {
            throw new SecondsRemoved(removed);
        }
        List<Integer> parameters =
                review.parameters().stream().map(Parameter::id).toList();
        Query.named("lockReviewedSeries")
                .with("station", review.station())
                .with("parameters", parameters.isEmpty() ? null : parameters)
                .list(connection, row -> row.getInt(1));
        Query.named("unpackReviewed")
                .with("station", review.station())
                .with("parameters", parameters.isEmpty() ? null : parameters)
                .with("from", review.span().fromExclusive())
                .with("to", review.span().toInclusive())
                .list(connection, row -> true);
        return Query.named("reviewReadings")
                .with("station", review.station())
                .with("parameters", parameters.isEmpty() ? null : parameters)
                .with("from", review.span().fromExclusive())
                .with("to", review.span().toInclusive())
                .with("flag", Flags.standard().get(review.valid() ? "RV" : "RI").id())
                .with("valid", review.valid())
                .with("by", review.by().substring(ORIGIN.length()))
                .with("now", KnownTime.take(connection))
                .with("originId", origin)
                .with("origin", review.by())
                .with("reason", review.reason())
                .list(connection, row -> row.getInt(1))
                .getFirst();
    }

    private static boolean judgesLevels(Review review) {
        return review.parameters().isEmpty()
                || review.parameters().stream()
                        .anyMatch(parameter -> parameter.code().equals(Removals.LEVELS));
    }

    /** Marks all results of a span, in this transaction. @return how many periods */
    static int recompute(
            @Nullable Medium medium, LocalDate firstInclusive, LocalDate lastInclusive, Connection connection)
            throws SQLException {
        if (medium == null || medium == Medium.NOISE) {
            PostgresNoisePeriods.markCities(null, firstInclusive, lastInclusive, connection);
        }
        return DirtyMarks.readings(connection, null, medium, firstInclusive, lastInclusive);
    }

    @Override
    public List<Verdict> verdicts(String station) {
        return Query.named("reviews").with("station", station).list(database, row -> verdict(station, row));
    }

    private static Verdict verdict(String station, ResultSet row) throws SQLException {
        Array parameters = row.getArray("parameters");
        Review review = new Review(
                station,
                parameters == null
                        ? List.of()
                        : Arrays.stream((Integer[]) parameters.getArray())
                                .map(id -> Parameters.standard().byId(id))
                                .toList(),
                new Span(Column.instant(row, "span_from"), Column.instant(row, "span_to")),
                row.getBoolean("valid"),
                row.getString("reviewed_by"),
                Column.instant(row, "reviewed_at"),
                row.getString("reason"));
        return new Verdict(review, row.getInt("readings"));
    }

    @Override
    public Outcome confirm(Confirmation confirmation, String by, int level, int levels) {
        return Transaction.of(database, "confirming days", open -> confirm(confirmation, by, level, levels, open));
    }

    private static Outcome confirm(Confirmation confirmation, String by, int level, int levels, Connection open)
            throws SQLException {
        if (levels > 1) {
            // Two levels of one person, given at once, would not see each other.
            Query.text("locking levels of review", "LOCK TABLE air_review_level IN SHARE ROW EXCLUSIVE MODE")
                    .update(open);
            List<LocalDate> own = days(
                    of(Query.named("otherReviewOfOwn"), confirmation)
                            .with("by", by)
                            .with("level", level),
                    open);
            if (!own.isEmpty()) {
                return new OwnLevel(own.getFirst());
            }
            List<LocalDate> missing = level == 1
                    ? List.of()
                    : days(of(Query.named("lowerReviewMissing"), confirmation).with("before", level - 1), open);
            if (!missing.isEmpty()) {
                return new LevelMissing(missing.getFirst());
            }
        }
        return of(on(level == levels ? LAST_LEVEL : LOWER_LEVELS, "addDayReview"), confirmation)
                .with("remark", confirmation.remark())
                .with("by", by)
                .with("level", level)
                .with("known", KnownTime.take(open))
                .list(open, row -> new Confirmed(row.getLong("id"), row.getInt("days")))
                .getFirst();
    }

    /** The statement of this name on the table of the last level, or of those before. */
    private static Query on(String table, String name) {
        return Query.text(name, Sql.of(name).replace("{table}", table));
    }

    private static Query of(Query query, Confirmation confirmation) {
        return query.with("kind", PostgresResults.word(confirmation.subject().kind()))
                .with("code", confirmation.subject().code())
                .with("first", confirmation.first())
                .with("last", confirmation.last());
    }

    private static List<LocalDate> days(Query query, Connection open) throws SQLException {
        return query.list(open, row -> row.getObject("day", LocalDate.class));
    }

    @Override
    public List<KeptConfirmation> lowerConfirmations(
            @Nullable Subject subject, @Nullable LocalDate firstInclusive, @Nullable LocalDate lastInclusive) {
        return confirmations(LOWER_LEVELS, subject, firstInclusive, lastInclusive, null);
    }

    @Override
    public boolean withdrawLower(long id, String by) {
        return withdraw(LOWER_LEVELS, id, by);
    }

    @Override
    public boolean withdraw(long id, String by) {
        return withdraw(LAST_LEVEL, id, by);
    }

    private boolean withdraw(String table, long id, String by) {
        Query withdrawal = on(table, "withdrawDayReview").with("id", id).with("by", by);
        return Transaction.of(
                database,
                "withdrawing a confirmation",
                open -> withdrawal.with("known", KnownTime.take(open)).update(open) > 0);
    }

    @Override
    public List<KeptConfirmation> confirmations(
            @Nullable Subject subject,
            @Nullable LocalDate firstInclusive,
            @Nullable LocalDate lastInclusive,
            @Nullable Instant asOf) {
        return confirmations(LAST_LEVEL, subject, firstInclusive, lastInclusive, asOf);
    }

    private List<KeptConfirmation> confirmations(
            String table,
            @Nullable Subject subject,
            @Nullable LocalDate first,
            @Nullable LocalDate last,
            @Nullable Instant asOf) {
        return on(table, "dayReviews")
                .with("kind", subject == null ? null : PostgresResults.word(subject.kind()))
                .with("code", subject == null ? null : subject.code())
                .with("first", first)
                .with("last", last)
                .with("asOf", asOf)
                .list(database, PostgresReviews::confirmation);
    }

    private static KeptConfirmation confirmation(ResultSet row) throws SQLException {
        Confirmation confirmation = new Confirmation(
                PostgresResults.subject(row),
                row.getObject("first_day", LocalDate.class),
                row.getObject("last_day", LocalDate.class),
                row.getString("remark"));
        return new KeptConfirmation(
                row.getLong("id"),
                confirmation,
                row.getString("reviewed_by"),
                Column.instant(row, "known_from"),
                row.getInt("level"));
    }

    @Override
    public int recompute(@Nullable Medium medium, LocalDate firstInclusive, LocalDate lastInclusive) {
        return Transaction.of(
                database, "marking results dirty", open -> recompute(medium, firstInclusive, lastInclusive, open));
    }
}
