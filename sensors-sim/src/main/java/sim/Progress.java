package sim;

/**
 * How far a publisher has come.
 *
 * @param sent messages handed over for publishing
 * @param acked messages the broker has acknowledged
 * @param resent messages published again after a lost connection, which the receiver may see twice
 * @param reconnects connections made after a lost one
 */
public record Progress(long sent, long acked, long resent, long reconnects) {}
