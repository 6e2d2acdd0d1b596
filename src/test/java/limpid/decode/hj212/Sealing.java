package limpid.decode.hj212;

import java.nio.charset.StandardCharsets;

/** Seals frames as a logger of HJ 212-2025 is told to do it. */
public final class Sealing {
    private Sealing() {}

    /** A frame of this segment with its content under a key. */
    public static byte[] frame(byte[] key, String segment) {
        byte[] plain = segment.getBytes(StandardCharsets.UTF_8);
        return Answer.frame(Seal.sealed(key, plain), plain);
    }
}
