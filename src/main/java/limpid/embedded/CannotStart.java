package limpid.embedded;

/** The embedded database or broker cannot be started or stopped; the message says which operation failed and why. */
public final class CannotStart extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Names the operation, and why it failed in words for the operator. */
    public CannotStart(String operation, String why) {
        super(operation + ": " + why);
    }

    /** Names the operation that failed. */
    public CannotStart(String operation, Throwable cause) {
        super(operation + ": " + cause, cause);
    }
}
