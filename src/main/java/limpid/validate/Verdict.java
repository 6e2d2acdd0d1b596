package limpid.validate;

import java.util.function.Supplier;
import limpid.measure.Reading;
import limpid.measure.Refusal.Reason;

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

    /**
     * Not kept as a reading.
     *
     * @param detail one sentence for the person who mends it; told only where somebody reads it, because half a million
     *               values may be refused for one reason
     */
    record Refused(Reason reason, Supplier<String> detail) implements Verdict {}
}
