package sim;

import org.jspecify.annotations.Nullable;

/** The broker cannot be reached any more or refuses what is sent; the message names the operation. */
public final class BrokerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BrokerException(String operation, @Nullable Throwable cause) {
        super(operation, cause);
    }
}
