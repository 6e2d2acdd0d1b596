package limpid.store;

/**
 * Where the readings of a committed batch went; {@code received = stored + duplicate + revised + refused}.
 *
 * @param stored    new readings
 * @param duplicate same key and same value as before, nothing written
 * @param revised   same key and another value: the old value became a revision
 * @param refused   kept at the refused desk
 */
public record Committed(long stored, long duplicate, long revised, long refused) {
    /** Nothing yet. */
    public static final Committed NONE = new Committed(0, 0, 0, 0);

    /** All that arrived. */
    public long received() {
        return stored + duplicate + revised + refused;
    }

    /** Both together. */
    public Committed plus(Committed other) {
        return new Committed(
                stored + other.stored, duplicate + other.duplicate, revised + other.revised, refused + other.refused);
    }
}
