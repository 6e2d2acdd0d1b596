package limpid.store.postgres;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import limpid.alert.Alert;
import limpid.alert.AlertKind;
import limpid.alert.AlertKind.Driver;
import limpid.alert.Silence.Heard;
import limpid.measure.LocalDay;
import limpid.measure.Medium;
import limpid.store.Alerts;
import limpid.store.Slice;
import limpid.store.Span;
import limpid.store.SubjectAlert;
import org.jspecify.annotations.Nullable;

/** Alerts in PostgreSQL. */
public final class PostgresAlerts implements Alerts {
    private static final String LOCK = "SELECT pg_try_advisory_xact_lock(hashtext('limpid alerts'))";

    private static final Span EVER =
            new Span(Instant.parse("1900-01-01T00:00:00Z"), Instant.parse("2200-01-01T00:00:00Z"));

    private final DataSource database;
    private final boolean hooks;

    /**
     * The alerts of this database.
     *
     * @param hooks whether there is a webhook to be called
     */
    public PostgresAlerts(DataSource database, boolean hooks) {
        this.database = database;
        this.hooks = hooks;
    }

    @Override
    public Slice<Kept, Long> list(Question question, long before, int limit) {
        return Slice.of(list(question, null, before, limit + 1), limit, Kept::id);
    }

    private List<Kept> list(Question question, @Nullable Long id, long before, int limit) {
        Medium medium = question.medium();
        return Query.named("alerts")
                .with("before", before)
                .with("id", id)
                .with("medium", medium == null ? null : medium.code())
                .with("station", question.station())
                .with("city", question.city())
                .with("district", question.district())
                .with("kind", question.kind())
                .with("active", question.active())
                .with("from", question.raised().fromExclusive())
                .with("to", question.raised().toInclusive())
                .with("limit", limit)
                .list(database, PostgresAlerts::kept);
    }

    @Override
    public Optional<Kept> find(long id) {
        return list(new Question(null, null, null, null, null, null, EVER), id, Long.MAX_VALUE, 1).stream()
                .findFirst();
    }

    @Override
    public List<Kept> history(long id) {
        return Query.named("alertHistory").with("id", id).list(database, PostgresAlerts::kept);
    }

    private static Kept kept(ResultSet row) throws SQLException {
        return new Kept(
                row.getLong("id"),
                row.getString("scope"),
                row.getString("subject"),
                row.getString("city"),
                medium(row.getString("medium")),
                AlertRows.alert(row),
                row.getInt("revision"),
                Column.instant(row, "known_from"),
                row.getString("handled"));
    }

    private static @Nullable Medium medium(@Nullable String code) {
        return code == null ? null : Medium.of(code).orElseThrow();
    }

    @Override
    public Counts counts() {
        return Query.named("alertCounts")
                .list(database, row -> new Counts(row.getLong("active"), row.getLong("undelivered")))
                .getFirst();
    }

    @Override
    public void look(Instant now, Looking looking) {
        try (Connection connection = database.getConnection()) {
            Transaction.of(connection, open -> {
                if (isMine(open)) {
                    look(now, looking, open);
                }
                return true;
            });
        } catch (SQLException e) {
            throw Failure.of("looking for silent stations", e);
        }
    }

    private static boolean isMine(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(LOCK)) {
            row.next();
            return row.getBoolean(1);
        }
    }

    /** A station as it was heard. */
    private record Station(int subjectId, Medium medium, boolean inService, Heard heard) {}

    private void look(Instant now, Looking looking, Connection connection) throws SQLException {
        List<Station> stations = Query.named("heardStations")
                .with("today", LocalDay.dateAt(now))
                .list(connection, PostgresAlerts::station);
        Map<Integer, List<Alert>> active = active(stations, now, connection);
        List<SubjectAlert> changed = new ArrayList<>();
        for (Station station : stations) {
            List<Alert> before = active.getOrDefault(station.subjectId(), List.of());
            List<Alert> alerts = station.inService()
                    ? looking.look(station.heard(), before)
                    : before.stream().map(alert -> alert.cleared(now)).toList();
            alerts.forEach(alert -> changed.add(new SubjectAlert(station.subjectId(), station.medium(), alert)));
        }
        if (!changed.isEmpty()) {
            Query.named("lockSubjectIds")
                    .with(
                            "subjects",
                            changed.stream()
                                    .map(SubjectAlert::subjectId)
                                    .distinct()
                                    .toList())
                    .list(connection, row -> row.getInt(1));
            AlertRows.keep(changed, hooks, KnownTime.take(connection), connection);
        }
    }

    private static Station station(ResultSet row) throws SQLException {
        String code = row.getString("code");
        return new Station(
                row.getInt("id"),
                Medium.of(row.getString("medium")).orElseThrow(),
                row.getBoolean("in_service"),
                new Heard(
                        row.getString("city"),
                        Duration.ofSeconds(row.getInt("period_s")),
                        Column.instant(row, "heard_at"),
                        Column.optionalInstant(row, "last_set"),
                        Column.optionalInstant(row, "limit_at"),
                        row.getString("reached"),
                        "/api/v1/stations/" + URLEncoder.encode(code, StandardCharsets.UTF_8) + "/ledger",
                        astray(row)));
    }

    private static Heard.@Nullable Astray astray(ResultSet row) throws SQLException {
        Instant at = Column.optionalInstant(row, "astray_at");
        return at == null ? null : new Heard.Astray(at, Column.instant(row, "astray_stamp"));
    }

    private static Map<Integer, List<Alert>> active(List<Station> stations, Instant now, Connection connection)
            throws SQLException {
        Map<Integer, List<Alert>> active = new HashMap<>();
        since(stations.stream().map(Station::subjectId).toList(), now)
                .with(
                        "kinds",
                        AlertKind.all().stream()
                                .filter(kind -> kind.driver() == Driver.CLOCK)
                                .map(AlertKind::code)
                                .toList())
                .list(connection, row -> {
                    Alert alert = AlertRows.alert(row);
                    return alert.active()
                            && active.computeIfAbsent(row.getInt("subject_id"), id -> new ArrayList<>())
                                    .add(alert);
                });
        return active;
    }

    private static Query since(List<Integer> subjects, Instant since) {
        return Query.named("alertsSince")
                .with("subjects", subjects)
                .with("since", subjects.stream().map(subject -> since).toList());
    }
}
