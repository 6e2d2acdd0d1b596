package limpid.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import limpid.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import sim.LiveCity;
import sim.Publisher;
import sim.Scenario;
import sim.StationRegistry;

/** Lets a pretend city report. */
@Command(
        name = "simulate",
        description = {
            "Let a simulated city report to LIMPID_MQTT_URL by the clock until Ctrl-C,",
            "beginning with its last two days."
        })
final class Simulate implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(Simulate.class);

    @Parameters(paramLabel = "SCENARIO", description = "demo-city, demo-faults, or a file of your own.")
    @SuppressWarnings("NullAway.Init")
    private String scenario;

    @Option(names = "--register", description = "Register its stations in LIMPID_DB_URL first.")
    private boolean register;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Settings settings = Settings.from(System.getenv());
        Scenario city = scenario();
        if (register) {
            Registration.in(settings.db()).put(scenario, StationRegistry.csv(city));
        }
        try (Running running = Running.begin()) {
            start(city, LiveCity.DEFAULT_PAST, settings, running);
            LOG.info(
                    "{} reports with {} stations to {}",
                    city.name(),
                    city.stations().size(),
                    settings.mqtt().url());
            running.awaitEnd();
        }
        return 0;
    }

    private Scenario scenario() throws IOException {
        try {
            return Files.exists(Path.of(scenario)) ? Scenario.load(Path.of(scenario)) : Scenario.named(scenario);
        } catch (IllegalArgumentException e) {
            throw new UsageException(Root.message(e));
        }
    }

    /** Starts the city with so much of its past, newest day first; it stops before its connection; a city that fails is said, and the rest goes on. */
    static void start(Scenario city, Duration past, Settings settings, Running running) throws InterruptedException {
        Publisher publisher = running.add(Publisher.open(Publishing.to(settings)));
        LiveCity live = running.add(LiveCity.start(city, publisher, Clock.systemUTC(), past));
        var unused = live.finished().exceptionally(failure -> {
            LOG.error("the simulated city has stopped", failure);
            return null;
        });
    }
}
