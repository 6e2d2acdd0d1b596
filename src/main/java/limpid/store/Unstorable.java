package limpid.store;

/** Something in the data can never be stored; trying again does not help. */
public class Unstorable extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Names the operation that failed. */
    public Unstorable(String operation, Throwable cause) {
        super(operation + ": " + cause.getMessage(), cause);
    }
}
