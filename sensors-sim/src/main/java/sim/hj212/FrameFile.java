package sim.hj212;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of recorded frames, one a line: what stands before {@code ##} of a line, such as the time of a log, is left out, and so are
 * lines without it. Bytes are kept as they are, whatever the characters are encoded in.
 */
final class FrameFile {
    private static final String HEAD = "##";

    private FrameFile() {}

    /**
     * One frame as on the wire.
     *
     * @param mn    of the logger; empty where it tells none
     * @param qn    number of the exchange; empty where it tells none
     * @param asks  whether it is sound and asks for an answer
     */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares frames
    record Recorded(byte[] bytes, String mn, String qn, boolean asks) {
        private static final int BEFORE = 6;
        private static final int CHECK = 4;
        private static final Pattern FIELD = Pattern.compile("(?:^|;)(QN|MN|Flag)=([^;&]*)");

        static Recorded of(String line) {
            String segment = line.length() < BEFORE + CHECK ? "" : line.substring(BEFORE, line.length() - CHECK);
            String head = segment.split("CP=", 2)[0];
            return new Recorded(
                    (line + "\r\n").getBytes(StandardCharsets.ISO_8859_1),
                    field(head, "MN").orElse(""),
                    field(head, "QN").orElse(""),
                    isSound(line, segment)
                            && field(head, "Flag").filter(Recorded::isOdd).isPresent());
        }

        private static Optional<String> field(String head, String name) {
            Matcher fields = FIELD.matcher(head);
            return fields.results()
                    .filter(one -> one.group(1).equals(name))
                    .map(one -> one.group(2))
                    .findFirst();
        }

        private static boolean isOdd(String flag) {
            return flag.matches("\\d{1,3}") && Integer.parseInt(flag) % 2 == 1;
        }

        private static boolean isSound(String line, String segment) {
            byte[] bytes = segment.getBytes(StandardCharsets.ISO_8859_1);
            return line.length() >= BEFORE + CHECK
                    && line.substring(HEAD.length(), BEFORE).equals(String.format(Locale.ROOT, "%04d", bytes.length))
                    && line.substring(line.length() - CHECK)
                            .equalsIgnoreCase(String.format(Locale.ROOT, "%04X", LoggerFrame.check(bytes)));
        }
    }

    /** Its frames in their order. @throws IOException where it cannot be read */
    static List<Recorded> read(Path file) throws IOException {
        List<Recorded> frames = new ArrayList<>();
        for (String line : Files.readString(file, StandardCharsets.ISO_8859_1).split("\n")) {
            // Not by a pattern: a byte of Chinese may be what patterns take for the end of a line.
            int at = line.indexOf(HEAD);
            if (at >= 0) {
                frames.add(
                        Recorded.of(line.endsWith("\r") ? line.substring(at, line.length() - 1) : line.substring(at)));
            }
        }
        return frames;
    }
}
