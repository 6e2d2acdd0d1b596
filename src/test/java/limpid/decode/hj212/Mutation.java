package limpid.decode.hj212;

import java.util.Arrays;
import java.util.Random;

/** Frames as a bad line makes them. */
public final class Mutation {
    private Mutation() {}

    /** One to four things that go wrong; now and then none. */
    public static byte[] of(byte[] frame, Random random) {
        byte[] bytes = frame.clone();
        for (int times = random.nextInt(5); times > 0; times--) {
            bytes = once(bytes, random);
        }
        return bytes;
    }

    private static byte[] once(byte[] bytes, Random random) {
        if (bytes.length == 0) {
            return bytes;
        }
        int at = random.nextInt(bytes.length);
        return switch (random.nextInt(6)) {
            case 0 -> with(bytes, at, (byte) random.nextInt(256));
            case 1 -> without(bytes, at, 1);
            case 2 -> without(bytes, at, 1 + random.nextInt(bytes.length - at));
            case 3 -> twice(bytes, at, 1 + random.nextInt(bytes.length - at));
            case 4 -> with(bytes, at, (byte) "##09=;,&-\r\n{/".charAt(random.nextInt(13)));
            default -> twice(bytes, 0, bytes.length);
        };
    }

    private static byte[] with(byte[] bytes, int at, byte one) {
        byte[] changed = bytes.clone();
        changed[at] = one;
        return changed;
    }

    private static byte[] without(byte[] bytes, int from, int length) {
        byte[] shorter = Arrays.copyOf(bytes, bytes.length - length);
        System.arraycopy(bytes, from + length, shorter, from, bytes.length - from - length);
        return shorter;
    }

    private static byte[] twice(byte[] bytes, int from, int length) {
        byte[] longer = Arrays.copyOf(bytes, bytes.length + length);
        System.arraycopy(bytes, from, longer, from + length, bytes.length - from);
        return longer;
    }
}
