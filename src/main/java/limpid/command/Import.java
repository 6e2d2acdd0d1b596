package limpid.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import limpid.Server;
import limpid.Settings;
import limpid.decode.Payload;
import limpid.flow.DustTable;
import limpid.flow.SurveyTable;
import limpid.measure.LocalDay;
import limpid.measure.Table;
import limpid.programme.Programme;
import limpid.programme.ReportTable;
import limpid.programme.TaskEntryTable;
import limpid.sheet.Form;
import limpid.sheet.OfficeTable;
import limpid.station.StationCsv;
import limpid.store.Committed;
import limpid.store.Rejects;
import limpid.store.Reports;
import limpid.store.StationNames;
import limpid.store.TaskEntries;
import limpid.store.postgres.PostgresSurveys;
import limpid.water.IntakeColumns;
import limpid.water.LimitColumns;
import limpid.water.PlannedLimit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes files in. */
@Command(name = "import", description = "Take in a file; a wrong line is named and nothing is taken in.")
final class Import {
    private static final String FILE =
            "CSV or XLSX, with the columns of /api/v1/sheets or their Chinese names; a template is /api/v1/sheets/NAME.xlsx.";

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Command(
            name = "reports",
            description = "Enter figures of a programme's indicators that no station measures 考核填报数.")
    int reports(
            @Parameters(paramLabel = "FILE", description = FILE) Path file,
            @Option(names = "--programme", required = true, description = "Id of the programme.") String programme,
            @Option(names = "--city", description = "Whose figures. Default: the programme's city.") @Nullable
                    String city)
            throws IOException {
        Settings settings = Settings.from(System.getenv());
        Programme found = Check.programme(settings.programmes().folder(), programme);
        String whose = Check.city(found, city);
        Desk desk = Desk.of(settings.db());
        return taken(desk, file, "reports", "reports", table -> desk.store(Reports.class)
                .enter(found.id(), whose, ReportTable.read(found, table, Desk.user(), Instant.now())));
    }

    @Command(name = "stations", description = "Register the stations of a table, or change registered ones.")
    int stations(@Parameters(paramLabel = "FILE", description = FILE) Path file) throws IOException {
        Desk desk = Desk.open();
        return taken(
                desk, file, "stations", "stations", table -> desk.stations().put(StationCsv.read(table)));
    }

    @Command(name = "samples", description = "Keep manual samples and other readings 手工监测结果.")
    int samples(@Parameters(paramLabel = "FILE", description = FILE) Path file) throws IOException {
        Settings settings = Settings.from(System.getenv());
        Desk desk = Desk.of(settings.db());
        byte[] bytes = Files.readAllBytes(file);
        return taken(desk, file, "samples", "readings", table -> {
            Committed counts = Server.intake(settings, desk.database(), desk.stations(), desk.store(Rejects.class))
                    .acceptTable(table, new Payload("", bytes, Instant.now(), "command " + Desk.user()))
                    .counts();
            return Math.toIntExact(counts.stored() + counts.revised());
        });
    }

    @Command(name = "surveys", description = "Keep survey measurements of noise points 声环境手工监测.")
    int surveys(@Parameters(paramLabel = "FILE", description = FILE) Path file) throws IOException {
        Desk desk = Desk.open();
        return taken(desk, file, "surveys", "measurements", table -> new PostgresSurveys(desk.database())
                .keep(new SurveyTable(desk.stations()).measurements(table, Instant.now()), "command " + Desk.user()));
    }

    @Command(name = "limits", description = "Make a table the limits of plans there are 方案限值.")
    int limits(@Parameters(paramLabel = "FILE", description = FILE) Path file) throws IOException {
        Desk desk = Desk.open();
        return taken(desk, file, "limits", "sections", table -> {
            List<PlannedLimit> limits = LimitColumns.read(table, desk.stations());
            if (limits.isEmpty()) {
                throw new UsageException(file + " has no line and would take all limits away");
            }
            return desk.limits().replace(limits);
        });
    }

    @Command(name = "intakes", description = "Keep reports of water taken from sources 取水量.")
    int intakes(@Parameters(paramLabel = "FILE", description = FILE) Path file) throws IOException {
        Desk desk = Desk.open();
        return taken(desk, file, "intakes", "reports", table -> desk.intakes()
                .keep(IntakeColumns.read(table, desk.stations())));
    }

    @Command(name = "dust", description = "Put days of dust on the list 沙尘日.")
    int dust(@Parameters(paramLabel = "FILE", description = FILE) Path file) throws IOException {
        Desk desk = Desk.open();
        return taken(desk, file, "dust", "days", table -> desk.dust()
                .put(new DustTable(desk.stations()).entries(table), Desk.user()));
    }

    @Command(name = "tasks", description = "Enter reports on tasks of a programme 任务进展.")
    int tasks(
            @Parameters(paramLabel = "FILE", description = FILE) Path file,
            @Option(names = "--programme", required = true, description = "Id of the programme.") String programme)
            throws IOException {
        Settings settings = Settings.from(System.getenv());
        Programme found = Check.programme(settings.programmes().folder(), programme);
        Desk desk = Desk.of(settings.db());
        return taken(desk, file, "tasks", "reports", table -> desk.store(TaskEntries.class)
                .enter(
                        found.id(),
                        TaskEntryTable.read(found, table, LocalDate.now(LocalDay.CHINA), Desk.user(), Instant.now())));
    }

    private interface Taking {
        int take(Table table);
    }

    /** Reads the file as the HTTP routes do, keeps it and tells the audit. */
    private int taken(Desk desk, Path file, String form, String what, Taking taking) throws IOException {
        try {
            Table table = OfficeTable.read(
                            file.toString(),
                            Form.named(form).orElseThrow(),
                            Files.readAllBytes(file),
                            null,
                            new StationNames(desk.stations()))
                    .table();
            int changed = taking.take(table);
            desk.note("import " + form, file.toString());
            spec.commandLine().getOut().println(changed + " " + what + " new or changed");
            return 0;
        } catch (Table.Malformed e) {
            throw new UsageException(
                    e.all().stream().map(Root::message).collect(Collectors.joining(System.lineSeparator())));
        }
    }
}
