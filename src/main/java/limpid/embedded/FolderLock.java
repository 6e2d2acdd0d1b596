package limpid.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Holds a data folder for this process alone. Without it a second start on the same folder would take the database of
 * the first for a leftover and stop it. The operating system frees the lock however the process ends.
 */
final class FolderLock implements AutoCloseable {
    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Creates the folder where there is none and takes it.
     *
     * @throws CannotStart where another process holds it or it cannot be written
     */
    static FolderLock take(Path folder) {
        try {
            Files.createDirectories(folder);
            FileChannel channel = FileChannel.open(
                    folder.resolve("lock"),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
            return lock(folder, channel);
        } catch (IOException e) {
            throw new CannotStart("using the data folder " + folder, e);
        }
    }

    private static FolderLock lock(Path folder, FileChannel channel) throws IOException {
        if (tryLock(channel) == null) {
            String holder = Files.readString(folder.resolve("lock")).strip();
            channel.close();
            throw new CannotStart("using the data folder " + folder, "process " + holder + " is using it");
        }
        channel.truncate(0);
        channel.write(
                ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)), 0);
        return new FolderLock(channel);
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // This very process holds it already: the same answer as for another one.
            return null;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new CannotStart("leaving the data folder", e);
        }
    }
}
