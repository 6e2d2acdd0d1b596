package limpid;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Primary;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import limpid.api.alert.SettingChannel;
import limpid.api.bulletin.BulletinShape;
import limpid.api.bulletin.OfficialTable;
import limpid.api.guard.Attempts;
import limpid.api.guard.ConnectionLimits;
import limpid.api.http.ApiKeys;
import limpid.api.http.ClientAddress;
import limpid.api.http.ClientTurns;
import limpid.api.http.Monitoring;
import limpid.api.http.Origins;
import limpid.api.http.PublicFrames;
import limpid.api.registry.BaseMap;
import limpid.bulletin.Shape;
import limpid.bulletin.Templates;
import limpid.compensation.Compensations;
import limpid.decode.Limits;
import limpid.export.Datasets;
import limpid.export.Exports;
import limpid.export.document.PrintFont;
import limpid.export.layout.Layouts;
import limpid.figures.Knowledge;
import limpid.figures.ProgrammeChecks;
import limpid.figures.RegionCompensation;
import limpid.measure.Flags;
import limpid.measure.Parameters;
import limpid.people.Openness;
import limpid.people.ReviewLevels;
import limpid.people.SessionRule;
import limpid.people.SingleSignOn;
import limpid.programme.Programmes;
import limpid.rollup.NoisePeriodRollup;
import limpid.rollup.NoisePoints;
import limpid.rule.ChosenRules;
import limpid.rule.Rules;
import limpid.store.Alerts;
import limpid.store.Audit;
import limpid.store.Changes;
import limpid.store.Channels;
import limpid.store.DataRates;
import limpid.store.DustList;
import limpid.store.Duty;
import limpid.store.EvidenceFiles;
import limpid.store.Keys;
import limpid.store.Ledger;
import limpid.store.NoisePeriods;
import limpid.store.Notices;
import limpid.store.Pending;
import limpid.store.Persons;
import limpid.store.ReadingHistory;
import limpid.store.Recomputations;
import limpid.store.Removals;
import limpid.store.Reports;
import limpid.store.Results;
import limpid.store.Reviews;
import limpid.store.RuleChoices;
import limpid.store.SectionLimits;
import limpid.store.SensorThings;
import limpid.store.Settled;
import limpid.store.SourceIntakes;
import limpid.store.Stations;
import limpid.store.Surveys;
import limpid.store.WaterMeans;
import limpid.store.WaterRevisions;
import limpid.store.postgres.Pool;
import limpid.store.postgres.PostgresAlerts;
import limpid.store.postgres.PostgresAudit;
import limpid.store.postgres.PostgresCells;
import limpid.store.postgres.PostgresChanges;
import limpid.store.postgres.PostgresChannels;
import limpid.store.postgres.PostgresDataRates;
import limpid.store.postgres.PostgresDustList;
import limpid.store.postgres.PostgresDuty;
import limpid.store.postgres.PostgresEvidenceFiles;
import limpid.store.postgres.PostgresExtracts;
import limpid.store.postgres.PostgresKeptChecks;
import limpid.store.postgres.PostgresKeys;
import limpid.store.postgres.PostgresLedger;
import limpid.store.postgres.PostgresNoisePeriods;
import limpid.store.postgres.PostgresNotices;
import limpid.store.postgres.PostgresPacking;
import limpid.store.postgres.PostgresPending;
import limpid.store.postgres.PostgresPersons;
import limpid.store.postgres.PostgresReadingHistory;
import limpid.store.postgres.PostgresRecomputations;
import limpid.store.postgres.PostgresRemovals;
import limpid.store.postgres.PostgresResults;
import limpid.store.postgres.PostgresReviews;
import limpid.store.postgres.PostgresRuleChoices;
import limpid.store.postgres.PostgresSectionLimits;
import limpid.store.postgres.PostgresSensorThings;
import limpid.store.postgres.PostgresSettled;
import limpid.store.postgres.PostgresSourceIntakes;
import limpid.store.postgres.PostgresStations;
import limpid.store.postgres.PostgresSurveys;
import limpid.store.postgres.PostgresWaterMeans;
import limpid.store.postgres.PostgresWaterRevisions;
import limpid.store.postgres.PrimaryServer;

