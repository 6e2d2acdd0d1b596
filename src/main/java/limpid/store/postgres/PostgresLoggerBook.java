package limpid.store.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import limpid.decode.hj212.QualityCheck;
import limpid.store.LoggerBook;
import org.jspecify.annotations.Nullable;

/** Who speaks HJ 212, in PostgreSQL. */
public final class PostgresLoggerBook implements LoggerBook {
    private final DataSource database;

    /** The book of this database. */
    public PostgresLoggerBook(DataSource database) {
        this.database = database;
    }

    @Override
    public void heard(List<Heard> loggers, List<LastFrame> frames) {
        Transaction.of(database, "writing down who speaks HJ 212", open -> {
            for (Heard one : loggers) {
                put(open, one);
            }
            for (LastFrame frame : frames) {
                put(open, frame);
            }
            return true;
        });
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
        Transaction.of(database, "keeping what a data logger says", open -> {
            for (Said one : said) {
                put(open, one);
            }
            return true;
        });
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
    public void keepChecks(String station, List<QualityCheck> checks, Instant now) {
        Transaction.of(database, "keeping checks of analysers", open -> {
            for (QualityCheck check : checks) {
                put(open, station, check, now);
            }
            return true;
        });
    }

    private static void put(Connection open, String station, QualityCheck check, Instant now) throws SQLException {
        Query.text("keepQualityCheck", """
                        INSERT INTO quality_check (station, kind, item, at, measured, standard, span, water, water_at, added,
                                                   added_volume, volume, passed, flag, received_at)
                        VALUES (:station, :kind, :item, :at, :measured, :standard, :span, :water, :waterAt, :added,
                                :addedVolume, :volume, :passed, :flag, :now)
                        ON CONFLICT DO NOTHING""")
                .with("station", station)
                .with("kind", check.kind().code())
                .with("item", check.item())
                .with("at", check.at())
                .with("measured", check.measured())
                .with("standard", check.standard())
                .with("span", check.span())
                .with("water", check.water())
                .with("waterAt", check.waterAt())
                .with("added", check.added())
                .with("addedVolume", check.addedVolume())
                .with("volume", check.volume())
                .with("passed", check.passed())
                .with("flag", check.flag())
                .with("now", now)
                .update(open);
    }

    @Override
    public List<Checked> checks(
            String station, QualityCheck.@Nullable Kind kind, @Nullable Instant from, @Nullable Instant to, int limit) {
        return Query.text("qualityChecks", """
                        SELECT * FROM quality_check
                        WHERE station = :station AND (CAST(:kind AS text) IS NULL OR kind = :kind)
                          AND at >= coalesce(CAST(:from AS timestamptz), '-infinity')
                          AND at < coalesce(CAST(:to AS timestamptz), 'infinity')
                        ORDER BY at DESC, kind, item, received_at DESC LIMIT :limit""")
                .with("station", station)
                .with("kind", kind == null ? null : kind.code())
                .with("from", from)
                .with("to", to)
                .with("limit", limit)
                .list(database, PostgresLoggerBook::checked);
    }

    private static Checked checked(ResultSet row) throws SQLException {
        return new Checked(
                row.getString("station"),
                new QualityCheck(
                        QualityCheck.Kind.of(row.getString("kind")).orElseThrow(),
                        row.getString("item"),
                        Column.instant(row, "at"),
                        row.getBigDecimal("measured"),
                        row.getBigDecimal("standard"),
                        row.getBigDecimal("span"),
                        row.getBigDecimal("water"),
                        Column.optionalInstant(row, "water_at"),
                        row.getBigDecimal("added"),
                        row.getBigDecimal("added_volume"),
                        row.getBigDecimal("volume"),
                        row.getObject("passed", Boolean.class),
                        row.getString("flag")),
                Column.instant(row, "received_at"));
    }

    @Override
    public void forgetSaid(Instant before, int most) {
        Query.text("forgetSaid", """
                        DELETE FROM hj212_said
                        WHERE at < :before OR ctid IN (
                            SELECT ctid
                            FROM (SELECT ctid, row_number() OVER (PARTITION BY station ORDER BY at DESC) AS place
                                  FROM hj212_said) AS placed
                            WHERE place > :most)""").with("before", before).with("most", most).update(database);
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
