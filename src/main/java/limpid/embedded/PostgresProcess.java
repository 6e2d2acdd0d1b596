package limpid.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running PostgreSQL and the guard that stops it. The guard is a shell that waits for the end of its input, a pipe
 * from this process: it comes when we close it, and also when this process is killed. So the database is stopped in an
 * orderly way however we end, and Ctrl-C in a terminal does not stop it before the readings on their way are kept.
 */
final class PostgresProcess implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresProcess.class);
    private static final Duration LONGEST_STOP = Duration.ofMinutes(2);

    /**
     * SIGINT is PostgreSQL's fast shutdown: clients are disconnected, everything is written, its file is removed. The
     * file counts beside the process, because a dead process that nobody collects, as in a container, looks alive.
     */
    private static final String STOP = "kill -INT $1; while kill -0 $1 && [ -e \"$2\" ]; do sleep 0.1; done";

    private static final String GUARD = "trap '' INT TERM HUP; read -r _; " + STOP;

    private final Process guard;

    private PostgresProcess(Process guard) {
        this.guard = guard;
    }

    /**
     * Guards the PostgreSQL that runs on this data folder.
     *
     * @throws CannotStart where none runs
     */
    static PostgresProcess guard(Path data) {
        long pid = running(data)
                .orElseThrow(() -> new CannotStart("guarding PostgreSQL", "none runs on " + data))
                .pid();
        try {
            Process guard = new ProcessBuilder(
                            "sh",
                            "-c",
                            GUARD,
                            "postgres-guard",
                            Long.toString(pid),
                            file(data).toString())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return new PostgresProcess(guard);
        } catch (IOException e) {
            throw new CannotStart("guarding PostgreSQL", e);
        }
    }

    /**
     * Stops what a killed process may have left running, and clears a process number that now belongs to somebody else,
     * which PostgreSQL would take for itself.
     */
    static void stopLeftover(Path data) {
        Optional<ProcessHandle> leftover = running(data);
        if (leftover.isPresent()) {
            String pid = Long.toString(leftover.get().pid());
            LOG.info("stopping the PostgreSQL that an earlier run left behind, process {}", pid);
            Command.run(
                    "stopping process " + pid,
                    List.of(
                            "sh",
                            "-c",
                            "{ " + STOP + "; } 2>/dev/null",
                            "stop",
                            pid,
                            file(data).toString()));
        } else if (named(data).isPresent()) {
            clear(file(data));
        }
    }

    /** The PostgreSQL of this data folder and no other process. */
    static Optional<ProcessHandle> running(Path data) {
        return named(data).filter(process -> isPostgresOf(data, process));
    }

    private static Optional<ProcessHandle> named(Path data) {
        Path file = file(data);
        try {
            return Files.exists(file)
                    ? Files.readAllLines(file).stream()
                            .findFirst()
                            .map(line -> Long.parseLong(line.strip()))
                            .flatMap(ProcessHandle::of)
                            .filter(ProcessHandle::isAlive)
                    : Optional.empty();
        } catch (IOException | NumberFormatException e) {
            throw new CannotStart("reading " + file, e);
        }
    }

    private static boolean isPostgresOf(Path data, ProcessHandle process) {
        String program = process.info().command().orElse("");
        String line = process.info().commandLine().orElse("");
        return program.endsWith("/postgres") && line.contains(data.toString());
    }

    private static Path file(Path data) {
        return data.resolve("postmaster.pid");
    }

    private static void clear(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new CannotStart("removing " + file, e);
        }
    }

    @Override
    public void close() {
        try {
            guard.getOutputStream().close();
            if (!guard.waitFor(LONGEST_STOP.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("PostgreSQL has not stopped within {}; it goes on stopping by itself", LONGEST_STOP);
            }
        } catch (IOException e) {
            throw new CannotStart("stopping PostgreSQL", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotStart("stopping PostgreSQL", e);
        }
    }
}
