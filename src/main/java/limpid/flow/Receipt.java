package limpid.flow;

import java.util.List;
import limpid.measure.Refusal;
import limpid.store.Committed;

/**
 * How one message was taken: readings stored, duplicate, revised and refused, all committed by then.
 *
 * @param counts   where its readings went
 * @param refusals what could not be kept as a reading; their counts make up those that the counts say
 */
public record Receipt(Committed counts, List<Refusal> refusals) {
    /** Keeps its own list. */
    public Receipt {
        refusals = List.copyOf(refusals);
    }

    /** Whether something arrived and none of it could be kept as a reading. */
    public boolean allRefused() {
        return counts.refused() > 0 && counts.refused() == counts.received();
    }
}
