package limpid.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import limpid.BrokerFiles;
import limpid.Server;
import limpid.Settings;
import limpid.store.Keys;
import limpid.store.Registered;
import limpid.store.Stations;
import limpid.store.postgres.PostgresKeys;
import limpid.store.postgres.PostgresStations;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes users and topic rights of Mosquitto from the keys of stations. */
@Command(
        name = "broker-files",
        description =
                "Write Mosquitto's passwd and acl from the keys of stations in LIMPID_DB_URL; what own.passwd and own.acl"
                        + " in the folder say comes first.")
final class BrokerFilesCommand implements Callable<Integer> {
    @Option(names = "--out", paramLabel = "DIR", required = true, description = "Folder, which is there.")
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Override
    public Integer call() {
        if (!Files.isDirectory(folder)) {
            throw new UsageException("--out " + folder + " is no folder");
        }
        DataSource database = Server.database(Settings.from(System.getenv()).db());
        Keys keys = new PostgresKeys(database);
        Stations stations = new PostgresStations(database, Instant::now);
        try {
            new BrokerFiles(folder, code -> stations.registered(code)
                            .map(Registered::station)
                            .map(station -> station.medium()))
                    .write(keys.all(), Instant.now());
            return 0;
        } catch (IOException e) {
            throw new UsageException("cannot write to " + folder + ": " + e.getMessage());
        }
    }
}
