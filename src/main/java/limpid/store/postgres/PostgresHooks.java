package limpid.store.postgres;

import io.micronaut.context.annotation.Mixin;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.repository.GenericRepository;
import java.time.Duration;
import java.util.List;
import limpid.store.Hooks;
import limpid.store.Hooks.Call;

/** Calls of the webhook in PostgreSQL. */
@Stored
@Introspected(classes = Call.class)
interface PostgresHooks extends Hooks, GenericRepository<Call, Long> {
    @Override
    default List<Call> claim(Duration held, int most) {
        return claim(held.toString(), most);
    }

    /**
     * The oldest undelivered call of each subject whose time has come. It is held for a while: should this process die,
     * another sends it again.
     */
    @Query("""
            UPDATE alert_hook
            SET attempts = attempts + 1, next_attempt_at = now() + :held::interval
            WHERE id IN (
                SELECT hook.id
                FROM alert_hook AS hook
                WHERE hook.webhook AND hook.delivered_at IS NULL AND hook.next_attempt_at <= now()
                  AND NOT EXISTS (
                      SELECT FROM alert_hook AS earlier
                      WHERE earlier.webhook AND earlier.subject_id = hook.subject_id AND earlier.delivered_at IS NULL
                        AND earlier.id < hook.id)
                ORDER BY hook.id
                LIMIT :most
                FOR UPDATE SKIP LOCKED)
            RETURNING id, event, body""")
    List<Call> claim(String held, int most);

    @Override
    @Query("UPDATE alert_hook SET delivered_at = now(), last_error = NULL WHERE id = :id")
    void delivered(long id);

    /** Tried again after 1, 2, 4 ... seconds, at the latest after five minutes. */
    @Override
    @Query("""
            UPDATE alert_hook
            SET last_error = :error,
                next_attempt_at = now()
                    + least(interval '1 second' * power(2, least(attempts, 12) - 1), interval '5 minutes')
            WHERE id = :id""")
    void failed(long id, String error);

    /** Read by the names of its columns. */
    @Mixin(Call.class)
    @MappedEntity
    interface Row {}
}
