package limpid.bulletin;

/** A template that cannot be used; the message names file, line and reason. */
public final class BadTemplate extends RuntimeException {
    private static final long serialVersionUID = 1;

    BadTemplate(String message, Throwable cause) {
        super(message, cause);
    }
}
