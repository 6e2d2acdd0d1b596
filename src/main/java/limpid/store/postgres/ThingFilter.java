package limpid.store.postgres;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import limpid.sensorthings.EntityType;
import limpid.sensorthings.Expression;
import limpid.sensorthings.Expression.Call;
import limpid.sensorthings.Expression.Path;
import limpid.sensorthings.Expression.Time;
import limpid.sensorthings.Geometry;
import limpid.sensorthings.Geometry.Point;
import limpid.sensorthings.Navigation;
import limpid.sensorthings.NotUnderstood;
import limpid.sensorthings.Property;
import org.jspecify.annotations.Nullable;

/** Filters and orders of SensorThings as SQL. Whatever was sent is bound; of SQL there is only what stands here. */
final class ThingFilter {
    private static final String ZONE = " AT TIME ZONE 'Asia/Shanghai')";
    private static final Set<String> COMPARISONS = Set.of("eq", "ne", "gt", "ge", "lt", "le");
    private static final Map<String, String> SIGNS =
            Map.of("eq", "=", "gt", ">", "ge", ">=", "lt", "<", "le", "<=", "add", "+", "sub", "-", "mul", "*");

    /** What DE-9IM must look like for each relation; several where any will do. */
    private static final Map<String, List<String>> RELATIONS = Map.of(
            "st_equals", List.of("T*F**FFF*"),
            "st_touches", List.of("FT*******", "F**T*****", "F***T****"),
            "st_within", List.of("T*F**F***"),
            "st_contains", List.of("T*****FF*"),
            "st_crosses", List.of("T*T***T**"));

    private final Map<String, @Nullable Object> values;
    private final EntityType type;
    private final String alias;
    private final Instant now;
    private int others;

    /**
     * Filters of entities.
     *
     * @param alias  of their rows; observations have two of their own
     * @param values takes what is bound
     */
    ThingFilter(EntityType type, String alias, Instant now, Map<String, @Nullable Object> values) {
        this.type = type;
        this.alias = alias;
        this.now = now;
        this.values = values;
    }

    private enum Kind {
        TRUTH,
        NUMBER,
        TEXT,
        TIME,
        LENGTH,
        DATE,
        TIME_OF_DAY,
        JSON,
        POINT,
        SHAPE,
        NOTHING
    }

    /** SQL of a value; a span of time has a second one, a shape is itself. */
    private record Sql(
            Kind kind, String text, String end, @Nullable Geometry shape) {
        Sql(Kind kind, String text) {
            this(kind, text, text, null);
        }
    }

    /** Rows of other entities that a part of a filter looks at. */
    private static final class Others {
        private final List<String> tables = new ArrayList<>();
        private final List<String> conditions = new ArrayList<>();

        boolean isEmpty() {
            return tables.isEmpty();
        }

        String where() {
            return String.join(" AND ", conditions);
        }
    }

    /** A filter as a condition. */
    String condition(Expression filter) {
        if (filter instanceof Call call) {
            switch (call.name()) {
                case "and", "or" -> {
                    return call.arguments().stream()
                            .map(this::condition)
                            .collect(Collectors.joining(" " + call.name() + " ", "(", ")"));
                }
                case "not" -> {
                    return "(NOT " + condition(call.arguments().getFirst()) + ")";
                }
                default -> {
                    // what follows
                }
            }
        }
        Others joined = new Others();
        Sql truth = value(filter, joined);
        if (truth.kind == Kind.JSON) {
            truth = new Sql(
                    Kind.TRUTH,
                    "(CASE WHEN jsonb_typeof(" + truth.text + ") = 'boolean' THEN (" + truth.text + ")::boolean END)");
        }
        if (truth.kind != Kind.TRUTH) {
            throw wrong("a comparison, not a value alone");
        }
        return joined.isEmpty()
                ? truth.text
                : "EXISTS (SELECT FROM " + String.join(", ", joined.tables) + " WHERE " + joined.where() + " AND "
                        + truth.text + ")";
    }

    /** What to order by. */
    String order(Expression by) {
        Others joined = new Others();
        Sql value = value(by, joined);
        String text = value.kind == Kind.TIME ? value.end : value.text;
        return joined.isEmpty()
                ? text
                : "(SELECT " + text + " FROM " + String.join(", ", joined.tables) + " WHERE " + joined.where()
                        + " LIMIT 1)";
    }

