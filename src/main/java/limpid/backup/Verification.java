package limpid.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;

/** Reads a whole database out of its archive, holds each file against the manifest, and writes it where it is asked to. */
final class Verification {
    private static final String PROGRESS = "unpacking ";

    /** Has sums of its own, and is not in the manifest. */
    private static final String WAL = "pg_wal/";

    private final Manifest manifest;
    private final @Nullable Path target;
    private final Set<String> missing;

    private Verification(Manifest manifest, @Nullable Path target) {
        this.manifest = manifest;
        this.target = target;
        this.missing = new TreeSet<>(manifest.expected());
    }

    /**
     * Verifies a backup.
     *
     * @throws BackupException where a file is missing, has other bytes, or is none of it
     */
    static void of(Path base) throws IOException {
        new Verification(Manifest.read(base), null).read(base);
    }

    /**
     * Verifies a backup and writes it into a folder, which is empty.
     *
     * @throws BackupException as {@link #of}
     */
    static void unpack(Path base, Path target) throws IOException {
        new Verification(Manifest.read(base), target).read(base);
    }

    private void read(Path base) throws IOException {
        try (TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(Backups.archive(base)))) {
            TarArchiveEntry entry = tar.getNextEntry();
            while (entry != null) {
                read(tar, entry);
                entry = tar.getNextEntry();
            }
        } catch (IOException e) {
            throw new BackupException(PROGRESS + base + ": " + e, e);
        }
        if (!missing.isEmpty()) {
            throw new BackupException(base + " has no " + missing.iterator().next(), null);
        }
    }

    private void read(TarArchiveInputStream tar, TarArchiveEntry entry) throws IOException {
        if (entry.isSymbolicLink()) {
            throw new BackupException("tablespaces cannot be kept here: " + entry.getName(), null);
        }
        String name = entry.getName().replaceFirst("^\\./", "").replaceFirst("/$", "");
        if (entry.isDirectory()) {
            if (target != null) {
                Files.createDirectories(place(target, name));
            }
            return;
        }
        Manifest.FileSum sum = manifest.files().get(name);
        if (sum == null && !name.startsWith(WAL)) {
            throw new BackupException(name + " in the backup is none of what PostgreSQL wrote", null);
        }
        MessageDigest digest = Manifest.sha256();
        long bytes = copy(new DigestInputStream(tar, digest), name);
        missing.remove(name);
        if (sum != null
                && (sum.bytes() != bytes || !sum.sha256().equals(HexFormat.of().formatHex(digest.digest())))) {
            throw new BackupException(name + " in the backup is not what PostgreSQL wrote", null);
        }
    }

    private long copy(InputStream from, String name) throws IOException {
        if (target == null) {
            return from.transferTo(OutputStream.nullOutputStream());
        }
        Path file = place(target, name);
        Files.createDirectories(file.resolveSibling("."));
        long bytes = Files.copy(from, file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return bytes;
    }

    private static Path place(Path target, String name) {
        Path place = target.resolve(name).normalize();
        if (!place.startsWith(target)) {
            throw new BackupException(name + " in the backup lies outside of it", null);
        }
        return place;
    }
}
