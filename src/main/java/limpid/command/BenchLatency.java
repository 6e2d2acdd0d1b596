package limpid.command;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import limpid.Settings;
import limpid.bench.LatencyBench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures how long a reading and its result take to be answered. */
@Command(
        name = "latency",
        description = {
            "Milliseconds from when a message was due until a question over HTTP shows its value, and from its commit until the",
            "hour that it is of shows it too, under an even load by MQTT at QoS 1; against JDBC alone with the same rows at the",
            "same rate. Service and load run in processes of their own, database and broker in a temporary folder. Needs psql.",
            "Exit 1 where not everything that was published is kept."
        })
final class BenchLatency implements Callable<Integer> {
    /** Hours of air stations a second. */
    static final int HOURS = 20;

    /** Messages a second, of either load: few, for questions are a load themselves. */
    static final int ASKED = 4;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private BenchOptions.Rate rate;

    @Option(
            names = "--hours",
            paramLabel = "N",
            defaultValue = "" + HOURS,
            description = "Hours of air stations a second that arrive beside it. Default: ${DEFAULT-VALUE}.")
    private int hours;

    @Option(
            names = "--asked",
            paramLabel = "N",
            defaultValue = "" + ASKED,
            description = "Messages a second that are asked for, of either. Default: ${DEFAULT-VALUE}.")
    private int asked;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private BenchOptions.WarmUp warmUp;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private BenchOptions.Minute length;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private BenchOptions.Heap heap;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private BenchOptions.Broker broker;

    @Option(
            names = "--hlog",
            paramLabel = "FILE",
            defaultValue = "latency.hlog",
            description = "Keeps every second's times, for HdrHistogram. Default: ${DEFAULT-VALUE}.")
    @SuppressWarnings("NullAway.Init")
    private Path hlog;

    @Override
    public Integer call() throws Exception {
        if (length.seconds < 1 || warmUp.seconds < 0 || heap.megabytes < 1) {
            throw new UsageException("--seconds and --heap from 1, --warm-up from 0");
        }
        LatencyBench.Plan plan = plan();
        try (Running running = Running.begin()) {
            Path folder = Bench.folder(running);
            Settings settings = Bench.embedded(folder, running);
            return new Measuring(settings, folder, running, spec.commandLine().getOut())
                    .latency(plan, heap.megabytes, broker.mosquitto, hlog)
                    .exitCode();
        }
    }

    private LatencyBench.Plan plan() {
        try {
            return new LatencyBench.Plan(
                    Bench.shape(rate.shape),
                    rate.readings,
                    hours,
                    asked,
                    Duration.ofSeconds(warmUp.seconds),
                    Duration.ofSeconds(length.seconds));
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }
}