    private Sql value(Expression expression, Others joined) {
        return switch (expression) {
            case Expression.Text text -> new Sql(Kind.TEXT, bind(text.value(), "text"));
            case Expression.Number number -> new Sql(Kind.NUMBER, bind(number.value(), "numeric"));
            case Expression.Truth truth -> new Sql(Kind.TRUTH, String.valueOf(truth.value()));
            case Expression.Nothing nothing -> new Sql(Kind.NOTHING, "NULL");
            case Time time -> time(time);
            case Expression.Length length ->
                new Sql(Kind.LENGTH, bind(length.value().toString(), "interval"));
            case Expression.Date date -> new Sql(Kind.DATE, bind(date.value().toString(), "date"));
            case Expression.TimeOfDay time ->
                new Sql(Kind.TIME_OF_DAY, bind(time.value().toString(), "time"));
            case Expression.Shape shape -> new Sql(Kind.SHAPE, "", "", shape.value());
            case Path path -> path(path, joined);
            case Call call -> call(call, joined);
        };
    }

    private Sql time(Time time) {
        String start = bind(time.start(), "timestamptz");
        return new Sql(
                Kind.TIME, start, time.start().equals(time.end()) ? start : bind(time.end(), "timestamptz"), null);
    }

    private String bind(Object value, String type) {
        String name = "f" + values.size();
        values.put(name, value);
        return "CAST(:" + name + " AS " + type + ")";
    }

    private Sql path(Path path, Others joined) {
        EntityType at = type;
        String row = alias;
        for (Navigation way : path.way()) {
            if (way.to() == EntityType.OBSERVATION) {
                throw wrong("nothing by way of Observations, which are too many; ask for Observations instead");
            }
            if (at == EntityType.OBSERVATION && way.to() == EntityType.DATASTREAM) {
                row = ThingTables.STREAM;
            } else {
                String parent = at == EntityType.OBSERVATION ? ThingTables.STREAM + ".thing" : ThingTables.id(at, row);
                row = "other" + others++;
                joined.tables.add(ThingTables.from(way.to(), row));
                joined.conditions.add(ThingTables.related(way, parent, row));
            }
            at = way.to();
        }
        Property property = path.property();
        if (property == null) {
            return new Sql(Kind.TEXT, ThingTables.id(at, row));
        }
        List<String> columns = ThingTables.columns(at, property, row);
        return switch (property.kind()) {
            case TEXT -> new Sql(Kind.TEXT, columns.getFirst());
            case NUMBER -> new Sql(Kind.NUMBER, columns.getFirst());
            case TIME, PERIOD -> new Sql(Kind.TIME, columns.getFirst(), columns.getLast(), null);
            case GEOMETRY ->
                new Sql(Kind.POINT, "point(" + row(at, row) + ".lon::float8, " + row(at, row) + ".lat::float8)");
            case JSON -> inside(columns.getFirst(), path.within());
        };
    }

    private static String row(EntityType type, String row) {
        return type == EntityType.OBSERVATION ? ThingTables.STREAM : row;
    }

    private Sql inside(String json, List<String> names) {
        String text = json;
        for (String name : names) {
            text = "(" + text + " -> " + bind(name, "text") + ")";
        }
        return new Sql(Kind.JSON, text);
    }

