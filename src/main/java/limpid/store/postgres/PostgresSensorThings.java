package limpid.store.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import limpid.sensorthings.EntityType;
import limpid.sensorthings.Expression.Path;
import limpid.sensorthings.NotUnderstood;
import limpid.sensorthings.Options;
import limpid.sensorthings.Options.Expand;
import limpid.sensorthings.Options.Order;
import limpid.sensorthings.Property;
import limpid.sensorthings.Property.Kind;
import limpid.store.SensorThings;
import limpid.store.postgres.ThingFilter.Bounds;
import org.jspecify.annotations.Nullable;

/** The entities of SensorThings, in PostgreSQL: one statement for what is asked, and one for each way that is expanded. */
public final class PostgresSensorThings implements SensorThings {
    private static final String ALIAS = "c";
    private static final String RECORDED = "recordedAt";
    private static final DateTimeFormatter STAMP = new DateTimeFormatterBuilder()
            .appendPattern("uuuuMMdd'T'HHmmss")
            .optionalStart()
            .appendFraction(ChronoField.NANO_OF_SECOND, 6, 6, true)
            .optionalEnd()
            .appendLiteral('Z')
            .toFormatter()
            .withZone(ZoneOffset.UTC);

    private final DataSource database;
    private final InstantSource clock;

