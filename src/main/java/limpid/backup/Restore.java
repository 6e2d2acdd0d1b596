package limpid.backup;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Makes the folder of a database out of a backup. */
public final class Restore {
    private Restore() {}

    /**
     * Unpacks the backup that is meant, verifies it, and leaves word for PostgreSQL to read what was written since when it is started
     * on the folder the next time.
     *
     * @param data  absent or empty; PostgreSQL's data
     * @param until the last instant whose commits count; none for all there are
     * @return which backup it was
     * @throws BackupException where there is none so old, it is not whole, or the folder holds something
     */
    public static Backups.Base prepare(Backups backups, Path data, Optional<Instant> until) {
        Backups.Base base = unpack(backups, data, until);
        try {
            leaveWord(backups.wal(), data, until);
            return base;
        } catch (IOException e) {
            throw failed(data, e);
        }
    }

    /**
     * The same for a standby, which follows its primary when PostgreSQL is started on the folder.
     *
     * @param primary how the standby connects, as libpq reads it: {@code host=... user=... password=...}
     */
    public static void prepareStandby(Backups backups, Path data, String primary) {
        unpack(backups, data, Optional.empty());
        try {
            append(data, List.of(setting("primary_conninfo", primary)));
            Files.createFile(data.resolve("standby.signal"));
        } catch (IOException e) {
            throw failed(data, e);
        }
    }

    private static BackupException failed(Path data, IOException e) {
        return new BackupException("restoring into " + data + ": " + e, e);
    }

    private static Backups.Base unpack(Backups backups, Path data, Optional<Instant> until) {
        Backups.Base base = Backups.chosen(backups.all(), until, backups.folder());
        try {
            if (Files.exists(data) && !isEmpty(data)) {
                throw new BackupException(
                        data + " is not empty; a database is restored into a folder of its own", null);
            }
            Files.createDirectories(data);
            Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx------"));
            Verification.unpack(base.folder(), data);
            return base;
        } catch (IOException e) {
            throw failed(data, e);
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
            return !all.iterator().hasNext();
        }
    }

    private static void leaveWord(Path wal, Path data, Optional<Instant> until) throws IOException {
        String copy = "cp \"" + wal.toString().replace("%", "%%") + "/%f\" \"%p\"";
        List<String> lines = List.of(
                setting("restore_command", copy),
                setting(
                        "recovery_target_time",
                        until.map(time -> LocalDateTime.ofInstant(time, ZoneOffset.UTC) + "+00")
                                .orElse("")),
                setting("recovery_target_action", "promote"),
                setting("recovery_target_timeline", "latest"));
        append(data, lines);
        Files.createFile(data.resolve("recovery.signal"));
    }

    /** The last line of a name counts in this file. */
    private static void append(Path data, List<String> lines) throws IOException {
        Files.write(data.resolve("postgresql.auto.conf"), lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static String setting(String name, String value) {
        return name + " = '" + value.replace("'", "''") + "'";
    }
}