    private Sql call(Call call, Others joined) {
        Time constant = constant(call, now);
        if (constant != null) {
            return time(constant);
        }
        List<Sql> arguments =
                call.arguments().stream().map(one -> value(one, joined)).toList();
        if (COMPARISONS.contains(call.name())) {
            return new Sql(Kind.TRUTH, compare(call.name(), arguments.getFirst(), arguments.getLast()));
        }
        if (call.name().startsWith("st_") || call.name().startsWith("geo.")) {
            return geo(call, arguments);
        }
        return switch (call.name()) {
            case "and", "or", "not" -> new Sql(Kind.TRUTH, condition(call));
            case "before", "after", "meets", "during", "overlaps", "starts", "finishes" ->
                new Sql(Kind.TRUTH, relation(call.name(), span(arguments.getFirst()), span(arguments.getLast())));
            case "add", "sub" -> sum(call.name(), arguments.getFirst(), arguments.getLast());
            case "mul" -> number(number(arguments.getFirst()) + " * " + number(arguments.getLast()));
            case "div" -> number(number(arguments.getFirst()) + " / NULLIF(" + number(arguments.getLast()) + ", 0)");
            case "mod" ->
                number("mod(" + number(arguments.getFirst()) + ", NULLIF(" + number(arguments.getLast()) + ", 0))");
            case "neg" -> number("- " + number(arguments.getFirst()));
            case "round", "floor" -> number(call.name() + "(" + number(arguments.getFirst()) + ")");
            case "ceiling" -> number("ceil(" + number(arguments.getFirst()) + ")");
            default -> textOrDate(call.name(), arguments);
        };
    }

    private Sql textOrDate(String name, List<Sql> arguments) {
        Sql first = arguments.getFirst();
        return switch (name) {
            case "substringof" -> truth("strpos(" + text(arguments.getLast()) + ", " + text(first) + ") > 0");
            case "contains" -> truth("strpos(" + text(first) + ", " + text(arguments.getLast()) + ") > 0");
            case "startswith" -> truth("starts_with(" + text(first) + ", " + text(arguments.getLast()) + ")");
            case "endswith" -> {
                String end = text(arguments.getLast());
                yield truth("right(" + text(first) + ", length(" + end + ")) = " + end);
            }
            case "length" -> number("length(" + text(first) + ")::numeric");
            case "indexof" -> number("(strpos(" + text(first) + ", " + text(arguments.getLast()) + ") - 1)::numeric");
            case "substring" ->
                new Sql(
                        Kind.TEXT,
                        "substring(" + text(first) + " FROM " + whole(arguments.get(1)) + " + 1"
                                + (arguments.size() > 2 ? " FOR greatest(" + whole(arguments.get(2)) + ", 0)" : "")
                                + ")");
            case "tolower" -> new Sql(Kind.TEXT, "lower(" + text(first) + ")");
            case "toupper" -> new Sql(Kind.TEXT, "upper(" + text(first) + ")");
            case "trim" -> new Sql(Kind.TEXT, "trim(" + text(first) + ")");
            case "concat" -> new Sql(Kind.TEXT, "(" + text(first) + " || " + text(arguments.getLast()) + ")");
            case "year", "month", "day", "hour", "minute" ->
                number("extract(" + name + " FROM (" + span(first).text + ZONE + ")");
            case "second" -> number("floor(extract(second FROM " + span(first).text + "))");
            case "fractionalseconds" -> number("mod(extract(second FROM " + span(first).text + "), 1)");
            case "date" -> new Sql(Kind.DATE, "(" + span(first).text + ZONE + "::date");
            case "time" -> new Sql(Kind.TIME_OF_DAY, "(" + span(first).text + ZONE + "::time");
            case "totaloffsetminutes" ->
                number("(CASE WHEN " + span(first).text + " IS NOT NULL THEN 480 END)::numeric");
            default -> throw wrong("a function that there is, not " + name);
        };
    }

    private static Sql number(String text) {
        return new Sql(Kind.NUMBER, "(" + text + ")");
    }

    private static Sql truth(String text) {
        return new Sql(Kind.TRUTH, "(" + text + ")");
    }

    private Sql sum(String name, Sql left, Sql right) {
        String sign = " " + SIGNS.get(name) + " ";
        if (left.kind == Kind.TIME && right.kind == Kind.LENGTH) {
            return new Sql(
                    Kind.TIME,
                    "(" + left.text + sign + right.text + ")",
                    "(" + left.end + sign + right.text + ")",
                    null);
        }
        if (left.kind == Kind.TIME && right.kind == Kind.TIME && name.equals("sub")) {
            return new Sql(Kind.LENGTH, "(" + left.text + " - " + right.text + ")");
        }
        if (left.kind == Kind.LENGTH && right.kind == Kind.LENGTH) {
            return new Sql(Kind.LENGTH, "(" + left.text + sign + right.text + ")");
        }
        return number(number(left) + sign + number(right));
    }

