package limpid.store.postgres;

import io.micronaut.context.annotation.Mixin;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import limpid.store.Publications;
import limpid.store.Publications.Publication;
import limpid.store.Slice;
import org.jspecify.annotations.Nullable;

/** The publication log in PostgreSQL. */
@Stored
@Introspected(classes = Publication.class)
interface PostgresPublications extends Publications, GenericRepository<Publication, Long> {
    @Override
    default Publication add(Publication publication) {
        return add(
                publication.city(),
                publication.period(),
                publication.language(),
                publication.publishedAt(),
                publication.publishedBy(),
                publication.markdown(),
                publication.figures());
    }

    /** Adds a published bulletin to the log. */
    @Query("""
            INSERT INTO publication (city, period, language, published_at, published_by, markdown, figures)
            VALUES (:city, :period, :language, :publishedAt, :publishedBy, :markdown, :figures::json)
            RETURNING *, NULL::timestamptz AS withdrawn_at, NULL::text AS withdrawn_by, NULL::text AS withdrawn_for""")
    Publication add(
            String city,
            String period,
            String language,
            Instant publishedAt,
            String publishedBy,
            String markdown,
            String figures);

    @Override
    @Query("""
            SELECT *
            FROM publication
            LEFT JOIN publication_withdrawal ON publication_id = id
            WHERE id = :id""")
    Optional<Publication> find(long id);

    @Override
    default Slice<Publication, Long> list(@Nullable String city, @Nullable String period, long before, int limit) {
        return Slice.of(newestFirst(city, period, before, limit + 1), limit, Publication::id);
    }

    /** Published bulletins, the newest first. */
    @Query("""
            SELECT *
            FROM publication
            LEFT JOIN publication_withdrawal ON publication_id = id
            WHERE id < :before
              AND (:city::text IS NULL OR city = :city)
              AND (:period::text IS NULL OR period = :period)
            ORDER BY id DESC
            LIMIT :limit""")
    List<Publication> newestFirst(@Nullable String city, @Nullable String period, long before, int limit);

    @Override
    default boolean withdraw(long id, Instant at, String by, String reason) {
        return addWithdrawal(id, at, by, reason) > 0;
    }

    /** Withdraws a publication that stands. @return how many */
    @Query("""
            INSERT INTO publication_withdrawal (publication_id, withdrawn_at, withdrawn_by, withdrawn_for)
            VALUES (:id, :at, :by, :reason)
            ON CONFLICT DO NOTHING""")
    int addWithdrawal(long id, Instant at, String by, String reason);

    /** Read by the names of its columns. */
    @Mixin(Publication.class)
    @MappedEntity
    interface Row {}
}
