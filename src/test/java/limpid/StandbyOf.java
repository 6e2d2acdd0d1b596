package limpid;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import limpid.backup.Backups;
import limpid.backup.BaseBackup;
import limpid.backup.Restore;
import limpid.embedded.EmbeddedDatabase;

/** A standby of an embedded database. */
public final class StandbyOf {
    private StandbyOf() {}

    /** Makes it in a folder and starts it. */
    public static EmbeddedDatabase start(EmbeddedDatabase primary, Path folder) throws IOException {
        Backups backups = new Backups(folder.resolve("backups"));
        BaseBackup.take(primary.url(), primary.user(), primary.password(), backups);
        Restore.prepareStandby(
                backups,
                folder.resolve(EmbeddedDatabase.DATA),
                "host=127.0.0.1 port=" + port(primary) + " user=" + primary.user() + " password=" + primary.password());
        Files.writeString(folder.resolve(EmbeddedDatabase.SECRET), primary.password());
        return EmbeddedDatabase.start(folder, 0);
    }

    /** Where it listens. */
    public static int port(EmbeddedDatabase database) {
        return Integer.parseInt(database.url().replaceAll(".*:(\\d+)/.*", "$1"));
    }
}
