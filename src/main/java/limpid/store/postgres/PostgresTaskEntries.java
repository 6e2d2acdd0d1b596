package limpid.store.postgres;

import io.micronaut.context.annotation.Mixin;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.connection.ConnectionOperations;
import io.micronaut.data.repository.GenericRepository;
import jakarta.inject.Named;
import java.sql.Connection;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import limpid.programme.TaskEntry;
import limpid.store.TaskEntries;
import org.jspecify.annotations.Nullable;

/** Reports on tasks of programmes in PostgreSQL. */
@Stored
@Introspected(classes = TaskEntry.class)
abstract class PostgresTaskEntries implements TaskEntries, GenericRepository<TaskEntry, Long> {
    private final ConnectionOperations<Connection> database;

    PostgresTaskEntries(@Named(Pool.NAME) ConnectionOperations<Connection> database) {
        this.database = database;
    }

    @Override
    @Query("""
            SELECT DISTINCT ON (task, unit) *
            FROM programme_task_entry
            WHERE programme = :programme AND day <= :asOf
            ORDER BY task, unit, day DESC, revision DESC""")
    public abstract List<TaskEntry> inForce(String programme, LocalDate asOf);

    @Override
    @Query("""
            SELECT *
            FROM programme_task_entry
            WHERE programme = :programme AND task = :task
            ORDER BY day, unit, revision""")
    public abstract List<TaskEntry> history(String programme, String task);

    @Override
    public int enter(String programme, List<TaskEntry> entries) {
        return Turn.of(database, "programme_task_entry", "entering reports on tasks", open -> {
            Instant known = KnownTime.take(open);
            int changed = 0;
            for (TaskEntry entry : entries) {
                changed += enter(
                        programme,
                        entry.task(),
                        entry.unit(),
                        entry.day(),
                        entry.percent(),
                        entry.words(),
                        entry.enteredBy(),
                        known);
            }
            return changed;
        });
    }

    /** The next revision of a report, unless it says what the last one of its day does. */
    @Query("""
            WITH last AS (
                SELECT revision, entered_at, percent, words
                FROM programme_task_entry
                WHERE programme = :programme AND task = :task AND unit = :unit AND day = :day
                ORDER BY revision DESC
                LIMIT 1
            ), incoming AS (
                SELECT :percent::int AS percent, :words::text AS words
            )
            INSERT INTO programme_task_entry (programme, task, unit, day, revision, percent, words, entered_by, entered_at)
            SELECT :programme, :task, :unit, :day, coalesce((SELECT revision FROM last), 0) + 1, i.percent, i.words,
                   :enteredBy, greatest(:known, (SELECT entered_at + interval '1 microsecond' FROM last))
            FROM incoming i
            WHERE NOT EXISTS (
                SELECT FROM last l WHERE (l.percent, l.words) IS NOT DISTINCT FROM (i.percent, i.words))""")
    abstract int enter(
            String programme,
            String task,
            String unit,
            LocalDate day,
            @Nullable Integer percent,
            String words,
            String enteredBy,
            Instant known);

    /** Read by the names of its columns. */
    @Mixin(TaskEntry.class)
    @MappedEntity
    interface Row {}
}
