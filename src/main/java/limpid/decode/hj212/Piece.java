package limpid.decode.hj212;

import java.util.EnumSet;
import java.util.Set;

/**
 * What was cut out of a stream of bytes; put together again, all pieces are the stream.
 *
 * @param bytes      as they came
 * @param from       where the data segment begins in them
 * @param to         where it ends
 * @param trouble    why it is no frame that can be read; empty where it is one
 * @param place      of the trouble
 * @param deviations of its outer form
 */
@SuppressWarnings("ArrayRecordComponent") // the bytes are handed on as they came; nobody compares pieces
public record Piece(byte[] bytes, int from, int to, String trouble, String place, Set<Deviation> deviations) {
    static Piece frame(byte[] bytes, int from, int to, Set<Deviation> deviations) {
        return new Piece(bytes, from, to, "", "", deviations);
    }

    /** Extents are right, and something in them is not. */
    static Piece bad(byte[] bytes, int from, int to, String trouble, String place) {
        return new Piece(bytes, from, to, trouble, place, EnumSet.noneOf(Deviation.class));
    }

    static Piece noise(byte[] bytes, String trouble) {
        return bad(bytes, 0, bytes.length, trouble, "");
    }

    /** Whether it is a frame whose check is right. */
    public boolean isFrame() {
        return trouble.isEmpty();
    }
}
