package limpid.api.people;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** What is remembered of a body while it passes: length and digest, and a short one whole. */
final class SentBody {
    private static final int SHORT = 2_000;

    private final MessageDigest digest;
    private final ByteArrayOutputStream beginning = new ByteArrayOutputStream();
    private long length;

    SentBody() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    synchronized void add(byte[] part) {
        digest.update(part);
        if (length < SHORT) {
            beginning.write(part, 0, (int) Math.min(part.length, SHORT - length));
        }
        length += part.length;
    }

    synchronized long length() {
        return length;
    }

    /** SHA-256 in hexadecimal of what has passed. */
    synchronized String sha256() {
        try {
            return HexFormat.of().formatHex(((MessageDigest) digest.clone()).digest());
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("SHA-256 of every Java runtime can be copied", e);
        }
    }

    /** All of it, where it is short. */
    synchronized Optional<byte[]> whole() {
        return length <= SHORT ? Optional.of(beginning.toByteArray()) : Optional.empty();
    }
}
