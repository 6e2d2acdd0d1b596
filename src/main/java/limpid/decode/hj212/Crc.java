package limpid.decode.hj212;

import java.util.HexFormat;

/**
 * The check of a frame, HJ 212-2017 appendix A. It is not CRC-16/MODBUS: each step throws the low byte of the register away,
 * so that only 256 values can occur. A match therefore proves little, and length and structure are checked beside it.
 */
public final class Crc {
    private static final int POLYNOMIAL = 0xA001;
    private static final int START = 0xFFFF;

    private Crc() {}

    /** Of bytes from one index to before another. */
    public static int of(byte[] bytes, int from, int to) {
        int crc = START;
        for (int i = from; i < to; i++) {
            crc = shifted((crc >> Byte.SIZE) ^ (bytes[i] & 0xFF));
        }
        return crc;
    }

    /** The ordinary one, which some devices send in its place. */
    static int modbus(byte[] bytes, int from, int to) {
        int crc = START;
        for (int i = from; i < to; i++) {
            crc = shifted(crc ^ (bytes[i] & 0xFF));
        }
        return crc;
    }

    private static int shifted(int crc) {
        int register = crc;
        for (int bit = 0; bit < Byte.SIZE; bit++) {
            register = (register & 1) == 0 ? register >> 1 : (register >> 1) ^ POLYNOMIAL;
        }
        return register;
    }

    /** Four digits, the high byte first. */
    public static String text(int crc) {
        return HexFormat.of().withUpperCase().toHexDigits((char) crc);
    }
}
