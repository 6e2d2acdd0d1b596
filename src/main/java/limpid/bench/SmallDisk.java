package limpid.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A disk that a fault campaign fills. */
final class SmallDisk {
    private static final long LARGEST = 4L << 30;
    private static final int BLOCK = 64 * 1024;

    private SmallDisk() {}

    /**
     * Leaves no room for so long.
     *
     * @param folder on the disk
     * @throws BenchException where more than 4 GB are left on it
     */
    static void fill(Path folder, Duration length) throws IOException, InterruptedException {
        if (Files.getFileStore(folder).getUsableSpace() > LARGEST) {
            throw new BenchException("the disk of " + folder + " is not small: it has more than 4 GB left", null);
        }
        Path ballast = folder.resolve("ballast");
        try {
            fill(ballast);
            Thread.sleep(length);
        } finally {
            Files.deleteIfExists(ballast);
        }
    }

    private static void fill(Path ballast) throws IOException {
        byte[] block = new byte[BLOCK];
        try (OutputStream out = Files.newOutputStream(ballast)) {
            while (true) {
                out.write(block);
            }
        } catch (IOException e) {
            if (Files.getFileStore(ballast).getUsableSpace() > block.length) {
                throw e;
            }
        }
    }
}