/** Makes the parts that know nothing of the framework. */
@Factory
final class Wiring {
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration LONGEST_QUESTION = Duration.ofSeconds(30);
    private static final int MOST_EXPORTS = 4;
    private static final Duration EXPORTS_IDLE = Duration.ofMinutes(1);

    /** The framework brings a clock of its own; ours comes first. */
    @Singleton
    @Primary
    InstantSource clock() {
        return InstantSource.system();
    }

    @Singleton
    Limits limits(Settings settings) {
        return settings.intake().limits();
    }

    @Singleton
    Rules rules(ChosenRules chosen) {
        return chosen.rules();
    }

    @Singleton
    RuleChoices ruleChoices(DataSource questions) {
        return new PostgresRuleChoices(questions);
    }

    @Singleton
    ApiKeys apiKeys(Settings settings) {
        return new ApiKeys(settings.http().apiKeys());
    }

    @Singleton
    SessionRule sessionRule(Settings settings) {
        return settings.http().sessions();
    }

    @Singleton
    ReviewLevels reviewLevels(Settings settings) {
        return settings.http().reviews();
    }

    @Singleton
    PrintFont printFont(Settings settings) {
        return settings.bulletins().font();
    }

    @Singleton
    SingleSignOn singleSignOn(Settings settings) {
        return settings.http().singleSignOn();
    }

    @Singleton
    Openness openness(Settings settings) {
        return settings.http().openness();
    }

    @Singleton
    Persons persons(DataSource questions) {
        return new PostgresPersons(questions);
    }

    @Singleton
    Keys keys(DataSource questions) {
        return new PostgresKeys(questions);
    }

    @Singleton
    Channels channels(DataSource questions) {
        return new PostgresChannels(questions);
    }

    @Singleton
    Duty duty(DataSource questions) {
        return new PostgresDuty(questions);
    }

    @Singleton
    Notices notices(DataSource questions) {
        return new PostgresNotices(questions);
    }

    /** The webhook of the settings, as the list of channels shows it. */
    @Singleton
    SettingChannel settingChannel(Settings settings) {
        return new SettingChannel(settings.alerts().webhookUrl());
    }

    @Singleton
    Audit audit(DataSource questions) {
        return new PostgresAudit(questions);
    }

    @Singleton
    Attempts attempts(Settings settings, InstantSource clock) {
        Settings.Clients clients = settings.http().clients();
        return new Attempts(clients.wrongKeys(), clients.longestWait(), clock);
    }

    @Singleton
    Origins origins(Settings settings) {
        return settings.http().origins();
    }

    @Singleton
    ClientAddress clientAddress(Settings settings) {
        return new ClientAddress(settings.http().proxies());
    }

    @Singleton
    ClientTurns clientTurns(Settings settings) {
        Settings.Clients clients = settings.http().clients();
        return new ClientTurns(
                clients.questions(),
                clients.requests(),
                clients.exports(),
                clients.exportsPerHour(),
                clients.streams());
    }

    @Singleton
    ConnectionLimits connectionLimits(Settings settings) {
        Settings.Connections connections = settings.http().connections();
        return new ConnectionLimits(
                connections.idle(),
                connections.stall(),
                connections.leastRate(),
                settings.http().proxies(),
                settings.http().clients().connections(),
                connections.bodyMemory());
    }

    @Singleton
    Monitoring.Seen monitoring(Settings settings) {
        return new Monitoring.Seen(settings.http().monitoring());
    }

    /** Health asks by a connection of its own: that all others are taken does not mean that the database is away. */
    @Singleton
    @Named("health")
    @Bean(preDestroy = "close")
    HikariDataSource health(Settings settings) {
        HikariConfig pool = pool("health", settings.db(), Map.of("socketTimeout", "5"));
        pool.setMaximumPoolSize(1);
        return new HikariDataSource(pool);
    }

