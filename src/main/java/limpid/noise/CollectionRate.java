package limpid.noise;

/**
 * How much of what was due was collected, and how much of it is valid; shown for day and night apart (HJ 906 draft as
 * quoted).
 *
 * @param valid     seconds collected and valid
 * @param collected seconds collected, valid or not
 * @param due       seconds due
 */
public record CollectionRate(long valid, long collected, long due) {
    /** Of no time. */
    public static final CollectionRate NONE = new CollectionRate(0, 0, 0);

    /** Refuses counts that cannot be. */
    public CollectionRate {
        if (valid < 0 || valid > collected || collected > due) {
            throw new IllegalArgumentException(valid + " valid of " + collected + " collected of " + due + " s due");
        }
    }

    /** Total collection rate 总采集率: collected of due. */
    public Share total() {
        return Share.of(collected, due);
    }

    /** Valid collection rate 有效采集率: valid of due. */
    public Share validShare() {
        return Share.of(valid, due);
    }

    /** Of two spans that do not overlap. */
    public CollectionRate merge(CollectionRate other) {
        return new CollectionRate(valid + other.valid, collected + other.collected, due + other.due);
    }
}
