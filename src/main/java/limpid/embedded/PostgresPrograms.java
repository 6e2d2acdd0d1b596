package limpid.embedded;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's own programs, unpacked once from the archive for this machine's system and processor. */
final class PostgresPrograms {
    private final Path bin;

    private PostgresPrograms(Path bin) {
        this.bin = bin;
    }

    /**
     * Unpacks into a folder named after the content of the archive, so that another version gets another folder.
     *
     * @throws CannotStart where there is no archive for this machine or the folder cannot be written
     */
    static PostgresPrograms unpack(Path folder) {
        try {
            byte[] archive = archive();
            Path home = folder.resolve("postgresql-" + digest(archive));
            if (!Files.exists(home)) {
                Path partial = Folders.empty(folder.resolve("postgresql-partial"));
                extract(archive, partial);
                Files.move(partial, home, StandardCopyOption.ATOMIC_MOVE);
            }
            return new PostgresPrograms(home.resolve("bin"));
        } catch (IOException e) {
            throw new CannotStart("unpacking PostgreSQL into " + folder, e);
        }
    }

    /** The path of a program, such as {@code pg_ctl}. */
    String program(String name) {
        return bin.resolve(name).toString();
    }

    private static byte[] archive() throws IOException {
        String system =
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("mac") ? "Darwin" : "Linux";
        try (InputStream in =
                DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, System.getProperty("os.arch", ""))) {
            return in.readAllBytes();
        }
    }

    private static String digest(byte[] archive) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(archive), 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static void extract(byte[] archive, Path folder) throws IOException {
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new XZInputStream(new ByteArrayInputStream(archive)))) {
            TarArchiveEntry entry = tar.getNextEntry();
            while (entry != null) {
                extract(tar, entry, folder.resolve(entry.getName()).normalize());
                entry = tar.getNextEntry();
            }
        }
    }

    private static void extract(TarArchiveInputStream tar, TarArchiveEntry entry, Path target) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.resolveSibling("."));
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else {
            Files.copy(tar, target);
            boolean runs = (entry.getMode() & 0100) != 0;
            Files.setPosixFilePermissions(target, PosixFilePermissions.fromString(runs ? "rwxr-xr-x" : "rw-r--r--"));
        }
    }
}
