package limpid.store.postgres;

import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.sql.DataSource;
import limpid.measure.Flags;
import limpid.measure.Medium;
import limpid.measure.Parameters;
import limpid.measure.Period;
import limpid.measure.Reading;
import limpid.store.Change;
import limpid.store.Change.Why;
import limpid.store.Changes;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * Listens for what transactions announce, on a connection of its own that it holds while somebody follows, and reads the
 * rows that were committed. It never falls behind: where more arrives than it can read in time, it says so and goes on
 * with the newest, because a listener that does not take its notices lets them pile up in the database.
 */
public final class PostgresChanges implements Changes {
    private static final System.Logger LOG = System.getLogger(PostgresChanges.class.getName());
    private static final int WAIT_MILLIS = 250;
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int MOST_NOTICES = 64;
    private static final int MOST_READINGS = 2000;

    private final DataSource database;
    private final Parameters parameters;
    private final Flags flags;

    /** Listens to this database; it opens connections itself, outside of any pool. */
    public PostgresChanges(DataSource database, Parameters parameters, Flags flags) {
        this.database = database;
        this.parameters = parameters;
        this.flags = flags;
    }

    @Override
    public Following follow(Consumer<Change> reader) {
        Listener listener = new Listener(reader);
        listener.thread.start();
        return listener;
    }

    /** What an id stands for. */
    private record Subject(
            @Nullable Medium medium,
            @Nullable String station,
            @Nullable String city) {}

    private final class Listener implements Following {
        private final Consumer<Change> reader;
        private final Thread thread = Thread.ofVirtual().name("changes").unstarted(this::run);
        private final Map<Integer, Subject> subjects = new HashMap<>();
        private boolean away;
        private volatile boolean closed;

        Listener(Consumer<Change> reader) {
            this.reader = reader;
        }

        private void run() {
            while (!closed) {
                try (Connection connection = database.getConnection()) {
                    listen(connection);
                } catch (SQLException | RuntimeException | Error e) {
                    say(e);
                    pause();
                }
            }
        }

        /** Once for an outage, not for each try. */
        private void say(Throwable e) {
            if (!away) {
                LOG.log(Level.WARNING, "changes are not told for now: {0}", e.getMessage());
            }
            away = true;
        }

        private void pause() {
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException e) {
                closed = true;
            }
        }

        private void listen(Connection connection) throws SQLException {
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET statement_timeout = 2000; SET jit = off; LISTEN " + Announcement.CHANNEL);
            }
            away = false;
            reader.accept(new Change.Missed(Why.STARTED));
            PGConnection notified = connection.unwrap(PGConnection.class);
            while (!closed) {
                PGNotification[] arrived = notified.getNotifications(WAIT_MILLIS);
                if (arrived != null && arrived.length > 0) {
                    tell(arrived, connection);
                }
            }
        }

        private void tell(PGNotification[] arrived, Connection connection) throws SQLException {
            if (arrived.length > MOST_NOTICES) {
                reader.accept(new Change.Missed(Why.TOO_MANY));
            }
            int from = Math.max(0, arrived.length - MOST_NOTICES);
            for (PGNotification one : Arrays.asList(arrived).subList(from, arrived.length)) {
                tell(one.getParameter(), connection);
            }
        }

        private void tell(String text, Connection connection) throws SQLException {
            if (text.equals(Announcement.MANY)) {
                reader.accept(new Change.Missed(Why.TOO_MANY));
                return;
            }
            Notice notice = Notice.of(text);
            if (notice.ofReadings() && notice.live()) {
                tellReadings(notice, connection);
            } else {
                tellSpans(notice, connection);
            }
        }

        private void tellReadings(Notice notice, Connection connection) throws SQLException {
            List<Change> readings = Query.named("committedReadings")
                    .with("stations", notice.subjects())
                    .with("first", notice.firstEnd())
                    .with("last", notice.lastEnd())
                    .with("knownFrom", notice.knownFrom())
                    .with("knownTo", notice.knownTo())
                    .with("limit", MOST_READINGS)
                    .list(connection, PostgresChanges.this::reading);
            readings.forEach(reader);
            if (readings.size() == MOST_READINGS) {
                reader.accept(new Change.Missed(Why.TOO_MANY));
            }
        }

        private void tellSpans(Notice notice, Connection connection) throws SQLException {
            learn(notice.subjects(), connection);
            for (int id : notice.subjects()) {
                Subject subject = subjects.get(id);
                if (subject != null) {
                    reader.accept(span(notice, subject));
                }
            }
        }

        private void learn(List<Integer> ids, Connection connection) throws SQLException {
            List<Integer> unknown =
                    ids.stream().filter(id -> !subjects.containsKey(id)).toList();
            if (!unknown.isEmpty()) {
                Query.named("subjects")
                        .with("ids", unknown)
                        .list(connection, row -> subjects.put(row.getInt("id"), subject(row)));
            }
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private static Change span(Notice notice, Subject subject) {
        String station = subject.station();
        Medium medium = subject.medium();
        return notice.ofReadings() && station != null && medium != null
                ? new Change.OfSpan(medium, station, notice.firstEnd(), notice.lastEnd())
                : new Change.OfResults(
                        notice.table(), notice.medium(), station, subject.city(), notice.first(), notice.last());
    }

    private static Subject subject(ResultSet row) throws SQLException {
        String code = row.getString("code");
        return row.getString("kind").equals("station")
                ? new Subject(Column.medium(row), code, null)
                : new Subject(null, null, code);
    }

    private Change reading(ResultSet row) throws SQLException {
        Reading reading = new Reading(
                row.getString("station"),
                parameters.byId(row.getInt("parameter_id")),
                Period.ending(Column.instant(row, "period_end"), Duration.ofSeconds(row.getInt("period_s"))),
                Column.decimal(row, "value"),
                flags.byId(row.getInt("flag_id")));
        return new Change.OfReading(Column.medium(row), reading, Column.instant(row, "recorded_at"));
    }
}
