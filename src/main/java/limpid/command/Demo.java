package limpid.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import limpid.Server;
import limpid.Settings;
import limpid.store.Persons;
import limpid.store.Position;
import limpid.store.ReadingHistory;
import limpid.store.Span;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import sim.LiveCity;
import sim.Scenario;
import sim.StationRegistry;
import sim.city.Medium;
import sim.city.Station;

/** Everything on one machine with a pretend city. */
@Command(
        name = "demo",
        description = {
            "Run all of it on this machine: database, broker, service and a simulated city.",
            "The data stay in ./limpid-data, or ./limpid-data-SCENARIO for another scenario than",
            "demo-city; a second start continues."
        })
final class Demo implements Callable<Integer> {
    private static final String USUAL = "demo-city";
    private static final String FOLDER = "limpid-data";

    /** Of the past a quarter; its first days may have been refused or silent. */
    private static final int FIRST_PART = 4;

    @Option(
            names = "--scenario",
            paramLabel = "SCENARIO",
            defaultValue = USUAL,
            description = {
                "demo-city, demo-faults, or province: a city of 60 air stations, 150 sections and",
                "200 noise points, and 19 neighbours. Default: ${DEFAULT-VALUE}."
            })
    @SuppressWarnings("NullAway.Init")
    private String scenario;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        Settings asked = Settings.from(System.getenv());
        Scenario city = scenario();
        Path folder = Path.of(scenario.equals(USUAL) ? FOLDER : FOLDER + "-" + scenario);
        Path key = folder.resolve("admin.key");
        Serve.requirePorts(asked, true);
        try (Running running = Running.begin()) {
            Settings settings = running.embed(folder, asked);
            boolean ownKey = settings.http().apiKeys().isBlank();
            if (ownKey) {
                settings = settings.withHttp(withKey(settings.http(), key));
            }
            if (settings.web().map().isEmpty()) {
                settings = settings.withWeb(
                        settings.web().withMap(mapOf(city, folder).toString()));
            }
            Registration.in(settings.db()).put(city.name(), StationRegistry.csv(city));
            Server server = running.serve(settings);
            Readiness.await(server);
            String password = DemoPeople.make(server.context().getBean(Persons.class), folder);
            Simulate.start(city, past(server, city), settings, running);
            say(server, city, folder, ownKey ? key : null, password);
            running.awaitEnd();
        }
        return 0;
    }

    private Scenario scenario() {
        try {
            return Scenario.named(scenario);
        } catch (IllegalArgumentException e) {
            throw new UsageException(Root.message(e));
        }
    }

    /** All of it at the first start, later what the city slept through. It is told backwards, so its first days say all. */
    private static Duration past(Server server, Scenario city) {
        Instant first = Instant.now().minus(city.past());
        Span span = new Span(first, first.plus(city.past().dividedBy(FIRST_PART)));
        ReadingHistory.Question question =
                new ReadingHistory.Question(city.stations().getFirst().code(), null, span, null, false);
        boolean told = !server.context()
                .getBean(ReadingHistory.class)
                .readings(question, Position.before(span), 1)
                .items()
                .isEmpty();
        return told ? LiveCity.DEFAULT_PAST : city.past();
    }

    /** The map lies in the folder, where it can be looked at and drawn anew. */
    private static Path mapOf(Scenario city, Path folder) {
        Path file = folder.resolve("map.geojson");
        try {
            if (!Files.exists(file)) {
                Files.write(file, city.map());
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("writing the map " + file, e);
        }
    }

    private static Settings.Http withKey(Settings.Http http, Path key) {
        return http.withApiKeys("demo:admin:" + RandomFile.in(key));
    }

    private void say(Server server, Scenario city, Path folder, @Nullable Path key, String password) {
        PrintWriter out = spec.commandLine().getOut();
        String api = server.uri() + "/api/v1";
        String name = URLEncoder.encode(city.city(), StandardCharsets.UTF_8);
        out.println();
        out.println("  Limpid runs with a simulated city, " + city.city() + ", "
                + city.stations().size() + " stations.");
        out.println();
        out.println("  the page 网页         " + server.uri());
        out.println("  AQI of the city      " + api + "/air/hours?city=" + name);
        out.println("  AQI of a station     " + api + "/air/hours?station=" + first(city, Medium.AIR));
        out.println("  AQI of days          " + api + "/air/days?city=" + name);
        out.println("  section classes      " + api + "/water/samples?section=" + first(city, Medium.WATER));
        out.println("  noise hours          " + api + "/noise/hours?station=" + first(city, Medium.NOISE));
        out.println("  sign in 登录          " + String.join(", ", DemoPeople.names()));
        out.println("  their password 密码   " + password);
        out.println("  all questions        " + server.uri() + "/swagger-ui");
        if (key != null) {
            out.println("  key to write         " + key + "  (header X-API-Key)");
        }
        out.println();
        out.println("  Ctrl-C stops everything. The data stay in " + folder.toAbsolutePath() + ".");
        out.println();
        out.flush();
    }

    private static String first(Scenario city, Medium medium) {
        return city.stations().stream()
                .filter(station -> station.medium() == medium)
                .map(Station::code)
                .findFirst()
                .orElseThrow();
    }
}
