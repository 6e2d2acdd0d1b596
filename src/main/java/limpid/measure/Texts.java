package limpid.measure;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Texts from files and bodies that people hand in: UTF-8, or what a Chinese spreadsheet saves instead. Decoded is what is
 * declared, or what is recognised for certain; everything else is refused, and nothing is ever replaced by U+FFFD.
 */
public final class Texts {
    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final Set<String> CHINESE = Set.of("gbk", "gb2312", "gb18030", "cp936", "ms936", "x-gbk");
    private static final String TELL = "save it as UTF-8, or declare what it is: charset=GBK";

    /** From here to the end of a row both bytes of a character of GB 2312 are; below are the additions of GBK. */
    private static final int GB2312_FIRST = 0xA1;

    private static final int GB2312_LAST = 0xF7;

    private Texts() {}

    /** Bytes that are no text of the encoding they were taken for. */
    public static final class Undecodable extends IllegalArgumentException {
        private static final long serialVersionUID = 1;
        private final long line;

        Undecodable(long line, String reason) {
            super(reason);
            this.line = line;
        }

        /** The line, the first being 1; 0 where the whole text is meant. */
        public long line() {
            return line;
        }

        /** What is wrong, and what would help. */
        public String reason() {
            return String.valueOf(getMessage());
        }
    }

    /**
     * The text of a file of an operator: settings, templates, tables.
     *
     * @throws Undecodable where it is in another encoding; it names the file
     */
    public static String read(Path file) throws IOException {
        try {
            return decode(Files.readAllBytes(file), null);
        } catch (Undecodable e) {
            throw new Undecodable(e.line, file + (e.line > 0 ? " line " + e.line : "") + ": " + e.reason());
        }
    }

    /**
     * The text of bytes, without a byte order mark.
     *
     * @param declared the encoding's name; null where nobody said
     * @throws Undecodable where it is in another encoding, or in which one cannot be told
     */
    public static String decode(byte[] bytes, @Nullable String declared) {
        Optional<Text> marked = marked(bytes);
        if (marked.isPresent()) {
            return strictly(marked.get());
        }
        if (declared != null) {
            return strictly(new Text(ByteBuffer.wrap(bytes), declared(declared), ", as its declaration says"));
        }
        Text utf8 = new Text(ByteBuffer.wrap(bytes), StandardCharsets.UTF_8, "");
        Decoding found = utf8.decode();
        if (found.failedAt < 0) {
            refuseAmbiguous(found.text, bytes);
            return found.text;
        }
        Decoding chinese = new Text(ByteBuffer.wrap(bytes), GB18030, "").decode();
        if (chinese.failedAt < 0 && isGb2312(bytes)) {
            return chinese.text;
        }
        String looks = chinese.failedAt < 0 ? "not UTF-8; it may be GBK: " : "neither UTF-8 nor GBK: ";
        throw new Undecodable(line(bytes, found.failedAt), "is " + looks + TELL);
    }

    private static Charset declared(String name) {
        String plain = name.strip().toLowerCase(Locale.ROOT);
        if (CHINESE.contains(plain)) {
            return GB18030;
        }
        return switch (plain) {
            case "utf-8", "utf8", "us-ascii", "ascii" -> StandardCharsets.UTF_8;
            case "utf-16", "utf-16be" -> StandardCharsets.UTF_16BE;
            case "utf-16le" -> StandardCharsets.UTF_16LE;
            default ->
                throw new Undecodable(
                        0, "the encoding '" + Characters.shown(name) + "' is not read; UTF-8, GBK and GB18030 are");
        };
    }

    private static Optional<Text> marked(byte[] bytes) {
        if (begins(bytes, 0xEF, 0xBB, 0xBF)) {
            return Optional.of(new Text(rest(bytes, 3), StandardCharsets.UTF_8, ", as its byte order mark says"));
        }
        if (begins(bytes, 0xFF, 0xFE)) {
            return Optional.of(new Text(rest(bytes, 2), StandardCharsets.UTF_16LE, ", as its byte order mark says"));
        }
        return begins(bytes, 0xFE, 0xFF)
                ? Optional.of(new Text(rest(bytes, 2), StandardCharsets.UTF_16BE, ", as its byte order mark says"))
                : Optional.empty();
    }

    private static boolean begins(byte[] bytes, int... mark) {
        for (int i = 0; i < mark.length; i++) {
            if (i >= bytes.length || (bytes[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    private static ByteBuffer rest(byte[] bytes, int from) {
        return ByteBuffer.wrap(bytes, from, bytes.length - from).slice();
    }

    private static String strictly(Text text) {
        Decoding found = text.decode();
        if (found.failedAt >= 0) {
            String name = text.charset.equals(GB18030) ? "GBK (GB18030)" : text.charset.name();
            byte[] bytes = new byte[text.bytes.rewind().remaining()];
            text.bytes.get(bytes);
            throw new Undecodable(line(bytes, found.failedAt), "is not " + name + text.why);
        }
        return found.text;
    }

    /** @param why what says that it is so encoded */
    private record Text(ByteBuffer bytes, Charset charset, String why) {
        Decoding decode() {
            CharsetDecoder decoder = charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT);
            ByteBuffer in = bytes.duplicate();
            CharBuffer out = CharBuffer.allocate((int) Math.ceil(in.remaining() * (double) decoder.maxCharsPerByte()));
            CoderResult result = decoder.decode(in, out, true);
            if (!result.isError()) {
                result = decoder.flush(out);
            }
            return new Decoding(out.flip().toString(), result.isError() ? in.position() : -1);
        }
    }

    /** @param failedAt the byte that cannot be decoded; -1 where all can */
    private record Decoding(String text, int failedAt) {}

    private static long line(byte[] bytes, int until) {
        long line = 1;
        for (int i = 0; i < until; i++) {
            if (bytes[i] == '\n') {
                line++;
            }
        }
        return line;
    }

    /** Whether all beyond ASCII is pairs of GB 2312, which no Western encoding writes: all of daily use is. */
    private static boolean isGb2312(byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            int one = bytes[i] & 0xFF;
            if (one >= 0x80) {
                i++;
                boolean pair = i < bytes.length && (bytes[i] & 0xFF) >= GB2312_FIRST;
                if (!pair || one < GB2312_FIRST || one > GB2312_LAST) {
                    return false;
                }
            }
        }
        return true;
    }

    /**
     * Some words of GBK are UTF-8 by chance, in letters that no table here is written in. Latin letters with accents, the
     * micro sign, superscripts and Greek are left alone: units are written with them.
     */
    private static void refuseAmbiguous(String text, byte[] bytes) {
        boolean odd = false;
        for (int i = 0; i < text.length(); i++) {
            char one = text.charAt(i);
            if (one >= 0x800) {
                return;
            }
            odd |= one >= 0x100 && (one < 0x370 || one > 0x3FF);
        }
        if (odd && isGb2312(bytes)) {
            throw new Undecodable(0, "may be UTF-8 or GBK; " + TELL);
        }
    }
}
