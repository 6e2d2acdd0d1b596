package limpid.decode;

import java.util.List;
import limpid.measure.Reading;
import limpid.measure.Refusal;

/** What became of a message. */
public sealed interface Decoded {
    /**
     * A message that could be read, at least in parts.
     *
     * @param readings in the order of the message, each with the JSON pointer it was read from
     * @param refusals what could not be read
     */
    record Batch(List<Placed> readings, List<Refusal> refusals) implements Decoded {}

    /** A message of which nothing could be read. */
    record Rejected(Refusal refusal) implements Decoded {}

    /**
     * A reading with the place it stands at.
     *
     * @param place JSON pointer into the payload
     */
    record Placed(Reading reading, String place) {}
}
