package limpid.bulletin;

import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.error.PebbleException;
import io.pebbletemplates.pebble.loader.MemoryLoader;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import limpid.measure.Language;
import limpid.measure.Texts;
import org.jspecify.annotations.Nullable;

/**
 * The templates of bulletins, one per language, in Markdown with Pebble's marks. A city's own goes before the one for all
 * cities. Templates see the figures under the names the API gives them.
 */
public final class Templates {
    private static final String ALL = "bulletin";
    static final String SUFFIX = ".md";
    private static final String ESCAPING = "markdown";

    /** By name, which is {@code CITY.zh} or {@code bulletin.zh}. */
    private final Map<String, PebbleTemplate> byName = new HashMap<>();

    private Templates(Map<String, String> sources, Shape figures) {
        sources.forEach((name, source) -> byName.put(name, compile(name, source, figures)));
    }

    /** Those that ship with the program, for figures of these names. */
    public static Templates shipped(Shape figures) {
        return new Templates(shippedSources(), figures);
    }

    /**
     * Those that ship, and before them those of a folder: {@code CITY.zh.md} for a city, {@code bulletin.zh.md} for all.
     *
     * @param figures which names there are
     * @throws BadTemplate where one cannot be read as a template, or asks for a figure of another name
     */
    public static Templates with(Path folder, Shape figures) {
        Map<String, String> sources = shippedSources();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(SUFFIX)).toList()) {
                String name = String.valueOf(file.getFileName());
                sources.put(name.substring(0, name.length() - SUFFIX.length()), text(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("reading the templates of " + folder, e);
        }
        return new Templates(sources, figures);
    }

    private static String text(Path file) throws IOException {
        try {
            return Texts.decode(Files.readAllBytes(file), null);
        } catch (Texts.Undecodable e) {
            throw BadTemplate.of(String.valueOf(file.getFileName()), e.reason());
        }
    }

    private static Map<String, String> shippedSources() {
        Map<String, String> sources = new HashMap<>();
        for (Language language : Language.values()) {
            String name = ALL + "." + language.code();
            sources.put(name, Resource.text(name + SUFFIX));
        }
        return sources;
    }

    /**
     * The bulletin as Markdown.
     *
     * @param figures by name: texts, numbers, lists and further such maps
     * @throws BadTemplate where the template asks for what is not there
     */
    public String markdown(String city, Language language, Map<String, @Nullable Object> figures) {
        PebbleTemplate template = find(city, language);
        StringWriter written = new StringWriter();
        try {
            template.evaluate(written, figures, Locale.ROOT);
        } catch (PebbleException e) {
            throw BadTemplate.of(template.getName() + SUFFIX, e);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return tidy(written.toString());
    }

    /** Without the lines that marks of the template leave empty. */
    static String tidy(String written) {
        return written.replaceAll("[ \t]+\n", "\n").replaceAll("\n{3,}", "\n\n").strip() + "\n";
    }

    private PebbleTemplate find(String city, Language language) {
        return Stream.of(city, ALL)
                .flatMap(name -> Stream.ofNullable(byName.get(name + "." + language.code())))
                .findFirst()
                .orElseThrow();
    }

    private static PebbleTemplate compile(String name, String source, Shape figures) {
        Language language = Stream.of(Language.values())
                .filter(each -> name.endsWith("." + each.code()))
                .findFirst()
                .orElseThrow(() -> BadTemplate.of(name + SUFFIX, "expected a name that ends in .zh.md or .en.md"));
        try {
            return engine(name, source)
                    .extension(new Wording(language), new UnknownFigures(figures))
                    .strictVariables(true)
                    .build()
                    .getTemplate(name);
        } catch (PebbleException e) {
            throw BadTemplate.of(name + SUFFIX, e);
        } catch (RuntimeException e) {
            // Pebble fails in other ways too: past the end of a tag that is not closed, at a number that is too long.
            throw e.getCause() instanceof PebbleException why
                    ? BadTemplate.of(name + SUFFIX, why)
                    : BadTemplate.of(name + SUFFIX, "not read as a template: " + e.getMessage());
        }
    }

    /** What writes Markdown from a template. */
    static PebbleEngine.Builder engine(String name, String source) {
        MemoryLoader loader = new MemoryLoader();
        loader.addTemplate(name, source);
        return new PebbleEngine.Builder()
                .loader(loader)
                .newLineTrimming(false)
                .addEscapingStrategy(ESCAPING, MarkdownText::escape)
                .defaultEscapingStrategy(ESCAPING);
    }
}