    /** Connections for questions; a database that is away makes them fail soon instead of holding up the start. */
    @Singleton
    @Primary
    @Named(Pool.NAME)
    @Bean(preDestroy = "close")
    HikariDataSource questions(Settings settings) {
        HikariConfig pool = pool("questions", settings.db(), Map.of());
        pool.setMaximumPoolSize(settings.db().connections());
        // Compiling a long question takes longer than answering it; and a plan made for any span suits no span.
        pool.setConnectionInitSql("SET statement_timeout = " + LONGEST_QUESTION.toMillis()
                + "; SET jit = off; SET plan_cache_mode = force_custom_plan");
        return new HikariDataSource(pool);
    }

    @Singleton
    Stations stations(DataSource questions, InstantSource clock) {
        return new PostgresStations(questions, clock);
    }

    @Singleton
    PostgresCells cells(DataSource questions) {
        return new PostgresCells(questions);
    }

    @Singleton
    Pending pending(DataSource questions) {
        return new PostgresPending(questions);
    }

    @Singleton
    Recomputations recomputations(DataSource questions) {
        return new PostgresRecomputations(questions);
    }

    @Singleton
    Settled settled(DataSource questions) {
        return new PostgresSettled(questions);
    }

    @Singleton
    ReadingHistory readingHistory(DataSource questions) {
        return new PostgresReadingHistory(questions, Parameters.standard(), Flags.standard());
    }

    @Singleton
    SensorThings sensorThings(DataSource questions, InstantSource clock) {
        return new PostgresSensorThings(questions, clock);
    }

    @Singleton
    Ledger ledger(DataSource questions, Settings settings) {
        return new PostgresLedger(
                questions, Parameters.standard(), settings.intake().clockTolerance());
    }

    @Singleton
    DataRates dataRates(DataSource questions) {
        return new PostgresDataRates(questions);
    }

    /** Exports take connections of their own, so that however slowly a file is read, questions are answered. */
    @Singleton
    Exports exports(@Named("exports") DataSource exports, PrintFont font) {
        return new Exports(new PostgresExtracts(exports), MOST_EXPORTS, font);
    }

    @Singleton
    @Named("exports")
    @Bean(preDestroy = "close")
    HikariDataSource exportConnections(Settings settings) {
        HikariConfig pool = pool("exports", settings.db(), Map.of());
        pool.setMaximumPoolSize(MOST_EXPORTS);
        pool.setMinimumIdle(0);
        pool.setIdleTimeout(EXPORTS_IDLE.toMillis());
        return new HikariDataSource(pool);
    }

    /** Connections that are made when they are needed, also by a database that comes later. */
    static HikariConfig pool(String name, Settings.Db settings, Map<String, String> properties) {
        Map<String, String> all = new HashMap<>(properties);
        all.put("ApplicationName", "limpid " + name);
        HikariConfig pool = new HikariConfig();
        pool.setPoolName(name);
        pool.setDataSource(new PrimaryServer(settings.url(), settings.user(), settings.password(), all));
        pool.setConnectionTimeout(PATIENCE.toMillis());
        pool.setInitializationFailTimeout(-1);
        return pool;
    }

    @Singleton
    Datasets datasets(Stations stations, SectionLimits limits, Rules rules) {
        return new Datasets(stations, limits, rules);
    }

    @Singleton
    Changes changes(Settings settings) {
        return new PostgresChanges(Server.database(settings.db()), Parameters.standard(), Flags.standard());
    }

    @Singleton
    Alerts alerts(DataSource questions, Settings settings) {
        return new PostgresAlerts(questions, settings.alerts().hooks());
    }

    @Singleton
    WaterMeans waterMeans(DataSource questions) {
        return new PostgresWaterMeans(questions);
    }

    @Singleton
    Surveys surveys(DataSource questions) {
        return new PostgresSurveys(questions);
    }

    @Singleton
    SectionLimits sectionLimits(DataSource questions) {
        return new PostgresSectionLimits(questions);
    }

    @Singleton
    SourceIntakes sourceIntakes(DataSource questions) {
        return new PostgresSourceIntakes(questions);
    }

    @Singleton
    WaterRevisions waterRevisions(DataSource questions) {
        return new PostgresWaterRevisions(questions);
    }

    @Singleton
    DustList dustList(DataSource questions) {
        return new PostgresDustList(questions);
    }

    @Singleton
    EvidenceFiles evidenceFiles(DataSource questions) {
        return new PostgresEvidenceFiles(questions);
    }

