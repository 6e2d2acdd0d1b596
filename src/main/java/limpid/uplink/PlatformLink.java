package limpid.uplink;

import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import limpid.decode.hj212.Frame;
import limpid.decode.hj212.Piece;
import limpid.decode.hj212.Splitter;
import org.jspecify.annotations.Nullable;

/** A connection to a platform: frames go out, answers and requests come in. */
final class PlatformLink implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(PlatformLink.class.getName());
    private static final int DATA_ANSWER = 9014;
    private static final int BYTES_OF_A_READ = 4096;
    private static final int MOST_REQUESTS = 100;

    private final Socket socket;
    private final Set<String> answers = new HashSet<>();
    private final BlockingQueue<Frame> requests = new LinkedBlockingQueue<>(MOST_REQUESTS);
    private @Nullable String awaited;
    private boolean over;

    private PlatformLink(Socket socket) {
        this.socket = socket;
    }

    static PlatformLink to(Platform platform, Duration patience) throws IOException {
        Socket socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(platform.host(), platform.port()), (int) patience.toMillis());
        } catch (IOException e) {
            socket.close();
            throw e;
        }
        PlatformLink link = new PlatformLink(socket);
        Thread.ofVirtual().name("uplink " + platform.name()).start(link::read);
        return link;
    }

    /** Puts a frame on the line. */
    void send(byte[] frame) throws IOException {
        socket.getOutputStream().write(frame);
        socket.getOutputStream().flush();
    }

    /**
     * Sends until it is answered.
     *
     * @return false where it was not, repeats included
     */
    boolean sendUntilAnswered(byte[] frame, String qn, Duration patience, int repeats)
            throws IOException, InterruptedException {
        synchronized (answers) {
            awaited = qn;
        }
        for (int time = 0; time <= repeats; time++) {
            send(frame);
            if (isAnswered(qn, patience)) {
                return true;
            }
        }
        return false;
    }

    private boolean isAnswered(String qn, Duration patience) throws IOException, InterruptedException {
        long last = System.nanoTime() + patience.toNanos();
        synchronized (answers) {
            while (!answers.remove(qn)) {
                long left = (last - System.nanoTime()) / 1_000_000;
                if (over) {
                    throw new IOException("the platform ended the connection");
                }
                if (left <= 0) {
                    return false;
                }
                answers.wait(left);
            }
        }
        return true;
    }

    /** What the platform asks, if anything. */
    @Nullable
    Frame request() {
        return requests.poll();
    }

    boolean isOver() {
        synchronized (answers) {
            return over;
        }
    }

    private void read() {
        Splitter splitter = new Splitter();
        byte[] some = new byte[BYTES_OF_A_READ];
        try (InputStream in = socket.getInputStream()) {
            for (int count = in.read(some); count >= 0; count = in.read(some)) {
                List<Piece> pieces = new ArrayList<>();
                splitter.feed(some, 0, count, pieces::add);
                pieces.forEach(this::take);
            }
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "the line to the platform ended: {0}", e.toString());
        }
        synchronized (answers) {
            over = true;
            answers.notifyAll();
        }
    }

    private void take(Piece piece) {
        if (!(Frame.read(piece) instanceof Frame.Result.Good good)) {
            LOG.log(Level.DEBUG, "the platform sent what is no frame: {0}", piece.trouble());
            return;
        }
        Frame frame = good.frame();
        if (frame.command() == DATA_ANSWER) {
            synchronized (answers) {
                if (frame.field("QN").equals(awaited)) {
                    answers.add(frame.field("QN"));
                    answers.notifyAll();
                }
            }
        } else if (frame.isAnswerWanted() && !requests.offer(frame)) {
            LOG.log(Level.DEBUG, "the platform asks more than is answered");
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "closing the line to the platform: {0}", e.toString());
        }
    }
}
