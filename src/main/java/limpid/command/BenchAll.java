package limpid.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import limpid.Settings;
import limpid.bench.BenchException;
import limpid.bench.BenchPage;
import limpid.bench.ExportTables;
import limpid.bench.IntakeBench;
import limpid.bench.LatencyBench;
import limpid.bench.OutageBench;
import limpid.bench.Outcome;
import limpid.bench.Ratios;
import limpid.bench.Shape;
import limpid.command.BenchOptions.Heap;
import limpid.command.BenchOptions.Rate;
import limpid.measure.LocalDay;
import limpid.measure.Table;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures everything, small, and says what has become slower. */
@Command(
        name = "all",
        description = {
            "The benches intake, rollup, query, export, latency and outage, small, one after the other, each with a database of its",
            "own: a page with machine, figures and ratios, and each ratio that is more than a tenth below the kept one is said.",
            "Needs psql on the PATH; Linux only.",
            "Exit 1 where a bench lost something; never for a speed."
        })
final class BenchAll implements Callable<Integer> {
    private static final String KEPT = "/limpid/bench/ratios.csv";
    private static final ExportTables TABLES = new ExportTables(1_000_000, 200, true, 1);
    private static final int AGAIN = 3;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "15",
            description =
                    "How long each bench publishes, warms up, and is without database. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(
            names = "--page",
            paramLabel = "FILE",
            description = "The page goes there, too, for example docs/measured.md.")
    @Nullable
    private Path page;

    @Option(
            names = "--ratios",
            paramLabel = "FILE",
            description = "The ratios that are kept: bench,figure,ratio. Default: those of the program.")
    @Nullable
    private Path ratios;

    @Option(names = "--keep", description = "Then keep the ratios of this run in the file of --ratios.")
    private boolean keep;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private BenchOptions.Broker broker;

    /**
     * A bench and how it is measured.
     *
     * @param embeds whether it is given a database and a broker
     */
    private record Step(String name, boolean embeds, BesideBench.Measurement measurement) {}

    @Override
    public Integer call() throws Exception {
        if (seconds < 1 || keep && ratios == null) {
            throw new UsageException("--seconds from 1; --keep needs --ratios");
        }
        PrintWriter out = spec.commandLine().getOut();
        BenchPage measured = new BenchPage(kept());
        Instant begun = Instant.now();
        for (Step step : steps()) {
            measure(step, measured, out);
        }
        String text = measured.markdown(
                LocalDate.now(LocalDay.CHINA),
                Duration.between(begun, Instant.now()).toMinutes());
        out.printf("%n%s", text);
        out.flush();
        if (page != null) {
            Files.writeString(page, text, StandardCharsets.UTF_8);
        }
        if (keep && ratios != null) {
            Files.writeString(ratios, measured.found().csv(), StandardCharsets.UTF_8);
        }
        return measured.isWhole() ? 0 : 1;
    }

    private Ratios kept() throws IOException {
        if (ratios == null) {
            return Ratios.read(Table.resource(KEPT));
        }
        return Files.exists(ratios)
                ? Ratios.read(Table.text(ratios.toString(), Files.readString(ratios, StandardCharsets.UTF_8)))
                : new Ratios();
    }

    private List<Step> steps() {
        return List.of(
                intake("intake, days", Shape.DAYS),
                intake("intake, tens", Shape.TENS),
                intake("intake, seconds", Shape.SECONDS),
                new Step("rollup", true, BesideBench.ROLLUP::on),
                new Step("query", true, BesideBench.QUERY::on),
                new Step("export", true, (database, _) -> database.export(TABLES, AGAIN)),
                new Step("latency", true, this::latency),
                new Step("outage", false, this::outage));
    }

    private Step intake(String name, Shape shape) {
        return new Step(
                name,
                true,
                (database, length) -> database.intake(
                        shape, IntakeBench.Lengths.ofSeconds(length, length), false, Heap.DEFAULT, broker.mosquitto));
    }

    private Outcome latency(Measuring database, int length) throws IOException, SQLException, InterruptedException {
        Duration each = Duration.ofSeconds(length);
        return database.latency(
                new LatencyBench.Plan(Shape.SECONDS, Rate.DEFAULT, BenchLatency.HOURS, BenchLatency.ASKED, each, each),
                Heap.DEFAULT,
                broker.mosquitto,
                database.folder().resolve("latency.hlog"));
    }

    private Outcome outage(Measuring place, int length) throws IOException, SQLException, InterruptedException {
        Duration each = Duration.ofSeconds(length);
        return place.outage(
                new OutageBench.Plan(Shape.SECONDS, Rate.DEFAULT, each, each), Heap.DEFAULT, broker.mosquitto);
    }

    /** One that cannot be measured stands on the page as lost, and the others go on. */
    private void measure(Step step, BenchPage measured, PrintWriter out)
            throws IOException, SQLException, InterruptedException {
        String load = BenchPage.load();
        try (Running running = Running.begin()) {
            Path folder = Bench.folder(running);
            Settings settings = step.embeds ? Bench.embedded(folder, running) : Bench.asked();
            if (step.embeds) {
                measured.describe(Measuring.target(settings));
            }
            measured.add(step.name, load, step.measurement.on(new Measuring(settings, folder, running, out), seconds));
        } catch (BenchException e) {
            out.printf("%n%s: %s%n", step.name, Root.message(e));
            out.flush();
            measured.add(step.name, load, Outcome.NOTHING);
        }
    }
}
