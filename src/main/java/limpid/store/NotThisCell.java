package limpid.store;

/** A database cannot be the cell, or hold the cells, that it is asked to; the message says what to do. */
public final class NotThisCell extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** With what is wrong and what would help. */
    public NotThisCell(String message) {
        super(message);
    }
}
