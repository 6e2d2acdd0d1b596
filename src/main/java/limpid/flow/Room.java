package limpid.flow;

/**
 * How much may wait for the intake. What waits in the slow lanes has room of its own, so that long messages never take the
 * room of the others.
 *
 * @param fastBytes     payload of light messages that wait; LIMPID_INTAKE_BUFFER_BYTES
 * @param slowBytes     payload that waits in the slow lanes; LIMPID_SLOW_BUFFER_BYTES
 * @param stationBytes  of it, of one station; what comes beyond goes to the desk unread; LIMPID_SLOW_BYTES_OF_A_STATION
 * @param longestLight  bytes of a message above which it takes the slow lane; LIMPID_HEAVY_MESSAGE_BYTES
 */
public record Room(int fastBytes, int slowBytes, int stationBytes, int longestLight) {
    private static final int MEBIBYTE = 1024 * 1024;

    /** As it is unless somebody sets it otherwise. */
    public static final Room DEFAULTS = new Room(16 * MEBIBYTE, 24 * MEBIBYTE, 12 * MEBIBYTE, 64 * 1024);

    /** Refuses room for nothing. */
    public Room {
        if (fastBytes < 1 || slowBytes < 1 || stationBytes < 1 || longestLight < 0) {
            throw new IllegalArgumentException(
                    "no message can wait in " + fastBytes + ", " + slowBytes + ", " + stationBytes + " bytes");
        }
    }
}
