package limpid.store;

/** The store cannot be reached, or has no room; the same operation may succeed later. */
public sealed class StoreUnavailable extends RuntimeException permits Doubtful {
    private static final long serialVersionUID = 1;

    /** Names the operation that failed. */
    public StoreUnavailable(String operation, Throwable cause) {
        super(operation + ": " + cause.getMessage(), cause);
    }
}
