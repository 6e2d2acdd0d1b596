package limpid;

import java.util.ArrayList;
import java.util.List;

/** Programs of the tests' own class path, in processes of their own. */
public final class OwnJava {
    private OwnJava() {}

    /**
     * A program that is not started yet. It has the first compiler alone, as it ends soon, and no setting of this process.
     *
     * @param heapMb at most, in MB
     */
    public static ProcessBuilder program(int heapMb, Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx" + heapMb + "m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dstdout.encoding=UTF-8",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder program = new ProcessBuilder(command);
        program.environment().keySet().removeIf(name -> name.startsWith("LIMPID_"));
        return program;
    }
}
