package limpid.decode.hj212;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The encryption of HJ 212-2025, which was not read. What is known is second-hand: the check is that of the plain text, and the
 * groups are those of the content of CP, by another source of all from there to the check. Ciphertext is shown as
 * {@code {0x..,...}}; whether it goes over the line so or as bytes is not told. All of these are tried, and what the check fits is
 * taken.
 */
final class Seal {
    private static final byte[] BEFORE = "CP=&&".getBytes(StandardCharsets.US_ASCII);
    private static final int AND = 2;
    private static final Pattern MN = Pattern.compile("(?:^|;)MN=([^;]+);");
    private static final Pattern NEW_EDITION = Pattern.compile("(?:^|;)Flag=(?:[89]|1[01]);");
    private static final Pattern SHOWN =
            Pattern.compile("\\{(0x[0-9A-Fa-f]{2}(?:,\\s*0x[0-9A-Fa-f]{2})*)}(.*)", Pattern.DOTALL);
    private static final Pattern PLAIN = Pattern.compile("[^\\x00-\\x1F]*&&");

    private Seal() {}

    /** Whether a segment, of which perhaps only the beginning is there, is one of a logger whose key is held. */
    static boolean isExpected(LoggerKeys keys, byte[] bytes, int from, int to) {
        return content(bytes, from, to).isPresent()
                && mn(bytes, from, to).filter(keys::has).isPresent();
    }

    /** Whether what cannot be read may be ciphertext. */
    static boolean isLikely(byte[] bytes, int from, int to) {
        Optional<Integer> content = content(bytes, from, to);
        if (content.isEmpty()) {
            return false;
        }
        String head = new String(bytes, from, content.get() - from, StandardCharsets.ISO_8859_1);
        Text text = Text.of(bytes, content.get(), to);
        return text.text().startsWith("{0x")
                || NEW_EDITION.matcher(head).find()
                        && (text.unknown() || text.text().chars().anyMatch(Character::isISOControl));
    }

    /** The plain segment; empty where no key is held or none of the forms fits the check. */
    static Optional<byte[]> opened(LoggerKeys keys, byte[] bytes, int from, int to, int check) {
        Optional<String> mn = mn(bytes, from, to);
        Optional<Integer> content = content(bytes, from, to);
        if (mn.isEmpty() || content.isEmpty()) {
            return Optional.empty();
        }
        byte[] head = Arrays.copyOfRange(bytes, from, content.get());
        byte[] sealed = Arrays.copyOfRange(bytes, content.get(), to);
        return keys.open(mn.get(), key -> candidates(key, sealed).stream()
                .filter(plain -> PLAIN.matcher(new String(plain, StandardCharsets.ISO_8859_1))
                        .matches())
                .map(plain -> joined(head, plain))
                .filter(segment -> Crc.of(segment, 0, segment.length) == check)
                .findFirst());
    }

    private static List<byte[]> candidates(byte[] key, byte[] sealed) {
        Matcher shown = SHOWN.matcher(new String(sealed, StandardCharsets.ISO_8859_1));
        if (shown.matches()) {
            byte[] groups = HexFormat.of().parseHex(shown.group(1).replaceAll("0x|,\\s*", ""));
            byte[] rest = shown.group(2).getBytes(StandardCharsets.ISO_8859_1);
            return List.of(joined(Sm4.opened(key, groups), rest));
        }
        if (sealed.length < AND) {
            return List.of();
        }
        byte[] content = Arrays.copyOf(sealed, sealed.length - AND);
        byte[] end = Arrays.copyOfRange(sealed, sealed.length - AND, sealed.length);
        return List.of(joined(Sm4.opened(key, content), end), Sm4.opened(key, sealed));
    }

    /** A segment with its content sealed, as bytes. */
    static byte[] sealed(byte[] key, byte[] segment) {
        int content = content(segment, 0, segment.length).orElseThrow();
        byte[] plain = Arrays.copyOfRange(segment, content, segment.length - AND);
        byte[] end = Arrays.copyOfRange(segment, segment.length - AND, segment.length);
        return joined(joined(Arrays.copyOf(segment, content), Sm4.sealed(key, plain)), end);
    }

    private static byte[] joined(byte[] one, byte[] other) {
        ByteArrayOutputStream both = new ByteArrayOutputStream(one.length + other.length);
        both.writeBytes(one);
        both.writeBytes(other);
        return both.toByteArray();
    }

    private static Optional<String> mn(byte[] bytes, int from, int to) {
        int head = content(bytes, from, to).orElse(to);
        Matcher mn = MN.matcher(new String(bytes, from, head - from, StandardCharsets.ISO_8859_1));
        return mn.find() ? Optional.of(mn.group(1)) : Optional.empty();
    }

    /** Where the content of CP begins. */
    private static Optional<Integer> content(byte[] bytes, int from, int to) {
        for (int at = from; at + BEFORE.length <= to; at++) {
            if (Arrays.equals(bytes, at, at + BEFORE.length, BEFORE, 0, BEFORE.length)) {
                return Optional.of(at + BEFORE.length);
            }
        }
        return Optional.empty();
    }
}
