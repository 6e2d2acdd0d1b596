package limpid.backup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What PostgreSQL says is in a backup: each file with size and SHA-256, and from where to where its changes are needed. The format is
 * that of PostgreSQL's documentation, Backup Manifest Format.
 *
 * @param files    by their path
 * @param segments that are needed, by their names in order
 */
record Manifest(Map<String, FileSum> files, List<String> segments) {
    /** The digits of a segment's name that tell its timeline. */
    static final int TIMELINE_DIGITS = 8;

    static final String NAME = "backup_manifest";
    private static final String OWN_SUM = "\"Manifest-Checksum\"";
    private static final String SHA_256 = "SHA256";
    private static final long SEGMENT_BYTES = 16L * 1024 * 1024;
    private static final int HEX = 16;
    private static final int WORD = 32;

    /**
     * A file.
     *
     * @param bytes  its size
     * @param sha256 in hexadecimal
     */
    record FileSum(long bytes, String sha256) {}

    /**
     * Reads it, and holds it against its own sum.
     *
     * @throws BackupException where it is not complete
     */
    static Manifest read(Path base) throws IOException {
        Path file = base.resolve(NAME);
        if (!Files.exists(file)) {
            throw new BackupException(base + " has no " + NAME + ": PostgreSQL has not finished it", null);
        }
        return of(file, Files.readString(file));
    }

    /**
     * Reads its text, and holds it against its own sum.
     *
     * @param file that it stands in, for who reads what is wrong
     * @throws BackupException where it is not complete
     */
    static Manifest of(Path file, String text) throws IOException {
        int end = text.lastIndexOf(OWN_SUM);
        JsonNode told = new ObjectMapper().readTree(text);
        if (end < 0
                || !sum(text.substring(0, end).getBytes(StandardCharsets.UTF_8))
                        .equals(told.path("Manifest-Checksum").asText())) {
            throw new BackupException(file + " was changed or is not complete", null);
        }
        return of(file, told);
    }

    private static Manifest of(Path file, JsonNode told) {
        Map<String, FileSum> files = new LinkedHashMap<>();
        for (JsonNode each : told.path("Files")) {
            if (!SHA_256.equals(each.path("Checksum-Algorithm").asText())) {
                throw new BackupException(file + " has no SHA-256 of " + each.path("Path"), null);
            }
            files.put(
                    path(each),
                    new FileSum(
                            each.path("Size").asLong(), each.path("Checksum").asText()));
        }
        List<String> segments = new ArrayList<>();
        told.path("WAL-Ranges").forEach(range -> segments.addAll(segments(range)));
        if (segments.isEmpty()) {
            throw new BackupException(file + " names no range of changes", null);
        }
        return new Manifest(files, List.copyOf(segments));
    }

    private static String path(JsonNode file) {
        return file.has("Path")
                ? file.path("Path").asText()
                : new String(HexFormat.of().parseHex(file.path("Encoded-Path").asText()), StandardCharsets.UTF_8);
    }

    private static List<String> segments(JsonNode range) {
        long first = place(range.path("Start-LSN").asText()) / SEGMENT_BYTES;
        // What ends where a segment begins needs nothing of that one.
        long last = (place(range.path("End-LSN").asText()) - 1) / SEGMENT_BYTES;
        List<String> names = new ArrayList<>();
        long inWord = (1L << WORD) / SEGMENT_BYTES;
        for (long number = first; number <= last; number++) {
            names.add("%08X%08X%08X".formatted(range.path("Timeline").asLong(), number / inWord, number % inWord));
        }
        return names;
    }

    /** A place in what was written, such as 0/3000028. */
    private static long place(String lsn) {
        String[] words = lsn.split("/", 2);
        return (Long.parseLong(words[0], HEX) << WORD) + Long.parseLong(words[1], HEX);
    }

    /** The first that is needed. */
    String firstSegment() {
        return segments.getFirst();
    }

    /** What must be there: the files, and the segments where they lie in a database. */
    Set<String> expected() {
        Set<String> all = new TreeSet<>(files.keySet());
        segments.forEach(segment -> all.add("pg_wal/" + segment));
        return all;
    }

    private static String sum(byte[] bytes) {
        return HexFormat.of().formatHex(sha256().digest(bytes));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
