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
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import sim.LiveCity;
import sim.Scenario;
import sim.StationRegistry;

/** Everything on one machine with a pretend city. */
@Command(
        name = "demo",
        description = {
            "Run all of it on this machine: database, broker, service and a simulated city.",
            "The data stay in ./limpid-data; a second start continues."
        })
final class Demo implements Callable<Integer> {
    private static final Path FOLDER = Path.of("limpid-data");
    private static final Path KEY = FOLDER.resolve("admin.key");
    private static final Duration HISTORY = Duration.ofDays(366);
    private static final Duration FIRST_DAYS = Duration.ofDays(90);

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        Settings asked = Settings.from(System.getenv());
        Serve.requirePorts(asked, true);
        try (Running running = Running.begin()) {
            Settings settings = running.embed(FOLDER, asked);
            boolean ownKey = settings.http().apiKeys().isBlank();
            if (ownKey) {
                settings = settings.withHttp(withKey(settings.http()));
            }
            Scenario city = Scenario.named("demo-city");
            if (settings.web().map().isEmpty()) {
                settings = settings.withWeb(new Settings.Web(mapOf(city).toString()));
            }
            Registration.in(settings.db()).put(city.name(), StationRegistry.csv(city));
            Server server = running.serve(settings);
            Readiness.await(server);
            String password = DemoPeople.make(server.context().getBean(Persons.class), FOLDER);
            Simulate.start(city, past(server, city), settings, running);
            say(server, city, ownKey, password);
            running.awaitEnd();
        }
        return 0;
    }

    /** A year at the first start, later what the city slept through. It is told backwards, so its first days say all. */
    private static Duration past(Server server, Scenario city) {
        Instant first = Instant.now().minus(HISTORY);
        Span span = new Span(first, first.plus(FIRST_DAYS));
        ReadingHistory.Question question =
                new ReadingHistory.Question(city.stations().getFirst().code(), null, span, null, false);
        boolean told = !server.context()
                .getBean(ReadingHistory.class)
                .readings(question, Position.before(span), 1)
                .items()
                .isEmpty();
        return told ? LiveCity.DEFAULT_PAST : HISTORY;
    }

    /** The map lies in the folder, where it can be looked at and drawn anew. */
    private static Path mapOf(Scenario city) {
        Path file = FOLDER.resolve("map.geojson");
        try {
            if (!Files.exists(file)) {
                Files.write(file, city.map());
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("writing the map " + file, e);
        }
    }

    private static Settings.Http withKey(Settings.Http http) {
        return http.withApiKeys("demo:admin:" + RandomFile.in(KEY));
    }

    private void say(Server server, Scenario city, boolean ownKey, String password) {
        PrintWriter out = spec.commandLine().getOut();
        String api = server.uri() + "/api/v1";
        String name = URLEncoder.encode(city.city(), StandardCharsets.UTF_8);
        out.println();
        out.println("  Limpid runs with a simulated city, " + city.city() + ", "
                + city.stations().size() + " stations.");
        out.println();
        out.println("  the page 网页         " + server.uri());
        out.println("  AQI of the city      " + api + "/air/hours?city=" + name);
        out.println("  AQI of a station     " + api + "/air/hours?station=LCA01");
        out.println("  AQI of days          " + api + "/air/days?city=" + name);
        out.println("  section classes      " + api + "/water/samples?section=LCW01");
        out.println("  noise hours          " + api + "/noise/hours?station=LCN01");
        out.println("  sign in 登录          " + String.join(", ", DemoPeople.names()));
        out.println("  their password 密码   " + password);
        out.println("  all questions        " + server.uri() + "/swagger-ui");
        if (ownKey) {
            out.println("  key to write         " + KEY + "  (header X-API-Key)");
        }
        out.println();
        out.println("  Ctrl-C stops everything. The data stay in " + FOLDER.toAbsolutePath() + ".");
        out.println();
        out.flush();
    }
}
