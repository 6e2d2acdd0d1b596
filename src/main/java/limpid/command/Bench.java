package limpid.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import limpid.Server;
import limpid.Settings;
import limpid.bench.BenchTarget;
import limpid.bench.IntakeBench;
import limpid.bench.QueryBench;
import limpid.bench.Shape;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures. */
@Command(name = "bench", description = "Measure what this machine reaches.")
final class Bench {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Command(
            name = "intake",
            description = {
                "Readings committed a second from MQTT at QoS 1, against what psql alone upserts.",
                "Starts a database and a broker of its own in a temporary folder. Needs psql on the PATH.",
                "Exit 1 where the table does not hold exactly what was published."
            })
    int intake(
            @Option(
                            names = "--seconds",
                            paramLabel = "N",
                            defaultValue = "30",
                            description = "How long to publish. Default: ${DEFAULT-VALUE}.")
                    int seconds,
            @Option(
                            names = "--shape",
                            paramLabel = "SHAPE",
                            defaultValue = "days",
                            description = "days: a station's day of hours a message; seconds: a point's minute of "
                                    + "one-second levels. Default: ${DEFAULT-VALUE}.")
                    String shape,
            @Option(
                            names = "--external",
                            description = "Use LIMPID_DB_URL and LIMPID_MQTT_URL. The database must be empty and is "
                                    + "left with the readings; no other Limpid may be at work on either.")
                    boolean external)
            throws IOException, SQLException, InterruptedException {
        Shape load = shape(shape);
        Path folder = Files.createTempDirectory("limpid-bench");
        try (Running running = Running.begin()) {
            running.add(() -> delete(folder));
            Settings asked = Settings.from(System.getenv()).withHttp(new Settings.Http("127.0.0.1", 0, ""));
            Settings settings = external ? asked : embedded(folder, asked, running);
            return measure(settings, load, Duration.ofSeconds(seconds), folder, running) ? 0 : 1;
        }
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
            @Option(
                            names = "--external",
                            description =
                                    "Use LIMPID_DB_URL and LIMPID_MQTT_URL. The database must hold no days of air and"
                                            + " is left with them; no other Limpid may be at work on either.")
                    boolean external)
            throws IOException, SQLException, InterruptedException {
        Path folder = Files.createTempDirectory("limpid-bench");
        try (Running running = Running.begin()) {
            running.add(() -> delete(folder));
            Settings asked = Settings.from(System.getenv()).withHttp(new Settings.Http("127.0.0.1", 0, ""));
            Settings settings = external ? asked : embedded(folder, asked, running);
            QueryBench bench = new QueryBench(target(settings));
            Registration.in(settings.db()).put("bench stations", QueryBench.registry());
            PrintWriter out = spec.commandLine().getOut();
            bench.fill(out);
            Server server = running.serve(settings);
            bench.run(server.uri(), evaluations, rankings, out);
            return 0;
        }
    }

    private static Shape shape(String name) {
        return Stream.of(Shape.values())
                .filter(shape -> shape.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new UsageException("--shape " + name + ": days or seconds"));
    }

    private static Settings embedded(Path folder, Settings asked, Running running) {
        return running.embed(folder, asked.withEmbedded(new Settings.Embedded(0, 0)));
    }

    private boolean measure(Settings settings, Shape shape, Duration length, Path folder, Running running)
            throws IOException, SQLException, InterruptedException {
        BenchTarget target = target(settings);
        Registration registration = Registration.in(settings.db());
        IntakeBench.requireReady(target);
        registration.put("bench stations", shape.registry());
        Server server = running.serve(settings);
        Readiness.await(server.uri());
        return new IntakeBench(target, shape, length)
                .run(folder, spec.commandLine().getOut());
    }

    private static BenchTarget target(Settings settings) {
        return new BenchTarget(
                settings.db().url(),
                settings.db().user(),
                settings.db().password(),
                settings.mqtt().url(),
                settings.mqtt().user(),
                settings.mqtt().password());
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
