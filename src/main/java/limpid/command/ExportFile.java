package limpid.command;

import java.io.IOException;
import java.nio.file.Path;
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
import limpid.export.DocumentSheets;
import limpid.export.Export;
import limpid.export.Exports;
import limpid.export.Format;
import limpid.export.Query;
import limpid.export.document.PrintFont;
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
            description = "csv, xlsx, parquet, docx, pdf or meta.json. Default: ${DEFAULT-VALUE}.")
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
        Format asked = format(format);
        Query query = new Query(day("--from", from).start(), day("--to", to).end(), where, List.of());
        Settings settings = Settings.from(System.getenv());
        DataSource database = Server.database(settings.db());
        Datasets datasets = new Datasets(
                new PostgresStations(database, InstantSource.system()),
                new PostgresSectionLimits(database),
                Server.rules(settings).rules());
        Exports exports = new Exports(
                new PostgresExtracts(database), 1, settings.bulletins().font());
        try (Export export =
                exports.begin(List.of(dataset(datasets).headed(asked.usualHeader())), query, asked, true)) {
            SavedFile.write(export, out, spec.commandLine().getErr());
        } catch (Query.Bad | DocumentSheets.TooManyRows | PrintFont.Missing e) {
            throw new UsageException(Root.message(e));
        }
        return 0;
    }

    /** The format of this name. */
    static Format format(String name) {
        return Format.of(name)
                .orElseThrow(
                        () -> new UsageException("--format " + name + ": csv, xlsx, parquet, docx, pdf or meta.json"));
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
}
