package limpid.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import limpid.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import sim.Pace;
import sim.Publisher;

/** Publishes recorded readings. */
@Command(
        name = "replay",
        description = {
            "Publish recorded readings to LIMPID_MQTT_URL as stations would.",
            "Reads CSV, also .gz: station,medium,end,period,parameter,value,flag or the national air network's hours."
        })
final class Replay implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "What to publish.")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Option(
            names = "--speed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Seconds of the recording that pass in one second, or max. Default: ${DEFAULT-VALUE}.")
    @SuppressWarnings("NullAway.Init")
    private String speed;

    @Option(names = "--register", description = "Register the recording's stations in LIMPID_DB_URL first.")
    private boolean register;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Settings settings = Settings.from(System.getenv());
        Pace pace = pace();
        PrintWriter out = spec.commandLine().getOut();
        if (register) {
            int changed = Registration.in(settings.db()).put(file.toString(), sim.Replay.registryFrom(file));
            out.println(changed + " stations new or changed");
            out.flush();
        }
        try (Publisher publisher = Publisher.open(Publishing.to(settings))) {
            sim.Replay.run(file, pace, publisher);
            out.println(publisher.progress().acked() + " messages published and acknowledged");
        }
        return 0;
    }

    private Pace pace() {
        try {
            return Pace.of(speed);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--speed " + speed + ": a number above 0, or max");
        }
    }
}
