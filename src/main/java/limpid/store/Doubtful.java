package limpid.store;

import java.util.Optional;

/**
 * The store went away while it committed a batch, so it is not known yet whether the batch was kept. Handed in again, a value
 * that the batch itself revised would look like a correction; who holds the batch asks for the outcome first.
 */
public final class Doubtful extends StoreUnavailable {
    private static final long serialVersionUID = 1;

    private final transient Outcome outcome;

    /** Knows, as soon as the store is back, how a transaction ended. */
    @FunctionalInterface
    public interface Outcome {
        /**
         * Whether the batch was kept.
         *
         * @return where its readings went; empty where nothing was kept
         * @throws StoreUnavailable where that cannot be known yet
         */
        Optional<Committed> ask();
    }

    /** Names the operation that failed. */
    public Doubtful(String operation, Throwable cause, Outcome outcome) {
        super(operation, cause);
        this.outcome = outcome;
    }

    /** As {@link Outcome#ask()}. */
    public Optional<Committed> outcome() {
        return outcome.ask();
    }
}
