package limpid.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import limpid.Limpid;
import limpid.Server;
import limpid.Settings;
import limpid.bench.BenchTarget;
import limpid.bench.CellsBench;
import limpid.bench.ExportTables;
import limpid.bench.Fault;
import limpid.bench.FaultBench;
import limpid.bench.FaultGround;
import limpid.bench.FaultGround.Disks;
import limpid.bench.FaultGround.Layout;
import limpid.bench.FaultGround.Means;
import limpid.bench.FaultGround.Spans;
import limpid.bench.IntakeBench;
import limpid.bench.LogBench;
import limpid.bench.LogNodes;
import limpid.bench.LoggerBench;
import limpid.bench.NoiseLoad;
import limpid.bench.RecordedFaults;
import limpid.bench.RegionBench;
import limpid.bench.ServiceChild;
import limpid.bench.Shape;
import limpid.bench.SoakBench;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures. */
@Command(
        name = "bench",
        description = "Measure what this machine reaches.",
        subcommands = {BenchLatency.class, BenchOutage.class, BenchAll.class})
final class Bench {
    private static final int NODES_OF_A_LOG = 3;
    private static final int LONGEST_MESSAGE = 60;
    private static final int YEARS_OF_CITIES = 10;

    /** A verdict needs three minutes beside the one for warming up. */
    private static final int LEAST_SOAK = 4;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Command(
            name = "intake",
            description = {
                "Readings a second that a service in a process of its own commits from MQTT at QoS 1, against what psql alone",
                "upserts. Starts a database and a broker of its own in a temporary folder. Needs psql on the PATH.",
                "Exit 1 where the table does not hold exactly what was published."
            })
    int intake(
            @Mixin BenchOptions.Load load,
            @Mixin BenchOptions.WarmUp warmUp,
            @Mixin BenchOptions.Heap heap,
            @Mixin BenchOptions.Broker broker,
            @Mixin BenchOptions.Place place)
            throws IOException, SQLException, InterruptedException {
        if (load.seconds < 1 || warmUp.seconds < 0 || heap.megabytes < 1) {
            throw new UsageException("--seconds and --heap from 1, --warm-up from 0");
        }
        Shape shape = shape(load.shape);
        try (Running running = Running.begin()) {
            Path folder = folder(running);
            Settings settings = place.external ? asked() : embedded(folder, running);
            return measuring(settings, folder, running)
                    .intake(
                            shape,
                            IntakeBench.Lengths.ofSeconds(warmUp.seconds, load.seconds),
                            true,
                            heap.megabytes,
                            broker.mosquitto)
                    .exitCode();
        }
    }

    @Command(
            name = "rollup",
            description = {
                "Hour values a second that become hours, days and periods of stations and cities, with nothing beside it,",
                "against psql alone putting the same results into empty tables.",
                "Starts a database of its own in a temporary folder and fills it. Needs psql on the PATH."
            })
    int rollup(
            @Option(
                            names = "--stations",
                            paramLabel = "N",
                            defaultValue = "100",
                            description = "Air stations, five a city. Default: ${DEFAULT-VALUE}.")
                    int stations,
            @Option(
                            names = "--days",
                            paramLabel = "N",
                            defaultValue = "60",
                            description = "Days of hours of six pollutants each. Default: ${DEFAULT-VALUE}.")
                    int days,
            @Mixin BenchOptions.Place place)
            throws IOException, SQLException, InterruptedException {
        if (stations < 1 || days < 1) {
            throw new UsageException("--stations and --days from 1");
        }
        try (Running running = Running.begin()) {
            Path folder = folder(running);
            Settings settings = place.external ? asked() : embedded(folder, running);
            return measuring(settings, folder, running).rollup(stations, days).exitCode();
        }
    }

