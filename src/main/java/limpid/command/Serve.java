package limpid.command;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import limpid.Server;
import limpid.Settings;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the service until it is told to stop. */
@Command(
        name = "serve",
        description = "Run the service against LIMPID_DB_URL and LIMPID_MQTT_URL until Ctrl-C or SIGTERM.")
final class Serve implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(Serve.class);

    @Option(
            names = "--embedded",
            paramLabel = "DIR",
            description = "Bring a PostgreSQL and an MQTT broker along, their data in DIR, for this machine alone.")
    private @Nullable Path embedded;

    @Option(
            names = "--until-ready",
            description = "End as soon as the service is ready: a trial, and the run that records an AOT cache.")
    private boolean untilReady;

    @Override
    public Integer call() throws InterruptedException {
        Settings settings = Settings.from(System.getenv());
        requirePorts(settings, embedded != null);
        try (Running running = Running.begin()) {
            Server server = running.serve(embedded == null ? settings : running.embedForKeys(embedded, settings));
            server.firstAdminLink()
                    .ifPresent(link -> LOG.info(
                            "nobody can sign in yet 尚无用户: {} makes the first administrator, once, within 24 h", link));
            if (untilReady) {
                return Readiness.await(server) ? 0 : 1;
            }
            running.awaitEnd();
        }
        return 0;
    }

    /** Refuses taken ports before anything is started. */
    static void requirePorts(Settings settings, boolean embedded) {
        Ports.requireFree(settings.http().host(), settings.http().port(), "LIMPID_HTTP_PORT");
        Ports.requireFree("127.0.0.1", settings.http().tls().localPort(), "LIMPID_HTTP_LOCAL_PORT");
        if (embedded) {
            Ports.requireFree("127.0.0.1", settings.embedded().mqttPort(), "LIMPID_EMBEDDED_MQTT_PORT");
            Ports.requireFree("127.0.0.1", settings.embedded().dbPort(), "LIMPID_EMBEDDED_DB_PORT");
        }
    }
}
