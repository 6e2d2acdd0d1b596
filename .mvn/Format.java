import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.ImportOrderer;
import com.palantir.javaformat.java.JavaFormatterOptions;
import com.palantir.javaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Formats the sources below the working folder, or checks that they are formatted. Run by the pom on the JDK that
 * compiles them: the formatter reads sources with the compiler of the JDK it runs on, and Maven's may be older.
 */
public final class Format {
    private static final Formatter FORMATTER = Formatter.createFormatter(JavaFormatterOptions.builder()
            .style(JavaFormatterOptions.Style.PALANTIR)
            .formatJavadoc(false)
            .build());

    private Format() {}

    public static void main(String[] arguments) throws IOException, FormatterException {
        boolean write = arguments.length == 1 && arguments[0].equals("write");
        int different = 0;
        for (Path file : sources()) {
            String text = Files.readString(file);
            String formatted = formatted(file, text);
            if (!formatted.equals(text)) {
                different++;
                System.err.println((write ? "formatted: " : "not formatted: ") + file);
                if (write) {
                    Files.writeString(file, formatted);
                }
            }
        }
        if (different > 0 && !write) {
            System.err.println("run: mvn -q validate exec:exec@format");
            System.exit(1);
        }
    }

    private static String formatted(Path file, String text) throws FormatterException {
        try {
            String imports = RemoveUnusedImports.removeUnusedImports(text);
            String ordered = ImportOrderer.reorderImports(imports, JavaFormatterOptions.Style.PALANTIR);
            return FORMATTER.formatSource(ordered);
        } catch (FormatterException e) {
            System.err.println("cannot read: " + file);
            throw e;
        }
    }

    private static List<Path> sources() throws IOException {
        List<Path> roots = Stream.of("src/main/java", "src/test/java", "sensors-sim/src/main/java", "sensors-sim/src/test/java")
                .map(Path::of)
                .filter(Files::exists)
                .toList();
        List<Path> sources = new ArrayList<>();
        for (Path root : roots) {
            try (Stream<Path> all = Files.walk(root)) {
                all.filter(file -> file.toString().endsWith(".java")).sorted().forEach(sources::add);
            }
        }
        return sources;
    }
}