    @Command(
            name = "hj212",
            description = {
                "Milliseconds to the answer of frames of HJ 212, one a second from each of many data loggers, which is",
                "when they are on disk. The service runs elsewhere: LIMPID_HJ212_HOST and LIMPID_HJ212_PORT say where, and",
                "LIMPID_DB_URL where its stations are registered. Exit 1 where a frame was not answered."
            })
    int hj212(
            @Option(
                            names = "--connections",
                            paramLabel = "N",
                            defaultValue = "1000",
                            description = "Data loggers, one connection each. Default: ${DEFAULT-VALUE}.")
                    int connections,
            @Mixin BenchOptions.Minute length)
            throws InterruptedException {
        if (connections < 1 || length.seconds < 1) {
            throw new UsageException("--connections and --seconds from 1");
        }
        Settings settings = Settings.from(System.getenv());
        int port = settings.hj212().port().orElse(0);
        if (port == 0) {
            throw new UsageException("LIMPID_HJ212_PORT must say where the service listens, for example 9212");
        }
        LoggerBench bench = new LoggerBench(
                new InetSocketAddress(settings.hj212().host(), port), connections, Duration.ofSeconds(length.seconds));
        Registration.in(settings.db()).put("bench loggers", bench.registry());
        return bench.run(spec.commandLine().getOut()) ? 0 : 1;
    }

    @Command(
            name = "query",
            description = {
                "Milliseconds to answer a city's year and the ranking of 339 cities, over ten years of days.",
                "Starts a database of its own in a temporary folder and fills it."
            })
    int query(
            @Option(
                            names = "--evaluations",
                            paramLabel = "N",
                            defaultValue = "1000",
                            description = "City-years to ask for. Default: ${DEFAULT-VALUE}.")
                    int evaluations,
            @Option(
                            names = "--rankings",
                            paramLabel = "N",
                            defaultValue = "200",
                            description = "Rankings to ask for. Default: ${DEFAULT-VALUE}.")
                    int rankings,
            @Mixin BenchOptions.Place place)
            throws IOException, SQLException, InterruptedException {
        try (Running running = Running.begin()) {
            Path folder = folder(running);
            Settings settings = place.external ? asked() : embedded(folder, running);
            return measuring(settings, folder, running)
                    .query(YEARS_OF_CITIES, evaluations, rankings)
                    .exitCode();
        }
    }

    @Command(
            name = "export",
            description = {
                "How fast tables leave as CSV over HTTP, against what psql alone copies out.",
                "Starts a database of its own in a temporary folder and fills it. Needs psql on the PATH."
            })
    int export(
            @Option(
                            names = "--readings",
                            paramLabel = "N",
                            defaultValue = "10000000",
                            description = "Readings of air, at least; 0 for none. Default: ${DEFAULT-VALUE}.")
                    int readings,
            @Option(
                            names = "--sections",
                            paramLabel = "N",
                            defaultValue = "1700",
                            description = "Sections of water, with months of 25 items. Default: ${DEFAULT-VALUE}.")
                    int sections,
            @Option(
                            names = "--years",
                            paramLabel = "N",
                            defaultValue = "1",
                            description = "Years of the sections' months; 0 for none. Default: ${DEFAULT-VALUE}.")
                    int years,
            @Option(
                            names = "--again",
                            paramLabel = "N",
                            defaultValue = "9",
                            description = "How often sections leave after the first time. Default: ${DEFAULT-VALUE}.")
                    int again,
            @Option(names = "--no-sets", description = "Sections have no sets of five items every four hours.")
                    boolean noSets,
            @Mixin BenchOptions.Place place)
            throws IOException, SQLException, InterruptedException {
        if (readings < 0 || sections < 1 || years < 0 || again < 0) {
            throw new UsageException("--readings, --years and --again from 0, --sections from 1");
        }
        try (Running running = Running.begin()) {
            Path folder = folder(running);
            Settings settings = place.external ? asked() : embedded(folder, running);
            return measuring(settings, folder, running)
                    .export(new ExportTables(readings, sections, !noSets, years), again)
                    .exitCode();
        }
    }

