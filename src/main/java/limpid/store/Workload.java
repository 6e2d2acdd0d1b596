package limpid.store;

/** Dirty periods waiting to be worked off. */
public interface Workload {
    /**
     * Claims dirty periods, lets the work be done, and keeps its results, all in one transaction. What one worker has
     * claimed, no other sees; if the process dies, the claims are free again.
     *
     * @return how many dirty periods were worked off; 0 where there was nothing to do
     * @throws StoreUnavailable where the store cannot be reached; nothing was changed
     */
    int workOff(Work work);

    /** Recomputes the results of claimed periods. */
    @FunctionalInterface
    interface Work {
        /** Reads what it needs from the bench and puts the results back on it. */
        void on(Workbench bench);
    }
}
