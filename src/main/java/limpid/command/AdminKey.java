package limpid.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/** The demo's key to everything: random, made once, readable by its owner alone. */
final class AdminKey {
    private static final int BYTES = 16;

    private AdminKey() {}

    /** The key of this data folder, made where there is none yet. */
    static String in(Path folder) {
        Path file = file(folder);
        try {
            if (!Files.exists(file)) {
                byte[] random = new byte[BYTES];
                new SecureRandom().nextBytes(random);
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                Files.writeString(file, HexFormat.of().formatHex(random) + "\n");
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("making the key " + file, e);
        }
    }

    /** Where it lies. */
    static Path file(Path folder) {
        return folder.resolve("admin.key");
    }
}
