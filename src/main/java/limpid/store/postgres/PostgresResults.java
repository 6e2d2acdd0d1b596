package limpid.store.postgres;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.sql.DataSource;
import limpid.air.AirTables;
import limpid.air.DayValues;
import limpid.air.PackedDays;
import limpid.measure.AssessmentPeriod;
import limpid.measure.Flags;
import limpid.measure.LocalDay;
import limpid.measure.Parameters;
import limpid.result.ResultTable;
import limpid.result.Row;
import limpid.result.Type;
import limpid.store.Position;
import limpid.store.Results;
import limpid.store.Slice;
import limpid.store.Span;
import org.jspecify.annotations.Nullable;

/** Results in PostgreSQL. */
public final class PostgresResults implements Results {
    private static final String DAYS_OF_ALL = packed("daysOfAll");
    private static final String DAYS_OF_ONE = packed("daysOfOne");

    private final DataSource database;
    private final Parameters parameters;

    /** The results of this database. */
    public PostgresResults(DataSource database, Parameters parameters) {
        this.database = database;
        this.parameters = parameters;
    }

    /** A statement about packed days, with the columns that are packed. */
    static String packed(String name) {
        return Sql.of(name)
                .replace("$columns", String.join(", ", PackedDays.COLUMNS))
                .replace("$packed", "d." + String.join(", ',', d.", PackedDays.COLUMNS));
    }

    @Override
    public <T> Slice<Known<T>, Position> list(ResultTable<T> table, Question question, Position after, int limit) {
        Subject subject = question.subject();
        List<Known<T>> rows = TableQuery.list(
                        table,
                        subject == null ? Kind.STATION : subject.kind(),
                        subject == null ? null : List.of(subject.code()),
                        question.only(),
                        question.asOf(),
                        question.changedAfter(),
                        place(table, after.end()),
                        after.id(),
                        place(table, question.span().toInclusive()),
                        limit + 1)
                .list(database, row -> TableRow.known(table, row));
        return Slice.of(rows, limit, known -> new Position(table.end(known.result()), known.subjectId()));
    }

    @Override
    public <T> List<Known<T>> all(
            ResultTable<T> table,
            Kind kind,
            @Nullable Collection<String> codes,
            Map<String, Object> only,
            Span span,
            @Nullable Instant asOf) {
        Position before = Position.before(span);
        return TableQuery.list(
                        table,
                        kind,
                        codes,
                        only,
                        asOf,
                        null,
                        place(table, before.end()),
                        before.id(),
                        place(table, span.toInclusive()),
                        Integer.MAX_VALUE)
                .list(database, row -> TableRow.known(table, row));
    }

    /** An instant as the period of a table is named: of days the last one that is over by then. */
    private static Object place(ResultTable<?> table, Instant end) {
        return table.period().type() == Type.TIME ? end : lastDayUntil(end);
    }

    @Override
    public <T> List<Known<T>> revisions(ResultTable<T> table, Subject subject, Object period) {
        return TableQuery.revisions(table, subject, period).list(database, row -> TableRow.known(table, row));
    }

    @Override
    public Map<String, List<DayValues>> dayValues(
            Kind kind, @Nullable String code, LocalDate fromInclusive, LocalDate toExclusive, @Nullable Instant asOf) {
        Map<String, List<DayValues>> bySubject = new LinkedHashMap<>();
        Query.text("days", code == null ? DAYS_OF_ALL : DAYS_OF_ONE)
                .with("kind", word(kind))
                .with("code", code)
                .with("from", fromInclusive)
                .with("to", toExclusive)
                .with("asOf", asOf)
                .forEach(database, row -> bySubject
                        .computeIfAbsent(row.getString(1), subject -> new ArrayList<>())
                        .addAll(PackedDays.read(row.getString(3), fromInclusive, row.getString(2))));
        return bySubject;
    }

    @Override
    public int reviewedDays(Subject subject, LocalDate fromInclusive, LocalDate toExclusive, @Nullable Instant asOf) {
        return Query.named("reviewedDays")
                .with("kind", word(subject.kind()))
                .with("code", subject.code())
                .with("from", fromInclusive)
                .with("to", toExclusive)
                .with("asOf", asOf)
                .list(database, row -> row.getInt(1))
                .getFirst();
    }

    @Override
    public KeptPeriods cityPeriods(AssessmentPeriod period) {
        Map<String, Row> byCity = new LinkedHashMap<>();
        List<Boolean> outdated = Query.named("cityPeriods")
                .with("kind", period.kind().code())
                .with("from", period.startInclusive())
                .with("to", period.endExclusive())
                .list(database, row -> {
                    if (row.getObject("subject_id") != null) {
                        byCity.put(
                                row.getString("code"), AirTables.PERIODS.row(TableRow.cells(AirTables.PERIODS, row)));
                    }
                    return row.getBoolean("outdated");
                });
        return new KeptPeriods(byCity, !outdated.contains(true));
    }

    static String word(Enum<?> kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    /** The last local day that is over at this instant. */
    private static LocalDate lastDayUntil(Instant instant) {
        return LocalDay.dateAt(instant).minusDays(1);
    }

    /** Reads the subject of a row. */
    static Subject subject(ResultSet row) throws SQLException {
        return new Subject(Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)), row.getString("code"));
    }

    @Override
    public Map<Item, Measurement> measurements(Collection<Item> items, @Nullable Instant asOf) {
        Map<Item, Measurement> found = new HashMap<>();
        List<Item> known = items.stream()
                .filter(item -> parameters.byCode(item.code()).isPresent())
                .toList();
        if (known.isEmpty()) {
            return found;
        }
        List<Instant> ends = known.stream().map(Item::end).sorted().toList();
        Query.named("sampleItems")
                .with("stations", known.stream().map(Item::subjectId).toList())
                .with("ends", known.stream().map(Item::end).toList())
                .with("first", ends.getFirst())
                .with("last", ends.getLast())
                .with(
                        "parameters",
                        known.stream()
                                .map(item -> parameters.get(item.code()).id())
                                .toList())
                .with("asOf", asOf)
                .forEach(database, row -> {
                    BigDecimal value = Column.decimal(row, "value");
                    if (value != null) {
                        Item item = new Item(
                                row.getInt("station_id"),
                                Column.instant(row, "period_end"),
                                parameters.byId(row.getInt("parameter_id")).code());
                        found.put(item, new Measurement(value, Flags.standard().byId(row.getInt("flag_id"))));
                    }
                });
        return found;
    }
}
