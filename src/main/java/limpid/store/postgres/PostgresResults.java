package limpid.store.postgres;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import limpid.air.AirPeriod;
import limpid.air.DayValues;
import limpid.air.PackedDays;
import limpid.measure.Flags;
import limpid.measure.LocalDay;
import limpid.measure.Parameter;
import limpid.measure.Parameters;
import limpid.noise.NightMeaning;
import limpid.result.ResultTable;
import limpid.result.Type;
import limpid.standard.Pollutant;
import limpid.store.Position;
import limpid.store.Results;
import limpid.store.Slice;
import limpid.store.Span;
import limpid.water.Measured;
import limpid.water.WaterValues;
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
        boolean byTime = table.period().type() == Type.TIME;
        Instant to = question.span().toInclusive();
        List<Known<T>> rows = TableQuery.list(
                        table,
                        question,
                        byTime ? after.end() : lastDayUntil(after.end()),
                        after.id(),
                        byTime ? to : lastDayUntil(to),
                        limit + 1)
                .list(database, row -> TableRow.known(table, row));
        return Slice.of(rows, limit, known -> new Position(table.end(known.result()), known.subjectId()));
    }

    @Override
    public <T> List<Known<T>> revisions(ResultTable<T> table, Subject subject, Object period) {
        return TableQuery.revisions(table, subject, period).list(database, row -> TableRow.known(table, row));
    }

    @Override
    public Slice<WaterSample, Position> waterSamples(Question question, Position after, int limit) {
        List<WaterSample> rows =
                byEnd("waterSamples", question, after, limit).list(database, PostgresResults::waterSample);
        Slice<WaterSample, Position> slice =
                Slice.of(rows, limit, sample -> new Position(sample.end(), sample.subjectId()));
        Map<Place, Measured> values = valuesOf(slice.items(), question.asOf());
        return slice.map(sample -> withValues(sample, values));
    }

    @Override
    public Slice<NoiseHour, Position> noiseHours(Question question, Position after, int limit) {
        List<NoiseHour> rows = byEnd("noiseHours", question, after, limit).list(database, PostgresResults::noiseHour);
        return Slice.of(rows, limit, hour -> new Position(hour.end(), hour.subjectId()));
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
    public Map<String, Map<LocalDate, Map<Pollutant, BigDecimal>>> dustRests(
            Kind kind, @Nullable String code, LocalDate fromInclusive, LocalDate toExclusive, @Nullable Instant asOf) {
        Map<String, Map<LocalDate, Map<Pollutant, BigDecimal>>> bySubject = new HashMap<>();
        Query.named("dustRests")
                .with("kind", word(kind))
                .with("code", code)
                .with("from", fromInclusive)
                .with("to", toExclusive)
                .with("asOf", asOf)
                .forEach(database, row -> bySubject
                        .computeIfAbsent(row.getString("code"), subject -> new HashMap<>())
                        .put(row.getObject("day", LocalDate.class), dustRest(row)));
        return bySubject;
    }

    /** Reads a row of {@code air_day_rest}. */
    static Map<Pollutant, BigDecimal> dustRest(ResultSet row) throws SQLException {
        Map<Pollutant, BigDecimal> means = new EnumMap<>(Pollutant.class);
        Optional.ofNullable(Column.decimal(row, "pm10")).ifPresent(mean -> means.put(Pollutant.PM10, mean));
        Optional.ofNullable(Column.decimal(row, "pm25")).ifPresent(mean -> means.put(Pollutant.PM2_5, mean));
        return means;
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
    public KeptPeriods cityPeriods(AirPeriod period) {
        Map<String, KeptPeriod> byCity = new LinkedHashMap<>();
        List<Boolean> outdated = Query.named("cityPeriods")
                .with("kind", AirPeriodRow.kind(period))
                .with("from", period.fromInclusive())
                .with("to", period.toExclusive())
                .list(database, row -> {
                    String city = row.getString("code");
                    AirPeriodRow.kept(row).ifPresent(kept -> byCity.put(city, kept));
                    return row.getBoolean("outdated");
                });
        return new KeptPeriods(byCity, !outdated.contains(true));
    }

    static String word(Enum<?> kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public Slice<PointNoiseDay, Position> noiseDays(
            Question question, @Nullable NightMeaning night, Position after, int limit) {
        Subject subject = question.subject();
        List<PointNoiseDay> rows = query("noiseDays", question, after, limit)
                .with("codes", subject == null ? null : List.of(subject.code()))
                .with("night", night == null ? null : night.code())
                .with("after", lastDayUntil(after.end()))
                .with("to", lastDayUntil(question.span().toInclusive()))
                .list(database, PostgresResults::noiseDay);
        return Slice.of(rows, limit, day -> new Position(day.day().date().end(), day.subjectId()));
    }

    @Override
    public List<PointNoiseDay> noiseDaysOf(Collection<String> stations, Span days, @Nullable Instant asOf) {
        Position before = Position.before(days);
        return Query.named("noiseDays")
                .with("codes", stations)
                .with("night", null)
                .with("asOf", asOf)
                .with("after", lastDayUntil(before.end()))
                .with("to", lastDayUntil(days.toInclusive()))
                .with("afterId", before.id())
                .with("changedAfter", null)
                .with("limit", Integer.MAX_VALUE)
                .list(database, PostgresResults::noiseDay);
    }

    private static PointNoiseDay noiseDay(ResultSet row) throws SQLException {
        return new PointNoiseDay(
                row.getInt("subject_id"),
                row.getString("code"),
                NoiseDayRow.read(row),
                row.getBoolean("official"),
                row.getString("rule_set"),
                known(row));
    }

    private static Query byEnd(String name, Question question, Position after, int limit) {
        return query(name, question, after, limit)
                .with("after", after.end())
                .with("to", question.span().toInclusive());
    }

    private static Query query(String name, Question question, Position after, int limit) {
        Subject subject = question.subject();
        return Query.named(name)
                .with("kind", subject == null ? null : word(subject.kind()))
                .with("code", subject == null ? null : subject.code())
                .with("edition", question.only().get("edition"))
                .with("asOf", question.asOf())
                .with("changedAfter", question.changedAfter())
                .with("afterId", after.id())
                .with("limit", limit + 1);
    }

    /** The last local day that is over at this instant. */
    private static LocalDate lastDayUntil(Instant instant) {
        return instant.atZone(LocalDay.CHINA).toLocalDate().minusDays(1);
    }

    private static Instant endOf(LocalDate day) {
        return new LocalDay(day, LocalDay.CHINA).end();
    }

    /** Reads the subject of a row. */
    static Subject subject(ResultSet row) throws SQLException {
        return new Subject(Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)), row.getString("code"));
    }

    private static KnownSince known(ResultSet row) throws SQLException {
        return new KnownSince(row.getInt("revision"), Column.instant(row, "known_from"));
    }

    private static WaterSample waterSample(ResultSet row) throws SQLException {
        return new WaterSample(
                row.getInt("subject_id"),
                row.getString("code"),
                PostgresStations.waterBodyType(row.getString("water_body_type")),
                Column.instant(row, "period_end"),
                row.getString("edition"),
                Column.integer(row, "class"),
                Column.texts(row, "deciding_items").stream()
                        .map(code -> new Item(code, null))
                        .toList(),
                Column.texts(row, "items_assessed"),
                Column.integer(row, "target_class"),
                row.getString("reason"),
                Column.texts(row, "left_out"),
                known(row));
    }

    private Map<Place, Measured> valuesOf(List<WaterSample> samples, @Nullable Instant asOf) {
        List<Place> places = samples.stream()
                .flatMap(sample -> sample.decidingItems().stream().map(item -> place(sample, item)))
                .flatMap(Optional::stream)
                .toList();
        Map<Place, Measured> values = new HashMap<>();
        if (places.isEmpty()) {
            return values;
        }
        List<Instant> ends = places.stream().map(Place::end).sorted().toList();
        Query.named("sampleItems")
                .with("stations", places.stream().map(Place::station).toList())
                .with("ends", places.stream().map(Place::end).toList())
                .with("first", ends.getFirst())
                .with("last", ends.getLast())
                .with("parameters", places.stream().map(Place::parameter).toList())
                .with("asOf", asOf)
                .forEach(database, row -> {
                    BigDecimal value = Column.decimal(row, "value");
                    if (value != null) {
                        values.put(
                                placeOf(row),
                                WaterValues.measured(value, Flags.standard().byId(row.getInt("flag_id"))));
                    }
                });
        return values;
    }

    private Optional<Place> place(WaterSample sample, Item item) {
        return parameters
                .byCode(item.code())
                .map(Parameter::id)
                .map(id -> new Place(sample.subjectId(), sample.end(), id));
    }

    private static Place placeOf(ResultSet row) throws SQLException {
        return new Place(row.getInt("station_id"), Column.instant(row, "period_end"), row.getInt("parameter_id"));
    }

    private WaterSample withValues(WaterSample sample, Map<Place, Measured> values) {
        List<Item> items = new ArrayList<>();
        for (Item item : sample.decidingItems()) {
            items.add(new Item(item.code(), place(sample, item).map(values::get).orElse(null)));
        }
        return new WaterSample(
                sample.subjectId(),
                sample.section(),
                sample.waterBodyType(),
                sample.end(),
                sample.edition(),
                sample.waterClass(),
                items,
                sample.itemsAssessed(),
                sample.target(),
                sample.reason(),
                sample.leftOut(),
                sample.known());
    }

    private static NoiseHour noiseHour(ResultSet row) throws SQLException {
        return new NoiseHour(
                row.getInt("subject_id"),
                row.getString("code"),
                Column.instant(row, "period_end"),
                Column.decimal(row, "leq"),
                Column.decimal(row, "lmax"),
                Column.decimal(row, "lmin"),
                Column.decimal(row, "sd"),
                Column.decimal(row, "l5"),
                Column.decimal(row, "l10"),
                Column.decimal(row, "l50"),
                Column.decimal(row, "l90"),
                Column.decimal(row, "l95"),
                row.getInt("valid"),
                row.getInt("expected"),
                row.getString("reason"),
                known(row));
    }

    private record Place(int station, Instant end, int parameter) {}
}
