package limpid.store.postgres;

/**
 * The numbers that a cell gives its rows.
 *
 * @param first the least, included
 * @param last  the greatest, included
 */
record CellNumbers(long first, long last) {
    /** So many a cell has of columns of 32 bits: a number divided by it is its cell. */
    static final long EACH = 10_000_000;

    private static final long EACH_LONG = 1_000_000_000_000L;

    /** Of a cell. @param isLong whether the column holds numbers of 64 bits */
    static CellNumbers of(int cell, boolean isLong) {
        long each = isLong ? EACH_LONG : EACH;
        return new CellNumbers(cell * each, (cell + 1) * each - 1);
    }

    /** The cell whose station, city or section has this number; 0 for none. */
    static int cell(int subject) {
        return (int) (subject / EACH);
    }
}
