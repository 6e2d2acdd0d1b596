package limpid.store.postgres;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import limpid.result.Column;
import limpid.result.ResultTable;
import limpid.store.Extract;
import limpid.store.Extract.Beside;
import limpid.store.Extract.Where;
import limpid.store.Results.Kind;
import limpid.store.Results.Subject;
import org.jspecify.annotations.Nullable;

/** Questions to tables of results, written from their columns. Rows stand in {@code r}, their subjects beside them. */
final class TableQuery {
    private static final String ZONE = "AT TIME ZONE 'Asia/Shanghai'";
    private static final String REVIEW = " LEFT JOIN station ON station.id = r.subject_id"
            + " LEFT JOIN LATERAL air_day_review(subject.kind, subject.code, station.city, r.day, r.known_from, %s)"
            + " AS review ON true";

    private static final String CITY = "coalesce(station.city, subject.code)";

    private TableQuery() {}

    /** SQL of the instant at which the period of a row ends; empty where all its versions are kept. @param row its name */
    static String end(String row, ResultTable<?> table) {
        String period = row + "." + table.period().name();
        return switch (table.ends()) {
            case AT -> period;
            case WITH_DAY -> "((" + period + " + 1)::timestamp " + ZONE + ")";
            case WITH_MONTH -> "((" + period + " + interval '1 month')::timestamp " + ZONE + ")";
            case WITH_LAST_DAY -> "((" + row + "." + ResultTable.LAST_DAY + " + 1)::timestamp " + ZONE + ")";
            case WITHIN_YEAR -> "";
        };
    }

    /** SQL that is true of periods over by {@code :asOf}: what was known of others while they ran is not kept. */
    private static String over(ResultTable<?> table) {
        String today = "(:asOf::timestamptz " + ZONE + ")::date";
        String period = "r." + table.period().name();
        return switch (table.ends()) {
            case AT -> period + " <= :asOf";
            case WITH_DAY -> period + " < " + today;
            case WITH_MONTH -> "(" + period + " + interval '1 month')::date <= " + today;
            case WITH_LAST_DAY -> "r." + ResultTable.LAST_DAY + " < " + today;
            case WITHIN_YEAR -> "";
        };
    }

    /** The rows as they are or, with {@code :asOf}, as they were known then. */
    static String rows(ResultTable<?> table, boolean asOf) {
        if (!asOf) {
            return table.name() + " r";
        }
        String columns =
                (table.ofSubjects() ? "subject_id, " : "") + columns(table, "", ", ") + ", revision, known_from";
        return "(SELECT " + columns + " FROM " + table.name() + " WHERE known_from <= :asOf"
                + " UNION ALL SELECT " + columns + " FROM " + table.name() + "_history"
                + " WHERE known_from <= :asOf AND known_to > :asOf) AS r";
    }

    private static String columns(ResultTable<?> table, String before, String between) {
        return table.columns().stream().map(Column::name).collect(Collectors.joining(between + before, before, ""));
    }

    /** The columns of a result read by {@link TableRow}. */
    static String select(ResultTable<?> table) {
        return "SELECT subject.kind, subject.code, r.subject_id, r.revision, r.known_from, "
                + columns(table, "r.", ", ")
                + (table.confirmed() ? ", review.reviewed_by, review.reviewed_at" : "");
    }

