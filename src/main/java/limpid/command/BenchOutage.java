package limpid.command;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import limpid.bench.OutageBench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures how soon the service has made up for a time without its database. */
@Command(
        name = "outage",
        description = {
            "Shuts the database down for a while under an even load by MQTT at QoS 1, which goes on: how far the service is behind",
            "when it is back, how long until it is not, and what psql alone makes of the same rows. Everything runs in a temporary",
            "folder, in processes of its own. Needs psql on the PATH; Linux only.",
            "Exit 1 where not everything that was published is stored, once."
        })
final class BenchOutage implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private BenchOptions.Rate rate;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "60",
            description = "How long the database is away. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private BenchOptions.WarmUp warmUp;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private BenchOptions.Heap heap;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private BenchOptions.Broker broker;

    @Override
    public Integer call() throws Exception {
        if (seconds < 1 || warmUp.seconds < 0 || rate.readings < 1 || heap.megabytes < 1) {
            throw new UsageException("--seconds, --rate and --heap from 1, --warm-up from 0");
        }
        OutageBench.Plan plan = new OutageBench.Plan(
                Bench.shape(rate.shape),
                rate.readings,
                Duration.ofSeconds(warmUp.seconds),
                Duration.ofSeconds(seconds));
        try (Running running = Running.begin()) {
            Path folder = Bench.folder(running);
            return new Measuring(
                            Bench.asked(), folder, running, spec.commandLine().getOut())
                    .outage(plan, heap.megabytes, broker.mosquitto)
                    .exitCode();
        }
    }
}
