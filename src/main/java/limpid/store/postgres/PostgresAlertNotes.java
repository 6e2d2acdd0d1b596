package limpid.store.postgres;

import io.micronaut.context.annotation.Mixin;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import limpid.store.AlertNotes;
import limpid.store.AlertNotes.Note;
import org.jspecify.annotations.Nullable;

/** Notes on alerts in PostgreSQL. */
@Stored
@Introspected(classes = Note.class)
interface PostgresAlertNotes extends AlertNotes, GenericRepository<Note, Long> {
    @Override
    default Note add(Note note) {
        return add(
                note.alertId(),
                note.action(),
                note.comment(),
                note.writtenBy(),
                note.writtenAt(),
                note.assignee(),
                note.until());
    }

    /** Adds a note. */
    @Query("""
            INSERT INTO alert_note (alert_id, action, comment, written_by, written_at, assignee, until)
            VALUES (:alertId, :action, :comment, :writtenBy, :writtenAt, :assignee::text, :until::timestamptz)
            RETURNING *""")
    Note add(
            long alertId,
            String action,
            String comment,
            String writtenBy,
            Instant writtenAt,
            @Nullable String assignee,
            @Nullable Instant until);

    @Override
    @Query("SELECT * FROM alert_note WHERE alert_id = :alert ORDER BY id")
    List<Note> list(long alert);

    /** Read by the names of its columns. */
    @Mixin(Note.class)
    @MappedEntity
    interface Row {}
}
