package limpid.api.screen;

import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.loader.ClasspathLoader;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;

/** The page for the public from its template {@code limpid/api/public.html}; what it prints is escaped. */
@Singleton
final class PublicPage {
    private final PebbleTemplate template = new PebbleEngine.Builder()
            .loader(new ClasspathLoader(PublicPage.class.getClassLoader()))
            .strictVariables(true)
            .build()
            .getTemplate("limpid/api/public.html");

    /** The page with these figures. */
    String of(Map<String, Object> figures) {
        StringWriter page = new StringWriter();
        try {
            template.evaluate(page, figures);
        } catch (IOException e) {
            throw new UncheckedIOException("writing the public page", e);
        }
        return page.toString();
    }
}
