package limpid;

import com.zaxxer.hikari.HikariDataSource;
import io.micronaut.context.ApplicationContext;
import io.micronaut.health.HealthStatus;
import io.micronaut.http.server.netty.NettyEmbeddedServer;
import io.micronaut.inject.qualifiers.Qualifiers;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.annotation.Readiness;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;
import limpid.api.people.FirstAdmin;
import limpid.flow.BackOff;
import limpid.flow.DirectIntake;
import limpid.mqtt.SharedSubscription;
import limpid.rule.ChosenRules;
import limpid.store.Rejects;
import limpid.store.RuleChoices;
import limpid.store.Stations;
import limpid.store.StoreUnavailable;
import limpid.store.postgres.Migrations;
import limpid.store.postgres.OwnCell;
import limpid.store.postgres.PostgresCells;
import limpid.store.postgres.PostgresRuleChoices;
import limpid.store.postgres.PrimaryServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;

/**
 * The service: intake, rollup and HTTP against a database and a broker that run. The beans are those of the wiring; the
 * settings and the rules are among them.
 */
public final class Server implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Server.class);
    private static final BackOff BACK_OFF = new BackOff(Duration.ofMillis(200), Duration.ofSeconds(10));

    private final ApplicationContext context;
    private final EmbeddedServer http;

    private Server(ApplicationContext context, EmbeddedServer http) {
        this.context = context;
        this.http = http;
    }

    /**
     * Brings the schema up to date, waiting for a database that is not there yet, and starts everything.
     *
     * @throws Settings.Invalid where LIMPID_MQTT_SHARE is set
     * @throws RuntimeException where the database refuses us or the address cannot be listened on
     */
    public static Server start(Settings settings) {
        refuseSharing(settings);
        migrate(settings.db());
        takePlace(settings);
        ApplicationContext context = ApplicationContext.builder()
                .mainClass(Limpid.class)
                .banner(false)
                .deduceEnvironment(false)
                // All settings are LIMPID_*; a stray variable of the machine must not change the server.
                .environmentPropertySource(false)
                .singletons(settings, rules(settings))
                .properties(properties(settings.http()))
                .build();
        try {
            context.start();
            EmbeddedServer http = context.getBean(EmbeddedServer.class);
            http.start();
            return new Server(context, http);
        } catch (RuntimeException e) {
            context.close();
            throw e;
        }
    }

    /** What the framework has to know of where to listen and how. */
    public static Map<String, Object> properties(Settings.Http settings) {
        Map<String, Object> properties = new HashMap<>(Map.of(
                "micronaut.application.name", "limpid",
                "micronaut.server.host", settings.host(),
                "micronaut.server.port", freely(settings.port())));
        Settings.Tls tls = settings.tls();
        if (tls.on()) {
            properties.put("micronaut.server.ssl.enabled", true);
            properties.put("micronaut.server.ssl.port", freely(settings.port()));
            properties.put("micronaut.server.ssl.key-name", "https");
            properties.put("micronaut.certificate.file.https.path", tls.key());
            properties.put("micronaut.certificate.file.https.certificate-path", tls.certificate());
            properties.put("micronaut.certificate.file.https.format", "PEM");
            properties.put("micronaut.certificate.file.https.refresh-mode", "FILE_WATCHER_OR_SCHEDULER");
            properties.put("micronaut.certificate.file.https.refresh-interval", "1m");
        }
        if (tls.localPort() != 0) {
            String main = "micronaut.server.netty.listeners.main.";
            properties.put(main + "host", settings.host());
            properties.put(main + "port", settings.port());
            properties.put(main + "ssl", tls.on());
            if (tls.on()) {
                properties.put(main + "key-name", "https");
            }
            String local = "micronaut.server.netty.listeners.near.";
            properties.put(local + "host", "127.0.0.1");
            properties.put(local + "port", tls.localPort());
        }
        return properties;
    }

    /** -1 stands for any free port. */
    private static int freely(int port) {
        return port == 0 ? -1 : port;
    }

    /**
     * What keeps the service from being ready, each with its reason; empty where it is. Asked of the same beans as {@code
     * /health/readiness}.
     */
    public List<String> notReady() {
        return context.getBeansOfType(HealthIndicator.class, Qualifiers.byStereotype(Readiness.class)).stream()
                .flatMap(indicator -> Flux.from(indicator.getResult()).toStream())
                .filter(result -> !HealthStatus.UP.equals(result.getStatus()))
                .map(result -> result.getName() + ": "
                        + (result.getDetails() instanceof Map<?, ?> details ? details.get("why") : result.getDetails()))
                .sorted()
                .toList();
    }

    /** Only here is the group's name still known, so here its subscription is taken back. */
    private static void refuseSharing(Settings settings) {
        String group = settings.mqtt().share();
        if (!group.isEmpty()) {
            throw new Settings.Invalid(
                    "LIMPID_MQTT_SHARE='" + group + "' is refused: nothing orders two messages of one"
                            + " reading among the members of a shared subscription, and corrections would be lost. Remove the"
                            + " setting and run one instance. "
                            + takenBack(settings, group));
        }
    }

    private static String takenBack(Settings settings, String group) {
        try {
            return SharedSubscription.takeBack(Belts.broker(settings), group);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    /**
     * Brings the schema up to date, waiting as long as the database cannot be reached.
     *
     * @throws RuntimeException where the database refuses us or a step of the migration fails
     */
    public static void migrate(Settings.Db settings) {
        Settings.Owner owner = settings.owner();
        boolean own = owner.user().isEmpty();
        DataSource database = owner(settings);
        waiting(settings, () -> {
            Migrations.migrate(database);
            if (!own) {
                Migrations.grant(database, settings.user());
            }
            return true;
        });
    }

    /**
     * Makes the database the cell that it is to be, or sees that it is the one it was, and that of a database above cells nobody takes messages.
     *
     * @throws limpid.store.NotThisCell where it is something else
     * @throws Settings.Invalid where what is above cells is to take messages
     */
    public static void takePlace(Settings settings) {
        Settings.Instance instance = settings.instance();
        DataSource owner = owner(settings.db());
        waiting(settings.db(), () -> {
            OwnCell.prepare(owner, instance.cell());
            return true;
        });
        if ((instance.is(Role.GATE) || instance.is(Role.STORE))
                && !new PostgresCells(owner).all().isEmpty()) {
            throw new Settings.Invalid(
                    "LIMPID_ROLES: results of cells come into this database, and their messages do not;"
                            + " set LIMPID_ROLES=\"rollup api\"");
        }
    }

    /** Connections of the schema's owner. */
    public static DataSource owner(Settings.Db settings) {
        Settings.Owner owner = settings.owner();
        return database(
                owner.user().isEmpty() ? settings : settings.at(settings.url(), owner.user(), owner.password()));
    }

    /** The rules as LIMPID_RULES and the desk chose them, waiting as long as the database cannot be reached. What this program refuses is told in the log. */
    public static ChosenRules rules(Settings settings) {
        RuleChoices desk = new PostgresRuleChoices(database(settings.db()));
        ChosenRules rules = ChosenRules.of(settings.rules(), waiting(settings.db(), desk::all));
        rules.refused()
                .forEach((id, reason) ->
                        LOG.warn("choice {} of rule, entered at the desk, is not used: {}", id, reason));
        return rules;
    }

    private static <T> T waiting(Settings.Db settings, Supplier<T> work) {
        Duration pause = BACK_OFF.first();
        boolean said = false;
        while (true) {
            try {
                return work.get();
            } catch (StoreUnavailable e) {
                if (!said) {
                    LOG.warn("waiting for the database at {} ({})", settings.url(), e.getMessage());
                    said = true;
                }
                sleep(pause);
                pause = BACK_OFF.after(pause);
            }
        }
    }

    /** Connections of this database, each opened when it is asked for. */
    public static DataSource database(Settings.Db settings) {
        return new PrimaryServer(settings.url(), settings.user(), settings.password(), Map.of());
    }

    /** Connections as those by which a service keeps readings and makes results. */
    public static HikariDataSource belts(Settings.Db settings) {
        return Belts.belts(settings);
    }

    /** A way in for readings that a command brings. @param rejects of the same database */
    public static DirectIntake intake(Settings settings, DataSource database, Stations stations, Rejects rejects) {
        return Belts.directIntake(settings, database, stations, rejects);
    }

    private static void sleep(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the database", e);
        }
    }

    /** By which the first administrator is made; empty where there is somebody already. */
    public Optional<URI> firstAdminLink() {
        return context.getBean(FirstAdmin.class).offer().map(token -> uri().resolve(
                        FirstAdmin.PATH + "?token=" + token));
    }

    /** Where it answers. */
    public URI uri() {
        return uri(http, context.getBean(Settings.class).http());
    }

    /**
     * Where a server of these settings answers others: with a second port for this machine the framework names either of the
     * two.
     */
    public static URI uri(EmbeddedServer http, Settings.Http settings) {
        URI named = http.getURI();
        int local = settings.tls().localPort();
        if (local == 0 || named.getPort() != local) {
            return named;
        }
        int others = ((NettyEmbeddedServer) http)
                .getBoundPorts().stream()
                        .filter(port -> port != local)
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException("it listens on port " + local + " alone"));
        return URI.create(named.getScheme() + "://" + named.getHost() + ":" + others);
    }

    /** The beans, for what runs beside the server. */
    public ApplicationContext context() {
        return context;
    }

    /**
     * Stops listening, then closes the beans, each before those it uses: the subscriber before the intake, the intake
     * before its connections.
     */
    @Override
    public void close() {
        http.stop();
        context.close();
    }
}