    /**
     * The rows of a list after a place in it.
     *
     * @param codes of subjects of this kind; null for all
     * @param most  at most so many
     */
    static Query list(
            ResultTable<?> table,
            Kind kind,
            @Nullable Collection<String> codes,
            Map<String, Object> only,
            @Nullable Instant asOf,
            @Nullable Instant changedAfter,
            Object after,
            int afterId,
            Object to,
            int most) {
        String period = "r." + table.period().name();
        String known = table.confirmed() ? "greatest(r.known_from, review.reviewed_at)" : "r.known_from";
        String sql = Stream.of(
                        select(table) + " FROM " + rows(table, asOf != null)
                                + " JOIN subject ON subject.id = r.subject_id"
                                + (table.confirmed() ? REVIEW.formatted(asOf != null ? ":asOf" : "NULL") : "")
                                + " WHERE subject.kind = :kind",
                        codes == null ? "" : codes.size() == 1 ? "subject.code = :code" : "subject.code = ANY (:codes)",
                        period + " >= :after",
                        period + " <= :to",
                        asOf != null ? over(table) : "",
                        "(" + period + ", r.subject_id) > (:after, :afterId)",
                        only(only),
                        changedAfter == null ? "" : known + " > :changedAfter")
                .filter(condition -> !condition.isEmpty())
                .collect(Collectors.joining("\n  AND "));
        Query query = Query.text(table.name(), sql + "\nORDER BY " + order(table) + "\nLIMIT :limit");
        only.forEach((column, value) -> query.with(parameter(column), value));
        return query.with("kind", PostgresResults.word(kind))
                .with(
                        "code",
                        codes == null || codes.isEmpty()
                                ? null
                                : codes.iterator().next())
                .with("codes", codes)
                .with("asOf", asOf)
                .with("changedAfter", changedAfter)
                .with("after", after)
                .with("afterId", afterId)
                .with("to", to)
                .with("limit", most);
    }

    /** By the period, then the subject, then what else is of the key. */
    private static String order(ResultTable<?> table) {
        return Stream.concat(
                        Stream.of(table.period().name(), Extract.SUBJECT),
                        table.key().stream().skip(1).map(Column::name))
                .map(column -> "r." + column)
                .collect(Collectors.joining(", "));
    }

    /** A row in all versions kept, oldest first; the last one is current. */
    static Query versions(ResultTable<?> table, String kind, String code, Object period) {
        String columns = columns(table, "", ", ");
        String sql = "SELECT r.revision, r.known_from, " + columns(table, "r.", ", ") + " FROM (SELECT subject_id, "
                + columns + ", revision, known_from FROM " + table.name() + "_history UNION ALL SELECT subject_id, "
                + columns + ", revision, known_from FROM " + table.name()
                + ") AS r JOIN subject ON subject.id = r.subject_id AND subject.kind = :kind AND subject.code = :code"
                + " WHERE r." + table.period().name() + " = :period ORDER BY r.revision";
        return Query.text(table.name() + " versions", sql)
                .with("kind", kind)
                .with("code", code)
                .with("period", period);
    }

    /** All versions of all rows, with the span in which each was known: {@code known_to} is null of current ones. */
    static String versions(ResultTable<?> table) {
        String columns = columns(table, "", ", ") + ", revision, known_from, ";
        return "(SELECT " + columns + "NULL::timestamptz AS known_to FROM " + table.name() + " UNION ALL SELECT "
                + columns + "known_to FROM " + table.name() + "_history)";
    }

    /** The rows of years, {@code :years} being their first days, of {@code :subjects}. */
    static String ofYears(ResultTable<?> table) {
        String period = "r." + table.period().name();
        return "SELECT r.subject_id, " + columns(table, "r.", ", ")
                + " FROM unnest(:subjects::int[], :years::date[]) AS wanted (subject_id, first_day)"
                + " JOIN " + table.name() + " r ON r.subject_id = wanted.subject_id AND " + period
                + " >= wanted.first_day AND " + period + " < wanted.first_day + interval '1 year'";
    }

    private static String only(Map<String, ?> only) {
        return only.keySet().stream()
                .sorted()
                .map(column -> "r." + column + " = :" + parameter(column))
                .collect(Collectors.joining(" AND "));
    }

    private static String parameter(String column) {
        return "only_" + column;
    }

    /** What a row was before, oldest first. */
    static Query revisions(ResultTable<?> table, Subject subject, Object period) {
        String sql = select(table) + " FROM subject JOIN " + table.name() + "_history r ON r.subject_id = subject.id"
                + (table.confirmed() ? REVIEW.formatted("r.known_to") : "")
                + " WHERE subject.kind = :kind AND subject.code = :code AND r."
                + table.period().name() + " = :period ORDER BY r.revision";
        return Query.text(table.name() + "_history", sql)
                .with("kind", PostgresResults.word(subject.kind()))
                .with("code", subject.code())
                .with("period", period);
    }

