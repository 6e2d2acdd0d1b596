package limpid.command;

import java.time.LocalDate;
import java.util.concurrent.Callable;
import limpid.Server;
import limpid.Settings;
import limpid.measure.Medium;
import limpid.store.postgres.PostgresReviews;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Has results computed again, as after a change of rules. */
@Command(
        name = "recompute",
        description = {
            "Mark all results of a span dirty; a running service then computes them again by its rules.",
            "What comes out otherwise becomes a new revision."
        })
final class Recompute implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--from", required = true, paramLabel = "DATE", description = "First local date, 2026-03-01.")
    private LocalDate from = LocalDate.MIN;

    @Option(names = "--to", required = true, paramLabel = "DATE", description = "Last local date, which is included.")
    private LocalDate to = LocalDate.MIN;

    @Option(names = "--medium", paramLabel = "MEDIUM", description = "Only air, water or noise.")
    private @Nullable String medium;

    @Override
    public Integer call() {
        if (to.isBefore(from)) {
            throw new UsageException("--to is before --from");
        }
        int periods = new PostgresReviews(
                        Server.database(Settings.from(System.getenv()).db()))
                .recompute(medium(), from, to);
        spec.commandLine().getOut().println(periods + " periods will be computed again");
        return 0;
    }

    private @Nullable Medium medium() {
        return medium == null
                ? null
                : Medium.of(medium).orElseThrow(() -> new UsageException("--medium is air, water or noise"));
    }
}