    @Command(
            name = "noise",
            description = {
                "How soon after an hour its levels are there, while points send a level each second.",
                "The service runs in a process of its own; database and broker are its own too, in a temporary folder.",
                "Stations' clocks are set back so that an hour ends in the middle of the run.",
                "Exit 1 where a reading is not kept or an hour does not become whole."
            })
    int noise(
            @Mixin BenchOptions.Minute length,
            @Option(
                            names = "--points",
                            paramLabel = "N",
                            defaultValue = "2000",
                            description = "Points that send a level each second. Default: ${DEFAULT-VALUE}.")
                    int points,
            @Option(
                            names = "--before",
                            paramLabel = "MINUTES",
                            defaultValue = "0",
                            description =
                                    "Minutes of the hour that are sent before the run, as fast as it goes. Default: ${DEFAULT-VALUE}.")
                    int before,
            @Option(
                            names = "--message",
                            paramLabel = "SECONDS",
                            defaultValue = "10",
                            description = "Levels in one message, 1 to 60. Default: ${DEFAULT-VALUE}.")
                    int message,
            @Mixin BenchOptions.Heap heap,
            @Option(names = "--log", paramLabel = "FILE", description = "What the service says goes there.") @Nullable
                    Path log,
            @Mixin BenchOptions.Place place)
            throws IOException, SQLException, InterruptedException {
        if (length.seconds < 2 || points < 1 || message < 1 || message > LONGEST_MESSAGE || heap.megabytes < 1) {
            throw new UsageException("--seconds from 2, --points and --heap from 1, --message 1 to 60");
        }
        if (before < 0
                || Duration.ofMinutes(before).plusSeconds(length.seconds / 2).compareTo(Duration.ofHours(1)) > 0) {
            throw new UsageException("--before and half of --seconds are together at most an hour");
        }
        try (Running running = Running.begin()) {
            Path folder = folder(running);
            Settings settings = place.external ? asked() : embedded(folder, running);
            return measuring(settings, folder, running)
                    .noise(new NoiseLoad(points, message), length.seconds, before, heap.megabytes, log)
                    .exitCode();
        }
    }

    @Command(
            name = "beside",
            description = {
                "The benches intake, rollup, query, export and noise on two database servers in turn, small, and how fast the first",
                "is to the second. Each measurement has a new database, limpid_beside, which is dropped after it, and a broker of its",
                "own. LIMPID_DB_USER and LIMPID_DB_PASSWORD may create databases on both servers; where the database of an address has",
                "TimescaleDB, the new ones there have it. Needs psql on the PATH. Exit 1 where a bench lost something."
            })
    int beside(
            @Option(
                            names = "--external",
                            paramLabel = "URL",
                            required = true,
                            description = "jdbc:postgresql://host:port/database; to be given twice.")
                    List<String> servers,
            @Option(
                            names = "--seconds",
                            paramLabel = "N",
                            defaultValue = "8",
                            description = "How long to publish, each time. Default: ${DEFAULT-VALUE}.")
                    int seconds,
            @Option(
                            names = "--rounds",
                            paramLabel = "N",
                            defaultValue = "1",
                            description =
                                    "How often all is measured; the middle one counts. Default: ${DEFAULT-VALUE}.")
                    int rounds,
            @Option(
                            names = "--only",
                            paramLabel = "BENCH",
                            split = ",",
                            description =
                                    "One of ${COMPLETION-CANDIDATES}, or several with a comma between. Default: all.")
                    @Nullable
                    List<BesideBench> only)
            throws IOException, SQLException, InterruptedException {
        if (servers.size() != 2 || seconds < 2 || rounds < 1) {
            throw new UsageException("--external twice, --seconds from 2, --rounds from 1");
        }
        try (Running running = Running.begin()) {
            Path folder = folder(running);
            return new BesideRun(
                                    asked(),
                                    servers,
                                    seconds,
                                    folder,
                                    spec.commandLine().getOut())
                            .run(only == null ? List.of(BesideBench.values()) : only, rounds)
                    ? 0
                    : 1;
        }
    }

    @Command(
            name = "regions",
            description = {
                "Milliseconds to assess 1,700 water sections for a month, against a plain read of the same rows.",
                "Starts a database and a broker of its own in a temporary folder and fills it.",
                "Exit 1 where 99 of 100 answers take longer than 100 ms."
            })
    int regions(
            @Option(
                            names = "--questions",
                            paramLabel = "N",
                            defaultValue = "500",
                            description = "How many to ask. Default: ${DEFAULT-VALUE}.")
                    int questions)
            throws IOException, SQLException, InterruptedException {
        try (Running running = Running.begin()) {
            Path folder = folder(running);
            Settings settings = embedded(folder, running);
            Registration.in(settings.db()).put("bench sections", RegionBench.registry());
            Server server = running.serve(settings);
            Readiness.await(server);
            return new RegionBench(Measuring.target(settings), questions)
                            .run(server.uri(), spec.commandLine().getOut())
                    ? 0
                    : 1;
        }
    }

