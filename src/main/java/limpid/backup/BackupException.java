package limpid.backup;

import org.jspecify.annotations.Nullable;

/** A backup that cannot be made or used, with what and why. */
public final class BackupException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BackupException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
