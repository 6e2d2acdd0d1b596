package limpid.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Runs a program of the operating system or of PostgreSQL and waits for it. */
final class Command {
    private Command() {}

    /**
     * Runs it to its end.
     *
     * @param operation what it is for, as a failure calls it
     * @throws CannotStart where it cannot be run or ends with another code than 0; with what it printed
     */
    static void run(String operation, List<String> command) {
        run(operation, command, "");
    }

    /**
     * The same for one that reads.
     *
     * @param input what it reads
     */
    static void run(String operation, List<String> command, String input) {
        String printed;
        int code;
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            try (OutputStream in = process.getOutputStream()) {
                in.write(input.getBytes(StandardCharsets.UTF_8));
            }
            printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            code = process.waitFor();
        } catch (IOException e) {
            throw new CannotStart(operation, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotStart(operation, e);
        }
        if (code != 0) {
            throw new CannotStart(operation, printed.isEmpty() ? "exit code " + code : printed);
        }
    }

    /** Whether it can be run and ends with code 0. */
    static boolean succeeds(List<String> command) {
        try {
            run(String.join(" ", command), command);
            return true;
        } catch (CannotStart e) {
            return false;
        }
    }
}
