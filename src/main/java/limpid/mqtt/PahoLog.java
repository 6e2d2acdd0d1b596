package limpid.mqtt;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Takes what Paho says to java.util.logging, which would print it with stack traces beside our log, into our log. */
final class PahoLog extends Handler {
    private static final System.Logger LOG = System.getLogger("org.eclipse.paho.mqttv5");

    /** Held for ever, as the loggers of the JDK are forgotten with what was set on them. */
    private static final Logger PAHO = Logger.getLogger("org.eclipse.paho.mqttv5");

    static {
        PAHO.setUseParentHandlers(false);
        PAHO.addHandler(new PahoLog());
    }

    private PahoLog() {}

    /** Once is enough, and more does no harm. */
    static void install() {
        PAHO.setLevel(Level.WARNING);
    }

    /** A line: that a connection was lost, and why, is said by the subscriber. */
    @Override
    public void publish(LogRecord said) {
        LOG.log(System.Logger.Level.DEBUG, "{0}: {1} {2}", said.getSourceMethodName(), said.getMessage(), cause(said));
    }

    private static String cause(LogRecord said) {
        return said.getThrown() == null ? "" : said.getThrown().toString();
    }

    @Override
    public void flush() {
        // nothing is held back
    }

    @Override
    public void close() {
        // nothing is open
    }
}
