package limpid.sensorthings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import limpid.sensorthings.Options.Expand;
import limpid.sensorthings.Options.Order;
import org.jspecify.annotations.Nullable;

/** Reads the query options of a question. */
public final class OptionsText {
    private static final int DEEPEST_EXPAND = 5;
    private static final int MOST_SKIPPED = 1_000_000;
    private static final String FILTER = "$filter";
    private static final String ORDER_BY = "$orderby";
    private static final String SELECT = "$select";
    private static final String EXPAND = "$expand";
    private static final String TOP = "$top";
    private static final String SKIP = "$skip";
    private static final String COUNT = "$count";
    private static final String AFTER = "$skiptoken";
    private static final String FORMAT = "$resultFormat";
    private static final String REVISIONS = "revisions";
    private static final Set<String> INNER = Set.of(FILTER, ORDER_BY, SELECT, EXPAND, TOP, SKIP, COUNT);
    private static final Set<String> OUTER =
            Set.of(FILTER, ORDER_BY, SELECT, EXPAND, TOP, SKIP, COUNT, AFTER, FORMAT, REVISIONS);

    private OptionsText() {}

    /**
     * The options of a question.
     *
     * @param given names and values, decoded
     * @param type  the entities that are asked for
     * @throws NotUnderstood where one cannot be used
     */
    public static Options of(Map<String, String> given, EntityType type) {
        Map<String, String> options = new LinkedHashMap<>(given);
        String format = options.remove("resultFormat");
        if (format != null) {
            options.put(FORMAT, format);
        }
        return read(options, OUTER, type, DEEPEST_EXPAND);
    }

    private static Options read(Map<String, String> given, Set<String> taken, EntityType type, int levels) {
        for (Map.Entry<String, String> one : given.entrySet()) {
            if (!taken.contains(one.getKey())) {
                throw new NotUnderstood(
                        one.getKey(),
                        one.getValue(),
                        "one of " + taken.stream().sorted().toList());
            }
        }
        String filter = given.get(FILTER);
        String format = given.get(FORMAT);
        if (format != null && (!format.equals("dataArray") || type != EntityType.OBSERVATION)) {
            throw new NotUnderstood("$resultFormat", format, "dataArray, and of Observations only");
        }
        String after = given.get(AFTER);
        if (after != null && type != EntityType.OBSERVATION) {
            throw new NotUnderstood(AFTER, after, "no $skiptoken but of Observations, from the nextLink of an answer");
        }
        List<Expand> expanded = expand(given.get(EXPAND), type, levels);
        return new Options(
                filter == null ? null : ExpressionText.whole(FILTER, filter, type),
                orders(given.get(ORDER_BY), type),
                selected(given.get(SELECT), type),
                expanded,
                Optional.ofNullable(given.get(TOP)).map(top -> number(TOP, top)).orElse(null),
                Optional.ofNullable(given.get(SKIP))
                        .map(skip -> number(SKIP, skip))
                        .orElse(0),
                truth(COUNT, given.get(COUNT)),
                after,
                format != null,
                truth(REVISIONS, given.get(REVISIONS)),
                given);
    }

    private static int number(String option, String text) {
        if (!text.matches("\\d{1,7}") || Integer.parseInt(text) > MOST_SKIPPED) {
            throw new NotUnderstood(option, text, "a whole number from 0 to " + MOST_SKIPPED);
        }
        return Integer.parseInt(text);
    }

    private static boolean truth(String option, @Nullable String text) {
        return switch (text) {
            case null -> false;
            case "true" -> true;
            case "false" -> false;
            default -> throw new NotUnderstood(option, text, "true or false");
        };
    }

    private static List<Order> orders(@Nullable String text, EntityType type) {
        List<Order> orders = new ArrayList<>();
        int at = 0;
        while (text != null) {
            ExpressionText reader = new ExpressionText(ORDER_BY, text, at, type);
            Expression by = reader.expression();
            String rest = text.substring(reader.at());
            String word = rest.contains(",") ? rest.substring(0, rest.indexOf(',')) : rest;
            switch (word.strip()) {
                case "", "asc" -> orders.add(new Order(by, false));
                case "desc" -> orders.add(new Order(by, true));
                default ->
                    throw new NotUnderstood(ORDER_BY, text, "asc, desc or a comma, at character " + (reader.at() + 1));
            }
            if (!rest.contains(",")) {
                return orders;
            }
            at = reader.at() + word.length() + 1;
        }
        return orders;
    }

