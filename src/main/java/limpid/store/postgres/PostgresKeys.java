package limpid.store.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import limpid.people.IssuedKey;
import limpid.people.Scope;
import limpid.store.Keys;

/** Keys of programs in PostgreSQL. */
public final class PostgresKeys implements Keys {
    private final DataSource database;

    /** Those of this database. */
    public PostgresKeys(DataSource database) {
        this.database = database;
    }

    @Override
    public List<Kept> all() {
        return Query.named("apiKeys").list(database, PostgresKeys::kept);
    }

    private static Kept kept(ResultSet row) throws SQLException {
        return new Kept(
                new IssuedKey(
                        row.getString("name"),
                        row.getString("role"),
                        Scope.of(Column.texts(row, "scope")),
                        Column.instant(row, "created_at"),
                        row.getString("created_by"),
                        Column.optionalInstant(row, "expires_at"),
                        Column.optionalInstant(row, "revoked_at"),
                        row.getString("revoked_by")),
                row.getBytes("digest"),
                row.getString("broker_hash"));
    }

    @Override
    public void add(IssuedKey key, byte[] digest, String brokerHash) {
        Query.named("addKey")
                .with("name", key.name())
                .with("role", key.role())
                .with("scope", key.scope().words())
                .with("digest", digest)
                .with("brokerHash", brokerHash)
                .with("at", key.createdAt())
                .with("by", key.createdBy())
                .with("expiresAt", key.expiresAt())
                .update(database);
    }

    @Override
    public boolean revoke(String name, Instant at, String by) {
        try (Connection connection = database.getConnection()) {
            return Query.named("revokeKey")
                            .with("name", name)
                            .with("at", at)
                            .with("by", by)
                            .update(connection)
                    > 0;
        } catch (SQLException e) {
            throw Failure.of("revoking a key", e);
        }
    }
}
