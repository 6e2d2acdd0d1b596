package limpid.store;

import java.time.Duration;

/**
 * How long and of how many messages it is known that they were kept, so that one that a broker sends again after a reconnect
 * revises nothing.
 *
 * @param kept     LIMPID_REPEATS_KEPT; longer, and the same message is taken for a new one
 * @param messages LIMPID_REPEATS_MESSAGES, the newest of them; each takes 8 bytes in the database and in memory
 */
public record RepeatRoom(Duration kept, int messages) {
    /** As it is unless somebody sets it otherwise. */
    public static final RepeatRoom DEFAULT = new RepeatRoom(Duration.ofDays(1), 1_000_000);
}
