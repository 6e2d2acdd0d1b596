package limpid.station;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The data logger 数采仪 of a station, which speaks HJ 212.
 *
 * @param mn       the number it calls itself by; empty where there is none
 * @param password digest of its password; empty where none is known, {@link #NO_PASSWORD} where there is to be none
 */
public record DataLogger(String mn, String password) {
    /** A station that sends by other ways. */
    public static final DataLogger NONE = new DataLogger("", "");

    /** What the registry is told to take a password away: an empty field leaves it as it is. */
    public static final String NO_PASSWORD = "-";

    /** Refuses an MN that could stand in no address. */
    public DataLogger {
        if (!mn.isEmpty() && !mn.matches(Station.CODE_PATTERN)) {
            throw new IllegalArgumentException("MN '" + mn + "' is not " + Station.CODE_PATTERN);
        }
    }

    /** Whether somebody who sends this password may speak for the station. */
    public boolean admits(String station, String sent) {
        return password.isEmpty()
                || password.equals(NO_PASSWORD)
                || MessageDigest.isEqual(ascii(password), ascii(digest(station, sent)));
    }

    /**
     * A password as the registry keeps it, so that no list shows it. It travels in clear all the same: what it protects is no
     * more than a mistake.
     */
    public static String digest(String station, String password) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of()
                    .formatHex(digest.digest((station + "\n" + password).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Leaves the digest out. */
    @Override
    public String toString() {
        return "DataLogger[" + mn + "]";
    }
}
