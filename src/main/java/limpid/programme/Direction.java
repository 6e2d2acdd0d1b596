package limpid.programme;

/**
 * Which way an indicator is good. Documents print many targets without an operator; the direction says how those are
 * read, so that nobody guesses it from the number.
 */
public enum Direction {
    /** The more the better: read as at least. */
    UP,
    /** The less the better: read as at most. */
    DOWN,
    /** Exactly as printed. */
    EXACT;

    /** The operator to judge by, where this one is printed. */
    Operator reading(Operator printed) {
        if (printed != Operator.EQUAL || this == EXACT) {
            return printed;
        }
        return this == UP ? Operator.AT_LEAST : Operator.AT_MOST;
    }
}
