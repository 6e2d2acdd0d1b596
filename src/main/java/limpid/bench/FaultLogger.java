package limpid.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A data logger that sends a frame of HJ 212 until it is answered: again on the same connection when the answer is late, and by
 * another connection when that did not help or it is gone. Where there are several gateways, the next one is tried.
 */
final class FaultLogger implements AutoCloseable {
    /** Overtime 超时时间 and the times of sending again 重发次数 that loggers are delivered with. */
    private static final Duration OVERTIME = Duration.ofSeconds(5);

    private static final int ATTEMPTS = 3;
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final List<InetSocketAddress> gateways;
    private int gateway;
    private @Nullable LoggerLine line;

    /** One that begins with the gateway of this number. */
    FaultLogger(List<InetSocketAddress> gateways, int first) {
        this.gateways = gateways;
        this.gateway = first % gateways.size();
    }

    /** Returns when it is answered. */
    void send(FaultHour hour) throws InterruptedException {
        while (!isSent(hour)) {
            close();
            gateway = (gateway + 1) % gateways.size();
            Thread.sleep(PAUSE);
        }
    }

    private boolean isSent(FaultHour hour) {
        try {
            LoggerLine open = line;
            if (open == null) {
                open = LoggerLine.open(gateways.get(gateway));
                line = open;
            }
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                open.send(hour.frame());
                if (open.isAnswered(hour.qn(), OVERTIME)) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            // The gateway is away, or went away before it answered.
            return false;
        }
    }

    @Override
    public void close() {
        try (LoggerLine last = line) {
            line = null;
        } catch (IOException e) {
            // It is gone either way.
        }
    }
}
