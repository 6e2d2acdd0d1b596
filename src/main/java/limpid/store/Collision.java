package limpid.store;

/** It contradicts what somebody else wrote meanwhile; nothing was written. Looking again helps. */
public final class Collision extends Unstorable {
    private static final long serialVersionUID = 1;

    /** Names the operation that failed. */
    public Collision(String operation, Throwable cause) {
        super(operation, cause);
    }
}
