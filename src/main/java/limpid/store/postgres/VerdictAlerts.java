package limpid.store.postgres;

import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import limpid.alert.Alert;
import limpid.alert.AlertKind;
import limpid.measure.BeforeAfter;
import limpid.store.SubjectAlert;

/** Alerts that follow from changed verdicts of a city's programmes, kept with the verdicts. */
final class VerdictAlerts {
    private static final Set<String> ALARMING = Set.of("notMet", "behindSchedule", "insufficient", "awaitingReport");

    private VerdictAlerts() {}

    /** A verdict that is another than before. */
    private record Change(int subjectId, String item, String verdict, Instant at, Alert alert) {
        boolean alarming() {
            return ALARMING.contains(verdict);
        }
    }

    /**
     * Keeps the alerts of verdicts that this transaction found.
     *
     * @param hooks whether there is a webhook to be called
     * @param known when the verdicts became known
     */
    static void keep(String city, boolean hooks, Instant known, Connection connection) throws SQLException {
        List<SubjectAlert> alerts = new ArrayList<>();
        for (Change change : Query.named("verdictChanges")
                .with("city", city)
                .with("known", known)
                .list(connection, row -> change(city, row))) {
            for (Alert before : active(change, connection)) {
                alerts.add(new SubjectAlert(change.subjectId(), null, before.cleared(change.at())));
            }
            if (change.alarming()) {
                alerts.add(new SubjectAlert(change.subjectId(), null, change.alert()));
            }
        }
        AlertRows.keep(alerts, hooks, known, connection);
    }

    private static List<Alert> active(Change change, Connection connection) throws SQLException {
        return Query.named("alertsSince")
                .with("subjects", List.of(change.subjectId()))
                .with("since", List.of(change.at()))
                .with("kinds", List.of(AlertKind.VERDICT_CHANGED))
                .list(connection, AlertRows::alert)
                .stream()
                .filter(alert -> alert.active() && alert.item().equals(change.item()))
                .toList();
    }

    private static Change change(String city, ResultSet row) throws SQLException {
        String item = "%s %s %s %d"
                .formatted(
                        row.getString("programme"),
                        row.getString("indicator"),
                        row.getString("period"),
                        row.getInt("target_no"));
        BeforeAfter verdicts = new BeforeAfter(row.getString("verdict"), row.getString("next_verdict"));
        Instant at = Column.instant(row, "known_from");
        Alert alert = new Alert(
                AlertKind.VERDICT_CHANGED,
                item,
                at,
                null,
                false,
                Column.decimal(row, "value"),
                null,
                verdicts.before() + " to " + verdicts.after() + ": " + seen(row),
                verdicts,
                List.of(evidence(city, row)));
        return new Change(row.getInt("subject_id"), item, verdicts.after(), at, alert);
    }

    private static String seen(ResultSet row) throws SQLException {
        BigDecimal value = Column.decimal(row, "value");
        return value == null ? row.getString("reason") : value.toPlainString() + " against " + target(row);
    }

    private static String target(ResultSet row) throws SQLException {
        return (row.getString("operator") + " " + row.getString("target") + " " + row.getString("unit")).strip();
    }

    private static String evidence(String city, ResultSet row) throws SQLException {
        String id = "check.%s.%s.%s.%d.%s"
                .formatted(
                        row.getString("programme"),
                        city,
                        row.getString("indicator"),
                        row.getInt("target_no"),
                        row.getString("as_of"));
        return "/api/v1/results/" + URLEncoder.encode(id, StandardCharsets.UTF_8) + "/evidence";
    }
}
