package limpid.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import limpid.Settings;
import limpid.backup.Backups;
import limpid.backup.BaseBackup;
import limpid.embedded.EmbeddedDatabase;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a backup of the whole database while it works on. */
@Command(
        name = "backup",
        description = {
            "Make a backup 备份 of the whole database while it works on, and verify it.",
            "The database is that of LIMPID_DB_URL, on this machine. With LIMPID_BACKUP the service does so itself every day."
        })
final class Backup implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "FOLDER", description = "Where it goes, best on another disk.")
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Option(names = "--embedded", paramLabel = "DIR", description = "The database of serve --embedded DIR, which runs.")
    private @Nullable Path embedded;

    @Option(
            names = "--keep",
            paramLabel = "COUNT",
            description = "Remove all but so many of the newest afterwards; default: none is removed.")
    private @Nullable Integer keep;

    @Override
    public Integer call() {
        if (keep != null && keep < 1) {
            throw new UsageException("--keep " + keep + " would keep none; an example is 7");
        }
        Backups backups = new Backups(folder);
        Backups.Base made = embedded == null
                ? take(Settings.from(System.getenv()).db(), backups)
                : take(EmbeddedDatabase.running(embedded), backups);
        PrintWriter out = spec.commandLine().getOut();
        out.println(made.folder() + "  made and verified 已备份并校验");
        if (keep != null) {
            out.println(backups.keep(keep) + " older removed 删除旧备份");
        }
        out.flush();
        return 0;
    }

    private static Backups.Base take(Settings.Db database, Backups backups) {
        return BaseBackup.take(database.url(), database.user(), database.password(), backups);
    }

    private static Backups.Base take(EmbeddedDatabase.Access database, Backups backups) {
        return BaseBackup.take(database.url(), database.user(), database.password(), backups);
    }
}
