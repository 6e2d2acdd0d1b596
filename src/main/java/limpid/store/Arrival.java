package limpid.store;

import java.util.List;
import limpid.decode.Payload;
import limpid.measure.Reading;
import limpid.measure.Refusal;

/**
 * A message after decoding and validation, ready to be kept.
 *
 * @param station  code of the station the message belongs to in the ledger; {@code -} where none can be made out
 * @param accepted readings to store
 * @param refusals what could not be kept as a reading; where there are any, the payload is kept whole
 */
public record Arrival(Payload payload, String station, List<Reading> accepted, List<Refusal> refusals) {
    /** What the ledger counts as received: each reading, and each refusal. */
    public int received() {
        return accepted.size() + refusals.size();
    }
}
