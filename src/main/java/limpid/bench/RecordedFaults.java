package limpid.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * What was recorded of a network is published into an empty service, once undisturbed and once more for each fault, which happens
 * some times on the way; readings and results must be the same bytes.
 */
public final class RecordedFaults {
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(30);
    private static final Duration QUIET = Duration.ofMinutes(2);
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final String TAKEN =
            "SELECT coalesce(sum(stored + duplicate + revised + refused), 0), coalesce(sum(stored), 0) FROM ledger";

    private final Grounds grounds;
    private final Recording recording;
    private final int times;
    private final Path folder;
    private final PrintWriter out;

    /** Makes services with nothing in them. */
    public interface Grounds {
        /** One that is ready and knows the recording's stations. */
        FaultGround open(Path folder) throws IOException, InterruptedException, SQLException;
    }

    /** What is published. */
    public interface Recording {
        /** Values in it, those that say "missing" included. */
        long values();

        /** Publishes all of it as fast as it is taken, and sends again what is not acknowledged. */
        void publish(String broker) throws IOException, InterruptedException;
    }

    /** @param times that each fault happens while it is published */
    public RecordedFaults(Grounds grounds, Recording recording, int times, Path folder, PrintWriter out) {
        this.grounds = grounds;
        this.recording = recording;
        this.times = times;
        this.folder = folder;
        this.out = out;
    }

    /** Values that are in the database, and how often one came again. */
    private record Stored(long values, long again) {}

    /** Makes the campaign and prints its table. @return whether all bytes were equal */
    public boolean run(Collection<Fault> faults) throws IOException, InterruptedException, SQLException {
        out.printf("%n  %-42s %8s %10s %12s %8s %8s%n", "fault", "times", "values", "came again", "lost", "equal");
        Path undisturbed = Files.createDirectories(folder.resolve("undisturbed"));
        boolean good = run(null, undisturbed, undisturbed);
        for (Fault fault : faults) {
            Path own = Files.createDirectories(folder.resolve(fault.name()));
            good &= run(fault, own, undisturbed);
        }
        return good;
    }

    private boolean run(@Nullable Fault fault, Path own, Path undisturbed)
            throws IOException, InterruptedException, SQLException {
        try (FaultGround ground = grounds.open(own)) {
            CompletableFuture<Void> publishing = CompletableFuture.runAsync(() -> publish(ground));
            for (int time = 1; fault != null && time <= times; time++) {
                awaitTaken(ground, recording.values() * time / (times + 1), publishing);
                ground.happen(fault);
            }
            publishing.join();
            ground.awaitReady();
            awaitStored(ground);
            awaitRolledUp(ground);
            Stored stored = stored(ground);
            String different = different(ground, own, undisturbed);
            out.printf(
                    "  %-42s %8d %,10d %,12d %,8d %8s%n",
                    fault == null ? "undisturbed" : fault.title(),
                    fault == null ? 0 : times,
                    stored.values(),
                    stored.again(),
                    recording.values() - stored.values(),
                    different.isEmpty() ? "yes" : "NO: " + different);
            out.flush();
            return different.isEmpty() && stored.values() == recording.values();
        } catch (CompletionException e) {
            throw new BenchException("publishing the recording", e.getCause());
        }
    }

    private void publish(FaultGround ground) {
        try {
            recording.publish(ground.direct().mqttUrl());
        } catch (IOException e) {
            throw new CompletionException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CompletionException(e);
        }
    }

    /** The files that differ from those of the undisturbed run. */
    private static String different(FaultGround ground, Path own, Path undisturbed) throws SQLException, IOException {
        StringBuilder different = new StringBuilder();
        try (Connection connection = ground.direct().connect()) {
            for (Map.Entry<String, Path> dump :
                    ResultDumps.write(connection, own).entrySet()) {
                long at = Files.mismatch(dump.getValue(), undisturbed.resolve(dump.getKey()));
                if (at >= 0 || Files.size(dump.getValue()) == 0) {
                    different
                            .append(dump.getKey())
                            .append(" at byte ")
                            .append(at)
                            .append(' ');
                }
            }
        }
        return different.toString().strip();
    }

    /** Until all values are there, or for so long none has come any more that none will. */
    private void awaitStored(FaultGround ground) throws InterruptedException, SQLException {
        Stored stored = stored(ground);
        Instant last = Instant.now().plus(QUIET);
        while (stored.values() < recording.values() && Instant.now().isBefore(last)) {
            Thread.sleep(LOOK);
            Stored now = stored(ground);
            if (!now.equals(stored)) {
                stored = now;
                last = Instant.now().plus(QUIET);
            }
        }
    }

    private static void awaitTaken(FaultGround ground, long values, CompletableFuture<Void> publishing)
            throws InterruptedException, SQLException {
        Instant last = Instant.now().plus(LONGEST_WAIT);
        Stored stored = stored(ground);
        while (stored.values() + stored.again() < values) {
            if (publishing.isCompletedExceptionally()) {
                publishing.join();
            }
            if (Instant.now().isAfter(last)) {
                throw new BenchException(stored.values() + " of " + values + " values after " + LONGEST_WAIT, null);
            }
            Thread.sleep(LOOK);
            stored = stored(ground);
        }
    }

    private static Stored stored(FaultGround ground) throws SQLException {
        try (Connection connection = ground.direct().connect();
                PreparedStatement statement = connection.prepareStatement(TAKEN);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return new Stored(row.getLong(2), row.getLong(1) - row.getLong(2));
        }
    }

    private static void awaitRolledUp(FaultGround ground) throws InterruptedException, SQLException {
        try (Account account = new Account(ground.direct())) {
            account.awaitRolledUp(LONGEST_WAIT);
        }
    }
}
