package limpid.store.postgres;

import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;
import limpid.alert.Alert;
import limpid.alert.AlertKind;
import limpid.alert.AlertKind.Driver;
import limpid.alert.Silence.Heard;
import limpid.measure.Flag;
import limpid.measure.Flags;
import limpid.measure.LocalDay;
import limpid.measure.Medium;
import limpid.store.Alerts;
import limpid.store.Slice;
import limpid.store.Span;
import limpid.store.SubjectAlert;
import org.jspecify.annotations.Nullable;

/** Alerts in PostgreSQL. */
public final class PostgresAlerts implements Alerts {
    /** By which a station tells that an instrument, its link or its power failed. */
    private static final List<Flag> FAULTS =
            Stream.of("D", "B", "P", "AL").map(Flags.standard()::get).toList();

    private static final String LOCK = "limpid alerts";
    private static final String WATCH_LOCK = "limpid alerts of results";
    private static final String SERVICE = "service";
    private static final String SERVICE_CODE = "limpid";

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
                .with("kinds", question.kinds())
                .with("active", question.active())
                .with("scope", question.scope())
                .with("state", question.state())
                .with("assignee", question.assignee())
                .with("from", question.raised().fromExclusive())
                .with("to", question.raised().toInclusive())
                .with("limit", limit)
                .list(database, PostgresAlerts::kept);
    }

    @Override
    public Optional<Kept> find(long id) {
        return list(new Question(null, null, null, null, null, null, null, null, null, EVER), id, Long.MAX_VALUE, 1)
                .stream()
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
                row.getString("handled"),
                row.getString("assignee"),
                Column.optionalInstant(row, "snoozed_until"));
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
        Transaction.of(database, "looking for silent stations", open -> {
            if (isMine(LOCK, open)) {
                look(now, looking, open);
            }
            return true;
        });
    }

    private static boolean isMine(String lock, Connection connection) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT pg_try_advisory_xact_lock(hashtext(?))")) {
            statement.setString(1, lock);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    /** A station as it was heard. */
    private record Station(int subjectId, Medium medium, boolean inService, Heard heard) {}

    private void look(Instant now, Looking looking, Connection connection) throws SQLException {
        List<Station> stations = Query.named("heardStations")
                .with("today", LocalDay.dateAt(now))
                .with("now", now)
                .with("faultIds", FAULTS.stream().map(Flag::id).toList())
                .with("faultCodes", FAULTS.stream().map(Flag::code).toList())
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
        keep(changed, connection);
    }

    private void keep(List<SubjectAlert> changed, Connection connection) throws SQLException {
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

    @Override
    public boolean watch(Instant since, Instant now, Watching watching) {
        return Transaction.of(database, "judging results", open -> {
            if (!isMine(WATCH_LOCK, open)) {
                return false;
            }
            watch(since, now, watching, open);
            return true;
        });
    }

    private void watch(Instant since, Instant now, Watching watching, Connection connection) throws SQLException {
        Instant from = now.minus(Watched.OF_HOURS);
        Map<Integer, Watched> found = new LinkedHashMap<>();
        Query.named("watchedResults")
                .with("since", since)
                .with("from", from)
                .with("fromDay", LocalDay.dateAt(now.minus(Watched.OF_DAYS)))
                .list(connection, PostgresAlerts::watched)
                .forEach(one -> found.merge(one.subjectId(), one, Watched::and));
        Map<Integer, List<Alert>> standing = new HashMap<>();
        since(List.copyOf(found.keySet()), now.minus(Watched.OF_DAYS))
                .with("kinds", AlertKind.of(Driver.RESULT))
                .list(connection, row -> standing.computeIfAbsent(row.getInt("subject_id"), id -> new ArrayList<>())
                        .add(AlertRows.alert(row)));
        List<SubjectAlert> changed = new ArrayList<>();
        found.forEach((id, watched) -> watching.watch(watched, standing.getOrDefault(id, List.of()))
                .forEach(alert -> changed.add(
                        new SubjectAlert(id, AlertKind.of(alert.kind()).medium().orElse(null), alert))));
        keep(changed, connection);
    }

    private static Watched watched(ResultSet row) throws SQLException {
        LocalDate day = row.getObject("day", LocalDate.class);
        Instant end = day == null ? Column.instant(row, "period_end") : new LocalDay(day, LocalDay.CHINA).end();
        List<String> items = Column.texts(row, "items");
        Object[] numbers = (Object[]) row.getArray("numbers").getArray();
        Object[] indices = (Object[]) row.getArray("indices").getArray();
        Map<String, BigDecimal> values = new HashMap<>();
        Map<String, Integer> ofIndices = new HashMap<>();
        for (int i = 0; i < items.size(); i++) {
            if (numbers[i] instanceof BigDecimal number) {
                values.put(items.get(i), number);
            }
            if (indices[i] instanceof Integer index) {
                ofIndices.put(items.get(i), index);
            }
        }
        Figures figures = new Figures(
                row.getString("of_table"),
                end,
                day == null ? LocalDay.ofEnd(end, LocalDay.CHINA).date() : day,
                row.getObject("aqi", Integer.class),
                row.getObject("level", Integer.class),
                values,
                ofIndices);
        return new Watched(
                row.getInt("subject_id"),
                row.getString("scope"),
                row.getString("subject"),
                row.getString("city"),
                row.getString("zone"),
                List.of(figures));
    }

    @Override
    public void tell(Instant now, Set<String> kinds, List<Alert> found) {
        Transaction.of(database, "telling of the service", open -> {
            if (isMine(LOCK, open)) {
                tellOf(now, kinds, found, open);
            }
            return true;
        });
    }

    private void tellOf(Instant now, Set<String> kinds, List<Alert> found, Connection connection) throws SQLException {
        Query.named("addSubjects")
                .with("kind", SERVICE)
                .with("codes", List.of(SERVICE_CODE))
                .update(connection);
        int id = Query.named("serviceId").list(connection, row -> row.getInt(1)).getFirst();
        List<Alert> active =
                since(List.of(id), now).with("kinds", List.copyOf(kinds)).list(connection, AlertRows::alert).stream()
                        .filter(Alert::active)
                        .toList();
        List<SubjectAlert> changed = new ArrayList<>();
        active.stream()
                .filter(before -> found.stream().noneMatch(one -> isOfSame(one, before)))
                .forEach(before -> changed.add(new SubjectAlert(id, null, before.cleared(now))));
        found.stream()
                .filter(one -> active.stream().noneMatch(before -> isOfSame(one, before)))
                .forEach(one -> changed.add(new SubjectAlert(id, null, one)));
        keep(changed, connection);
    }

    private static boolean isOfSame(Alert one, Alert other) {
        return one.kind().equals(other.kind()) && one.item().equals(other.item());
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
                        astray(row),
                        fault(row)));
    }

    private static Heard.@Nullable Astray astray(ResultSet row) throws SQLException {
        Instant at = Column.optionalInstant(row, "astray_at");
        return at == null ? null : new Heard.Astray(at, Column.instant(row, "astray_stamp"));
    }

    private static Heard.@Nullable Fault fault(ResultSet row) throws SQLException {
        Instant at = Column.optionalInstant(row, "fault_at");
        return at == null ? null : new Heard.Fault(at, row.getString("fault_flags"));
    }

    private static Map<Integer, List<Alert>> active(List<Station> stations, Instant now, Connection connection)
            throws SQLException {
        Map<Integer, List<Alert>> active = new HashMap<>();
        since(stations.stream().map(Station::subjectId).toList(), now)
                .with("kinds", AlertKind.of(Driver.CLOCK))
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