    private String compare(String name, Sql left, Sql right) {
        if (left.kind == Kind.NOTHING || right.kind == Kind.NOTHING) {
            Sql other = left.kind == Kind.NOTHING ? right : left;
            return switch (name) {
                case "eq" -> "(" + other.text + " IS NULL)";
                case "ne" -> "(" + other.text + " IS NOT NULL)";
                default -> throw wrong("eq or ne before null");
            };
        }
        if (left.kind == Kind.TIME || right.kind == Kind.TIME) {
            return timeComparison(name, span(left), span(right));
        }
        Kind kind = left.kind == Kind.JSON ? right.kind : left.kind;
        String one = as(kind, left);
        String other = as(kind, right);
        if (name.equals("ne")) {
            return "(" + one + " IS DISTINCT FROM " + other + ")";
        }
        return "(" + one + " " + SIGNS.get(name) + " " + other + (kind == Kind.TEXT ? " COLLATE \"C\"" : "") + ")";
    }

    private String as(Kind kind, Sql value) {
        return switch (kind) {
            case NUMBER -> number(value);
            case TEXT, JSON -> text(value);
            case TRUTH ->
                value.kind == Kind.JSON
                        ? "(CASE WHEN jsonb_typeof(" + value.text + ") = 'boolean' THEN (" + value.text
                                + ")::boolean END)"
                        : of(Kind.TRUTH, value);
            default -> of(kind, value);
        };
    }

    private String of(Kind kind, Sql value) {
        if (value.kind != kind) {
            throw wrong("two values of one sort, not " + words(kind) + " and " + words(value.kind));
        }
        return value.text;
    }

    private String number(Sql value) {
        return value.kind == Kind.JSON
                ? "(CASE WHEN jsonb_typeof(" + value.text + ") = 'number' THEN (" + value.text + ")::numeric END)"
                : of(Kind.NUMBER, value);
    }

    private String whole(Sql value) {
        return "least(greatest(" + number(value) + ", -1000000), 1000000)::int";
    }

    private String text(Sql value) {
        return switch (value.kind) {
            case JSON -> "(" + value.text + " #>> '{}')";
            case NUMBER -> "(" + value.text + ")::text";
            default -> of(Kind.TEXT, value);
        };
    }

    private Sql span(Sql value) {
        of(Kind.TIME, value);
        return value;
    }

    private static String words(Kind kind) {
        return switch (kind) {
            case TRUTH -> "true or false";
            case NUMBER -> "a number";
            case TEXT -> "a text";
            case TIME -> "a time";
            case LENGTH -> "a duration";
            case DATE -> "a date";
            case TIME_OF_DAY -> "a time of day";
            case JSON -> "an object";
            case POINT, SHAPE -> "a geometry";
            case NOTHING -> "null";
        };
    }

    /** As the table of 9.3.3.5.2 has it: one span is less where it ends before the other begins. */
    private static String timeComparison(String name, Sql a, Sql b) {
        return switch (name) {
            case "eq" -> "(" + a.text + " = " + b.text + " AND " + a.end + " = " + b.end + ")";
            case "ne" -> "((" + a.text + " = " + b.text + " AND " + a.end + " = " + b.end + ") IS NOT TRUE)";
            case "gt" -> "(" + a.text + " >= " + b.end + " AND " + a.end + " > " + b.text + ")";
            case "ge" -> "(" + a.text + " >= " + b.text + ")";
            case "lt" -> "(" + a.end + " <= " + b.text + " AND " + a.text + " < " + b.end + ")";
            default -> "(" + a.end + " <= " + b.end + ")";
        };
    }

    private static String relation(String name, Sql a, Sql b) {
        return switch (name) {
            case "before" -> timeComparison("lt", a, b);
            case "after" -> timeComparison("gt", a, b);
            case "meets" -> "(" + a.end + " = " + b.text + " OR " + a.text + " = " + b.end + ")";
            case "during" -> "(" + a.text + " >= " + b.text + " AND " + a.end + " <= " + b.end + ")";
            case "overlaps" -> "(" + a.text + " < " + b.end + " AND " + b.text + " < " + a.end + ")";
            case "starts" -> "(" + a.text + " = " + b.text + ")";
            default -> "(" + a.end + " = " + b.end + ")";
        };
    }

