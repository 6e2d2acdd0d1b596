package limpid.sensorthings;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the expressions of {@code $filter} and {@code $orderby}, by the precedence of OData: or, and, comparison, sum, product. */
final class ExpressionText {
    private static final int DEEPEST = 64;
    private static final String MOMENT =
            "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(?::\\d\\d(?:\\.\\d{1,9})?)?(?:Z|[+ -]\\d\\d:\\d\\d)";
    private static final String LENGTH = "P(?:\\d+D)?(?:T(?:\\d+H)?(?:\\d+M)?(?:\\d+(?:\\.\\d+)?S)?)?";
    private static final Pattern TIME = Pattern.compile("(" + MOMENT + ")(?:/(" + MOMENT + "|" + LENGTH + "))?");
    private static final Pattern TIME_AFTER = Pattern.compile("(" + LENGTH + ")/(" + MOMENT + ")");
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");
    private static final Pattern TIME_OF_DAY = Pattern.compile("\\d\\d:\\d\\d(?::\\d\\d(?:\\.\\d{1,9})?)?");
    private static final Pattern NUMBER = Pattern.compile("\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d{1,3})?");
    private static final Pattern TYPED = Pattern.compile("(duration|geography|geometry)'([^']*(?:''[^']*)*)'");
    private static final Pattern TEXT = Pattern.compile("'([^']*(?:''[^']*)*)'");
    private static final Pattern NAME = Pattern.compile("@?[\\p{L}_][\\p{L}\\p{N}_.]*");
    private static final List<Set<String>> OPERATORS = List.of(
            Set.of("or"),
            Set.of("and"),
            Set.of("eq", "ne", "gt", "ge", "lt", "le"),
            Set.of("add", "sub"),
            Set.of("mul", "div", "mod"));

    /** Functions of the standard and how many arguments each takes. */
    private static final Map<String, List<Integer>> FUNCTIONS = Map.ofEntries(
            Map.entry("substringof", List.of(2)),
            Map.entry("contains", List.of(2)),
            Map.entry("endswith", List.of(2)),
            Map.entry("startswith", List.of(2)),
            Map.entry("length", List.of(1)),
            Map.entry("indexof", List.of(2)),
            Map.entry("substring", List.of(2, 3)),
            Map.entry("tolower", List.of(1)),
            Map.entry("toupper", List.of(1)),
            Map.entry("trim", List.of(1)),
            Map.entry("concat", List.of(2)),
            Map.entry("year", List.of(1)),
            Map.entry("month", List.of(1)),
            Map.entry("day", List.of(1)),
            Map.entry("hour", List.of(1)),
            Map.entry("minute", List.of(1)),
            Map.entry("second", List.of(1)),
            Map.entry("fractionalseconds", List.of(1)),
            Map.entry("date", List.of(1)),
            Map.entry("time", List.of(1)),
            Map.entry("totaloffsetminutes", List.of(1)),
            Map.entry("now", List.of(0)),
            Map.entry("mindatetime", List.of(0)),
            Map.entry("maxdatetime", List.of(0)),
            Map.entry("before", List.of(2)),
            Map.entry("after", List.of(2)),
            Map.entry("meets", List.of(2)),
            Map.entry("during", List.of(2)),
            Map.entry("overlaps", List.of(2)),
            Map.entry("starts", List.of(2)),
            Map.entry("finishes", List.of(2)),
            Map.entry("round", List.of(1)),
            Map.entry("floor", List.of(1)),
            Map.entry("ceiling", List.of(1)),
            Map.entry("geo.distance", List.of(2)),
            Map.entry("geo.length", List.of(1)),
            Map.entry("geo.intersects", List.of(2)),
            Map.entry("st_equals", List.of(2)),
            Map.entry("st_disjoint", List.of(2)),
            Map.entry("st_touches", List.of(2)),
            Map.entry("st_within", List.of(2)),
            Map.entry("st_overlaps", List.of(2)),
            Map.entry("st_crosses", List.of(2)),
            Map.entry("st_intersects", List.of(2)),
            Map.entry("st_contains", List.of(2)),
            Map.entry("st_relate", List.of(3)));

    private final String option;
    private final String text;
    private final EntityType type;
    private int at;
    private int depth;

    /** @param at where it begins */
    ExpressionText(String option, String text, int at, EntityType type) {
        this.option = option;
        this.text = text;
        this.type = type;
        this.at = at;
    }

    /** An expression to the end of the text. */
    static Expression whole(String option, String text, EntityType type) {
        ExpressionText reader = new ExpressionText(option, text, 0, type);
        Expression read = reader.expression();
        reader.blanks();
        if (reader.at < text.length()) {
            throw reader.wrong("an operator such as and, or the end");
        }
        return read;
    }

    /** Where the text goes on. */
    int at() {
        return at;
    }

    Expression expression() {
        return level(0);
    }

    private Expression level(int level) {
        if (level == OPERATORS.size()) {
            return unary();
        }
        Expression left = level(level + 1);
        while (true) {
            String operator = operator(OPERATORS.get(level));
            if (operator == null) {
                return left;
            }
            left = new Expression.Call(operator, List.of(left, level(level + 1)));
        }
    }

    private @Nullable String operator(Set<String> operators) {
        int start = at;
        blanks();
        Matcher name = matcher(NAME);
        if (at > start && name.lookingAt() && operators.contains(name.group())) {
            at = name.end();
            return name.group();
        }
        at = start;
        return null;
    }

