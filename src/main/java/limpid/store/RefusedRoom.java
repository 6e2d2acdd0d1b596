package limpid.store;

/**
 * How much of what was refused is kept whole. Of messages beyond it the beginning is kept, with length and digest; the ledger
 * counts them as before, and an alert tells of them.
 *
 * @param stationBytes   of one station; LIMPID_REFUSED_BYTES_OF_A_STATION
 * @param strangersBytes of all senders together that are not registered; LIMPID_REFUSED_BYTES_OF_STRANGERS
 */
public record RefusedRoom(long stationBytes, long strangersBytes) {
    /** As it is unless somebody sets it otherwise. */
    public static final RefusedRoom DEFAULT = new RefusedRoom(64L << 20, 1L << 30);
}
