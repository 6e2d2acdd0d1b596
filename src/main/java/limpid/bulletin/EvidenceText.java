package limpid.bulletin;

import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import limpid.measure.Language;
import org.jspecify.annotations.Nullable;

/** On what a figure rests, as a text to be printed: {@code evidence.zh.md} and {@code evidence.en.md}. */
public final class EvidenceText {
    private static final String NAME = "evidence";

    private final Map<Language, PebbleTemplate> templates = new EnumMap<>(Language.class);

    /** Reads the templates. */
    public EvidenceText() {
        for (Language language : Language.values()) {
            templates.put(
                    language,
                    Templates.engine(NAME, Resource.text(NAME + "." + language.code() + Templates.SUFFIX))
                            .extension(new Wording(language), new EvidenceWording(language))
                            .strictVariables(false)
                            .build()
                            .getTemplate(NAME));
        }
    }

    /**
     * The text in Markdown.
     *
     * @param evidence an answer to the question for evidence, by the names of its members, with {@code address} and {@code digest}
     */
    public String markdown(Language language, Map<String, @Nullable Object> evidence) {
        StringWriter written = new StringWriter();
        try {
            Objects.requireNonNull(templates.get(language)).evaluate(written, evidence, Locale.ROOT);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return Templates.tidy(written.toString());
    }
}
