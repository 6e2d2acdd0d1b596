package limpid.command;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import limpid.Settings;
import limpid.measure.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes files in. */
@Command(name = "import", description = "Take in a file; a wrong line is named and nothing is taken in.")
final class Import {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

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
