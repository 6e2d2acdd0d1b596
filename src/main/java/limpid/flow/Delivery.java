package limpid.flow;

import limpid.decode.Payload;

/**
 * A message with the promise to acknowledge it.
 *
 * @param acknowledge called once its batch is committed, and never otherwise
 */
public record Delivery(Payload payload, Runnable acknowledge) {}
