package limpid.decode.hj212;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * Bytes as text: UTF-8 as the standard says, otherwise GBK, which the field sends.
 *
 * @param text    what stands there
 * @param gbk     whether it was GBK
 * @param unknown whether it was neither
 */
record Text(String text, boolean gbk, boolean unknown) {
    private static final Charset GBK = Charset.forName("GBK");

    static Text of(byte[] bytes, int from, int to) {
        try {
            return new Text(strictly(StandardCharsets.UTF_8, bytes, from, to), false, false);
        } catch (CharacterCodingException e) {
            return gbk(bytes, from, to);
        }
    }

    private static Text gbk(byte[] bytes, int from, int to) {
        try {
            return new Text(strictly(GBK, bytes, from, to), true, false);
        } catch (CharacterCodingException e) {
            return new Text(new String(bytes, from, to - from, StandardCharsets.UTF_8), false, true);
        }
    }

    private static String strictly(Charset charset, byte[] bytes, int from, int to) throws CharacterCodingException {
        return charset.newDecoder()
                .decode(ByteBuffer.wrap(bytes, from, to - from))
                .toString();
    }

    int length() {
        return text.length();
    }
}
