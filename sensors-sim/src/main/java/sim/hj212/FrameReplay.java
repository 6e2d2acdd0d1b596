package sim.hj212;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import sim.hj212.FrameFile.Recorded;

/**
 * Sends recorded frames of HJ 212 again, byte for byte and in their order, each logger by a connection of its own. A sound frame that
 * asks for an answer is sent until it has one, as the standard says; the next one waits for it.
 */
public final class FrameReplay {
    private static final Pattern ANSWER = Pattern.compile(";CN=901[34];");

    private final InetSocketAddress gateway;
    private final Duration patience;
    private final int repeats;

    /**
     * How it went.
     *
     * @param loggers  that the frames name
     * @param frames   that were sent
     * @param asking   of them: sound, and ask for an answer
     * @param answered of those
     */
    public record Outcome(int loggers, int frames, int asking, int answered) {}

    /**
     * To a gateway.
     *
     * @param patience with an answer, before a frame is sent again
     * @param repeats  how often it is sent again
     */
    public FrameReplay(InetSocketAddress gateway, Duration patience, int repeats) {
        this.gateway = gateway;
        this.patience = patience;
        this.repeats = repeats;
    }

    /**
     * Sends the frames of a file, one a line; lines without {@code ##} are left out.
     *
     * @throws IOException where the file cannot be read or the gateway not be reached
     */
    public Outcome send(Path file) throws IOException {
        List<Recorded> frames = FrameFile.read(file);
        Map<String, Line> lines = new HashMap<>();
        int answered = 0;
        try {
            for (Recorded frame : frames) {
                Line line = lines.computeIfAbsent(frame.mn(), mn -> new Line());
                answered += isAnswered(frame, line) ? 1 : 0;
            }
        } finally {
            lines.values().forEach(Line::drop);
        }
        int asking = (int) frames.stream().filter(Recorded::asks).count();
        return new Outcome(lines.size(), frames.size(), asking, answered);
    }

    private boolean isAnswered(Recorded frame, Line line) throws IOException {
        for (int time = 0; time <= repeats; time++) {
            line.send(frame.bytes());
            if (!frame.asks()) {
                return false;
            }
            if (line.hears(frame.qn())) {
                return true;
            }
        }
        return false;
    }

    /** The connection of one logger, made with its first frame and again where the gateway ended it. */
    private final class Line {
        private @Nullable Socket socket;
        private final ByteArrayOutputStream heard = new ByteArrayOutputStream();

        void send(byte[] frame) throws IOException {
            try {
                write(frame);
            } catch (IOException e) {
                drop();
                write(frame);
            }
        }

        private void write(byte[] frame) throws IOException {
            Socket current = socket;
            if (current == null) {
                current = new Socket();
                socket = current;
                current.setTcpNoDelay(true);
                current.connect(gateway, (int) patience.toMillis());
            }
            current.getOutputStream().write(frame);
            current.getOutputStream().flush();
        }

        /** Waits for the answer of this number; what else comes, such as a request, is passed over. */
        boolean hears(String qn) throws IOException {
            Socket current = socket;
            long last = System.nanoTime() + patience.toNanos();
            while (current != null) {
                long left = (last - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    return false;
                }
                current.setSoTimeout((int) left);
                String line = line(current.getInputStream());
                if (line == null) {
                    drop();
                    return false;
                }
                if (line.contains("QN=" + qn + ";ST=91;CN=901")
                        && ANSWER.matcher(line).find()) {
                    return true;
                }
            }
            return false;
        }

        /** A whole line; empty where none came in time, null at the end. */
        private @Nullable String line(InputStream in) throws IOException {
            try {
                for (int one = in.read(); one >= 0; one = in.read()) {
                    if (one == '\n') {
                        String line = heard.toString(StandardCharsets.ISO_8859_1);
                        heard.reset();
                        return line.strip();
                    }
                    heard.write(one);
                }
                return null;
            } catch (SocketTimeoutException e) {
                return "";
            }
        }

        void drop() {
            Socket old = socket;
            socket = null;
            heard.reset();
            if (old != null) {
                try {
                    old.close();
                } catch (IOException e) {
                    System.getLogger(FrameReplay.class.getName())
                            .log(System.Logger.Level.DEBUG, "closing a line: {0}", e.toString());
                }
            }
        }
    }
}
