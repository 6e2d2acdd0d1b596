package sim;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A recorded line that cannot be replayed; the message names file, line and cause. */
public final class BadRecordException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long line;

    BadRecordException(Path file, long line, String what, @Nullable Throwable cause) {
        super(file + ":" + line + ": " + what, cause);
        this.line = line;
    }

    /** The line in the file, the header being 1. */
    public long line() {
        return line;
    }
}
