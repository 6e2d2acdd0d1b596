package limpid.embedded;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import limpid.backup.Backups;
import org.jspecify.annotations.Nullable;

/** The embedded database and broker together, on one data folder that belongs to this process as long as they run. */
public final class EmbeddedServices implements AutoCloseable {
    private final FolderLock lock;
    private final EmbeddedDatabase database;
    private final EmbeddedBroker broker;

    private EmbeddedServices(FolderLock lock, EmbeddedDatabase database, EmbeddedBroker broker) {
        this.lock = lock;
        this.database = database;
        this.broker = broker;
    }

    /**
     * Starts both at once, and creates the folder where there is none.
     *
     * @param folder       holds all they keep
     * @param databasePort 0 for any free one
     * @param brokerPort   0 for any free one
     * @param longestPayload bytes of a message that the broker takes
     * @param users        of the broker; null for everybody on this machine
     * @param backups      where what the database writes is kept; null for nowhere
     * @throws CannotStart where the folder is in use or one of them does not start; then neither runs
     */
    public static EmbeddedServices start(
            Path folder,
            int databasePort,
            int brokerPort,
            int longestPayload,
            @Nullable BrokerUsers users,
            @Nullable Backups backups) {
        FolderLock lock = FolderLock.take(folder);
        CompletableFuture<EmbeddedBroker> broker =
                CompletableFuture.supplyAsync(() -> EmbeddedBroker.start(folder, brokerPort, longestPayload, users));
        try {
            EmbeddedDatabase database = EmbeddedDatabase.start(folder, databasePort, backups);
            return new EmbeddedServices(lock, database, join(broker, database));
        } catch (CannotStart e) {
            broker.thenAccept(EmbeddedBroker::close)
                    .exceptionally(alsoFailed -> null)
                    .join();
            lock.close();
            throw e;
        }
    }

    private static EmbeddedBroker join(CompletableFuture<EmbeddedBroker> broker, EmbeddedDatabase database) {
        try {
            return broker.join();
        } catch (CompletionException e) {
            database.close();
            throw e.getCause() instanceof CannotStart why ? why : new CannotStart("starting the broker", e);
        }
    }

    /** The database. */
    public EmbeddedDatabase database() {
        return database;
    }

    /** The broker. */
    public EmbeddedBroker broker() {
        return broker;
    }

    /** Stops the broker, then the database, then leaves the folder to others. */
    @Override
    public void close() {
        try (lock;
                database;
                broker) {
            // Closed in the reverse of this order.
        }
    }
}
