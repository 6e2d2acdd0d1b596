package limpid.store.postgres;

import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import javax.sql.DataSource;
import limpid.store.SourceIntakes;
import limpid.water.IntakeColumns;
import limpid.water.SourceIntake;

/** Reported intake volumes in PostgreSQL. */
public final class PostgresSourceIntakes implements SourceIntakes {
    private static final RegisterTable<SourceIntake> TABLE = new RegisterTable<>(IntakeColumns.REGISTER, "section");

    private final DataSource database;

    /** The reports of this database. */
    public PostgresSourceIntakes(DataSource database) {
        this.database = database;
    }

    @Override
    public List<SourceIntake> list(YearMonth first, YearMonth last) {
        return TABLE.named("sourceIntakes")
                .with("first", first.atDay(1))
                .with("last", last.atDay(1))
                .list(database, TABLE::read);
    }

    @Override
    public int keep(List<SourceIntake> intakes) {
        return Turn.of(database, "source_intake", "keeping intake volumes", open -> {
            Instant known = KnownTime.take(open);
            TABLE.named("endIntakes", intakes).with("known", known).update(open);
            return TABLE.named("addIntakes", intakes).with("known", known).update(open);
        });
    }
}
