package limpid;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.FunctionCounter;
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
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import javax.sql.DataSource;
import limpid.decode.json.JsonDecoder;
import limpid.flow.Belt;
import limpid.flow.Desk;
import limpid.flow.FrontDesk;
import limpid.flow.Intake;
import limpid.flow.Periods;
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
import limpid.store.RefusedRoom;
import limpid.store.Rejects;
import limpid.store.Stations;
import limpid.store.postgres.PostgresHooks;
import limpid.store.postgres.PostgresReadings;
import limpid.store.postgres.PostgresRemovals;
import limpid.store.postgres.PostgresWorkload;
import limpid.store.postgres.SeriesPeriods;
import limpid.validate.ClockCheck;
import limpid.validate.DetectionCheck;
import limpid.validate.MediumCheck;
import limpid.validate.RangeCheck;
import limpid.validate.ServiceCheck;
import limpid.validate.Validator;
import limpid.water.WaterValues;

/** Makes the two belts and starts them: what arrives is kept, what is dirty is worked off. */
@Factory
final class Belts {
    /** The two lanes of the intake, the rollup, and those who hand in over HTTP and wait for the answer. */
    private static final int CONNECTIONS = 6;

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
    PostgresReadings readings(@Named("belts") DataSource belts, Settings settings) {
        Settings.Growth growth = settings.intake().growth();
        return new PostgresReadings(
                belts,
                new RefusedRoom(growth.refusedBytes(), growth.strangersBytes()),
                settings.retention().repeats());
    }

    @Context
    @Bean(preDestroy = "close")
    Rollup rollup(Settings settings, @Named("belts") DataSource belts, Rules rules, MeterRegistry meters) {
        Rollup rollup = new Rollup(new PostgresWorkload(belts, settings.alerts().hooks()), new Recomputation(rules));
        Gauge.builder("limpid.rollup.periods", rollup, Rollup::workedOff)
                .description("dirty periods worked off since the start")
                .register(meters);
        tell("rollup", rollup, Rollup::failures, Rollup::alive, meters);
        rollup.start();
        return rollup;
    }

    @Context
    @Bean(preDestroy = "close")
    Intake intake(
            Settings settings,
            Stations stations,
            RemovedSeconds removed,
            Periods periods,
            PostgresReadings readings,
            Rollup rollup,
            MeterRegistry meters) {
        Intake intake = new Intake(
                sorting(settings.intake(), stations, removed, periods),
                readings,
                settings.intake().room(),
                outcome -> {
                    count(outcome.counts(), meters);
                    rollup.nudge();
                });
        Gauge.builder("limpid.intake.waiting.bytes", intake, Intake::waitingBytes)
                .description("payload waiting to be committed")
                .register(meters);
        Gauge.builder("limpid.intake.slow.bytes", intake, Intake::slowBytes)
                .description("payload waiting in the slow lanes")
                .register(meters);
        for (Belt belt : intake.belts()) {
            tell(belt.name(), belt, Belt::failures, Belt::alive, meters);
        }
        intake.start();
        return intake;
    }

    @Singleton
    RemovedSeconds removedSeconds(@Named("belts") DataSource belts) {
        return new RemovedSeconds(new PostgresRemovals(belts)::among, InstantSource.system());
    }

    @Singleton
    Periods periods(@Named("belts") DataSource belts, Settings settings) {
        return new Periods(
                new SeriesPeriods(belts)::of, settings.intake().growth().periods());
    }

    /** The meters hold what they ask weakly, so it must be somebody else's too: a belt, not a reference to its method. */
    private static <T> void tell(
            String name, T belt, ToDoubleFunction<T> failures, Predicate<T> alive, MeterRegistry meters) {
        FunctionCounter.builder("limpid.belt.failures", belt, failures)
                .tag("belt", name)
                .description("failures, errors of the machine included, after which the belt went on")
                .register(meters);
        Gauge.builder("limpid.belt.alive", belt, asked -> alive.test(asked) ? 1 : 0)
                .tag("belt", name)
                .description("1 while its thread runs")
                .register(meters);
    }

    private static Sorting sorting(
            Settings.Intake settings, Stations stations, RemovedSeconds removed, Periods periods) {
        JsonDecoder decoder = new JsonDecoder(Parameters.standard(), Flags.standard(), settings.limits());
        return new Sorting(stations, decoder, checks(settings), removed, periods, settings.limits());
    }

    private static Validator checks(Settings.Intake settings) {
        return new Validator(List.of(
                new MediumCheck(),
                new ClockCheck(settings.clockTolerance(), settings.earliest()),
                new ServiceCheck(Flags.standard().get("CK"), settings.doubtfulBefore()),
                new DetectionCheck(WaterValues.NOT_DETECTED),
                new RangeCheck(Flags.standard().get("OR"))));
    }

    private static void count(Committed counts, MeterRegistry meters) {
        meters.counter(PASSED, "outcome", "stored").increment(counts.stored());
        meters.counter(PASSED, "outcome", "duplicate").increment(counts.duplicate());
        meters.counter(PASSED, "outcome", "revised").increment(counts.revised());
        meters.counter(PASSED, "outcome", "refused").increment(counts.refused());
    }

    @Singleton
    Desk desk(
            Settings settings,
            Intake intake,
            Stations stations,
            RemovedSeconds removed,
            Periods periods,
            Rejects rejects) {
        return new FrontDesk(intake, stations, checks(settings.intake()), removed, periods, rejects, Clock.systemUTC());
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
        Subscriber subscriber = new Subscriber(broker(settings), intake, Clock.systemUTC());
        subscriber.start();
        return subscriber;
    }
    /** How to reach the broker, as the settings say. */
    static MqttSettings broker(Settings settings) {
        Settings.Mqtt mqtt = settings.mqtt();
        return new MqttSettings(
                mqtt.url(),
                mqtt.user(),
                mqtt.password(),
                mqtt.clientId(),
                mqtt.receiveMaximum(),
                settings.intake().limits().bytes());
    }
}