    @Command(
            name = "faults",
            description = {
                "Kills, stops and cuts off service, database and broker while stations send, and looks whether anything is lost.",
                "Starts a database, a broker and the service of its own in a temporary folder.",
                "Exit 1 where a value is lost, made up or in another order, or a result differs when computed again."
            })
    int faults(
            @Option(
                            names = "--times",
                            paramLabel = "N",
                            defaultValue = "10",
                            description = "How often each fault happens. Default: ${DEFAULT-VALUE}.")
                    int times,
            @Option(
                            names = "--pause",
                            paramLabel = "SECONDS",
                            defaultValue = "3",
                            description = "The longest between two faults of a kind. Default: ${DEFAULT-VALUE}.")
                    int pause,
            @Option(
                            names = "--seed",
                            paramLabel = "N",
                            defaultValue = "1",
                            description = "Of values and pauses. Default: ${DEFAULT-VALUE}.")
                    long seed,
            @Option(
                            names = "--only",
                            paramLabel = "FAULT",
                            split = ",",
                            description =
                                    "One of ${COMPLETION-CANDIDATES}, or several with a comma between. Default: all.")
                    @Nullable
                    List<Fault> only,
            @Option(
                            names = "--log",
                            paramLabel = "DIR",
                            description = {
                                "Put a log of three nodes between two gates and two stores.",
                                "DIR holds the program of the nodes: the folder libs of Apache Kafka."
                            })
                    @Nullable
                    Path kafka,
            @Option(
                            names = "--cut",
                            paramLabel = "SECONDS",
                            defaultValue = "20",
                            description =
                                    "How long a gate or the stores are cut off from the log. Default: ${DEFAULT-VALUE}.")
                    int cut,
            @Option(
                            names = "--stall",
                            paramLabel = "SECONDS",
                            defaultValue = "15",
                            description = "How long a store is stopped, from 10. Default: ${DEFAULT-VALUE}.")
                    int stall,
            @Option(
                            names = "--recording",
                            paramLabel = "FILE",
                            description = {
                                "Publish this recording of the national network, as limpid replay does, into an empty service for each fault,",
                                "which happens --times on the way; what comes out must equal an undisturbed run byte by byte."
                            })
                    @Nullable
                    Path recording,
            @Option(names = "--standby", description = "Give the database a synchronous standby.") boolean standby,
            @Mixin BenchOptions.Broker broker,
            @Option(
                            names = "--older",
                            paramLabel = "JAR",
                            description = {
                                "Start the service as this older version, limpid.jar of a release,",
                                "and replace it while stations send: fault upgrade."
                            })
                    @Nullable
                    String older,
            @Option(
                            names = "--disk",
                            paramLabel = "DIR",
                            description = "Keep the database there, on a disk with at most 4 GB left, which is filled.")
                    @Nullable
                    Path disk,
            @Option(names = "--broker-disk", paramLabel = "DIR", description = "The same for the broker.") @Nullable
                    Path brokerDisk)
            throws IOException, SQLException, InterruptedException {
        Spans spans = spans(cut, stall);
        try (Running running = Running.begin()) {
            Path folder = folder(running);
            if (recording != null) {
                RecordedLoad load = RecordedLoad.of(recording);
                List<Fault> faults = only == null ? List.of(Fault.KILL_SERVICE, Fault.KILL_DATABASE) : only;
                return new RecordedFaults(
                                        own -> ground(own, kafka, standby, broker.mosquitto, spans, load),
                                        load,
                                        times,
                                        folder,
                                        spec.commandLine().getOut())
                                .run(faults)
                        ? 0
                        : 1;
            }
            LogNodes log = kafka == null
                    ? null
                    : running.add(LogNodes.start(folder, kafka + "/*", NODES_OF_A_LOG, Layout.APART.names()));
            FaultGround ground = running.add(new FaultGround(
                    folder,
                    Limpid.class.getName(),
                    log == null ? Layout.WHOLE : Layout.APART,
                    new Means(log, standby, broker.mosquitto, older, new Disks(disk, brokerDisk))));
            ground.setSpans(spans);
            PrintWriter out = spec.commandLine().getOut();
            FaultBench bench = new FaultBench(ground, times, Duration.ofSeconds(pause), seed, out);
            ground.awaitReady();
            Registration.in(settings(bench.target()).db()).put("bench stations", FaultBench.registry());
            return bench.run(only == null ? ground.possible() : only) ? 0 : 1;
        }
    }