    /** The rows of an extract. */
    static String extract(ResultTable<?> table, Extract extract) {
        List<String> columns = Stream.of(
                        extract.beside().stream().map(TableQuery::beside),
                        table.columns().stream()
                                .flatMap(column -> extract.whole() ? Stream.of("r." + column.name()) : printed(column)),
                        Stream.of("r.revision", "r.known_from"))
                .flatMap(some -> some)
                .toList();
        String order = tuple("r.", extract.order());
        return "SELECT " + String.join(", ", columns) + " FROM " + rows(table, extract.asOf() != null)
                + (table.ofSubjects()
                        ? " JOIN subject ON subject.id = r.subject_id LEFT JOIN station ON station.id = r.subject_id"
                        : "")
                + " WHERE "
                + Stream.of(
                                Stream.of(
                                        span(table),
                                        extract.asOf() == null ? "" : over(table),
                                        only(extract.only()),
                                        extract.changedAfter() == null ? "" : "r.known_from > :changedAfter",
                                        extract.after() == null
                                                ? ""
                                                : "(" + order + ") > (" + tuple(":after_", extract.order()) + ")"),
                                extract.where().keySet().stream().sorted().map(TableQuery::where))
                        .flatMap(some -> some)
                        .filter(condition -> !condition.isEmpty())
                        .collect(Collectors.joining("\n  AND "))
                + "\nORDER BY " + order + (extract.most() == null ? "" : "\nLIMIT " + extract.most());
    }

    private static String span(ResultTable<?> table) {
        String period = "r." + table.period().name();
        return switch (table.ends()) {
            case AT -> period + " > :from AND " + period + " <= :to";
            case WITH_DAY, WITH_MONTH -> period + " >= :firstDay AND " + period + " <= :lastDay";
            case WITH_LAST_DAY -> "r." + ResultTable.LAST_DAY + " >= :firstDay AND r.first_day <= :lastDay";
            case WITHIN_YEAR ->
                "left(r." + ResultTable.PERIOD
                        + ", 4)::int BETWEEN extract(year FROM :firstDay) AND extract(year FROM :lastDay)";
        };
    }

    /** As many as it has titles. */
    private static Stream<String> printed(Column<?> column) {
        String name = "r." + column.name();
        if (column.spread()) {
            return IntStream.rangeClosed(1, column.titles().size()).mapToObj(at -> name + "[" + at + "]");
        }
        return column.titles().stream().map(title -> switch (column.type()) {
            case TEXTS, INTEGERS, DECIMALS -> "array_to_string(" + name + ", ';')";
            default -> name;
        });
    }

    private static String tuple(String before, List<String> columns) {
        return columns.stream().map(column -> before + column).collect(Collectors.joining(", "));
    }

    private static String beside(Beside beside) {
        return switch (beside) {
            case SCOPE -> "subject.kind";
            case CODE -> "subject.code";
            case NAME -> "coalesce(station.name_zh, subject.code)";
            case CITY -> CITY;
            case NETWORK -> "station.noise_network";
            case ZONE -> "station.noise_zone";
            case NOT_MONITORED -> "station.not_monitored";
        };
    }

    private static String where(Where where) {
        return switch (where) {
            case STATION -> "subject.kind = 'station' AND subject.code = :station";
            case CITY -> CITY + " = :city";
            case DISTRICT -> "station.district = :district";
            case CITY_AS_A_WHOLE -> "subject.kind = 'city' AND subject.code = :city_as_a_whole";
            case SCOPE -> "subject.kind = :scope";
            case RIVER -> "subject.kind = 'river' AND subject.code = :river";
            case NETWORK -> "station.noise_network = :network";
        };
    }

    /** The arguments of an extract. */
    static Map<String, @Nullable Object> arguments(Extract extract) {
        Map<String, @Nullable Object> arguments = new HashMap<>();
        arguments.put("from", extract.fromExclusive());
        arguments.put("to", extract.toInclusive());
        arguments.put("firstDay", extract.firstDay());
        arguments.put("lastDay", extract.lastDay());
        arguments.put("asOf", extract.asOf());
        arguments.put("changedAfter", extract.changedAfter());
        extract.where().forEach((where, value) -> arguments.put(PostgresResults.word(where), value));
        extract.only().forEach((column, value) -> arguments.put(parameter(column), value));
        List<Object> after = extract.after();
        for (int i = 0; after != null && i < after.size(); i++) {
            arguments.put("after_" + extract.order().get(i), after.get(i));
        }
        return arguments;
    }
}
