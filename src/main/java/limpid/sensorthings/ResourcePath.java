package limpid.sensorthings;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a path names (OGC 18-088, 9.2).
 *
 * @param steps  from a set of entities on, at least one
 * @param ending what is wanted of the last of them
 */
public record ResourcePath(List<Step> steps, Ending ending) {
    private static final String NAME = "path";
    private static final Pattern SEGMENT = Pattern.compile("(\\$?[A-Za-z.]+)(?:\\((.*)\\))?", Pattern.DOTALL);

    /** Keeps its own list. */
    public ResourcePath {
        steps = List.copyOf(steps);
    }

    /**
     * A set of entities, or one of it.
     *
     * @param way how it is reached from the step before; null for the first
     * @param id  of the one; null for the whole set, or where the way leads to one
     */
    public record Step(
            EntityType type,
            @Nullable Navigation way,
            @Nullable String id) {
        /** Whether it is one entity. */
        public boolean isOne() {
            return id != null || (way != null && !way.many());
        }
    }

    /** What is wanted. */
    public sealed interface Ending {}

    /** The entities. */
    public record Entities() implements Ending {}

    /** Their addresses. */
    public record References() implements Ending {}

    /** A property. @param raw its value alone */
    public record OfProperty(Property property, boolean raw) implements Ending {}

    /**
     * The path in a text such as {@code Things('S-1')/Datastreams}.
     *
     * @throws NotUnderstood where it names nothing
     */
    public static ResourcePath of(String text) {
        List<Step> steps = new ArrayList<>();
        Ending ending = new Entities();
        List<String> segments = segments(text);
        for (int i = 0; i < segments.size(); i++) {
            String segment = segments.get(i);
            boolean last = i == segments.size() - 1;
            if (segment.equals("$ref") && last && !steps.isEmpty()) {
                ending = new References();
            } else if (!steps.isEmpty()
                    && steps.getLast().isOne()
                    && steps.getLast().type().property(segment).isPresent()) {
                Property property = steps.getLast().type().property(segment).orElseThrow();
                boolean raw = i == segments.size() - 2 && segments.getLast().equals("$value");
                if (!last && !raw) {
                    throw wrong(text, "nothing but $value after " + segment);
                }
                ending = new OfProperty(property, raw);
                break;
            } else {
                steps.add(step(text, segment, steps.isEmpty() ? null : steps.getLast()));
            }
        }
        if (steps.isEmpty()) {
            throw wrong(text, "a set such as Things");
        }
        return new ResourcePath(steps, ending);
    }

    private static Step step(String text, String segment, @Nullable Step before) {
        Matcher matcher = SEGMENT.matcher(segment);
        if (!matcher.matches()) {
            throw wrong(text, "a name such as Things or Things('S-1') in place of " + segment);
        }
        String id = matcher.group(2) == null ? null : id(text, matcher.group(2));
        if (before == null) {
            EntityType type = EntityType.ofSet(matcher.group(1)).orElseThrow(() -> wrong(text, "a set of the service"));
            return new Step(type, null, id);
        }
        if (!before.isOne()) {
            throw wrong(
                    text,
                    "one of " + before.type().set() + ", as " + before.type().set() + "('...'), before " + segment);
        }
        Navigation way = before.type()
                .navigation(matcher.group(1))
                .orElseThrow(() -> wrong(
                        text,
                        "a property of " + before.type().set() + ", or one of "
                                + before.type().navigations().stream()
                                        .map(Navigation::name)
                                        .toList()));
        if (id != null && !way.many()) {
            throw wrong(text, "no id after " + way.name() + ", of which there is one");
        }
        return new Step(way.to(), way, id);
    }

    private static String id(String text, String inner) {
        if (inner.length() >= 2 && inner.startsWith("'") && inner.endsWith("'")) {
            return inner.substring(1, inner.length() - 1).replace("''", "'");
        }
        if (inner.isEmpty() || inner.indexOf('\'') >= 0) {
            throw wrong(text, "an id in quotes, such as Things('S-1')");
        }
        return inner;
    }

    /** At slashes outside quotes. */
    private static List<String> segments(String text) {
        List<String> segments = new ArrayList<>();
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\'') {
                quoted = !quoted;
            } else if (c == '/' && !quoted) {
                segments.add(text.substring(start, i));
                start = i + 1;
            }
        }
        if (start < text.length() || segments.isEmpty()) {
            segments.add(text.substring(start));
        }
        return segments;
    }

    private static NotUnderstood wrong(String text, String expected) {
        return new NotUnderstood(NAME, text, expected);
    }
}
