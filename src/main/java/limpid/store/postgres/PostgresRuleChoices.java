package limpid.store.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import limpid.rule.DeskChoice;
import limpid.store.RuleChoices;

/** Choices of rule in PostgreSQL. */
public final class PostgresRuleChoices implements RuleChoices {
    private final DataSource database;

    /** Those of this database. */
    public PostgresRuleChoices(DataSource database) {
        this.database = database;
    }

    @Override
    public List<DeskChoice> all() {
        return Query.named("ruleChoices").list(database, PostgresRuleChoices::choice);
    }

    @Override
    public DeskChoice add(DeskChoice choice) {
        return Query.named("addRuleChoice")
                .with("rule", choice.rule())
                .with("city", choice.city())
                .with("from", choice.from())
                .with("value", choice.value())
                .with("reason", choice.reason())
                .with("by", choice.enteredBy())
                .with("at", choice.enteredAt())
                .list(database, PostgresRuleChoices::choice)
                .getFirst();
    }

    private static DeskChoice choice(ResultSet row) throws SQLException {
        return new DeskChoice(
                row.getLong("id"),
                row.getString("rule"),
                row.getString("city"),
                Column.optionalDate(row, "valid_from"),
                row.getString("value"),
                row.getString("reason"),
                row.getString("entered_by"),
                Column.instant(row, "entered_at"));
    }
}
