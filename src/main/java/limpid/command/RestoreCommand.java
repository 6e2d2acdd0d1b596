package limpid.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.concurrent.Callable;
import limpid.Settings;
import limpid.backup.Backups;
import limpid.backup.Bucket;
import limpid.backup.BucketCopy;
import limpid.backup.Restore;
import limpid.embedded.EmbeddedDatabase;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a database out of a backup. */
@Command(
        name = "restore",
        description = {
            "Make a database out of a backup 恢复, as it was at the end of what is kept or at a time before.",
            "Each file is held against its digest; a backup that is not whole is refused."
        })
final class RestoreCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "FOLDER", description = "That backups were made into.")
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @ArgGroup(multiplicity = "1")
    @SuppressWarnings("NullAway.Init")
    private Target target;

    @Option(
            names = "--until",
            paramLabel = "TIME",
            description = "With what was committed up to then, such as 2026-03-01T08:00:00+08:00; default: with all.")
    private @Nullable String until;

    @Option(
            names = "--standby-of",
            paramLabel = "CONNECTION",
            description = "With --data: a standby of this primary, such as \"host=db-1 user=replicator password=...\".")
    private @Nullable String primary;

    @Option(
            names = "--bucket",
            description = "Fetch what is needed into FOLDER first, from the bucket of LIMPID_BACKUP_BUCKET.")
    private boolean bucket;

    /** Where to. */
    static final class Target {
        @Option(
                names = "--embedded",
                paramLabel = "DIR",
                description = "A new folder for serve --embedded DIR; the database is ready afterwards.")
        private @Nullable Path embedded;

        @Option(
                names = "--data",
                paramLabel = "DIR",
                description =
                        "A new data folder of a PostgreSQL of the same version, which reads what was written since when"
                                + " you start it.")
        private @Nullable Path data;
    }

    @Override
    public Integer call() {
        Backups backups = new Backups(folder);
        Optional<Instant> end = Optional.ofNullable(until).map(RestoreCommand::instant);
        if (primary != null && (target.data == null || until != null)) {
            throw new UsageException("--standby-of goes with --data, and without --until");
        }
        if (bucket) {
            fetch(backups, end);
        }
        PrintWriter out = spec.commandLine().getOut();
        if (target.embedded != null) {
            Backups.Base base = Restore.prepare(backups, target.embedded.resolve(EmbeddedDatabase.DATA), end);
            EmbeddedDatabase.recover(target.embedded);
            out.println("restored from " + base.folder()
                    + end.map(time -> " until " + time).orElse("") + " 已恢复; start it with serve --embedded "
                    + target.embedded);
        } else if (target.data != null && primary != null) {
            Restore.prepareStandby(backups, target.data, primary);
            out.println("unpacked 已解包; give the folder to PostgreSQL's user and start PostgreSQL on it");
        } else if (target.data != null) {
            Backups.Base base = Restore.prepare(backups, target.data, end);
            out.println("unpacked from " + base.folder()
                    + " 已解包; give the folder to PostgreSQL's user and start PostgreSQL on it");
        }
        out.flush();
        return 0;
    }

    private static void fetch(Backups backups, Optional<Instant> end) {
        Bucket from = Settings.from(System.getenv())
                .embedded()
                .backup()
                .copies()
                .bucket()
                .orElseThrow(() -> new UsageException("--bucket needs LIMPID_BACKUP_BUCKET"));
        try (BucketCopy copy = BucketCopy.of(from)) {
            copy.fetch(backups, end);
        }
    }

    private static Instant instant(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw new UsageException(
                    "--until '" + text + "' is no time with an offset; an example is 2026-03-01T08:00:00+08:00");
        }
    }
}
