package limpid.decode;

import java.util.UUID;

/**
 * How a broker handed a message over, or a gate one that has a number of its own.
 *
 * @param connection the connection it came by, unlike any before and after
 * @param again      whether the broker says that it sent the message before (DUP)
 */
public record Handover(UUID connection, boolean again) {
    private static final UUID BY_NUMBER = new UUID(0, 212);

    /** Of a message that its sender numbered: the same bytes are the same message, whoever brings them and however often. */
    public static Handover numbered() {
        return new Handover(BY_NUMBER, false);
    }

    /** Whether it is one of those. */
    public boolean isNumbered() {
        return connection.equals(BY_NUMBER);
    }
}
