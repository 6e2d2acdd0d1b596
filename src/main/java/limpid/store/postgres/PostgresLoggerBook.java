package limpid.store.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import limpid.store.LoggerBook;

/** Who speaks HJ 212, in PostgreSQL. */
public final class PostgresLoggerBook implements LoggerBook {
    private final DataSource database;

    /** The book of this database. */
    public PostgresLoggerBook(DataSource database) {
        this.database = database;
    }

    @Override
    public void heard(List<Heard> loggers, List<LastFrame> frames) {
        try (Connection connection = database.getConnection()) {
            Transaction.of(connection, open -> {
                for (Heard one : loggers) {
                    put(open, one);
                }
                for (LastFrame frame : frames) {
                    put(open, frame);
                }
                return true;
            });
        } catch (SQLException e) {
            throw Failure.of("writing down who speaks HJ 212", e);
        }
    }

    private static void put(Connection open, Heard one) throws SQLException {
        Query.named("hj212Heard")
                .with("mn", one.mn())
                .with("address", one.address())
                .with("since", one.since())
                .with("until", one.until())
                .with("lastAt", one.lastAt())
                .with("edition", one.edition())
                .with("frames", one.frames())
                .with("refused", one.refused())
                .with("deviations", one.deviations())
                .update(open);
    }

    private static void put(Connection open, LastFrame frame) throws SQLException {
        Query.named("hj212LastFrame")
                .with("mn", frame.mn())
                .with("command", frame.command())
                .with("at", frame.at())
                .with("bytes", frame.bytes())
                .update(open);
    }

    @Override
    public void forgetUntold(Instant before) {
        Query.text("forgetUntoldLoggers", """
                        UPDATE hj212_logger SET until = told_at WHERE until IS NULL AND told_at < :before""").with("before", before).update(database);
        Query.named("hj212ForgetStrangers").update(database);
    }

    @Override
    public List<Heard> loggers() {
        return Query.text("hj212Loggers", "SELECT * FROM hj212_logger ORDER BY until IS NOT NULL, mn")
                .list(database, PostgresLoggerBook::heard);
    }

    private static Heard heard(ResultSet row) throws SQLException {
        return new Heard(
                row.getString("mn"),
                row.getString("address"),
                Column.instant(row, "since"),
                Column.optionalInstant(row, "until"),
                Column.instant(row, "last_at"),
                row.getString("edition"),
                row.getLong("frames"),
                row.getLong("refused"),
                List.of((String[]) row.getArray("deviations").getArray()));
    }

    @Override
    public List<LastFrame> frames(String mn) {
        return Query.text("hj212LastFrames", "SELECT * FROM hj212_last_frame WHERE mn = :mn ORDER BY command")
                .with("mn", mn)
                .list(
                        database,
                        row -> new LastFrame(
                                row.getString("mn"),
                                row.getInt("command"),
                                Column.instant(row, "at"),
                                row.getBytes("bytes")));
    }

    @Override
    public void keep(List<Said> said) {
        try (Connection connection = database.getConnection()) {
            Transaction.of(connection, open -> {
                for (Said one : said) {
                    put(open, one);
                }
                return true;
            });
        } catch (SQLException e) {
            throw Failure.of("keeping what a data logger says", e);
        }
    }

    private static void put(Connection open, Said one) throws SQLException {
        Query.text("keepSaid", """
                        INSERT INTO hj212_said (station, command, item, name, value, data_time, at)
                        VALUES (:station, :command, :item, :name, :value, :dataTime, :at)
                        ON CONFLICT DO NOTHING""")
                .with("station", one.station())
                .with("command", one.command())
                .with("item", one.item())
                .with("name", one.name())
                .with("value", one.value())
                .with("dataTime", one.dataTime())
                .with("at", one.at())
                .update(open);
    }

    @Override
    public List<Said> said(String station, int limit) {
        return Query.text(
                        "hj212Said",
                        "SELECT * FROM hj212_said WHERE station = :station ORDER BY at DESC, command, item, name LIMIT :limit")
                .with("station", station)
                .with("limit", limit)
                .list(
                        database,
                        row -> new Said(
                                row.getString("station"),
                                row.getInt("command"),
                                row.getString("item"),
                                row.getString("name"),
                                row.getString("value"),
                                row.getString("data_time"),
                                Column.instant(row, "at")));
    }
}
