package limpid.store.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import javax.sql.DataSource;
import limpid.programme.Allowance;
import limpid.programme.Check;
import limpid.programme.Check.Finding;
import limpid.programme.Check.Question;
import limpid.store.KeptCheck;
import limpid.store.KeptChecks;
import org.jspecify.annotations.Nullable;

/** The checks of programmes in PostgreSQL. */
public final class PostgresKeptChecks implements KeptChecks {
    private final DataSource database;
    private final boolean hooks;

    /** Kept checks, without a webhook for their alerts. */
    public PostgresKeptChecks(DataSource database) {
        this(database, false);
    }

    /**
     * The checks of this database.
     *
     * @param hooks whether there is a webhook to be told of alerts
     */
    public PostgresKeptChecks(DataSource database, boolean hooks) {
        this.database = database;
        this.hooks = hooks;
    }

    @Override
    public int keep(String city, List<Check> checks) {
        try (Connection connection = database.getConnection()) {
            return Transaction.of(connection, open -> {
                Instant known = lock(city, open);
                int changed = 0;
                for (Check check : checks) {
                    with(Query.named("keepCheckHistory"), city, check)
                            .with("known", known)
                            .update(open);
                    changed += with(Query.named("keepCheck"), city, check)
                            .with("asOf", check.question().asOf())
                            .with("known", known)
                            .update(open);
                }
                if (changed > 0) {
                    VerdictAlerts.keep(city, hooks, known, open);
                }
                return changed;
            });
        } catch (SQLException e) {
            throw Failure.of("keepCheck", e);
        }
    }

    /** Several instances find the checks of a city at once; one after the other keeps them. */
    private static Instant lock(String city, Connection connection) throws SQLException {
        Query.named("lockChecks").with("city", city).list(connection, row -> true);
        return KnownTime.take(connection);
    }

    @Override
    public List<KeptCheck> list(String programme, String city, @Nullable String indicator, @Nullable Instant known) {
        return Query.named("keptChecks")
                .with("programme", programme)
                .with("city", city)
                .with("indicator", indicator)
                .with("known", known)
                .list(database, PostgresKeptChecks::kept);
    }

    private static KeptCheck kept(ResultSet row) throws SQLException {
        return new KeptCheck(
                row.getString("programme"),
                row.getString("city"),
                row.getString("indicator"),
                row.getString("part"),
                row.getInt("target_no"),
                row.getString("period"),
                row.getString("name_zh"),
                row.getString("name_en"),
                row.getString("verdict"),
                row.getString("reason"),
                Column.decimal(row, "value"),
                Column.decimal(row, "unrounded"),
                row.getString("operator"),
                row.getString("target"),
                row.getString("unit"),
                Column.decimal(row, "margin"),
                row.getString("basis"),
                row.getString("edition"),
                row.getString("allowance_kind"),
                Column.decimal(row, "allowance_amount"),
                row.getObject("as_of", LocalDate.class),
                row.getInt("revision"),
                Column.instant(row, "known_from"),
                Column.optionalInstant(row, "known_to"));
    }

    private static Query with(Query query, String city, Check check) {
        Question question = check.question();
        Finding finding = check.finding();
        Allowance allowance = finding.allowance();
        return query.with("programme", question.programme().id())
                .with("city", city)
                .with("indicator", question.indicator().no())
                .with("part", question.indicator().part())
                .with("targetNo", question.number())
                .with("period", question.period().name())
                .with("verdict", check.verdict())
                .with("reason", check.reason().en())
                .with("value", finding.value())
                .with("unrounded", finding.unrounded())
                .with("operator", finding.operator().sign())
                .with("target", question.target().printed())
                .with("unit", question.target().unit())
                .with("margin", finding.margin())
                .with("basis", finding.basis().en())
                .with("edition", finding.edition())
                .with("nameZh", question.indicator().nameZh())
                .with("nameEn", question.indicator().nameEn())
                .with("allowanceKind", allowance == null ? null : allowance.kind())
                .with("allowanceAmount", allowance == null ? null : allowance.amount());
    }
}
