package limpid;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.exceptions.DisabledBeanException;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import javax.sql.DataSource;
import limpid.decode.json.JsonDecoder;
import limpid.flow.Desk;
import limpid.flow.FrontDesk;
import limpid.flow.Intake;
import limpid.flow.Recomputation;
import limpid.flow.RemovedSeconds;
import limpid.flow.Rollup;
import limpid.flow.Sorting;
import limpid.hook.Courier;
import limpid.measure.Flags;
import limpid.measure.Parameters;
import limpid.mqtt.MqttSettings;
import limpid.mqtt.Subscriber;
import limpid.rule.Rules;
import limpid.store.Committed;
import limpid.store.Rejects;
import limpid.store.Stations;
import limpid.store.postgres.PostgresHooks;
import limpid.store.postgres.PostgresReadings;
import limpid.store.postgres.PostgresRemovals;
import limpid.store.postgres.PostgresWorkload;
import limpid.validate.ClockCheck;
import limpid.validate.MediumCheck;
import limpid.validate.RangeCheck;
import limpid.validate.Validator;

/** Makes the two belts and starts them: what arrives is kept, what is dirty is worked off. */
@Factory
final class Belts {
    private static final int CONNECTIONS = 3;
    private static final String PASSED = "limpid.readings";

    /** Connections of the belts, apart from those for questions, so that many questions never hold up the intake. */
    @Singleton
    @Named("belts")
    @Bean(preDestroy = "close")
    HikariDataSource belts(Settings settings) {
        HikariConfig pool = Wiring.pool("belts", settings.db());
        pool.setMaximumPoolSize(CONNECTIONS);
        pool.setConnectionTimeout(5_000);
        // A connection that died without a word must not hold the intake for ever.
        pool.addDataSourceProperty("tcpKeepAlive", "true");
        pool.addDataSourceProperty("socketTimeout", "120");
        pool.addDataSourceProperty("ApplicationName", "limpid belts");
        return new HikariDataSource(pool);
    }

    @Singleton
    PostgresReadings readings(@Named("belts") DataSource belts) {
        return new PostgresReadings(belts);
    }

    @Context
    @Bean(preDestroy = "close")
    Rollup rollup(Settings settings, @Named("belts") DataSource belts, Rules rules, MeterRegistry meters) {
        Rollup rollup = new Rollup(new PostgresWorkload(belts, settings.alerts().hooks()), new Recomputation(rules));
        Gauge.builder("limpid.rollup.periods", rollup, Rollup::workedOff)
                .description("dirty periods worked off since the start")
                .register(meters);
        rollup.start();
        return rollup;
    }

    @Context
    @Bean(preDestroy = "close")
    Intake intake(
            Settings settings,
            Stations stations,
            RemovedSeconds removed,
            PostgresReadings readings,
            Rollup rollup,
            MeterRegistry meters) {
        Intake intake = new Intake(
                sorting(settings.intake(), stations, removed),
                readings,
                settings.intake().bufferBytes(),
                outcome -> {
                    count(outcome.counts(), meters);
                    rollup.nudge();
                });
        Gauge.builder("limpid.intake.waiting.bytes", intake, Intake::waitingBytes)
                .description("payload waiting to be committed")
                .register(meters);
        intake.start();
        return intake;
    }

    @Singleton
    RemovedSeconds removedSeconds(@Named("belts") DataSource belts) {
        return new RemovedSeconds(new PostgresRemovals(belts)::among, InstantSource.system());
    }

    private static Sorting sorting(Settings.Intake settings, Stations stations, RemovedSeconds removed) {
        JsonDecoder decoder = new JsonDecoder(Parameters.standard(), Flags.standard());
        return new Sorting(stations, decoder, checks(settings), removed, settings.longestPayload());
    }

    private static Validator checks(Settings.Intake settings) {
        return new Validator(List.of(
                new MediumCheck(),
                new ClockCheck(settings.clockTolerance(), settings.earliest()),
                new RangeCheck(Flags.standard().get("OR"))));
    }

    private static void count(Committed counts, MeterRegistry meters) {
        meters.counter(PASSED, "outcome", "stored").increment(counts.stored());
        meters.counter(PASSED, "outcome", "duplicate").increment(counts.duplicate());
        meters.counter(PASSED, "outcome", "revised").increment(counts.revised());
        meters.counter(PASSED, "outcome", "refused").increment(counts.refused());
    }

    @Singleton
    Desk desk(Settings settings, Intake intake, Stations stations, RemovedSeconds removed, Rejects rejects) {
        return new FrontDesk(intake, stations, checks(settings.intake()), removed, rejects, Clock.systemUTC());
    }

    @Context
    @Bean(preDestroy = "close")
    Courier courier(Settings settings, DataSource questions) {
        Settings.Alerts alerts = settings.alerts();
        if (!alerts.hooks()) {
            throw new DisabledBeanException("no webhook is set");
        }
        Courier courier =
                new Courier(new PostgresHooks(questions), URI.create(alerts.webhookUrl()), alerts.webhookSecret());
        courier.start();
        return courier;
    }

    @Context
    @Bean(preDestroy = "close")
    Subscriber subscriber(Settings settings, Intake intake) {
        Settings.Mqtt mqtt = settings.mqtt();
        MqttSettings how = new MqttSettings(
                mqtt.url(), mqtt.user(), mqtt.password(), mqtt.clientId(), mqtt.share(), mqtt.receiveMaximum());
        Subscriber subscriber = new Subscriber(how, intake, Clock.systemUTC());
        subscriber.start();
        return subscriber;
    }
}
