package limpid.store;

import java.time.Instant;

/**
 * The instant up to which everything that is known is committed. What is asked as of it, or of an earlier instant, is answered
 * today as it will be answered ever after; what is known at a later instant may still be on its way into the store.
 *
 * <p>It follows the clock of the store closely, and lags behind it while something is being written. Where that clock is set
 * back, answers of the time that comes twice may change until the clock has passed it again.
 */
public interface Settled {
    /**
     * The newest settled instant.
     *
     * @throws StoreUnavailable where the store cannot be reached
     */
    Instant newest();

    /**
     * Waits a few seconds at most until an instant is settled.
     *
     * @throws NotSettled       where it is not settled by then, or lies further ahead than that
     * @throws StoreUnavailable where the store cannot be reached
     */
    void await(Instant asOf);
}
