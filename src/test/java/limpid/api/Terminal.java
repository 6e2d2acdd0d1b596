package limpid.api;

import java.io.IOException;
import java.util.Map;
import limpid.Limpid;
import limpid.OwnJava;
import limpid.Settings;

/** The program as somebody runs it at a terminal. */
final class Terminal {
    private Terminal() {}

    /** Starts it on a database, with other settings too. */
    static Process limpid(Settings.Db database, Map<String, String> others, String... arguments) throws IOException {
        ProcessBuilder builder = OwnJava.program(256, Limpid.class, arguments).redirectErrorStream(true);
        builder.environment().put("LIMPID_DB_URL", database.url());
        builder.environment().put("LIMPID_DB_USER", database.user());
        builder.environment().putAll(others);
        return builder.start();
    }
}
