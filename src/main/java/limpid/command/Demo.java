package limpid.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import limpid.Server;
import limpid.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
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
            Registration.in(settings.db()).put(city.name(), StationRegistry.csv(city));
            Server server = running.serve(settings);
            Readiness.await(server.uri());
            Simulate.start(city, settings, running);
            say(server, city, ownKey);
            running.awaitEnd();
        }
        return 0;
    }

    private static Settings.Http withKey(Settings.Http http) {
        return new Settings.Http(http.host(), http.port(), "demo:admin:" + AdminKey.in(FOLDER));
    }

    private void say(Server server, Scenario city, boolean ownKey) {
        PrintWriter out = spec.commandLine().getOut();
        String api = server.uri() + "/api/v1";
        out.println();
        out.println("  Limpid runs with a simulated city, " + city.city() + ", "
                + city.stations().size() + " stations.");
        out.println();
        out.println("  page             " + server.uri() + "/");
        out.println("  AQI              " + api + "/air/hours?city=" + city.city());
        out.println("  section classes  " + api + "/water/samples?city=" + city.city());
        out.println("  noise            " + api + "/noise/hours?city=" + city.city());
        out.println("  all questions    " + server.uri() + "/openapi.yml");
        if (ownKey) {
            out.println("  key to write     " + AdminKey.file(FOLDER) + "  (header X-API-Key)");
        }
        out.println();
        out.println("  Ctrl-C stops everything. The data stay in " + FOLDER.toAbsolutePath() + ".");
        out.println();
        out.flush();
    }
}
