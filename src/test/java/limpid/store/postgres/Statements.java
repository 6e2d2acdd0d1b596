package limpid.store.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The statements of the store, from the sources. */
final class Statements {
    private static final Path FILES = Path.of("src/main/resources/limpid/store/postgres");
    private static final Path SOURCES = Path.of("src/main/java/limpid");
    private static final Pattern COMMENT = Pattern.compile("--.*");
    private static final Pattern READINGS = Pattern.compile(
            "\\b(FROM|JOIN|INTO|UPDATE|USING|TABLE)\\s+(ONLY\\s+)?(public\\.)?(every_)?reading\\b(?!\\s*:)");

    private Statements() {}

    /** Their names. */
    static List<String> all() {
        return files(FILES, ".sql").stream()
                .map(file -> file.getFileName().toString().replace(".sql", ""))
                .toList();
    }

    /** Names of those that read or write the table of readings. */
    static List<String> touchingReadings() {
        return all().stream()
                .filter(name -> READINGS.matcher(text(name)).find())
                .toList();
    }

    /** Java sources with such a statement in them; the benches fill and read tables of their own. */
    static List<String> sourcesTouchingReadings() {
        return files(SOURCES, ".java").stream()
                .filter(file -> !file.startsWith(SOURCES.resolve("bench")))
                .filter(file -> READINGS.matcher(read(file)).find())
                .map(Path::toString)
                .toList();
    }

    /** A statement without its comments. */
    static String text(String name) {
        return COMMENT.matcher(read(FILES.resolve(name + ".sql"))).replaceAll("");
    }

    private static List<Path> files(Path folder, String ending) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
