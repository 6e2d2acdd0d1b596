package limpid.validate;

import limpid.measure.Reading;
import limpid.measure.Refusal;

/** What the checks say of a reading. */
public sealed interface Verdict {
    /** Kept as it is. */
    record Accepted(Reading reading) implements Verdict {}

    /**
     * Kept, under a flag that Limpid set.
     *
     * @param reading with the new flag
     * @param why     one sentence for the reviewer
     */
    record Flagged(Reading reading, String why) implements Verdict {}

    /** Not kept as a reading. */
    record Refused(Refusal refusal) implements Verdict {}
}