    private Sql geo(Call call, List<Sql> arguments) {
        Sql first = arguments.getFirst();
        if (call.name().equals("geo.length")) {
            if (first.kind == Kind.POINT) {
                return number("CASE WHEN " + first.text + " IS NOT NULL THEN 0::numeric END");
            }
            Geometry line = shape(first);
            return number("(@-@ " + path(line.rings().getFirst(), false) + ")::numeric");
        }
        Sql second = arguments.get(1);
        boolean turned = first.kind != Kind.POINT;
        Sql point = turned ? second : first;
        Sql other = turned ? first : second;
        if (point.kind != Kind.POINT) {
            throw wrong("location, feature or observedArea in one place of " + call.name());
        }
        if (call.name().equals("geo.distance")) {
            return number("(" + point.text + " <-> " + far(other) + ")::numeric");
        }
        String matrix = matrix(point, other);
        return switch (call.name()) {
            case "st_disjoint" -> truth(matches(matrix, List.of("FF*FF****")));
            case "geo.intersects", "st_intersects" -> truth("NOT " + matches(matrix, List.of("FF*FF****")));
            case "st_overlaps" -> truth(matrix + " IS NULL AND false");
            case "st_relate" -> {
                if (!(call.arguments().get(2) instanceof Expression.Text(String pattern))
                        || !pattern.matches("[012TF*]{9}")) {
                    throw wrong("a pattern of nine characters 0, 1, 2, T, F or * in st_relate");
                }
                yield truth(matches(matrix, List.of(turned ? turned(pattern) : pattern)));
            }
            default ->
                truth(matches(
                        matrix,
                        RELATIONS.getOrDefault(call.name(), List.of()).stream()
                                .map(one -> turned ? turned(one) : one)
                                .toList()));
        };
    }

    private String matrix(Sql point, Sql other) {
        if (other.kind == Kind.POINT) {
            return "point_to_point(" + point.text + ", " + other.text + ")";
        }
        Geometry shape = shape(other);
        List<Point> outline = shape.rings().getFirst();
        return switch (shape.kind()) {
            case POINT -> "point_to_point(" + point.text + ", " + point(outline.getFirst()) + ")";
            case LINE ->
                "point_to_line(" + point.text + ", " + path(outline, false) + ", " + point(outline.getFirst()) + ", "
                        + point(outline.getLast()) + ")";
            case AREA ->
                "point_to_area(" + point.text + ", ARRAY["
                        + shape.rings().stream().map(ring -> path(ring, false)).collect(Collectors.joining(", "))
                        + "])";
        };
    }

    private String far(Sql other) {
        if (other.kind == Kind.POINT) {
            return other.text;
        }
        Geometry shape = shape(other);
        List<Point> outline = shape.rings().getFirst();
        return switch (shape.kind()) {
            case POINT -> point(outline.getFirst());
            case LINE -> path(outline, false);
            case AREA -> "polygon(" + path(outline, true) + ")";
        };
    }

    private Geometry shape(Sql value) {
        Geometry shape = value.shape;
        if (shape == null) {
            throw wrong("a geometry such as geography'POINT (113 22)'");
        }
        return shape;
    }

    private String point(Point point) {
        return bind("(" + point.lon().toPlainString() + "," + point.lat().toPlainString() + ")", "point");
    }

    private String path(List<Point> points, boolean closed) {
        return bind(
                points.stream()
                        .map(point -> "(" + point.lon().toPlainString() + ","
                                + point.lat().toPlainString() + ")")
                        .collect(Collectors.joining(",", closed ? "(" : "[", closed ? ")" : "]")),
                "path");
    }

    private String matches(String matrix, List<String> patterns) {
        return "(" + matrix + " ~ "
                + bind(
                        patterns.stream()
                                .map(pattern -> pattern.replace("T", "[012]").replace("*", "."))
                                .collect(Collectors.joining("|", "^(", ")$")),
                        "text")
                + ")";
    }

    /** The pattern of two geometries in the other order. */
    private static String turned(String pattern) {
        return Stream.of(0, 3, 6, 1, 4, 7, 2, 5, 8)
                .map(at -> String.valueOf(pattern.charAt(at)))
                .collect(Collectors.joining());
    }

