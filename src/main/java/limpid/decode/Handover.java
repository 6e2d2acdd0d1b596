package limpid.decode;

import java.util.UUID;

/**
 * How a broker handed a message over.
 *
 * @param connection the connection it came by, unlike any before and after
 * @param again      whether the broker says that it sent the message before (DUP)
 */
public record Handover(UUID connection, boolean again) {}
