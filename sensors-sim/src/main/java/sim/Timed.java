package sim;

import java.time.Instant;

/**
 * A message with the moment it belongs to.
 *
 * @param due when it is to be published by the clock that paces it
 * @param message what is published
 */
public record Timed(Instant due, Message message) {}