    private static NotUnderstood wrong(String expected) {
        return new NotUnderstood("$filter", "", expected);
    }

    /** A time that needs no row to be known; null where it does. */
    static @Nullable Time constant(Expression expression, Instant now) {
        if (expression instanceof Time time) {
            return time;
        }
        if (!(expression instanceof Call call)) {
            return null;
        }
        return switch (call.name()) {
            case "now" -> new Time(now, now);
            case "mindatetime" ->
                new Time(Instant.parse("0001-01-01T00:00:00Z"), Instant.parse("0001-01-01T00:00:00Z"));
            case "maxdatetime" ->
                new Time(Instant.parse("9999-12-31T23:59:59Z"), Instant.parse("9999-12-31T23:59:59Z"));
            case "add", "sub" -> moved(call, now);
            default -> null;
        };
    }

    private static @Nullable Time moved(Call call, Instant now) {
        Time from = constant(call.arguments().getFirst(), now);
        if (from == null || !(call.arguments().getLast() instanceof Expression.Length(Duration length))) {
            return null;
        }
        Duration by = call.name().equals("add") ? length : length.negated();
        try {
            return new Time(from.start().plus(by), from.end().plus(by));
        } catch (DateTimeException | ArithmeticException e) {
            throw wrong("a time that a calendar has");
        }
    }

    /**
     * Within which ends of observations a filter can be true; what it says of other things is left aside.
     *
     * @param whole whether it says nothing else, so that every observation within is one that is wanted
     */
    record Bounds(@Nullable Instant from, @Nullable Instant to, boolean whole) {
        static final Bounds NONE = new Bounds(null, null, true);

        /** The bounds of a filter of observations. */
        static Bounds of(@Nullable Expression filter, Instant now) {
            if (filter == null) {
                return NONE;
            }
            if (!(filter instanceof Call call)) {
                return new Bounds(null, null, false);
            }
            List<Expression> arguments = call.arguments();
            switch (call.name()) {
                case "and" -> {
                    return of(arguments.getFirst(), now).and(of(arguments.getLast(), now));
                }
                case "or" -> {
                    return of(arguments.getFirst(), now).or(of(arguments.getLast(), now));
                }
                default -> {
                    return comparison(call, now);
                }
            }
        }

        private static Bounds comparison(Call call, Instant now) {
            Bounds none = new Bounds(null, null, false);
            if (call.arguments().size() != 2) {
                return none;
            }
            boolean turned = !isPhenomenonTime(call.arguments().getFirst());
            Time other = constant(call.arguments().get(turned ? 0 : 1), now);
            if (other == null || (turned && !isPhenomenonTime(call.arguments().getLast()))) {
                return none;
            }
            Instant start = other.start();
            Instant end = other.end();
            return switch (call.name()) {
                case "eq" -> new Bounds(start, end, false);
                case "during" -> turned ? none : new Bounds(start, end, true);
                case "overlaps", "starts" -> new Bounds(start, null, false);
                case "finishes" -> new Bounds(end, end, false);
                case "gt", "after" -> turned ? new Bounds(null, end, true) : new Bounds(start, null, true);
                case "lt", "before" -> turned ? new Bounds(start, null, true) : new Bounds(null, end, true);
                case "ge" -> turned ? none : new Bounds(start, null, true);
                case "le" -> turned ? new Bounds(start, null, true) : new Bounds(null, end, true);
                default -> none;
            };
        }

        private static boolean isPhenomenonTime(Expression one) {
            return one instanceof Path(List<Navigation> way, Property property, List<String> within)
                    && way.isEmpty()
                    && property != null
                    && property.name().equals("phenomenonTime");
        }

        private Bounds and(Bounds other) {
            Instant later = from == null || (other.from != null && other.from.isAfter(from)) ? other.from : from;
            Instant sooner = to == null || (other.to != null && other.to.isBefore(to)) ? other.to : to;
            return new Bounds(later, sooner, whole && other.whole);
        }

        private Bounds or(Bounds other) {
            Instant sooner = from == null || other.from == null ? null : from.isBefore(other.from) ? from : other.from;
            Instant later = to == null || other.to == null ? null : to.isAfter(other.to) ? to : other.to;
            return new Bounds(sooner, later, false);
        }
    }
}
