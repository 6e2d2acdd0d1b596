package sim.hj212;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The connection of one data logger, kept alive. What is not answered in time, or when the connection breaks, is sent again,
 * in its order, until it is answered.
 */
public final class LoggerLink implements AutoCloseable {
    private static final Logger LOG = System.getLogger(LoggerLink.class.getName());
    private static final Pattern ANSWER = Pattern.compile("QN=(\\d{17});ST=91;CN=9014;");
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final InetSocketAddress gateway;
    private final Settings settings;
    private final Random random;

    private final Map<String, LoggerFrame> unanswered = new LinkedHashMap<>();
    private @Nullable Socket socket;
    private final AtomicInteger numbers = new AtomicInteger();
    private @Nullable Requests requests;
    private long answered;
    private long sentAgain;
    private boolean closed;

    /**
     * How a logger behaves.
     *
     * @param window frames under way at a time
     * @param patience with an answer, before everything unanswered is sent again
     * @param faultShare of frames that something goes wrong with, 0..1
     * @param seed of what goes wrong
     */
    public record Settings(int window, Duration patience, double faultShare, long seed) {
        /** One frame at a time, ten seconds, no faults: as the standard has it. */
        public static final Settings STANDARD = new Settings(1, Duration.ofSeconds(10), 0, 1);
    }

    /** Who answers what the centre asks. */
    public interface Requests {
        /** Answers by this link; on a thread of its own. */
        void answer(LoggerRequest request, LoggerLink link) throws InterruptedException;
    }

    /** A link that connects with its first frame. */
    public LoggerLink(InetSocketAddress gateway, Settings settings) {
        this.gateway = gateway;
        this.settings = settings;
        this.random = new Random(settings.seed());
    }

    /** From now on somebody answers what the centre asks. */
    public synchronized void answering(Requests who) {
        requests = who;
    }

    /** A number that makes a frame the only one of its second. */
    int nextNumber() {
        return numbers.getAndIncrement();
    }

    /** Sends something that nobody answers; where there is no connection, it is lost. */
    synchronized void say(byte[] frame) {
        Socket current = socket;
        if (current != null) {
            try {
                current.getOutputStream().write(frame);
                current.getOutputStream().flush();
            } catch (IOException e) {
                lost(e);
            }
        }
    }

    /** Sends a frame; returns when it is under way and fewer than the window are unanswered. */
    public synchronized void send(LoggerFrame frame) throws InterruptedException {
        if (unanswered.put(frame.qn(), frame) != null) {
            throw new IllegalArgumentException("QN " + frame.qn() + " is under way already");
        }
        try {
            write(connected(), frame, random.nextDouble() < settings.faultShare());
        } catch (IOException e) {
            lost(e);
        }
        await(settings.window() - 1);
    }

    /** Waits until every frame is answered. */
    public synchronized void awaitAnswers() throws InterruptedException {
        await(0);
    }

    private void await(int most) throws InterruptedException {
        while (unanswered.size() > most && !closed) {
            long before = answered;
            if (socket != null) {
                wait(settings.patience().toMillis());
            }
            if (unanswered.size() > most && (socket == null || answered == before)) {
                lost(null);
                Thread.sleep(PAUSE);
                again();
            }
        }
    }

    private void again() {
        try {
            Socket fresh = connected();
            for (LoggerFrame frame : List.copyOf(unanswered.values())) {
                sentAgain++;
                write(fresh, frame, false);
            }
        } catch (IOException e) {
            lost(e);
        }
    }

    private Socket connected() throws IOException {
        Socket current = socket;
        if (current != null) {
            return current;
        }
        Socket fresh = new Socket();
        fresh.setTcpNoDelay(true);
        fresh.connect(gateway, (int) settings.patience().toMillis());
        socket = fresh;
        Thread.ofVirtual().name("answers").start(() -> read(fresh));
        return fresh;
    }

    private void write(Socket to, LoggerFrame frame, boolean faulty) throws IOException {
        LoggerFault fault = LoggerFault.values()[random.nextInt(LoggerFault.values().length)];
        List<byte[]> writes = faulty ? fault.writes(frame.bytes(), random) : List.of(frame.bytes());
        for (byte[] bytes : writes) {
            to.getOutputStream().write(bytes);
            to.getOutputStream().flush();
        }
        if (faulty && fault == LoggerFault.BROKEN) {
            lost(null);
        }
    }

    private void lost(@Nullable IOException why) {
        Socket old = socket;
        socket = null;
        if (old != null) {
            close(old);
        }
        LOG.log(Level.DEBUG, "{0}: connection lost: {1}", gateway, why);
    }

    private static void close(Socket old) {
        try {
            old.close();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "closing a lost connection: {0}", e.toString());
        }
    }

    private void read(Socket from) {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(from.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Matcher answer = ANSWER.matcher(line);
                if (answer.find()) {
                    answered(answer.group(1));
                } else {
                    LoggerRequest.read(line).ifPresent(this::asked);
                }
            }
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "{0}: reading answers: {1}", gateway, e.toString());
        }
        ended(from);
    }

    private synchronized void asked(LoggerRequest request) {
        Requests who = requests;
        if (who != null) {
            Thread.ofVirtual().name("request " + request.command()).start(() -> {
                try {
                    who.answer(request, this);
                } catch (InterruptedException e) {
                    LOG.log(Level.DEBUG, "request {0} stays unanswered", request.command());
                }
            });
        }
    }

    private synchronized void answered(String qn) {
        if (unanswered.remove(qn) != null) {
            answered++;
        }
        notifyAll();
    }

    private synchronized void ended(Socket old) {
        if (old == socket) {
            lost(null);
            notifyAll();
        }
    }

    /** Frames that were answered. */
    public synchronized long answered() {
        return answered;
    }

    /** How often a frame was sent once more. */
    public synchronized long sentAgain() {
        return sentAgain;
    }

    /** Ends the connection; what is unanswered stays so. */
    @Override
    public synchronized void close() {
        closed = true;
        lost(null);
        notifyAll();
    }
}
