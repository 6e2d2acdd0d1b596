package limpid.store.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import limpid.measure.Flags;
import limpid.measure.Parameter;
import limpid.measure.Parameters;
import limpid.measure.Period;
import limpid.measure.Reading;
import limpid.store.Span;
import limpid.store.Uplinks;
import org.jspecify.annotations.Nullable;

/** The queues of platforms, in PostgreSQL. */
public final class PostgresUplinks implements Uplinks {
    private final DataSource database;
    private final Parameters parameters;
    private final Flags flags;

    /** The queues of this database. */
    public PostgresUplinks(DataSource database, Parameters parameters, Flags flags) {
        this.database = database;
        this.parameters = parameters;
        this.flags = flags;
    }

    @Override
    public boolean hold(String platform, String holder, Instant now, Instant until) {
        return changed(Query.named("hj212UplinkHold")
                        .with("platform", platform)
                        .with("holder", holder)
                        .with("now", now)
                        .with("until", until))
                > 0;
    }

    private int changed(Query query) {
        try (var connection = database.getConnection()) {
            return query.update(connection);
        } catch (SQLException e) {
            throw Failure.of("passing readings on", e);
        }
    }

    @Override
    public void release(String platform, String holder) {
        Query.text("releasePlatform", """
                        UPDATE hj212_platform SET held_until = '-infinity', connected_since = NULL
                        WHERE platform = :platform AND holder = :holder""")
                .with("platform", platform)
                .with("holder", holder)
                .update(database);
    }

    @Override
    public void tell(String platform, @Nullable Instant connectedSince, String trouble) {
        Query.text("tellPlatform", """
                        UPDATE hj212_platform SET connected_since = CAST(:since AS timestamptz), trouble = :trouble
                        WHERE platform = :platform""")
                .with("platform", platform)
                .with("since", connectedSince)
                .with("trouble", trouble)
                .update(database);
    }

    private static Query with(Query query, Selection selection, Span span) {
        return query.with("stations", selection.stations())
                .with(
                        "periods",
                        selection.periods().stream()
                                .map(period -> (int) period.toSeconds())
                                .toList())
                .with(
                        "parameters",
                        selection.parameters().stream().map(Parameter::id).toList())
                .with("reviewed", selection.reviewed())
                .with("from", span.fromExclusive())
                .with("to", span.toInclusive());
    }

    @Override
    public int queue(String platform, Selection selection, Span span, Instant now) {
        return changed(with(Query.named("hj212UplinkQueue"), selection, span)
                .with("platform", platform)
                .with("now", now));
    }

    @Override
    public Optional<Item> next(String platform) {
        return Query.text("nextUplink", """
                        SELECT * FROM hj212_uplink
                        WHERE platform = :platform AND state IN ('waiting', 'sent')
                        ORDER BY id LIMIT 1""").with("platform", platform).list(database, PostgresUplinks::item).stream()
                .findFirst();
    }

    private static Item item(ResultSet row) throws SQLException {
        return new Item(
                row.getLong("id"),
                row.getString("station"),
                Duration.ofSeconds(row.getInt("period_s")),
                Column.instant(row, "period_end"),
                row.getInt("attempts"));
    }

    /** A value with the time since when it is known. */
    private record Known(Reading reading, Instant since) {}

    private List<Known> known(String station, Duration period, Span span, Selection selection) {
        Selection one = new Selection(List.of(station), selection.parameters(), List.of(period), selection.reviewed());
        return with(Query.named("hj212UplinkSelect"), one, span)
                .list(
                        database,
                        row -> new Known(
                                new Reading(
                                        station,
                                        parameters.byId(row.getInt("parameter_id")),
                                        Period.ending(Column.instant(row, "period_end"), period),
                                        Column.decimal(row, "value"),
                                        flags.byId(row.getInt("flag_id"))),
                                Column.instant(row, "recorded_at")));
    }

    @Override
    public Optional<Values> values(String station, Duration period, Instant end, Selection selection) {
        List<Reading> readings = new ArrayList<>();
        Instant newest = Instant.MIN;
        for (Known one : known(station, period, new Span(end.minusNanos(1000), end), selection)) {
            readings.add(one.reading());
            newest = one.since().isAfter(newest) ? one.since() : newest;
        }
        return readings.isEmpty() ? Optional.empty() : Optional.of(new Values(readings, newest));
    }

    @Override
    public List<Instant> ends(String station, Duration period, Span span, Selection selection) {
        return known(station, period, span, selection).stream()
                .map(one -> one.reading().end())
                .distinct()
                .toList();
    }

    @Override
    public void sent(long id, Instant knownAt, Instant now) {
        Query.text("uplinkSent", """
                        UPDATE hj212_uplink SET state = 'sent', known_at = :knownAt, sent_at = :now, attempts = attempts + 1
                        WHERE id = :id""")
                .with("id", id)
                .with("knownAt", knownAt)
                .with("now", now)
                .update(database);
    }

    @Override
    public void answered(long id, Instant now) {
        Query.text("uplinkAnswered", """
                        WITH mine AS (
                            UPDATE hj212_uplink SET state = 'answered', answered_at = :now WHERE id = :id RETURNING platform)
                        UPDATE hj212_platform SET last_answer_at = :now WHERE platform = (SELECT platform FROM mine)""").with("id", id).with("now", now).update(database);
    }

    @Override
    public void isVoid(long id) {
        Query.text("uplinkVoid", "UPDATE hj212_uplink SET state = 'void' WHERE id = :id")
                .with("id", id)
                .update(database);
    }

    @Override
    public List<Standing> standings() {
        return Query.named("hj212Standings")
                .list(
                        database,
                        row -> new Standing(
                                row.getString("platform"),
                                Column.optionalInstant(row, "connected_since"),
                                Column.optionalInstant(row, "last_answer_at"),
                                row.getString("trouble"),
                                row.getLong("waiting"),
                                row.getLong("answered"),
                                Column.optionalInstant(row, "oldest")));
    }

    @Override
    public List<Account> reconcile(String platform, Span span) {
        return Query.named("hj212Reconcile")
                .with("platform", platform)
                .with("from", span.fromExclusive())
                .with("to", span.toInclusive())
                .list(
                        database,
                        row -> new Account(
                                row.getString("station"),
                                Duration.ofSeconds(row.getInt("period_s")),
                                row.getLong("due"),
                                row.getLong("sent"),
                                row.getLong("answered"),
                                row.getLong("missing")));
    }

    @Override
    public List<Item> missing(String platform, Span span, int limit) {
        return Query.text("uplinkMissing", """
                        SELECT * FROM hj212_uplink
                        WHERE platform = :platform AND state IN ('waiting', 'sent')
                          AND period_end > :from AND period_end <= :to
                        ORDER BY id LIMIT :limit""")
                .with("platform", platform)
                .with("from", span.fromExclusive())
                .with("to", span.toInclusive())
                .with("limit", limit)
                .list(database, PostgresUplinks::item);
    }
}
