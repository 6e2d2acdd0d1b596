package limpid.store.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import limpid.people.AuditChain;
import limpid.people.AuditChain.Link;
import limpid.people.AuditChain.Linked;
import limpid.people.AuditEntry;
import limpid.store.Audit;
import limpid.store.Slice;

/** The audit in PostgreSQL. */
public final class PostgresAudit implements Audit {
    private final DataSource database;

    /** That of this database. */
    public PostgresAudit(DataSource database) {
        this.database = database;
    }

    @Override
    public void add(AuditEntry entry) {
        Turn.of(database, "audit", "adding to the audit", connection -> {
            Link last = Query.named("lastAudit").list(connection, PostgresAudit::link).stream()
                    .findFirst()
                    .orElse(AuditChain.BEGINNING);
            Link next = last.next(entry);
            return Query.named("addAudit")
                    .with("id", next.id())
                    .with("at", entry.at())
                    .with("kind", entry.kind())
                    .with("who", entry.who())
                    .with("address", entry.address())
                    .with("action", entry.action())
                    .with("target", entry.target())
                    .with("status", entry.status())
                    .with("detail", entry.detail())
                    .with("digest", next.digest())
                    .update(connection);
        });
    }

    @Override
    public Slice<Linked, Long> list(Filter filter, long before, int limit) {
        List<Linked> rows = Query.named("audit")
                .with("before", before)
                .with("who", filter.who())
                .with("action", filter.action())
                .with("refused", filter.refused())
                .with("from", filter.fromInclusive())
                .with("to", filter.toExclusive())
                .with("limit", limit + 1)
                .list(database, PostgresAudit::linked);
        return Slice.of(rows, limit, row -> row.link().id());
    }

    @Override
    public List<Linked> after(long after, int limit) {
        return Query.named("auditAfter")
                .with("after", after)
                .with("limit", limit)
                .list(database, PostgresAudit::linked);
    }

    private static Link link(ResultSet row) throws SQLException {
        return new Link(row.getLong("id"), row.getString("digest"));
    }

    private static Linked linked(ResultSet row) throws SQLException {
        return new Linked(
                link(row),
                new AuditEntry(
                        Column.instant(row, "at"),
                        row.getString("kind"),
                        row.getString("who"),
                        row.getString("address"),
                        row.getString("action"),
                        row.getString("target"),
                        row.getInt("status"),
                        row.getString("detail")));
    }
}