    private static List<String> selected(@Nullable String text, EntityType type) {
        if (text == null) {
            return List.of();
        }
        List<String> selected = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            String name = part.strip();
            if (name.equals("id") || name.equals(Property.ID)) {
                selected.add(Property.ID);
            } else if (type.property(name).isPresent() || type.navigation(name).isPresent()) {
                selected.add(name);
            } else {
                throw new NotUnderstood(
                        SELECT, text, "properties of " + type.set() + "; there is none called '" + name + "'");
            }
        }
        return selected;
    }

    /** {@code Datastreams($top=1;$expand=Sensor),Locations} or {@code Datastreams/Sensor}. */
    private static List<Expand> expand(@Nullable String text, EntityType type, int levels) {
        if (text == null) {
            return List.of();
        }
        if (levels == 0) {
            throw new NotUnderstood(EXPAND, text, "at most " + DEEPEST_EXPAND + " levels");
        }
        Map<Navigation, Options> expanded = new LinkedHashMap<>();
        for (String part : parts(text, ',')) {
            String one = part.strip();
            int end = end(one);
            Navigation way = type.navigation(one.substring(0, end))
                    .orElseThrow(() -> new NotUnderstood(
                            EXPAND,
                            text,
                            "some of "
                                    + type.navigations().stream()
                                            .map(Navigation::name)
                                            .toList() + " in place of '" + one + "'"));
            expanded.merge(way, inner(text, one.substring(end), way, levels), OptionsText::both);
        }
        return expanded.entrySet().stream()
                .map(entry -> new Expand(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static int end(String one) {
        for (int i = 0; i < one.length(); i++) {
            if (one.charAt(i) == '(' || one.charAt(i) == '/') {
                return i;
            }
        }
        return one.length();
    }

    private static Options inner(String text, String rest, Navigation way, int levels) {
        if (rest.isEmpty()) {
            return Options.NONE;
        }
        if (rest.startsWith("/")) {
            return read(Map.of(EXPAND, rest.substring(1)), INNER, way.to(), levels - 1);
        }
        if (!rest.endsWith(")")) {
            throw new NotUnderstood(EXPAND, text, "a closing bracket after " + way.name());
        }
        Map<String, String> options = new LinkedHashMap<>();
        for (String option : parts(rest.substring(1, rest.length() - 1), ';')) {
            int equals = option.indexOf('=');
            if (equals < 0) {
                throw new NotUnderstood(EXPAND, text, "$option=value in place of '" + option + "'");
            }
            options.put(option.substring(0, equals).strip(), option.substring(equals + 1));
        }
        return read(options, INNER, way.to(), levels - 1);
    }

    /** The same way twice, as in {@code Datastreams/Sensor,Datastreams/Thing}: what either expands. */
    private static Options both(Options first, Options second) {
        Options base = first.equals(Options.NONE) ? second : first;
        List<Expand> all = new ArrayList<>(first.expanded());
        second.expanded().stream().filter(one -> !all.contains(one)).forEach(all::add);
        return new Options(
                base.filter(),
                base.orders(),
                base.selected(),
                all,
                base.top(),
                base.skip(),
                base.count(),
                base.after(),
                base.dataArray(),
                base.revisions(),
                base.given());
    }

    /** At this sign outside quotes and brackets. */
    private static List<String> parts(String text, char sign) {
        List<String> parts = new ArrayList<>();
        boolean quoted = false;
        int open = 0;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\'') {
                quoted = !quoted;
            } else if (!quoted && c == '(') {
                open++;
            } else if (!quoted && c == ')') {
                open--;
            } else if (!quoted && open == 0 && c == sign) {
                parts.add(text.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }
}