    @Command(
            name = "cells",
            description = {
                "Milliseconds from a commit in a cell until it is seen above, while readings arrive, and what two cells keep and",
                "roll up against one. Starts three databases and their services of its own in a temporary folder.",
                "Exit 1 where not all is above, or 99 of 100 commits take longer than 2 s.",
                "With --cut: a cell is cut off from the database above, and that is stopped, while readings and corrections arrive;",
                "exit 1 where a result is not above or is there twice."
            })
    int cells(
            @Option(
                            names = "--rate",
                            paramLabel = "N",
                            defaultValue = "5000",
                            description = "Readings a second. Default: ${DEFAULT-VALUE}.")
                    int rate,
            @Option(
                            names = "--seconds",
                            paramLabel = "N",
                            defaultValue = "30",
                            description = "How long they arrive. Default: ${DEFAULT-VALUE}.")
                    int seconds,
            @Option(
                            names = "--days",
                            paramLabel = "N",
                            defaultValue = "1500",
                            description =
                                    "Days of stations that one cell keeps, and two do together. Default: ${DEFAULT-VALUE}.")
                    int days,
            @Option(
                            names = "--cut",
                            arity = "0..1",
                            fallbackValue = "20",
                            paramLabel = "SECONDS",
                            description =
                                    "Nothing is measured; so long lasts each cut. Without a number: ${FALLBACK-VALUE}.")
                    @Nullable
                    Integer cut)
            throws IOException, SQLException, InterruptedException {
        if (rate < 1 || seconds < 1 || days < 1 || cut != null && cut < 1) {
            throw new UsageException("--rate, --seconds, --days and --cut from 1");
        }
        try (Running running = Running.begin()) {
            Path folder = folder(running);
            CellsBench bench = running.add(new CellsBench(folder, Limpid.class.getName(), cut != null));
            if (cut != null) {
                return bench.runCuts(
                                rate,
                                Duration.ofSeconds(cut),
                                spec.commandLine().getOut())
                        ? 0
                        : 1;
            }
            return bench.run(rate, seconds, days, spec.commandLine().getOut()) ? 0 : 1;
        }
    }

    @Command(
            name = "log",
            description = {
                "Readings committed a second without a log, by one store behind a log of three nodes, and by two, and the ratios.",
                "Starts databases, brokers and nodes of its own in a temporary folder."
            })
    int log(
            @Option(
                            names = "--log",
                            paramLabel = "DIR",
                            required = true,
                            description = "Holds the program of the nodes: the folder libs of Apache Kafka.")
                    Path kafka,
            @Mixin BenchOptions.Load load)
            throws IOException, SQLException, InterruptedException {
        Shape shape = shape(load.shape);
        try (Running running = Running.begin()) {
            Path folder = folder(running);
            LogBench bench = new LogBench(
                    new MeasuredService(),
                    shape,
                    Duration.ofSeconds(load.seconds),
                    folder,
                    spec.commandLine().getOut());
            return bench.run(kafka + "/*") ? 0 : 1;
        }
    }

    /** This program, in processes of its own. */
    private static final class MeasuredService implements LogBench.Service {
        @Override
        public String mainClass() {
            return Limpid.class.getName();
        }

        @Override
        public void register(BenchTarget target, String registry) {
            Registration.in(settings(target).db()).put("bench stations", registry);
        }
    }

