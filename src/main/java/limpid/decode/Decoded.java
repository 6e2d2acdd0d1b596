package limpid.decode;

import java.util.List;
import limpid.measure.Refusal;
import limpid.measure.Refusals;

/** Result of decoding: readings and refusals, or a rejected message. */
public sealed interface Decoded {
    /**
     * A message that could be read, at least in parts.
     *
     * @param runs     in the order of the message
     * @param refusals what could not be read
     */
    record Batch(List<Run> runs, Refusals refusals) implements Decoded {}

    /** A message of which nothing could be read. */
    record Rejected(Refusal refusal) implements Decoded {}
}