    private Expression unary() {
        blanks();
        if (++depth > DEEPEST) {
            throw wrong("an expression less deep than " + DEEPEST);
        }
        try {
            if (text.startsWith("not ", at) || text.startsWith("not(", at)) {
                at += "not".length();
                return new Expression.Call("not", List.of(level(2)));
            }
            if (text.startsWith("-", at)) {
                at++;
                return new Expression.Call("neg", List.of(unary()));
            }
            return primary();
        } finally {
            depth--;
        }
    }

    private Expression primary() {
        if (text.startsWith("(", at)) {
            at++;
            Expression inner = expression();
            expect(")");
            return inner;
        }
        Expression literal = literal();
        if (literal != null) {
            return literal;
        }
        Matcher name = matcher(NAME);
        if (!name.lookingAt()) {
            throw wrong("a property, a value, a function or a bracket");
        }
        at = name.end();
        return text.startsWith("(", at) ? call(name.group()) : path(name.group());
    }

    private @Nullable Expression literal() {
        try {
            Matcher found = matcher(TYPED);
            if (found.lookingAt()) {
                at = found.end();
                String inner = found.group(2).replace("''", "'");
                return found.group(1).equals("duration")
                        ? new Expression.Length(Duration.parse(inner))
                        : new Expression.Shape(Geometry.of(inner));
            }
            if (found.usePattern(TEXT).lookingAt()) {
                at = found.end();
                return new Expression.Text(found.group(1).replace("''", "'"));
            }
            if (found.usePattern(TIME).lookingAt()) {
                at = found.end();
                return time(moment(found.group(1)), found.group(2));
            }
            if (found.usePattern(TIME_AFTER).lookingAt()) {
                at = found.end();
                Instant end = moment(found.group(2));
                return new Expression.Time(end.minus(Duration.parse(found.group(1))), end);
            }
            if (found.usePattern(DATE).lookingAt()) {
                at = found.end();
                return new Expression.Date(LocalDate.parse(found.group()));
            }
            if (found.usePattern(TIME_OF_DAY).lookingAt()) {
                at = found.end();
                return new Expression.TimeOfDay(LocalTime.parse(found.group()));
            }
            if (found.usePattern(NUMBER).lookingAt()) {
                at = found.end();
                return new Expression.Number(new BigDecimal(found.group()));
            }
        } catch (DateTimeException | IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
        return null;
    }

    private Expression time(Instant start, @Nullable String second) {
        if (second == null) {
            return new Expression.Time(start, start);
        }
        Instant end = second.startsWith("P") ? start.plus(Duration.parse(second)) : moment(second);
        if (end.isBefore(start)) {
            throw wrong("a span of time that ends after it begins");
        }
        return new Expression.Time(start, end);
    }

    /** A plus sign that was not encoded arrives as a blank. */
    private static Instant moment(String moment) {
        return OffsetDateTime.parse(moment.replace(' ', '+')).toInstant();
    }

    private Expression call(String name) {
        List<Integer> counts = FUNCTIONS.get(name);
        if (counts == null) {
            throw wrong("a function of the standard; there is none called " + name);
        }
        at++;
        List<Expression> arguments = new ArrayList<>();
        blanks();
        while (!text.startsWith(")", at)) {
            if (!arguments.isEmpty()) {
                expect(",");
            }
            arguments.add(expression());
            blanks();
        }
        at++;
        if (!counts.contains(arguments.size())) {
            throw wrong(name + " with " + counts + " arguments");
        }
        return new Expression.Call(name, arguments);
    }

    private Expression path(String first) {
        switch (first) {
            case "true", "false" -> {
                return new Expression.Truth(first.equals("true"));
            }
            case "null" -> {
                return new Expression.Nothing();
            }
            default -> {
                List<Navigation> way = new ArrayList<>();
                EntityType of = type;
                String name = first;
                while (of.navigation(name).isPresent()) {
                    Navigation next = of.navigation(name).orElseThrow();
                    way.add(next);
                    of = next.to();
                    name = next(name);
                }
                if (name.equals("id") || name.equals(Property.ID)) {
                    return new Expression.Path(way, null, List.of());
                }
                EntityType last = of;
                String wanted = name;
                Property property = of.property(wanted)
                        .orElseThrow(() -> wrong("a property of " + last.set() + "; there is none called " + wanted));
                List<String> within = new ArrayList<>();
                while (text.startsWith("/", at)) {
                    within.add(next(property.name()));
                }
                if (!within.isEmpty() && property.kind() != Property.Kind.JSON) {
                    throw wrong("nothing inside " + property.name());
                }
                return new Expression.Path(way, property, within);
            }
        }
    }

    private String next(String before) {
        expect("/");
        Matcher name = matcher(NAME);
        if (!name.lookingAt()) {
            throw wrong("a property after " + before + "/");
        }
        at = name.end();
        return name.group();
    }

    private Matcher matcher(Pattern pattern) {
        return pattern.matcher(text).region(at, text.length());
    }

    private void blanks() {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
    }

    private void expect(String sign) {
        blanks();
        if (!text.startsWith(sign, at)) {
            throw wrong("'" + sign + "'");
        }
        at += sign.length();
    }

    private NotUnderstood wrong(String expected) {
        return new NotUnderstood(option, text, expected + ", at character " + (at + 1));
    }
}
