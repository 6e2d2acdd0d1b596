package sim.hj212;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** What lines and loggers do to a frame on its way. All but the last two leave it readable. */
public enum LoggerFault {
    /** It goes out in pieces. */
    SPLIT,
    /** It goes out twice. */
    TWICE,
    /** Its check is written in lower case. */
    LOWER_CASE,
    /** Its length is not padded. */
    SHORT_LENGTH,
    /** Noise goes before it. */
    NOISE,
    /** A byte of it is spoilt; the good one follows when no answer comes. */
    SPOILT,
    /** The connection breaks in the middle of it. */
    BROKEN;

    private static final int CHECK_AND_TAIL = 6;

    /** What goes out in place of the frame, write by write. */
    List<byte[]> writes(byte[] frame, Random random) {
        return switch (this) {
            case SPLIT -> pieces(frame, random);
            case TWICE -> List.of(frame, frame);
            case LOWER_CASE -> List.of(lowerCase(frame));
            case SHORT_LENGTH -> List.of(shortLength(frame));
            case NOISE -> List.of("~#~".getBytes(StandardCharsets.US_ASCII), frame);
            case SPOILT -> List.of(spoilt(frame, random));
            case BROKEN -> List.of(Arrays.copyOf(frame, frame.length / 2));
        };
    }

    private static List<byte[]> pieces(byte[] frame, Random random) {
        List<byte[]> pieces = new ArrayList<>();
        for (int at = 0; at < frame.length; ) {
            int end = Math.min(frame.length, at + 1 + random.nextInt(60));
            pieces.add(Arrays.copyOfRange(frame, at, end));
            at = end;
        }
        return pieces;
    }

    private static byte[] lowerCase(byte[] frame) {
        byte[] changed = frame.clone();
        for (int i = frame.length - CHECK_AND_TAIL; i < frame.length; i++) {
            changed[i] = (byte) Character.toLowerCase(changed[i]);
        }
        return changed;
    }

    private static byte[] shortLength(byte[] frame) {
        int zeros = 0;
        while (frame[2 + zeros] == '0') {
            zeros++;
        }
        byte[] changed = new byte[frame.length - zeros];
        changed[0] = '#';
        changed[1] = '#';
        System.arraycopy(frame, 2 + zeros, changed, 2, frame.length - zeros - 2);
        return changed;
    }

    private static byte[] spoilt(byte[] frame, Random random) {
        byte[] changed = frame.clone();
        changed[10 + random.nextInt(frame.length - 20)] ^= 0x15;
        return changed;
    }
}
