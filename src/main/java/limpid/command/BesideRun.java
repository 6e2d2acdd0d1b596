package limpid.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import limpid.Settings;
import limpid.bench.Beside;
import limpid.bench.FreshDatabase;
import limpid.bench.Outcome;

/** Benches on two servers in turn. Who begins takes turns too, so that a machine that gets slower is nobody's loss. */
final class BesideRun {
    private final Settings settings;
    private final List<String> servers;
    private final int seconds;
    private final Path folder;
    private final PrintWriter out;
    private final Beside figures = new Beside();

    /** On these servers, by the settings' user of the database. @param folder for brokers and rows */
    BesideRun(Settings settings, List<String> servers, int seconds, Path folder, PrintWriter out) {
        this.settings = settings;
        this.servers = servers;
        this.seconds = seconds;
        this.folder = folder;
        this.out = out;
    }

    /** Measures and prints; whether nothing was lost. */
    boolean run(List<BesideBench> benches, int rounds) throws IOException, SQLException, InterruptedException {
        String first = describe(0);
        String second = describe(1);
        boolean good = true;
        int begins = 0;
        for (int round = 0; round < rounds; round++) {
            for (BesideBench bench : benches) {
                good &= measure(bench, begins);
                good &= measure(bench, 1 - begins);
                begins = 1 - begins;
            }
        }
        figures.print(first, second, out);
        return good;
    }

    private String describe(int server) throws SQLException {
        return FreshDatabase.describe(
                servers.get(server), settings.db().user(), settings.db().password());
    }

    private boolean measure(BesideBench bench, int server) throws IOException, SQLException, InterruptedException {
        String user = settings.db().user();
        String password = settings.db().password();
        try (Running running = Running.begin()) {
            FreshDatabase database = running.add(FreshDatabase.on(servers.get(server), user, password));
            Path own = Files.createTempDirectory(folder, "measurement");
            Settings led =
                    running.embedBroker(own, settings.withDb(settings.db().at(database.url(), user, password)));
            Outcome outcome = bench.on(new Measuring(led, own, running, out), seconds);
            figures.add(server, bench.name().toLowerCase(Locale.ROOT), outcome.figures());
            return outcome.good();
        }
    }
}
