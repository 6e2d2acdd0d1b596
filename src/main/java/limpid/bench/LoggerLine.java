package limpid.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import limpid.decode.hj212.Answer;
import limpid.decode.hj212.Frame;
import limpid.decode.hj212.Piece;
import limpid.decode.hj212.Splitter;
import limpid.measure.LocalDay;

/** A data logger's connection to a gateway: frames go out, and their answers are told by their numbers. */
final class LoggerLine implements AutoCloseable {
    private static final int BUFFER = 1024;
    private static final int CONNECT_MILLIS = 5_000;
    private static final int DATA_ANSWER = 9014;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT);

    private final Socket socket = new Socket();
    private final Splitter splitter = new Splitter();
    private final byte[] some = new byte[BUFFER];
    private final Set<String> answered = new HashSet<>();

    private LoggerLine() {}

    /** Connects. */
    static LoggerLine open(InetSocketAddress gateway) throws IOException {
        LoggerLine line = new LoggerLine();
        try {
            line.socket.setTcpNoDelay(true);
            line.socket.connect(gateway, CONNECT_MILLIS);
            return line;
        } catch (IOException e) {
            line.close();
            throw e;
        }
    }

    /** A frame of data with what this logger measured. */
    static byte[] frame(String qn, int system, int command, String mn, String content) {
        return Answer.frame("QN=" + qn + ";ST=" + system + ";CN=" + command + ";PW=123456;MN=" + mn + ";Flag=5;CP=&&"
                + content + "&&");
    }

    /** A time as frames write it. */
    static String stamp(Instant at) {
        return TIME.format(LocalDateTime.ofInstant(at, LocalDay.CHINA));
    }

    void send(byte[] frame) throws IOException {
        socket.getOutputStream().write(frame);
    }

    /**
     * Waits for the answer to the frame of this number; whatever else comes is passed over.
     *
     * @return false where it did not come in time
     * @throws IOException where the connection is gone
     */
    boolean isAnswered(String qn, Duration patience) throws IOException {
        InputStream in = socket.getInputStream();
        long last = System.nanoTime() + patience.toNanos();
        while (!answered.remove(qn)) {
            long left = Duration.ofNanos(last - System.nanoTime()).toMillis();
            if (left <= 0) {
                return false;
            }
            socket.setSoTimeout(Math.toIntExact(left));
            try {
                int count = in.read(some);
                if (count < 0) {
                    throw new IOException("the gateway ended the connection");
                }
                splitter.feed(some, 0, count, this::hear);
            } catch (SocketTimeoutException e) {
                return false;
            }
        }
        return true;
    }

    private void hear(Piece piece) {
        if (Frame.read(piece) instanceof Frame.Result.Good good && good.frame().command() == DATA_ANSWER) {
            answered.add(good.frame().field("QN"));
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
