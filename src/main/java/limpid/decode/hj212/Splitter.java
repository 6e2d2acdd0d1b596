package limpid.decode.hj212;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Cuts a stream of bytes into frames, however it arrives: frames in pieces, several at once, anything between them. Nothing
 * is dropped: what is no frame comes out as noise. It never holds more than one frame of the largest length and what came
 * with its last bytes.
 */
public final class Splitter {
    /** The longest data segment that four digits can announce. */
    public static final int LONGEST_SEGMENT = 9999;

    /** The longest data segment of HJ 212-2017 6.3.1. */
    static final int STANDARD_SEGMENT = 1024;

    private static final int MARK = 2;
    private static final int LENGTH_DIGITS = 4;
    private static final int CHECK = 4;
    private static final int TAIL = 2;
    private static final int LONGEST_NOISE = 1024;
    private static final String NO_MARK = "no ## begins a frame";

    /** Each may cost a check over 10 KB; what is full of marks is noise. */
    private static final int MOST_FAILURES = 16;

    private final LoggerKeys keys;
    private byte[] held = new byte[256];
    private int size;

    /** Of frames that are not encrypted. */
    public Splitter() {
        this(LoggerKeys.NONE);
    }

    /** Encrypted frames of loggers whose keys are held come out plain, as if they had come so. */
    public Splitter(LoggerKeys keys) {
        this.keys = keys;
    }

    /** What stands at a mark. */
    private sealed interface Look {
        /** It may become a frame; more bytes are needed. */
        record More() implements Look {}

        /** No frame begins here. */
        record Nothing(String why) implements Look {}

        /** A piece, and how many bytes it takes. */
        record Found(Piece piece, int length) implements Look {}
    }

    /** Takes bytes; every piece that is complete is handed out, in order. */
    public void feed(byte[] bytes, int from, int length, Consumer<Piece> out) {
        if (size + length > held.length) {
            held = Arrays.copyOf(held, Math.max(size + length, 2 * held.length));
        }
        System.arraycopy(bytes, from, held, size, length);
        size += length;
        cut(false, out);
    }

    /** No more bytes come, or none in time: hands out what is held. */
    public void end(Consumer<Piece> out) {
        cut(true, out);
    }

    /** All pieces of these bytes. */
    public static void split(byte[] bytes, Consumer<Piece> out) {
        split(bytes, LoggerKeys.NONE, out);
    }

    /** All pieces of these bytes, encrypted ones plain. */
    public static void split(byte[] bytes, LoggerKeys keys, Consumer<Piece> out) {
        Splitter splitter = new Splitter(keys);
        splitter.feed(bytes, 0, bytes.length, out);
        splitter.end(out);
    }

    /** Whether bytes are held that are no piece yet. */
    public boolean isMidway() {
        return size > 0;
    }

    private void cut(boolean last, Consumer<Piece> out) {
        int done = 0;
        int search = 0;
        int failures = 0;
        String why = NO_MARK;
        while (true) {
            int mark = failures < MOST_FAILURES ? mark(search) : -1;
            if (mark < 0) {
                done = rest(done, last, why, out);
                break;
            }
            Look look = look(mark, last);
            if (look instanceof Look.Nothing nothing) {
                why = failures == 0 ? nothing.why() : why;
                failures++;
                search = mark + 1;
                continue;
            }
            noise(done, mark, why, out);
            done = mark;
            if (!(look instanceof Look.Found found)) {
                break;
            }
            out.accept(found.piece());
            done = mark + found.length();
            search = done;
            failures = 0;
            why = NO_MARK;
        }
        System.arraycopy(held, done, held, 0, size - done);
        size -= done;
    }

    /** What no mark stands in. @return where the part begins that is still held */
    private int rest(int done, boolean last, String why, Consumer<Piece> out) {
        // A # at the very end may be the first half of a mark.
        int end = last || size == 0 || held[size - 1] != '#' ? size : size - 1;
        if (end <= done || (!last && end - done < LONGEST_NOISE && !isBlank(done, end))) {
            return done;
        }
        noise(done, end, why, out);
        return end;
    }

    private int mark(int from) {
        for (int i = from; i + 1 < size; i++) {
            if (held[i] == '#' && held[i + 1] == '#') {
                return i;
            }
        }
        return -1;
    }

    /** Line ends and blanks between frames are nothing; everything else is told. */
    private void noise(int from, int to, String why, Consumer<Piece> out) {
        if (from < to && !isBlank(from, to)) {
            out.accept(Piece.noise(Arrays.copyOfRange(held, from, to), why));
        }
    }

    private boolean isBlank(int from, int to) {
        for (int i = from; i < to; i++) {
            if (held[i] != '\r' && held[i] != '\n' && held[i] != ' ') {
                return false;
            }
        }
        return true;
    }

    private Look look(int mark, boolean last) {
        int digits = 0;
        while (digits < LENGTH_DIGITS && mark + MARK + digits < size && isDigit(held[mark + MARK + digits])) {
            digits++;
        }
        int from = mark + MARK + digits;
        if (from == size && digits < LENGTH_DIGITS) {
            return last ? new Look.Nothing("it breaks off within the length") : new Look.More();
        }
        if (digits == 0) {
            return new Look.Nothing("no length after ##");
        }
        int length = Integer.parseInt(new String(held, mark + MARK, digits, StandardCharsets.US_ASCII));
        int check = from + length;
        if (check + CHECK <= size) {
            return whole(mark, from, check, digits, last);
        }
        if (!last && Seal.isExpected(keys, held, from, size)) {
            // Ciphertext may hold a line end.
            return new Look.More();
        }
        // A line end within the segment: whatever it is, it ends there.
        Look ended = endedByLine(mark, from, digits, Math.min(size, check + CHECK));
        if (ended instanceof Look.More && last) {
            return new Look.Nothing("it breaks off after " + (size - from) + " of " + length + " bytes");
        }
        return ended;
    }

