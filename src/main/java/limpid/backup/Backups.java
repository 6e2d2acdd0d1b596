package limpid.backup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder of backups: {@code base/TIME}, a whole database as it was at TIME (UTC), and {@code wal}, what PostgreSQL wrote
 * since, in files of 16 MB. With both a database can be made again as it was at any time after the oldest TIME.
 */
public final class Backups {
    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'");
    private static final String PARTIAL = ".partial";

    /** A segment of what was written, or the mark of a backup's beginning in one. */
    private static final Pattern SEGMENT = Pattern.compile("([0-9A-F]{24})(\\.[0-9A-F]{8}\\.backup)?");

    /** Where a timeline left another one. */
    private static final Pattern HISTORY = Pattern.compile("[0-9A-F]{8}\\.history");

    private final Path folder;

    /**
     * Of a folder, which may not be there yet.
     *
     * @param folder absolute
     */
    public Backups(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    /** One whole database, complete and verified. */
    public record Base(Path folder, Instant time) {}

    /** Where it is. */
    public Path folder() {
        return folder;
    }

    /** What PostgreSQL wrote since. */
    public Path wal() {
        return folder.resolve("wal");
    }

    private Path bases() {
        return folder.resolve("base");
    }

    /** All that are complete, the oldest first. */
    public List<Base> all() {
        if (!Files.isDirectory(bases())) {
            return List.of();
        }
        List<Base> found = new ArrayList<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(bases())) {
            for (Path each : folders) {
                time(each.getFileName().toString()).ifPresent(time -> found.add(new Base(each, time)));
            }
        } catch (IOException e) {
            throw new BackupException("reading " + bases() + ": " + e, e);
        }
        found.sort(Comparator.comparing(Base::time));
        return List.copyOf(found);
    }

    /** When a whole database was made, by the name of its folder; none where it is not complete, or somebody else's. */
    static Optional<Instant> time(String name) {
        try {
            return Optional.of(LocalDateTime.parse(name, NAME).toInstant(ZoneOffset.UTC));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** The newest. */
    public Optional<Base> newest() {
        return all().stream().reduce((older, newer) -> newer);
    }

    /**
     * The newest of some that is no later than an instant.
     *
     * @param all   the oldest first
     * @param until none: the newest of all
     * @param where they are, for who reads that there is none
     * @throws BackupException where there is none
     */
    static Base chosen(List<Base> all, Optional<Instant> until, Object where) {
        return all.stream()
                .filter(base -> until.map(end -> !base.time.isAfter(end)).orElse(true))
                .reduce((older, newer) -> newer)
                .orElseThrow(() -> new BackupException(
                        "no complete backup in " + where
                                + until.map(time -> " is as old as " + time).orElse(""),
                        null));
    }

    /**
     * Makes the folders where there are none.
     *
     * @throws BackupException where they cannot be made
     */
    public void make() {
        try {
            Files.createDirectories(bases());
            Files.createDirectories(wal());
        } catch (IOException e) {
            throw new BackupException("making " + folder + ": " + e, e);
        }
    }

    /** An absent folder for a backup in the making; what was never finished goes. */
    Path begin() throws IOException {
        make();
        try (DirectoryStream<Path> unfinished = Files.newDirectoryStream(bases(), "*" + PARTIAL)) {
            for (Path each : unfinished) {
                delete(each);
            }
        }
        return bases().resolve(NAME.format(LocalDateTime.now(ZoneOffset.UTC)) + PARTIAL);
    }

    /** Names a backup that is complete by the time of its end. */
    Base finish(Path partial, Instant end) throws IOException {
        String name = NAME.format(LocalDateTime.ofInstant(end, ZoneOffset.UTC));
        Path complete = Files.move(partial, bases().resolve(name), StandardCopyOption.ATOMIC_MOVE);
        return new Base(complete, time(name).orElseThrow());
    }

    /**
     * Removes all but so many of the newest, and what was written before the oldest that is left.
     *
     * @param count at least 1
     * @return how many whole databases were removed
     */
    public int keep(int count) {
        List<Base> all = all();
        int surplus = all.size() - Math.max(1, count);
        try {
            for (Base base : all.subList(0, Math.max(0, surplus))) {
                delete(base.folder);
            }
            if (!all.isEmpty()) {
                forgetBefore(Manifest.read(all.get(Math.max(0, surplus)).folder).firstSegment());
            }
        } catch (IOException e) {
            throw new BackupException("removing old backups in " + folder + ": " + e, e);
        }
        return Math.max(0, surplus);
    }

    private void forgetBefore(String segment) throws IOException {
        if (!Files.isDirectory(wal())) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(wal())) {
            for (Path file : files) {
                if (isBefore(file.getFileName().toString(), segment)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    /**
     * Whether a file of what was written comes before a segment. Timelines are told apart by the first eight digits; what came
     * before lies before on every one of them.
     */
    static boolean isBefore(String file, String segment) {
        var name = SEGMENT.matcher(file);
        return name.matches()
                && name.group(1)
                                .substring(Manifest.TIMELINE_DIGITS)
                                .compareTo(segment.substring(Manifest.TIMELINE_DIGITS))
                        < 0;
    }

    /** Whether PostgreSQL has written a file of {@link #wal()} to its end, by its name. */
    static boolean isKept(Path file) {
        String name = file.getFileName().toString();
        return SEGMENT.matcher(name).matches() || HISTORY.matcher(name).matches();
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    /** A file of a whole database. */
    static InputStream archive(Path base) throws IOException {
        return Files.newInputStream(base.resolve("base.tar.gz"));
    }
}
