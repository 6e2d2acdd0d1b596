package limpid.api;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import limpid.Settings;

/** The program as somebody runs it at a terminal. */
final class Terminal {
    private Terminal() {}

    /** Starts it on a database, with other settings too. */
    static Process limpid(Settings.Db database, Map<String, String> others, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dstdout.encoding=UTF-8",
                "-cp",
                System.getProperty("java.class.path"),
                limpid.Limpid.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("LIMPID_"));
        builder.environment().put("LIMPID_DB_URL", database.url());
        builder.environment().put("LIMPID_DB_USER", database.user());
        builder.environment().putAll(others);
        return builder.start();
    }
}