    /** The entities of this database. @param clock what {@code now()} of a filter is */
    public PostgresSensorThings(DataSource database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public Entities read(Question question) {
        Statement statement = new Statement(question, clock.instant());
        List<Row> rows = statement.query().list(database, statement::row);
        int most = statement.most;
        Long count = question.options().count()
                ? statement.count().list(database, row -> row.getLong(1)).getFirst()
                : null;
        List<Entity> items = rows.stream().limit(most).map(Row::entity).toList();
        return new Entities(expanded(items, question), count, rows.size() > most);
    }

    /** With what is expanded beside each, all of one way at once. */
    private List<Entity> expanded(List<Entity> items, Question question) {
        List<Entity> all = items;
        for (Expand expand : question.options().expanded()) {
            all = items.isEmpty() ? all : beside(all, expand, question);
        }
        return all;
    }

    private List<Entity> beside(List<Entity> parents, Expand expand, Question question) {
        Question inner = new Question(
                expand.way().to(), expand.way(), null, null, expand.options(), question.most(), question.media());
        Statement statement = new Statement(inner, clock.instant());
        List<String> ids = parents.stream().map(Entity::id).toList();
        Map<String, List<Entity>> found = new HashMap<>();
        for (Row row : statement.query().with("parents", ids).list(database, statement::row)) {
            found.computeIfAbsent(row.parent, parent -> new ArrayList<>()).add(row.entity);
        }
        Map<String, Long> counts = new HashMap<>();
        if (expand.options().count()) {
            statement
                    .count()
                    .with("parents", ids)
                    .forEach(database, row -> counts.put(row.getString(2), row.getLong(1)));
        }
        List<Entity> flat = new ArrayList<>();
        Map<String, Integer> sizes = new LinkedHashMap<>();
        for (Entity parent : parents) {
            List<Entity> some = found.getOrDefault(parent.id(), List.of());
            List<Entity> kept = some.subList(0, Math.min(some.size(), statement.most));
            sizes.put(parent.id(), kept.size());
            flat.addAll(kept);
        }
        List<Entity> deep = expanded(flat, inner);
        List<Entity> all = new ArrayList<>();
        int at = 0;
        for (Entity parent : parents) {
            int size = sizes.getOrDefault(parent.id(), 0);
            all.add(parent.with(
                    expand.way().name(),
                    new Entities(
                            deep.subList(at, at + size),
                            expand.options().count() ? counts.getOrDefault(parent.id(), 0L) : null,
                            found.getOrDefault(parent.id(), List.of()).size() > size)));
            at += size;
        }
        return all;
    }

    /** @param parent from which it was reached, where several were asked about at once */
    private record Row(String parent, Entity entity) {}

    /** The id of an observation in its parts. */
    private record ObservationId(
            String stream, Instant end, @Nullable Instant knownFrom) {
        static @Nullable ObservationId of(String id) {
            String[] parts = id.split("@", -1);
            try {
                return parts.length == 2 || parts.length == 3
                        ? new ObservationId(
                                parts[0],
                                STAMP.parse(parts[1], Instant::from),
                                parts.length == 3 ? STAMP.parse(parts[2], Instant::from) : null)
                        : null;
            } catch (DateTimeException e) {
                return null;
            }
        }
    }

    /** One question in SQL. */
    private static final class Statement {
        private final Question question;
        private final EntityType type;
        private final Options options;
        private final int most;
        private final Map<String, @Nullable Object> values = new HashMap<>();
        private final List<Property> wanted;
        private final boolean observations;
        private final boolean several;
        private final List<String> conditions = new ArrayList<>();
        private final Bounds bounds;
        private final boolean revisions;
        private final String order;
        private final String innerOrder;
        private final boolean byTime;
        private final boolean descending;

        Statement(Question question, Instant now) {
            this.question = question;
            type = question.type();
            options = question.options();
            Integer top = options.top();
            most = question.way() != null && !question.way().many()
                    ? 1
                    : top == null ? Math.min(100, question.most()) : Math.min(top, question.most());
            observations = type == EntityType.OBSERVATION;
            several = question.way() != null && question.parent() == null;
            wanted = type.properties().stream()
                    .filter(property -> options.wants(property.name()))
                    .toList();
            values.put("media", new ArrayList<>(question.media()));
            String alias = observations ? ThingTables.OBSERVED : ALIAS;
            conditions.add(ThingTables.visible(type, observations ? ThingTables.STREAM : ALIAS));
            if (question.way() != null) {
                if (!several) {
                    values.put("parent", question.parent());
                }
                conditions.add(ThingTables.related(
                        question.way(),
                        several ? "p.id" : "CAST(:parent AS text)",
                        observations ? ThingTables.STREAM : ALIAS));
            }
            ObservationId one = one();
            revisions = options.revisions() || (one != null && one.knownFrom != null);
            ThingFilter filter = new ThingFilter(type, alias, now, values);
            if (options.filter() != null) {
                conditions.add(filter.condition(options.filter()));
            }
            List<Order> orders = options.orders();
            byTime = observations && (orders.isEmpty() || isTime(orders.getFirst()));
            descending = byTime && !orders.isEmpty() && orders.getFirst().descending();
            List<String> terms = orders.stream()
                    .map(each -> (observations && isTime(each) ? "o.end_at" : filter.order(each.by()))
                            + (each.descending() ? " DESC NULLS LAST" : " NULLS FIRST"))
                    .collect(Collectors.toCollection(ArrayList::new));
            if (observations) {
                String direction = descending ? " DESC" : "";
                if (byTime && !orders.isEmpty()) {
                    terms.set(0, "o.end_at" + direction);
                    terms.subList(1, terms.size()).clear();
                    terms.add("d.id" + direction);
                } else {
                    terms.add("d.id");
                    terms.add("o.end_at");
                }
                terms.add("o.valid_from" + direction + (descending ? " NULLS FIRST" : " NULLS LAST"));
                innerOrder = byTime ? "o.end_at" + direction : String.join(", ", terms);
            } else {
                terms.add(ThingTables.id(type, ALIAS));
                innerOrder = "";
            }
            order = String.join(", ", terms);
            after();
            bounds = observations ? boundsOf(one, now) : Bounds.NONE;
        }

        private static boolean isTime(Order order) {
            return order.by() instanceof Path(var way, Property property, var within)
                    && way.isEmpty()
                    && property != null
                    && property.name().equals("phenomenonTime");
        }

        private @Nullable ObservationId one() {
            String id = question.id();
            if (id == null) {
                return null;
            }
            if (!observations) {
                values.put("id", id);
                conditions.add(ThingTables.id(type, ALIAS) + " = CAST(:id AS text)");
                if (type == EntityType.DATASTREAM) {
                    conditions.add(ALIAS + ".thing = split_part(CAST(:id AS text), ':', 1)");
                }
                return null;
            }
            ObservationId one = ObservationId.of(id);
            if (one == null) {
                conditions.add("false");
                return null;
            }
            values.put("stream", one.stream);
            values.put("end", one.end);
            values.put("knownFrom", one.knownFrom);
            conditions.add("d.id = CAST(:stream AS text) AND d.thing = split_part(CAST(:stream AS text), ':', 1)"
                    + " AND o.end_at = CAST(:end AS timestamptz)"
                    + " AND o.valid_from IS NOT DISTINCT FROM CAST(:knownFrom AS timestamptz)");
            return one;
        }

        /** Goes on behind an observation. */
        private void after() {
            String after = options.after();
            if (after == null) {
                return;
            }
            ObservationId last = ObservationId.of(after);
            if (last == null || !byTime || revisions) {
                throw new NotUnderstood("$skiptoken", after, "the nextLink of an answer, as it stands");
            }
            values.put("afterEnd", last.end);
            values.put("afterStream", last.stream);
            String end = "CAST(:afterEnd AS timestamptz)";
            String stream = "CAST(:afterStream AS text)";
            conditions.add(
                    options.orders().isEmpty()
                            ? "(d.id, o.end_at) > (" + stream + ", " + end + ")"
                            : "(o.end_at, d.id) " + (descending ? "<" : ">") + " (" + end + ", " + stream + ")");
        }

        private Bounds boundsOf(@Nullable ObservationId one, Instant now) {
            if (one != null) {
                return new Bounds(one.end, one.end, true);
            }
            Bounds asked = Bounds.of(options.filter(), now);
            String after = options.after();
            if (after == null || options.orders().isEmpty()) {
                return asked;
            }
            ObservationId last = ObservationId.of(after);
            if (last == null) {
                return asked;
            }
            Instant from =
                    !descending && (asked.from() == null || last.end.isAfter(asked.from())) ? last.end : asked.from();
            Instant to = descending && (asked.to() == null || last.end.isBefore(asked.to())) ? last.end : asked.to();
            return new Bounds(from, to, asked.whole());
        }

        private String rows(String limit) {
            if (!observations) {
                return ThingTables.from(type, ALIAS) + " WHERE " + String.join(" AND ", conditions);
            }
            String from = bound("boundFrom", bounds.from());
            String to = bound("boundTo", bounds.to());
            String inner = ThingTables.observations(
                    revisions,
                    String.join(" AND ", conditions),
                    limit.isEmpty() ? "" : " ORDER BY " + innerOrder + limit,
                    from,
                    to,
                    limit.isEmpty() || !byTime || !bounds.whole() ? "" : spans(from, to));
            return ThingTables.from(EntityType.DATASTREAM, ThingTables.STREAM) + " CROSS JOIN LATERAL (" + inner
                    + ") AS o WHERE " + ThingTables.visible(type, ThingTables.STREAM)
                    + (question.way() == null
                            ? ""
                            : " AND "
                                    + ThingTables.related(
                                            question.way(),
                                            several ? "p.id" : "CAST(:parent AS text)",
                                            ThingTables.STREAM))
                    + (values.containsKey("stream")
                            ? " AND d.id = CAST(:stream AS text) AND d.thing = split_part(CAST(:stream AS text), ':', 1)"
                            : "");
        }

        /** Spans of as many readings as may be told; those at the bounds may have none. */
        private String spans(String from, String to) {
            return " AND r.kept_end " + (descending ? ">=" : "<=") + " coalesce((SELECT span_end FROM kept_span"
                    + " WHERE kept_span.series_id = d.series_id"
                    + (from.isEmpty() ? "" : " AND span_end >= " + from)
                    + (to.isEmpty() ? "" : " AND span_end < " + to + " + interval '5 minutes'")
                    + " ORDER BY span_end" + (descending ? " DESC" : "") + " LIMIT 1 OFFSET "
                    + (options.skip() + most + 3) + "), '" + (descending ? "-" : "") + "infinity')";
        }

        private String bound(String name, @Nullable Instant bound) {
            if (bound == null) {
                return "";
            }
            values.put(name, bound);
            return "CAST(:" + name + " AS timestamptz)";
        }

        Query query() {
            int limit = most + 1;
            String select = "SELECT " + columns() + " FROM " + rows(" LIMIT " + (options.skip() + limit)) + " ORDER BY "
                    + order + " LIMIT " + limit + " OFFSET " + options.skip();
            return Query.once("sensorthings " + type.set(), several ? ofParents(select) : select, values);
        }

        private static String ofParents(String select) {
            return "SELECT p.id AS parent, x.* FROM unnest(CAST(:parents AS text[])) WITH ORDINALITY AS p (id, place)"
                    + " CROSS JOIN LATERAL (" + select + ") AS x";
        }

        Query count() {
            String select = "SELECT count(*) FROM " + rows("");
            return Query.once(
                    "count of sensorthings " + type.set(),
                    several
                            ? "SELECT x.count, p.id FROM unnest(CAST(:parents AS text[])) AS p (id) CROSS JOIN LATERAL ("
                                    + select + ") AS x"
                            : select,
                    values);
        }

        private String columns() {
            List<String> columns = new ArrayList<>();
            String alias = observations ? ThingTables.OBSERVED : ALIAS;
            columns.add(ThingTables.id(type, alias) + " AS own_id");
            for (Property property : wanted) {
                List<String> own = ThingTables.columns(type, property, alias);
                String cast = property.kind() == Kind.JSON || property.kind() == Kind.GEOMETRY ? "::text" : "";
                for (int i = 0; i < own.size(); i++) {
                    columns.add("(" + own.get(i) + ")" + cast + " AS \"" + property.name() + i + "\"");
                }
            }
            if (observations) {
                columns.add("o.recorded_at AS \"" + RECORDED + "\"");
            }
            return String.join(", ", columns);
        }

        Row row(ResultSet row) throws SQLException {
            Map<String, @Nullable Object> read = new LinkedHashMap<>();
            for (Property property : wanted) {
                read.put(property.name(), value(row, property));
            }
            if (observations) {
                read.put(RECORDED, Column.instant(row, RECORDED));
            }
            return new Row(
                    several ? row.getString("parent") : "", new Entity(type, row.getString("own_id"), read, Map.of()));
        }

        private @Nullable Object value(ResultSet row, Property property) throws SQLException {
            String name = property.name() + "0";
            return switch (property.kind()) {
                case TEXT -> row.getString(name);
                case NUMBER -> row.getBigDecimal(name);
                case TIME -> Column.optionalInstant(row, name);
                case PERIOD -> {
                    Instant start = Column.optionalInstant(row, name);
                    Instant end = Column.optionalInstant(row, property.name() + "1");
                    yield start == null || end == null ? null : new Interval(start, end);
                }
                case JSON, GEOMETRY -> {
                    String text = row.getString(name);
                    yield text == null ? null : new Json(text);
                }
            };
        }
    }
}