    private static boolean isDigit(byte one) {
        return one >= '0' && one <= '9';
    }

    private Look whole(int mark, int from, int check, int digits, boolean last) {
        int after = check + CHECK;
        int tail = tail(after);
        Set<Deviation> deviations = outer(digits, check - from);
        Optional<Look> opened = opened(mark, from, check, tail, deviations);
        if (opened.isPresent()) {
            return opened.get();
        }
        boolean right = isRight(from, check, deviations);
        if (right && tail == 0 && !last && after + TAIL > size && (after == size || held[after] == '\r')) {
            return new Look.More();
        }
        if (right) {
            if (tail < TAIL) {
                deviations.add(Deviation.NO_TAIL);
            }
            return found(mark, from, check, tail, deviations);
        }
        if (tail == TAIL && isHex(check)) {
            Piece wrong = wrongCheck(mark, from, check, tail);
            return new Look.Found(wrong, wrong.bytes().length);
        }
        Look ended = endedByLine(mark, from, digits, size);
        return ended instanceof Look.More
                ? new Look.Nothing("where its length says it ends, there is no check")
                : ended;
    }

    /** The check of what is encrypted is that of the plain text; by chance it is that of the ciphertext, too. */
    private Optional<Look> opened(int mark, int from, int check, int tail, Set<Deviation> deviations) {
        if (!isHex(check)) {
            return Optional.empty();
        }
        int sent = Integer.parseInt(new String(held, check, CHECK, StandardCharsets.US_ASCII), 16);
        return Seal.opened(keys, held, from, check, sent).map(segment -> {
            if (tail < TAIL) {
                deviations.add(Deviation.NO_TAIL);
            }
            byte[] plain = Answer.frame(segment);
            return new Look.Found(
                    Piece.frame(plain, MARK + LENGTH_DIGITS, MARK + LENGTH_DIGITS + segment.length, deviations),
                    check + CHECK + tail - mark);
        });
    }

    private Look found(int mark, int from, int check, int tail, Set<Deviation> deviations) {
        byte[] bytes = Arrays.copyOfRange(held, mark, check + CHECK + tail);
        return new Look.Found(Piece.frame(bytes, from - mark, check - mark, deviations), bytes.length);
    }

    private Piece wrongCheck(int mark, int from, int check, int tail) {
        String sent = new String(held, check, CHECK, StandardCharsets.US_ASCII);
        return Piece.bad(
                Arrays.copyOfRange(held, mark, check + CHECK + tail),
                from - mark,
                check - mark,
                "the check is " + sent + ", " + Crc.text(Crc.of(held, from, check)) + " would be right",
                "/CRC");
    }

    /** Bytes of the tail: CR LF, a bare LF or nothing. */
    private int tail(int at) {
        if (at + 1 < size && held[at] == '\r' && held[at + 1] == '\n') {
            return TAIL;
        }
        return at < size && held[at] == '\n' ? 1 : 0;
    }

    private static Set<Deviation> outer(int digits, int length) {
        Set<Deviation> deviations = EnumSet.noneOf(Deviation.class);
        if (digits < LENGTH_DIGITS) {
            deviations.add(Deviation.SHORT_LENGTH);
        }
        if (length > STANDARD_SEGMENT) {
            deviations.add(Deviation.LONG_SEGMENT);
        }
        return deviations;
    }

    private boolean isHex(int at) {
        for (int i = at; i < at + CHECK; i++) {
            if (Character.digit(held[i], 16) < 0) {
                return false;
            }
        }
        return true;
    }

    private boolean isRight(int from, int check, Set<Deviation> deviations) {
        if (!isHex(check)) {
            return false;
        }
        String sent = new String(held, check, CHECK, StandardCharsets.US_ASCII);
        int value = Integer.parseInt(sent, 16);
        boolean standard = value == Crc.of(held, from, check);
        if (!standard && value != Crc.modbus(held, from, check)) {
            return false;
        }
        if (!standard) {
            deviations.add(Deviation.MODBUS_CRC);
        }
        if (!sent.equals(sent.toUpperCase(Locale.ROOT))) {
            deviations.add(Deviation.LOWER_CASE_CRC);
        }
        return true;
    }

    /** A frame whose length is wrong, and whose line and check say where it ends. */
    private Look endedByLine(int mark, int from, int digits, int to) {
        for (int line = from; line + 1 < to; line++) {
            if (held[line] == '\r' && held[line + 1] == '\n') {
                int check = line - CHECK;
                Set<Deviation> deviations = outer(digits, check - from);
                if (check < from || !isRight(from, check, deviations)) {
                    return new Look.Nothing("its line ends before its length says so, and its check is not right");
                }
                int announced = Integer.parseInt(new String(held, mark + MARK, digits, StandardCharsets.US_ASCII));
                deviations.add(
                        announced == Text.of(held, from, check).length()
                                ? Deviation.LENGTH_IN_CHARACTERS
                                : Deviation.WRONG_LENGTH);
                return found(mark, from, check, TAIL, deviations);
            }
        }
        return new Look.More();
    }
}
