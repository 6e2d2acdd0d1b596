package limpid.command;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import limpid.Server;
import limpid.Settings;
import limpid.export.Dataset;
import limpid.export.Datasets;
import limpid.export.Description;
import limpid.export.Export;
import limpid.export.Exports;
import limpid.export.Format;
import limpid.export.Query;
import limpid.measure.LocalDay;
import limpid.store.postgres.PostgresExtracts;
import limpid.store.postgres.PostgresSectionLimits;
import limpid.store.postgres.PostgresStations;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a table of the database to a file. */
@Command(
        name = "export",
        description = {
            "Write a table of LIMPID_DB_URL to a file: readings, air-hours, air-days, air-periods, water-sections,",
            "water-samples, water-periods, noise-hours, noise-days, noise-surveys or programme-checks.",
            "The file appears under its name when it is complete."
        })
final class ExportFile implements Callable<Integer> {
    private static final int PIECE = 1 << 16;
    private static final long LOOK_NANOS = 1_000_000_000L;

    @Parameters(paramLabel = "TABLE", description = "What to export.")
    @SuppressWarnings("NullAway.Init")
    private String table;

    @Option(names = "--from", required = true, paramLabel = "DATE", description = "First local day.")
    @SuppressWarnings("NullAway.Init")
    private String from;

    @Option(names = "--to", required = true, paramLabel = "DATE", description = "Last local day.")
    @SuppressWarnings("NullAway.Init")
    private String to;

    @Option(
            names = "--where",
            paramLabel = "NAME=VALUE",
            description = "Filter, such as station=LCA01; may be repeated.")
    private Map<String, String> where = Map.of();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "csv",
            description = "csv, xlsx, parquet or meta.json. Default: ${DEFAULT-VALUE}.")
    @SuppressWarnings("NullAway.Init")
    private String format;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "Where to; replaced if it is there.")
    @SuppressWarnings("NullAway.Init")
    private Path out;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Format asked = Format.of(format)
                .orElseThrow(() -> new UsageException("--format " + format + ": csv, xlsx, parquet or meta.json"));
        Query query = new Query(day("--from", from).start(), day("--to", to).end(), where, List.of());
        Settings settings = Settings.from(System.getenv());
        DataSource database = Server.database(settings.db());
        Datasets datasets = new Datasets(
                new PostgresStations(database, InstantSource.system()),
                new PostgresSectionLimits(database),
                settings.rules());
        Exports exports = new Exports(new PostgresExtracts(database), 1);
        try (Export export = exports.begin(List.of(dataset(datasets)), query, asked, true)) {
            write(export);
        } catch (Query.Bad e) {
            throw new UsageException(Root.message(e));
        }
        return 0;
    }

    private static LocalDay day(String option, String text) {
        try {
            return new LocalDay(LocalDate.parse(text), LocalDay.CHINA);
        } catch (DateTimeException e) {
            throw new UsageException(option + " " + text + ": a date such as 2026-03-01");
        }
    }

    private Dataset dataset(Datasets datasets) {
        return datasets.named(table)
                .orElseThrow(() -> new UsageException(table + ": one of "
                        + datasets.all().stream().map(Dataset::name).collect(Collectors.joining(", "))));
    }

    private void write(Export export) throws IOException {
        PrintWriter err = spec.commandLine().getErr();
        Path part = out.resolveSibling(out.getFileName() + ".part");
        export.describedTo(description -> say(description, err));
        try (OutputStream file = Files.newOutputStream(part)) {
            copy(export, file, err);
        }
        Files.move(part, out, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void say(Description description, PrintWriter err) {
        err.printf("\r%,d rows of %s, sha256 %s%n", description.rows(), description.dataset(), description.sha256());
        err.flush();
    }

    private static void copy(Export export, OutputStream file, PrintWriter err) throws IOException {
        byte[] piece = new byte[PIECE];
        long looked = System.nanoTime();
        for (int length = export.read(piece); length > 0; length = export.read(piece)) {
            file.write(piece, 0, length);
            if (System.nanoTime() - looked > LOOK_NANOS) {
                looked = System.nanoTime();
                err.printf("\r%,d rows", export.rows());
                err.flush();
            }
        }
    }
}
