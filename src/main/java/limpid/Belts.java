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
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import javax.sql.DataSource;
import limpid.api.sta.FromBroker;
import limpid.api.sta.UpdateSink;
import limpid.decode.hj212.Deviation;
import limpid.decode.hj212.FrameDecoder;
import limpid.decode.hj212.QualityCheck.RecoveryRange;
import limpid.decode.json.JsonDecoder;
import limpid.decode.sta.ObservationDecoder;
import limpid.flow.Belt;
import limpid.flow.DirectIntake;
import limpid.flow.Intake;
import limpid.flow.Periods;
import limpid.flow.RemovedSeconds;
import limpid.flow.Triage;
import limpid.hj212.Dispatcher;
import limpid.hj212.Gateway;
import limpid.hj212.GatewayCounts;
import limpid.hj212.Patience;
import limpid.hj212.Statements;
import limpid.hook.ChannelCourier;
import limpid.hook.Courier;
import limpid.hook.Destinations;
import limpid.hook.MailSender;
import limpid.measure.Flags;
import limpid.measure.LocalDay;
import limpid.measure.Parameters;
import limpid.measure.Refusal.Reason;
import limpid.mqtt.MqttSettings;
import limpid.mqtt.Subscriber;
import limpid.rollup.Recomputation;
import limpid.rollup.Rollup;
import limpid.rule.Rules;
import limpid.store.Channels;
import limpid.store.Committed;
import limpid.store.Hooks;
import limpid.store.Leads;
import limpid.store.LoggerBook;
import limpid.store.LoggerRequests;
import limpid.store.RefusedRoom;
import limpid.store.Rejects;
import limpid.store.Stations;
import limpid.store.Uplinks;
import limpid.store.postgres.PostgresLeads;
import limpid.store.postgres.PostgresLogPositions;
import limpid.store.postgres.PostgresLoggerBook;
import limpid.store.postgres.PostgresLoggerRequests;
import limpid.store.postgres.PostgresReadings;
import limpid.store.postgres.PostgresRemovals;
import limpid.store.postgres.PostgresUplinks;
import limpid.store.postgres.PostgresWorkload;
import limpid.store.postgres.SeriesPeriods;
import limpid.uplink.Uplink;
import limpid.uplink.UplinkGroup;
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
    /** The two lanes of the intake, and those who hand in over HTTP and wait for the answer; the rollup has more. */
    private static final int CONNECTIONS = 5;

    /** So long service and database wait for each other within a transaction. */
    private static final Duration SILENCE = Duration.ofMinutes(2);

    /** A batch whose first message is kept so long after it came is late: messages come faster than they are kept. */
    private static final Duration LATE = Duration.ofMillis(500);

    private static final String PASSED = "limpid.readings";

    /** Connections of the belts, apart from those for questions, so that many questions never hold up the intake. */
    @Singleton
    @Named("belts")
    @Bean(preDestroy = "close")
    HikariDataSource belts(Settings settings) {
        return belts(settings.db());
    }

    static HikariDataSource belts(Settings.Db settings) {
        // A connection that died without a word must not hold the intake for ever. Each transaction makes sure of its
        // temporary tables, and would have the driver forget each time what it has prepared.
        HikariConfig pool = Wiring.pool(
                "belts",
                settings,
                Map.of(
                        "tcpKeepAlive",
                        "true",
                        "socketTimeout",
                        Long.toString(SILENCE.toSeconds()),
                        "flushCacheOnDdl",
                        "false"));
        // A plan kept for all values was made while little was there, and would read everything later.
        // A service that stands still in a transaction must not hold up others for ever.
        pool.setConnectionInitSql("SET plan_cache_mode = force_custom_plan; SET statement_timeout = "
                + SILENCE.toMillis() + "; SET idle_in_transaction_session_timeout = " + SILENCE.toMillis());
        pool.setMaximumPoolSize(CONNECTIONS + settings.rollups());
        pool.setConnectionTimeout(5_000);
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
        Rollup rollup = new Rollup(
                new PostgresWorkload(belts, settings.alerts().hooks()),
                new Recomputation(rules),
                settings.db().rollups());
        Gauge.builder("limpid.rollup.periods", rollup, Rollup::workedOff)
                .description("periods recomputed since the start")
                .register(meters);
        if (settings.instance().is(Role.ROLLUP)) {
            tell("rollup", rollup, Rollup::failures, Rollup::alive, meters);
            rollup.start();
        }
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
                triage(settings, stations, removed, periods),
                readings,
                settings.intake().room(),
                told(rollup, meters));
        Gauge.builder("limpid.intake.waiting.bytes", intake, Intake::waitingBytes)
                .description("payload waiting to be committed")
                .register(meters);
        Gauge.builder("limpid.intake.slow.bytes", intake, Intake::slowBytes)
                .description("payload waiting in the slow lanes")
                .register(meters);
        // From the start on, so that what has not happened yet reads 0.
        count(Committed.NONE, meters);
        return intake;
    }

    private static Consumer<Intake.Outcome> told(Rollup rollup, MeterRegistry meters) {
        return outcome -> {
            count(outcome.counts(), meters);
            rollup.nudge();
            if (late(outcome)) {
                rollup.giveWay();
            }
        };
    }

    private static boolean late(Intake.Outcome outcome) {
        Instant came = outcome.arrivals().getFirst().payload().receivedAt();
        return Duration.between(came, Instant.now()).compareTo(LATE) > 0;
    }

    /** Starts what keeps messages; what takes them is started after it. */
    @Context
    @Bean(preDestroy = "close")
    Passage passage(
            Settings settings,
            Intake intake,
            Stations stations,
            RemovedSeconds removed,
            Periods periods,
            PostgresReadings readings,
            Rollup rollup,
            @Named("belts") DataSource belts,
            Leads leads,
            MeterRegistry meters) {
        Passage passage = new Passage(
                settings,
                intake,
                new Passage.Keepers(
                        triage(settings, stations, removed, periods),
                        readings,
                        new PostgresLogPositions(belts),
                        lead(
                                leads,
                                "gate " + settings.mqtt().url() + " "
                                        + settings.mqtt().clientId()),
                        told(rollup, meters)));
        passage.tell(meters);
        for (Belt belt : passage.belts()) {
            tell(belt.name(), belt, Belt::failures, Belt::alive, meters);
        }
        passage.start();
        return passage;
    }

    private static Passage.Lead lead(Leads leads, String what) {
        return new Passage.Lead() {
            @Override
            public boolean isOurs() {
                return leads.isOurs(what);
            }

            @Override
            public void letGo() {
                leads.letGo(what);
            }
        };
    }

    /** On a connection of its own, which no question and no reading waits for. */
    @Singleton
    @Bean(preDestroy = "close")
    Leads leads(Settings settings) {
        return new PostgresLeads(Server.database(settings.db()));
    }

    @Singleton
    RemovedSeconds removedSeconds(@Named("belts") DataSource belts) {
        return new RemovedSeconds(RemovedSeconds.Account.of(new PostgresRemovals(belts)), InstantSource.system());
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

    private static Triage triage(Settings settings, Stations stations, RemovedSeconds removed, Periods periods) {
        Settings.Intake intake = settings.intake();
        JsonDecoder decoder = new JsonDecoder(Parameters.standard(), Flags.standard(), intake.limits());
        FrameDecoder frames = new FrameDecoder(
                Flags.standard(), settings.hj212().choices(), intake.limits().refusals());
        return new Triage(
                        stations,
                        decoder,
                        new Triage.Frames(stations, frames),
                        checks(intake),
                        removed,
                        periods,
                        intake.limits())
                .with(new Triage.Observations(ObservationDecoder::station, new ObservationDecoder(decoder)));
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
    DirectIntake directIntake(
            Settings settings,
            Intake intake,
            Stations stations,
            RemovedSeconds removed,
            Periods periods,
            Rejects rejects) {
        return new DirectIntake(
                intake, stations, checks(settings.intake()), removed, periods, rejects, Clock.systemUTC());
    }

    /** A way into an intake that has no belts, for a command; what it keeps is worked off by a service that runs. */
    static DirectIntake directIntake(Settings settings, DataSource database, Stations stations, Rejects rejects) {
        Settings.Growth growth = settings.intake().growth();
        RemovedSeconds removed =
                new RemovedSeconds(RemovedSeconds.Account.of(new PostgresRemovals(database)), InstantSource.system());
        Periods periods = new Periods(new SeriesPeriods(database)::of, growth.periods());
        Intake intake = new Intake(
                triage(settings, stations, removed, periods),
                new PostgresReadings(
                        database,
                        new RefusedRoom(growth.refusedBytes(), growth.strangersBytes()),
                        settings.retention().repeats()),
                settings.intake().room(),
                outcome -> {});
        return new DirectIntake(
                intake, stations, checks(settings.intake()), removed, periods, rejects, Clock.systemUTC());
    }

    @Context
    @Bean(preDestroy = "close")
    Courier courier(Settings settings, Hooks hooks) {
        Settings.Alerts alerts = settings.alerts();
        if (!alerts.hooks()) {
            throw new DisabledBeanException("no webhook is set");
        }
        Courier courier = new Courier(hooks, URI.create(alerts.webhookUrl()), alerts.webhookSecret());
        courier.start();
        return courier;
    }

    /** Tells channels of alerts. */
    @Context
    @Bean(preDestroy = "close")
    ChannelCourier channelCourier(Settings settings, Channels channels, Rules rules, InstantSource clock) {
        ChannelCourier courier = new ChannelCourier(
                channels,
                new Destinations(settings.alerts().networks()::contain),
                new MailSender(settings.alerts().mail()),
                kind -> rules.alerts().of("", LocalDay.today(clock)).severity(kind),
                clock);
        courier.start();
        return courier;
    }

    @Context
    @Bean(preDestroy = "close")
    Subscriber subscriber(Settings settings, Passage passage) {
        Subscriber subscriber =
                new Subscriber(broker(settings), passage.taker(), Clock.systemUTC(), passage::isOurTurn);
        if (settings.instance().is(Role.GATE)) {
            subscriber.start();
        }
        return subscriber;
    }

    @Singleton
    FromBroker fromBroker(Settings settings) {
        return new FromBroker(settings.mqtt().things().create());
    }

    /** Publishes observations of SensorThings, where periods are named. */
    @Singleton
    UpdateSink updateSink(Settings settings, Subscriber subscriber) {
        return new UpdateSink() {
            @Override
            public Set<Duration> periods() {
                return settings.mqtt().things().updates();
            }

            @Override
            public boolean publish(String topic, byte[] message) {
                return subscriber.publish(topic, message);
            }
        };
    }

    /** The gateway for data loggers; where no port is set, it listens nowhere. */
    @Context
    @Bean(preDestroy = "close")
    Gateway gateway(
            Settings settings,
            Passage passage,
            Stations stations,
            LoggerBook book,
            LoggerRequests requests,
            MeterRegistry meters) {
        Settings.Hj212 hj212 = settings.hj212();
        Gateway gateway = new Gateway(
                new Gateway.Address(hj212.host(), hj212.port()),
                hj212.connections(),
                hj212.refused(),
                hj212.choices().keys(),
                stations,
                passage.taker(),
                new Statements(book, requests),
                Clock.systemUTC(),
                settings.instance().log().isOn());
        if (hj212.port().isPresent() && settings.instance().is(Role.GATE)) {
            tell(gateway, meters);
            gateway.start();
        }
        return gateway;
    }

    @Singleton
    RecoveryRange recoveryRange(Settings settings) {
        return settings.hj212().recovery();
    }

    @Singleton
    LoggerBook loggerBook(DataSource questions) {
        return new PostgresLoggerBook(questions);
    }

    @Singleton
    LoggerRequests loggerRequests(DataSource questions) {
        return new PostgresLoggerRequests(questions);
    }

    /** Asks the data loggers of the gateway. */
    @Context
    @Bean(preDestroy = "close")
    Dispatcher dispatcher(Settings settings, Gateway gateway, LoggerRequests requests, LoggerBook book) {
        if (gateway.isOff() || !settings.instance().is(Role.GATE)) {
            throw new DisabledBeanException("no data logger can connect");
        }
        Dispatcher dispatcher = new Dispatcher(
                gateway,
                requests,
                book,
                settings.hj212().asking().patience(),
                settings.hj212().asking().said(),
                InstantSource.system());
        dispatcher.start();
        return dispatcher;
    }

    @Singleton
    Uplinks uplinks(@Named("belts") DataSource belts) {
        return new PostgresUplinks(belts, Parameters.standard(), Flags.standard());
    }

    /** Passes readings on, where platforms are named. */
    @Context
    @Bean(preDestroy = "close")
    UplinkGroup uplinkGroup(Settings settings, Stations stations, Uplinks uplinks) {
        Settings.Uplinks up = settings.hj212().uplinks();
        if (up.platforms().isEmpty() || !settings.instance().is(Role.ROLLUP)) {
            throw new DisabledBeanException("no platform is named");
        }
        Patience patience = settings.hj212().asking().patience();
        UplinkGroup group = new UplinkGroup(up.platforms().stream()
                .map(platform -> new Uplink(
                        platform,
                        up.rules(),
                        stations,
                        uplinks,
                        Uplink.Pace.of(patience.answer(), patience.repeats(), up.lookBack()),
                        InstantSource.system()))
                .toList());
        group.start();
        return group;
    }

    private static void tell(Gateway gateway, MeterRegistry meters) {
        Gauge.builder("limpid.hj212.connections", gateway, Gateway::connections)
                .description("open connections of data loggers")
                .register(meters);
        GatewayCounts counts = gateway.counts();
        for (GatewayCounts.Kind kind : GatewayCounts.Kind.values()) {
            FunctionCounter.builder("limpid.hj212.frames", counts, asked -> (double) asked.of(kind))
                    .tag("outcome", kind.code())
                    .description("what data loggers sent, by outcome")
                    .register(meters);
        }
        for (Reason reason : GatewayCounts.REASONS) {
            FunctionCounter.builder("limpid.hj212.refused", counts, asked -> (double) asked.of(reason))
                    .tag("reason", reason.code())
                    .description("what the gateway refused")
                    .register(meters);
        }
        for (Deviation deviation : Deviation.values()) {
            FunctionCounter.builder("limpid.hj212.deviations", counts, asked -> (double) asked.of(deviation))
                    .tag("deviation", deviation.code())
                    .description("frames that deviate from the standard")
                    .register(meters);
        }
        for (GatewayCounts.Ended ended : GatewayCounts.Ended.values()) {
            FunctionCounter.builder("limpid.hj212.ended", counts, asked -> (double) asked.of(ended))
                    .tag("why", ended.code())
                    .description("connections that were ended or not taken")
                    .register(meters);
        }
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
                settings.intake().limits().bytes(),
                mqtt.things().create());
    }
}
