package limpid.store.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import limpid.alert.Alert;
import limpid.measure.BeforeAfter;
import limpid.measure.Medium;
import limpid.store.SubjectAlert;
import org.jspecify.annotations.Nullable;

/** Alerts as rows; whoever keeps one also writes the call that tells of it, where anybody is to be told. */
final class AlertRows {
    /** What is kept of them. */
    static final KeptTable TABLE = KeptTable.revised(
            "alert",
            List.of("subject_id", "kind", "item", "raised_at"),
            List.of("medium", "cleared_at", "withdrawn", "value", "threshold", "seen", "before", "after", "evidence"),
            "'-infinity'::timestamptz");

    private AlertRows() {}

    /**
     * Keeps alerts.
     *
     * @param hooks whether there is a webhook to be called
     * @param known when they become known
     */
    static void keep(List<SubjectAlert> alerts, boolean hooks, Instant known, Connection connection)
            throws SQLException {
        TABLE.keep(alerts, (alert, lines) -> lines.values(row(alert)), known, connection);
        if (!alerts.isEmpty()) {
            Query.named("hookAlerts")
                    .with("known", known)
                    .with("webhook", hooks)
                    .update(connection);
        }
    }

    private static List<@Nullable Object> row(SubjectAlert kept) {
        Alert alert = kept.alert();
        Medium medium = kept.medium();
        BeforeAfter change = alert.change();
        return Arrays.asList(
                kept.subjectId(),
                alert.kind(),
                alert.item(),
                alert.raisedAt(),
                medium == null ? null : medium.code(),
                alert.clearedAt(),
                alert.withdrawn(),
                alert.value(),
                alert.threshold(),
                alert.seen(),
                change == null ? null : change.before(),
                change == null ? null : change.after(),
                alert.evidence());
    }

    static Alert alert(ResultSet row) throws SQLException {
        return new Alert(
                row.getString("kind"),
                row.getString("item"),
                Column.instant(row, "raised_at"),
                Column.optionalInstant(row, "cleared_at"),
                row.getBoolean("withdrawn"),
                Column.decimal(row, "value"),
                Column.decimal(row, "threshold"),
                row.getString("seen"),
                change(row),
                Column.texts(row, "evidence"));
    }

    private static @Nullable BeforeAfter change(ResultSet row) throws SQLException {
        String before = row.getString("before");
        return before == null ? null : new BeforeAfter(before, row.getString("after"));
    }
}
