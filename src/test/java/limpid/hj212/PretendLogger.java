package limpid.hj212;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.Locale;
import limpid.decode.hj212.Answer;
import limpid.decode.hj212.LoggerKeys;
import limpid.decode.hj212.Sealing;
import limpid.decode.hj212.Splitter;
import limpid.measure.Table;

/** A data logger as a test wants it: it sends bytes and reads answers. */
final class PretendLogger implements AutoCloseable {
    private final Socket socket = new Socket();
    private final Deque<String> answers = new ArrayDeque<>();
    private final StringBuilder raw = new StringBuilder();
    private Splitter splitter = new Splitter();
    private byte[] key = {};

    PretendLogger(int port, String key) throws IOException {
        this(port);
        key(key);
    }

    PretendLogger(int port) throws IOException {
        socket.connect(new InetSocketAddress("127.0.0.1", port), 5000);
        socket.setSoTimeout(20_000);
    }

    /** Air hours: minute of the year number as the hour, so that each is another reading. */
    static byte[] hour(String mn, String password, int number, String value) {
        return air(mn, password, number, value, "");
    }

    static byte[] air(String mn, String password, int number, String value, String head) {
        String time = LocalDateTime.of(2020, 1, 1, 0, 0)
                .plusHours(number)
                .format(DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT));
        return Answer.frame("QN=" + time + "001;ST=22;CN=2061;PW=" + password + ";MN=" + mn + ";Flag=5;" + head
                + "CP=&&DataTime=" + time + ";a34004-Avg=" + value + ",a34004-Flag=N&&");
    }

    void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    void send(String text) throws IOException {
        send(text.getBytes(StandardCharsets.UTF_8));
    }

    /** From now on it seals and opens by this key. */
    void key(String hex) {
        key = HexFormat.of().parseHex(hex);
        splitter = new Splitter(LoggerKeys.of(Table.text("t", "mn,key\nG7MN," + hex + "\n")));
    }

    /** Sends a segment under its key. */
    void seal(String segment) throws IOException {
        send(Sealing.frame(key, segment));
    }

    /** All bytes that came. */
    String raw() {
        return raw.toString();
    }

    /** The next frame that comes; empty where the connection ends. */
    String answer() throws IOException {
        InputStream in = socket.getInputStream();
        byte[] some = new byte[4096];
        while (answers.isEmpty()) {
            int count = in.read(some);
            if (count < 0) {
                return "";
            }
            raw.append(new String(some, 0, count, StandardCharsets.ISO_8859_1));
            splitter.feed(some, 0, count, piece -> answers.add(new String(piece.bytes(), StandardCharsets.UTF_8)));
        }
        return answers.remove();
    }

    /** Sends no more and reads what comes until the other side ends: closed with answers unread, what it sent could be lost. */
    void finish() throws IOException {
        socket.shutdownOutput();
        while (!answer().isEmpty()) {
            // read only to have it out of the way
        }
    }

    /** Whether the other side closes the connection before it sends anything. */
    boolean isClosedByGateway() throws IOException {
        try {
            return answer().isEmpty();
        } catch (SocketException e) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
