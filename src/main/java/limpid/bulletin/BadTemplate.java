package limpid.bulletin;

import io.pebbletemplates.pebble.error.AttributeNotFoundException;
import io.pebbletemplates.pebble.error.PebbleException;
import org.jspecify.annotations.Nullable;

/** A template that cannot be used; the message names file, line and reason. */
public final class BadTemplate extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String template;
    private final @Nullable Integer line;
    private final @Nullable String name;

    private BadTemplate(
            String template, @Nullable Integer line, @Nullable String name, String reason, Throwable cause) {
        super(template + (line == null ? "" : " line " + line) + ": " + reason, cause);
        this.template = template;
        this.line = line;
        this.name = name;
    }

    /** One that has no place here. */
    public static BadTemplate of(String template, String reason) {
        return new BadTemplate(template, null, null, reason, new IllegalArgumentException(template));
    }

    /** One that cannot be read, or that asks for what is not there. */
    static BadTemplate of(String template, PebbleException e) {
        String unknown = e instanceof AttributeNotFoundException missing ? missing.getAttributeName() : null;
        return new BadTemplate(
                template,
                e.getLineNumber(),
                unknown,
                unknown == null ? e.getPebbleMessage() : "no figure is called '" + unknown + "'",
                e);
    }

    /** Its file. */
    public String template() {
        return template;
    }

    /** Where in the file; null where that is not one line. */
    public @Nullable Integer line() {
        return line;
    }

    /** The name that stands for nothing; null where something else is wrong. */
    public @Nullable String name() {
        return name;
    }
}
