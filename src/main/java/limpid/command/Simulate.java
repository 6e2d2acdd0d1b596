package limpid.command;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import limpid.Settings;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import sim.LiveCity;
import sim.Publisher;
import sim.Scenario;
import sim.StationRegistry;
import sim.hj212.FrameReplay;
import sim.hj212.LoggerCity;
import sim.hj212.LoggerLink;

/** Lets a pretend city report. */
@Command(
        name = "simulate",
        description = {
            "Let a simulated city report to LIMPID_MQTT_URL by the clock until Ctrl-C,",
            "beginning with its last two days. With --protocol hj212 each station has a data logger",
            "数采仪 that connects to LIMPID_HJ212_HOST and LIMPID_HJ212_PORT; with --frames recorded",
            "frames 报文 go there instead, as they are, and the command ends. Exit code 1 where one of",
            "them that asks for an answer has none."
        })
final class Simulate implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(Simulate.class);

    /** As the standard has it. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final int REPEATS = 3;

    @Parameters(
            paramLabel = "SCENARIO",
            arity = "0..1",
            defaultValue = "",
            description = "demo-city, demo-faults, province, or a file of your own; none with --frames.")
    @SuppressWarnings("NullAway.Init")
    private String scenario;

    @Option(names = "--register", description = "Register its stations in LIMPID_DB_URL first.")
    private boolean register;

    @Option(
            names = "--protocol",
            paramLabel = "PROTOCOL",
            defaultValue = "mqtt",
            description = "mqtt or hj212. Default: ${DEFAULT-VALUE}.")
    @SuppressWarnings("NullAway.Init")
    private Protocol protocol;

    @Option(
            names = "--faults",
            paramLabel = "SHARE",
            defaultValue = "0",
            description = {
                "Share of frames of HJ 212 that go out split, doubled, spoilt or broken off, 0 to 1.",
                "Default: ${DEFAULT-VALUE}."
            })
    private double faults;

    @Option(
            names = "--gap",
            paramLabel = "DURATION",
            defaultValue = "PT0S",
            description = {
                "How much of its past, up to an hour ago, each data logger of HJ 212 does not tell",
                "until it is asked, for example PT6H. Default: none."
            })
    @SuppressWarnings("NullAway.Init")
    private Duration gap;

    @Option(
            names = "--frames",
            paramLabel = "FILE",
            description = {
                "Send the frames of HJ 212 of this file, one a line, what stands before ## left out;",
                "each logger (MN) by a connection of its own, one frame after the other is answered."
            })
    private @Nullable Path frames;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    private enum Protocol {
        mqtt,
        hj212
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Settings settings = Settings.from(System.getenv());
        Path recorded = frames;
        if (recorded != null) {
            return replay(recorded, settings);
        }
        if (scenario.isEmpty()) {
            throw new UsageException("a SCENARIO is missing, for example demo-city");
        }
        Scenario city = scenario();
        if (register) {
            Registration.in(settings.db())
                    .put(scenario, protocol == Protocol.hj212 ? LoggerCity.registry(city) : StationRegistry.csv(city));
        }
        if (protocol == Protocol.hj212) {
            connect(city, settings);
            return 0;
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

    private void connect(Scenario city, Settings settings) throws InterruptedException {
        if (!(faults >= 0 && faults <= 1)) {
            throw new UsageException("--faults " + faults + ": a share from 0 to 1");
        }
        InetSocketAddress gateway = gateway(settings);
        LoggerLink.Settings behaviour = new LoggerLink.Settings(1, PATIENCE, faults, 1);
        try (Running running = Running.begin()) {
            running.add(LoggerCity.start(city, gateway, behaviour, Clock.systemUTC(), LiveCity.DEFAULT_PAST, gap));
            LOG.info(
                    "{} reports with {} data loggers to {}",
                    city.name(),
                    city.stations().size(),
                    gateway);
            running.awaitEnd();
        }
    }

    private static InetSocketAddress gateway(Settings settings) {
        int port = settings.hj212().port().orElse(0);
        if (port == 0) {
            throw new UsageException(
                    "--protocol hj212 connects to LIMPID_HJ212_PORT, which must be set, for example to 9212");
        }
        return new InetSocketAddress(settings.hj212().host(), port);
    }

    /** Sends recorded frames. */
    private int replay(Path recorded, Settings settings) throws IOException {
        if (protocol != Protocol.hj212 || !scenario.isEmpty() || register) {
            throw new UsageException(
                    "--frames goes with --protocol hj212 alone, without a scenario; stations are registered by limpid import stations");
        }
        FrameReplay.Outcome outcome = new FrameReplay(gateway(settings), PATIENCE, REPEATS).send(recorded);
        if (outcome.frames() == 0) {
            throw new UsageException(recorded + " has no frame: no line with ##");
        }
        spec.commandLine()
                .getOut()
                .println(outcome.frames() + " frames of " + outcome.loggers() + " data loggers sent; "
                        + outcome.answered() + " answered of " + outcome.asking() + " that ask for it");
        return outcome.answered() == outcome.asking() ? 0 : 1;
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