    @Command(
            name = "soak",
            description = {
                "A service in a process of its own under an even load for a long time: a row a minute of what it takes, how late",
                "that is stored, and what it uses. Starts a database and a broker of its own in a temporary folder; Linux only.",
                "Exit 1 where something grows, comes too slowly or is not there at last; docs/proof.md has the rule."
            })
    int soak(
            @Option(
                            names = "--minutes",
                            paramLabel = "N",
                            defaultValue = "60",
                            description = "How long. Default: ${DEFAULT-VALUE}.")
                    int minutes,
            @Mixin BenchOptions.Rate rate,
            @Mixin BenchOptions.Heap heap,
            @Option(
                            names = "--csv",
                            paramLabel = "FILE",
                            defaultValue = "soak.csv",
                            description = "Keeps the rows. Default: ${DEFAULT-VALUE}.")
                    Path csv)
            throws IOException, SQLException, InterruptedException {
        if (minutes < LEAST_SOAK || rate.readings < 1 || heap.megabytes < 1) {
            throw new UsageException("--minutes from " + LEAST_SOAK + ", --rate and --heap from 1");
        }
        Shape load = shape(rate.shape);
        try (Running running = Running.begin()) {
            Path folder = folder(running);
            Settings settings = embedded(folder, running);
            Registration.in(settings.db()).put("bench stations", load.registry());
            BenchTarget target = Measuring.target(settings);
            Path collections = folder.resolve("collections");
            ServiceChild service = running.add(ServiceChild.watched(
                    target, Limpid.class.getName(), heap.megabytes, folder.resolve("service.log"), collections));
            if (!Readiness.await(service.uri())) {
                return 1;
            }
            return new SoakBench(
                                    target,
                                    load,
                                    rate.readings,
                                    minutes,
                                    csv,
                                    spec.commandLine().getOut())
                            .run(service, collections)
                    ? 0
                    : 1;
        }
    }

    private static Spans spans(int cut, int stall) {
        try {
            return new Spans(Duration.ofSeconds(cut), Duration.ofSeconds(stall));
        } catch (IllegalArgumentException e) {
            throw new UsageException("--stall: " + e.getMessage());
        }
    }

    /** A service with nothing in it that knows the stations of a recording, and ends its log with itself. */
    private static FaultGround ground(
            Path folder,
            @Nullable Path kafka,
            boolean standby,
            @Nullable String mosquitto,
            Spans spans,
            RecordedLoad load)
            throws IOException, InterruptedException {
        LogNodes log =
                kafka == null ? null : LogNodes.start(folder, kafka + "/*", NODES_OF_A_LOG, Layout.APART.names());
        FaultGround ground = new FaultGround(
                folder,
                Limpid.class.getName(),
                log == null ? Layout.WHOLE : Layout.APART,
                new Means(log, standby, mosquitto, null, Disks.NONE));
        ground.setSpans(spans);
        ground.awaitReady();
        Registration.in(settings(ground.direct()).db()).put("recorded stations", load.registry());
        return ground;
    }

    static Settings settings(BenchTarget target) {
        Settings asked = Settings.from(System.getenv());
        return asked.withDb(asked.db().at(target.dbUrl(), target.dbUser(), target.dbPassword()));
    }

    static Shape shape(String name) {
        return Stream.of(Shape.values())
                .filter(shape -> shape != Shape.HOURS && shape.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new UsageException("--shape " + name + ": days, seconds or tens"));
    }

    /** As the environment has them; nobody else is to be asked, and no client is to be held back. */
    static Settings asked() {
        Settings asked = Settings.from(System.getenv());
        return asked.withHttp(asked.http().at("127.0.0.1", 0).withApiKeys("").withoutLimits());
    }

    static Settings embedded(Path folder, Running running) {
        return running.embed(folder, asked().withEmbedded(new Settings.Embedded(0, 0, Settings.BackupPlan.NONE)));
    }

    private Measuring measuring(Settings settings, Path folder, Running running) {
        return new Measuring(settings, folder, running, spec.commandLine().getOut());
    }

    /** A temporary folder that goes with what runs in it. */
    static Path folder(Running running) throws IOException {
        Path folder = Files.createTempDirectory("limpid-bench");
        running.add(() -> delete(folder));
        return folder;
    }

    private static void delete(Path folder) throws IOException {
        List<Path> content;
        try (Stream<Path> walk = Files.walk(folder)) {
            content = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : content) {
            Files.deleteIfExists(path);
        }
    }
}
