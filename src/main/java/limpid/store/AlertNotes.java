package limpid.store;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What people did about alerts; entries are added, never changed. */
public interface AlertNotes {
    /**
     * Adds a note, whose number does not matter.
     *
     * @return the same with its number
     * @throws StoreUnavailable where the store cannot be reached; nothing was added
     */
    Note add(Note note);

    /**
     * The notes of an alert, the oldest first.
     *
     * @throws StoreUnavailable where the store cannot be reached
     */
    List<Note> list(long alert);

    /** What a note does. */
    enum Action {
        /** Somebody has seen the alert and takes care of it 已确认. */
        ACKNOWLEDGED,
        /** Something is told and nothing else changes 备注. */
        COMMENTED,
        /** Nothing more is to be done about it, whether its condition holds or not 已办结. */
        CLOSED,
        /** Somebody is to take care of it 指派. */
        ASSIGNED,
        /** Nobody is reminded of it until then 暂缓提醒. */
        SNOOZED;

        /** As answers write it. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A note.
     *
     * @param action    code of an {@link Action}
     * @param writtenBy who
     * @param assignee  the person an alert is assigned to; null with other actions
     * @param until     of a snooze; null with other actions
     */
    record Note(
            long id,
            long alertId,
            String action,
            String comment,
            String writtenBy,
            Instant writtenAt,
            @Nullable String assignee,
            @Nullable Instant until) {}
}
