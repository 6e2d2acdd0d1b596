package limpid.bench;

import org.jspecify.annotations.Nullable;

/** A measurement that could not be made; the message says why. */
public final class BenchException extends RuntimeException {
    private static final long serialVersionUID = 1;

    BenchException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
