package limpid.store.postgres;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import javax.sql.DataSource;
import limpid.store.SourceIntakes;

/** Reported intake volumes in PostgreSQL. */
public final class PostgresSourceIntakes implements SourceIntakes {
    private final DataSource database;

    /** The reports of this database. */
    public PostgresSourceIntakes(DataSource database) {
        this.database = database;
    }

    @Override
    public List<Intake> list(YearMonth first, YearMonth last) {
        return Query.named("sourceIntakes")
                .with("first", first.atDay(1))
                .with("last", last.atDay(1))
                .list(
                        database,
                        row -> new Intake(
                                row.getString("code"),
                                YearMonth.from(row.getObject("month", LocalDate.class)),
                                row.getBigDecimal("volume"),
                                row.getString("origin")));
    }

    @Override
    public int keep(List<Intake> intakes) {
        return Turn.of(database, "source_intake", "keeping intake volumes", open -> {
            Instant known = KnownTime.take(open);
            query("endIntakes", intakes).with("known", known).update(open);
            return query("addIntakes", intakes).with("known", known).update(open);
        });
    }

    private static Query query(String name, List<Intake> intakes) {
        return Query.named(name)
                .with("sections", intakes.stream().map(Intake::section).toList())
                .with(
                        "months",
                        intakes.stream()
                                .map(one -> one.month().atDay(1).toString())
                                .toList())
                .with("volumes", intakes.stream().map(Intake::volume).toList())
                .with("origins", intakes.stream().map(Intake::origin).toList());
    }
}
