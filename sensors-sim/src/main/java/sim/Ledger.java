package sim;

/**
 * What must have become of everything a station sent.
 *
 * @param stored readings that were new
 * @param duplicate readings known with the same value
 * @param revised readings known with another value
 * @param refused malformed messages, one reading each
 */
public record Ledger(long stored, long duplicate, long revised, long refused) {
    /** Nothing sent. */
    public static final Ledger EMPTY = new Ledger(0, 0, 0, 0);

    /** Everything that was sent. */
    public long received() {
        return stored + duplicate + revised + refused;
    }

    Ledger plus(Truth.Outcome outcome) {
        return switch (outcome) {
            case STORED -> new Ledger(stored + 1, duplicate, revised, refused);
            case DUPLICATE -> new Ledger(stored, duplicate + 1, revised, refused);
            case REVISED -> new Ledger(stored, duplicate, revised + 1, refused);
            case REFUSED -> new Ledger(stored, duplicate, revised, refused + 1);
            case ABSENT -> this;
        };
    }
}
