package limpid.command;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import javax.sql.DataSource;
import limpid.BrokerAudit;
import limpid.RegisteredUsers;
import limpid.Server;
import limpid.Settings;
import limpid.embedded.BrokerUsers;
import limpid.embedded.EmbeddedBroker;
import limpid.embedded.EmbeddedServices;
import limpid.people.Secrets;
import limpid.store.postgres.PostgresAudit;
import limpid.store.postgres.PostgresKeys;
import limpid.store.postgres.PostgresStations;
import org.jspecify.annotations.Nullable;
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

    /** The service's own user at an embedded broker. */
    private static final String SERVICE = "limpid";

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

    /** Starts database and broker in this folder, open to everybody on this machine; answers the settings that lead to them. */
    Settings embed(Path folder, Settings settings) {
        return led(start(folder, settings, null), settings, "", "");
    }

    /** Starts a broker alone in this folder, open to everybody on this machine; answers the settings that lead to it. */
    Settings embedBroker(Path folder, Settings settings) {
        requireEmbedded();
        EmbeddedBroker broker = add(EmbeddedBroker.start(folder, 0));
        return settings.withMqtt(led(broker.url(), "", "", settings.mqtt()));
    }

    /** The same with a broker that asks for keys of stations. */
    Settings embedForKeys(Path folder, Settings settings) {
        LateUsers users = new LateUsers();
        String password = Secrets.token();
        Settings led = led(start(folder, settings, users), settings, SERVICE, password);
        DataSource database = Server.database(led.db());
        InstantSource clock = InstantSource.system();
        PostgresStations stations = new PostgresStations(database, clock);
        users.become(new RegisteredUsers(
                SERVICE,
                password,
                new PostgresKeys(database)::all,
                code -> stations.registered(code)
                        .map(registered -> registered.station().medium()),
                new BrokerAudit(new PostgresAudit(database), clock),
                clock));
        return led;
    }

    private EmbeddedServices start(Path folder, Settings settings, @Nullable BrokerUsers users) {
        requireEmbedded();
        return add(EmbeddedServices.start(
                folder,
                settings.embedded().dbPort(),
                settings.embedded().mqttPort(),
                settings.intake().limits().bytes(),
                users,
                settings.embedded().backup().backups().orElse(null)));
    }

    private static void requireEmbedded() {
        if (Running.class.getResource(BROKER) == null) {
            throw new UsageException(
                    "the embedded database and broker are in limpid-embedded.jar, which must lie beside"
                            + " limpid.jar");
        }
    }

    private static Settings led(EmbeddedServices services, Settings settings, String user, String password) {
        return settings.withDb(settings.db()
                        .at(
                                services.database().url(),
                                services.database().user(),
                                services.database().password()))
                .withMqtt(led(services.broker().url(), user, password, settings.mqtt()));
    }

    private static Settings.Mqtt led(String url, String user, String password, Settings.Mqtt mqtt) {
        return new Settings.Mqtt(
                url,
                user,
                password,
                mqtt.clientId(),
                mqtt.share(),
                mqtt.receiveMaximum(),
                mqtt.files(),
                mqtt.log(),
                mqtt.things());
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
