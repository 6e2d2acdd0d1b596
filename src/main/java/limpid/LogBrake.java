package limpid;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.LoggerFactory;

/**
 * Lets only so many lines of one kind into the log in a minute and then says how many it left out, so that nobody who
 * provokes an error again and again pushes everything else out of the log.
 */
public final class LogBrake extends Filter<ILoggingEvent> {
    private static final int MOST_OF_A_KIND = 30;
    private static final int MOST_KINDS = 500;
    private static final long MINUTE = 60_000;

    private final Map<String, Integer> seen = new HashMap<>();
    private long minute;

    @Override
    public FilterReply decide(ILoggingEvent event) {
        Map<String, Integer> leftOut = Map.of();
        boolean pass;
        synchronized (this) {
            if (event.getTimeStamp() - minute >= MINUTE) {
                minute = event.getTimeStamp();
                leftOut = Map.copyOf(seen);
                seen.clear();
            }
            String kind = kind(event);
            if (seen.size() >= MOST_KINDS && !seen.containsKey(kind)) {
                kind = "others";
            }
            pass = seen.merge(kind, 1, Integer::sum) <= MOST_OF_A_KIND;
        }
        leftOut.forEach(LogBrake::tell);
        return pass ? FilterReply.NEUTRAL : FilterReply.DENY;
    }

    private static void tell(String kind, int times) {
        if (times > MOST_OF_A_KIND) {
            LoggerFactory.getLogger(LogBrake.class)
                    .warn("left out {} more in the last minute like: {}", times - MOST_OF_A_KIND, kind);
        }
    }

    /** With an exception: its class and where it came from; without: the words before their values are put in. */
    private static String kind(ILoggingEvent event) {
        IThrowableProxy thrown = event.getThrowableProxy();
        if (thrown == null) {
            return event.getLoggerName() + " " + event.getMessage();
        }
        StackTraceElementProxy[] trace = thrown.getStackTraceElementProxyArray();
        return event.getLoggerName() + " " + thrown.getClassName() + " " + (trace.length == 0 ? "" : trace[0]);
    }
}
