package limpid.command;

/** The caller can put it right: a wrong file, a port that is taken. The message says what and how. */
final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UsageException(String message) {
        super(message);
    }
}
