package limpid.store;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

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
        CLOSED;

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
     */
    record Note(long id, long alertId, String action, String comment, String writtenBy, Instant writtenAt) {}
}
