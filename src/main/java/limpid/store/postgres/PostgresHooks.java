package limpid.store.postgres;

import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import limpid.store.Hooks;

/** Calls of the webhook in PostgreSQL. */
public final class PostgresHooks implements Hooks {
    private final DataSource database;

    /** The calls of this database. */
    public PostgresHooks(DataSource database) {
        this.database = database;
    }

    @Override
    public List<Call> claim(Duration held, int most) {
        return Query.named("claimHooks")
                .with("held", held.toString())
                .with("most", most)
                .list(database, row -> new Call(row.getLong("id"), row.getString("event"), row.getString("body")));
    }

    @Override
    public void delivered(long id) {
        Query.named("hookDelivered").with("id", id).update(database);
    }

    @Override
    public void failed(long id, String error) {
        Query.named("hookFailed").with("id", id).with("error", error).update(database);
    }
}
