package limpid.store;

import java.util.List;
import limpid.decode.Payload;
import limpid.measure.Reading;
import limpid.measure.Refusal;

/**
 * A message, or a part of a long one, after decoding and validation, ready to be kept.
 *
 * @param station   code of the station the message belongs to in the ledger; {@code -} where none can be made out
 * @param accepted  readings to store
 * @param refusals  what could not be kept as a reading; where there are any, the payload is kept whole. Of a long message
 *                  the last part brings them all
 * @param concludes whether with this all of a message is kept, as readings or refused
 */
public record Arrival(
        Payload payload, String station, List<Reading> accepted, List<Refusal> refusals, boolean concludes) {
    /** A message whole. */
    public Arrival(Payload payload, String station, List<Reading> accepted, List<Refusal> refusals) {
        this(payload, station, accepted, refusals, true);
    }

    /** What the ledger counts as refused. */
    public long refused() {
        return refusals.stream().mapToLong(Refusal::count).sum();
    }

    /** What the ledger counts as received: each reading, and each value refused. */
    public long received() {
        return accepted.size() + refused();
    }
}
