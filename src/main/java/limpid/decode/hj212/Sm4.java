package limpid.decode.hj212;

import org.bouncycastle.crypto.engines.SM4Engine;
import org.bouncycastle.crypto.params.KeyParameter;

/** SM4 (GB/T 32907-2016) as HJ 212-2025 is said to use it: ECB, no padding, whole groups of 16 bytes; what is left over stays plain. */
final class Sm4 {
    static final int GROUP = 16;

    private Sm4() {}

    static byte[] sealed(byte[] key, byte[] plain) {
        return of(true, key, plain);
    }

    static byte[] opened(byte[] key, byte[] sealed) {
        return of(false, key, sealed);
    }

    private static byte[] of(boolean seal, byte[] key, byte[] in) {
        SM4Engine engine = new SM4Engine();
        engine.init(seal, new KeyParameter(key));
        byte[] out = in.clone();
        for (int at = 0; at + GROUP <= in.length; at += GROUP) {
            engine.processBlock(in, at, out, at);
        }
        return out;
    }
}
