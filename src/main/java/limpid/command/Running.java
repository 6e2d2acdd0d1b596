package limpid.command;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import limpid.Server;
import limpid.Settings;
import limpid.embedded.EmbeddedServices;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a long-running command has started, closed in reverse order when the process is asked to end. There is one
 * shutdown hook, because Java runs several at once and the database must be the last to go.
 */
final class Running implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Running.class);

    /** A class of the jar that a production machine leaves out. */
    private static final String BROKER = "/org/apache/activemq/artemis/core/server/embedded/EmbeddedActiveMQ.class";

    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private boolean closing;

    private Running() {}

    /** Nothing yet; from now on a signal closes what is added. */
    static Running begin() {
        Running running = new Running();
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("shutdown").unstarted(running::close));
        return running;
    }

    /** Takes over the closing. */
    synchronized <T extends AutoCloseable> T add(T part) {
        if (closing) {
            close(part);
            throw new IllegalStateException("the process is ending");
        }
        started.push(part);
        return part;
    }

    /** Starts database and broker in this folder; answers the settings that lead to them. */
    Settings embed(Path folder, Settings settings) {
        if (Running.class.getResource(BROKER) == null) {
            throw new UsageException(
                    "the embedded database and broker are in limpid-embedded.jar, which must lie beside"
                            + " limpid.jar");
        }
        EmbeddedServices services = add(EmbeddedServices.start(
                folder,
                settings.embedded().dbPort(),
                settings.embedded().mqttPort(),
                settings.intake().limits().bytes()));
        Settings.Mqtt mqtt = settings.mqtt();
        return settings.withDb(settings.db()
                        .at(
                                services.database().url(),
                                services.database().user(),
                                services.database().password()))
                .withMqtt(new Settings.Mqtt(
                        services.broker().url(),
                        "",
                        "",
                        mqtt.clientId(),
                        mqtt.share(),
                        mqtt.receiveMaximum(),
                        mqtt.files(),
                        mqtt.things()));
    }

    /** Starts the service; it says when it is ready. */
    Server serve(Settings settings) {
        Server server = add(Server.start(settings));
        LOG.info("listening at {}", server.uri());
        add(Readiness.of(server));
        return server;
    }

    /** Waits until the process has been asked to end and all is closed. */
    void awaitEnd() throws InterruptedException {
        closed.await();
    }

    @Override
    public void close() {
        if (isFirstToClose()) {
            if (!started.isEmpty()) {
                LOG.info("stopping");
                started.forEach(Running::close);
                LOG.info("stopped");
            }
            closed.countDown();
        } else {
            awaitClosed();
        }
    }

    private synchronized boolean isFirstToClose() {
        boolean first = !closing;
        closing = true;
        return first;
    }

    /** The process must not end while the other thread still closes. */
    private void awaitClosed() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A part that cannot be closed must not keep the others, above all the database, from being closed. */
    private static void close(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            LOG.error("closing {}", part.getClass().getSimpleName(), e);
        }
    }
}
