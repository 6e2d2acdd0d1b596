package limpid.command;

import java.util.concurrent.Callable;
import limpid.Server;
import limpid.Settings;
import picocli.CommandLine.Command;

/** Brings the schema up to date. */
@Command(
        name = "migrate",
        description = {
            "Bring the schema of LIMPID_DB_URL up to date.",
            "serve and demo do so themselves; this is for those who want it done before."
        })
final class Migrate implements Callable<Integer> {
    @Override
    public Integer call() {
        Settings settings = Settings.from(System.getenv());
        Server.migrate(settings.db());
        Server.takePlace(settings);
        return 0;
    }
}