    @Singleton
    NoisePeriods noisePeriods(DataSource questions) {
        return new PostgresNoisePeriods(questions);
    }

    @Singleton
    NoisePeriodRollup noisePeriodRollup(
            NoisePeriods periods,
            Results results,
            Stations stations,
            Surveys surveys,
            Rules rules,
            InstantSource clock) {
        return new NoisePeriodRollup(periods, new NoisePoints(results, stations, surveys), rules, clock);
    }

    /** Removing takes connections of its own: it is slower than a question may be. */
    @Singleton
    Removals removals(Settings settings) {
        return new PostgresRemovals(Server.database(settings.db()));
    }

    /** Packing takes connections of its own, as removing does. */
    @Singleton
    PostgresPacking packing(Settings settings) {
        return new PostgresPacking(Server.database(settings.db()));
    }

    @Singleton
    Reviews reviews(DataSource questions) {
        return new PostgresReviews(questions);
    }

    @Singleton
    Results results(DataSource questions) {
        return new PostgresResults(questions, Parameters.standard());
    }

    /** The programmes that ship, and those of the operator's folder; a bad file keeps the service from starting. */
    @Context
    Programmes programmes(Settings settings) {
        String folder = settings.programmes().folder();
        return folder.isEmpty()
                ? Programmes.shipped()
                : Settings.named("LIMPID_PROGRAMMES", Settings.PROGRAMMES, () -> Programmes.with(Path.of(folder)));
    }

    /** The rules of compensation that ship, and those of the operator's folder of programmes; a bad file keeps the service from starting. */
    @Context
    Compensations compensations(Settings settings) {
        String folder = settings.programmes().folder();
        return folder.isEmpty()
                ? Compensations.shipped()
                : Settings.named("LIMPID_PROGRAMMES", Settings.PROGRAMMES, () -> Compensations.with(Path.of(folder)));
    }

    @Singleton
    RegionCompensation regionCompensation(Compensations rules, Knowledge knowledge, InstantSource clock) {
        return new RegionCompensation(rules, knowledge, clock);
    }

    @Singleton
    Knowledge knowledge(
            Stations stations,
            Results results,
            WaterMeans means,
            SectionLimits limits,
            Surveys surveys,
            DustList dust,
            DataRates rates,
            Rules rules) {
        return new Knowledge(stations, results, means, limits, surveys, dust, rates, rules);
    }

    @Singleton
    ProgrammeChecks programmeChecks(
            Settings settings, Programmes programmes, Knowledge knowledge, Reports reports, DataSource questions) {
        return new ProgrammeChecks(
                programmes,
                knowledge,
                reports,
                new PostgresKeptChecks(questions, settings.alerts().hooks()));
    }

    /** The templates of bulletins; a bad one keeps the service from starting. */
    @Context
    Templates templates(Settings settings, ObjectMapper json) {
        String folder = settings.bulletins().folder();
        Shape figures = BulletinShape.of(json);
        return folder.isEmpty()
                ? Templates.shipped(figures)
                : Settings.named(
                        "LIMPID_BULLETINS", Settings.BULLETINS, () -> Templates.with(Path.of(folder), figures));
    }

    /** The templates of official tables; a bad one keeps the service from starting. */
    @Context
    Layouts layouts(Settings settings, ObjectMapper json) {
        String folder = settings.bulletins().folder();
        Map<String, Shape> figures = OfficialTable.shapes(json);
        return folder.isEmpty()
                ? Layouts.shipped(figures)
                : Settings.named("LIMPID_BULLETINS", Settings.BULLETINS, () -> Layouts.with(Path.of(folder), figures));
    }

    /** Who may show the public page in a frame. */
    @Singleton
    PublicFrames publicFrames(Settings settings) {
        return new PublicFrames(settings.web().frames());
    }

    /** The map under the stations; a bad one keeps the service from starting. */
    @Context
    BaseMap baseMap(Settings settings) {
        String file = settings.web().map();
        return file.isEmpty()
                ? BaseMap.NONE
                : Settings.named("LIMPID_MAP", Settings.MAP, () -> BaseMap.read(Path.of(file)));
    }
}
