package limpid.command;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import limpid.Server;
import limpid.Settings;
import limpid.measure.Table;
import limpid.programme.Programme;
import limpid.programme.Report;
import limpid.programme.ReportTable;
import limpid.store.Reports;
import limpid.store.postgres.Repositories;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes files in. */
@Command(name = "import", description = "Take in a file; a wrong line is named and nothing is taken in.")
final class Import {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Command(name = "reports", description = "Enter figures of a programme's indicators that no station measures.")
    int reports(
            @Parameters(
                            paramLabel = "FILE",
                            description = "CSV: indicator,period,item,value,met,reference,applies,source,file.")
                    Path file,
            @Option(names = "--programme", required = true, description = "Id of the programme.") String programme,
            @Option(names = "--city", description = "Whose figures. Default: the programme's city.") @Nullable
                    String city)
            throws IOException {
        Settings settings = Settings.from(System.getenv());
        Programme found = Check.programmes(settings.programmes().folder())
                .find(programme)
                .orElseThrow(() -> new UsageException("no programme '" + programme + "'"));
        String whose = city == null ? found.city() : city;
        if (whose.isEmpty()) {
            throw new UsageException(programme + " is a rule set of any city: say --city");
        }
        try (InputStream in = Files.newInputStream(file)) {
            List<Report> reports = ReportTable.read(
                    found, Table.read(file.toString(), in), System.getProperty("user.name"), Instant.now());
            Server.migrate(settings.db());
            int changed = Repositories.of(Server.database(settings.db()))
                    .get(Reports.class)
                    .enter(found.id(), whose, reports);
            spec.commandLine().getOut().println(changed + " reports new or changed");
        } catch (Table.Malformed e) {
            throw new UsageException(Root.message(e));
        }
        return 0;
    }

    @Command(name = "stations", description = "Register the stations of a CSV, or change registered ones.")
    int stations(@Parameters(paramLabel = "FILE", description = "The registry, UTF-8 with a header.") Path file)
            throws IOException {
        Settings.Db database = Settings.from(System.getenv()).db();
        try (InputStream in = Files.newInputStream(file)) {
            int changed = Registration.in(database).put(Table.read(file.toString(), in));
            spec.commandLine().getOut().println(changed + " stations new or changed");
        } catch (Table.Malformed e) {
            throw new UsageException(Root.message(e));
        }
        return 0;
    }
}
