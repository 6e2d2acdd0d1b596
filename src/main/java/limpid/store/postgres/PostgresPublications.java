package limpid.store.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import limpid.store.Publications;
import limpid.store.Slice;
import org.jspecify.annotations.Nullable;

/** The publication log in PostgreSQL. */
public final class PostgresPublications implements Publications {
    private final DataSource database;

    /** The log of this database. */
    public PostgresPublications(DataSource database) {
        this.database = database;
    }

    @Override
    public Publication add(Publication publication) {
        return Query.named("addPublication")
                .with("city", publication.city())
                .with("period", publication.period())
                .with("language", publication.language())
                .with("publishedAt", publication.publishedAt())
                .with("publishedBy", publication.publishedBy())
                .with("markdown", publication.markdown())
                .with("figures", publication.figures())
                .list(database, PostgresPublications::publication)
                .getFirst();
    }

    @Override
    public Optional<Publication> find(long id) {
        return Query.named("findPublication").with("id", id).list(database, PostgresPublications::publication).stream()
                .findFirst();
    }

    @Override
    public Slice<Publication, Long> list(@Nullable String city, @Nullable String period, long before, int limit) {
        return Slice.of(
                Query.named("publications")
                        .with("city", city)
                        .with("period", period)
                        .with("before", before)
                        .with("limit", limit + 1)
                        .list(database, PostgresPublications::publication),
                limit,
                Publication::id);
    }

    private static Publication publication(ResultSet row) throws SQLException {
        return new Publication(
                row.getLong("id"),
                row.getString("city"),
                row.getString("period"),
                row.getString("language"),
                Column.instant(row, "published_at"),
                row.getString("published_by"),
                row.getString("markdown"),
                row.getString("figures"));
    }
}
