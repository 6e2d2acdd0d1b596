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
import limpid.measure.AssessmentPeriod;
import limpid.measure.Flags;
import limpid.measure.LocalDay;
import limpid.measure.Parameter;
import limpid.measure.Parameters;
import limpid.noise.NightMeaning;
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
    private static final Map<String, String> HOUR_PARTS =
            columns("SO2", "so2", "NO2", "no2", "CO", "co", "O3", "o3", "PM10", "pm10", "PM2.5", "pm25");
    private static final Map<String, String> DAY_PARTS =
            columns("SO2", "so2", "NO2", "no2", "CO", "co", "o3Max8h", "o3_max8h", "PM10", "pm10", "PM2.5", "pm25");

    private final DataSource database;
    private final Parameters parameters;

    /** The results of this database. */
    public PostgresResults(DataSource database, Parameters parameters) {
        this.database = database;
        this.parameters = parameters;
    }

    private static Map<String, String> columns(String... namesAndColumns) {
        Map<String, String> columns = new LinkedHashMap<>();
        for (int i = 0; i < namesAndColumns.length; i += 2) {
            columns.put(namesAndColumns[i], namesAndColumns[i + 1]);
        }
        return columns;
    }

    @Override
    public Slice<AirHour, Position> airHours(Question question, Position after, int limit) {
        List<AirHour> rows = byEnd("airHours", question, after, limit).list(database, PostgresResults::airHour);
        return Slice.of(rows, limit, hour -> new Position(hour.end(), hour.subjectId()));
    }

    @Override
    public Slice<AirDay, Position> airDays(Question question, Position after, int limit) {
        List<AirDay> rows = query("airDays", question, after, limit)
                .with("after", lastDayUntil(after.end()))
                .with("to", lastDayUntil(question.span().toInclusive()))
                .list(database, PostgresResults::airDay);
        return Slice.of(rows, limit, day -> new Position(endOf(day.date()), day.subjectId()));
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
        Query.named(code == null ? "daysOfAll" : "daysOfOne")
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
    public KeptPeriods cityPeriods(AssessmentPeriod period) {
        Map<String, KeptPeriod> byCity = new LinkedHashMap<>();
        List<Boolean> outdated = Query.named("cityPeriods")
                .with("kind", period.kind().code())
                .with("from", period.startInclusive())
                .with("to", period.endExclusive())
                .list(database, row -> {
                    String city = row.getString("code");
                    AirPeriodRow.kept(row).ifPresent(kept -> byCity.put(city, kept));
                    return row.getBoolean("outdated");
                });
        return new KeptPeriods(byCity, !outdated.contains(true));
    }

    @Override
    public List<AirDay> airDayRevisions(Subject subject, LocalDate date) {
        return Query.named("airDayRevisions")
                .with("kind", word(subject.kind()))
                .with("code", subject.code())
                .with("day", date)
                .list(database, PostgresResults::airDay);
    }

    @Override
    public List<AirHour> airHourRevisions(Subject subject, Instant end) {
        return Query.named("airHourRevisions")
                .with("kind", word(subject.kind()))
                .with("code", subject.code())
                .with("end", end)
                .list(database, PostgresResults::airHour);
    }

    static String word(Kind kind) {
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
                .with("edition", question.edition())
                .with("asOf", question.asOf())
                .with("changedAfter", question.changedAfter())
                .with("afterId", after.id())
                .with("limit", limit + 1);
    }

    /** The last local day that is over at this instant. */
    private static LocalDate lastDayUntil(Instant instant) {
        return LocalDay.dateAt(instant).minusDays(1);
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

    private static AirHour airHour(ResultSet row) throws SQLException {
        return new AirHour(
                row.getInt("subject_id"),
                subject(row),
                Column.instant(row, "period_end"),
                airIndex(row, HOUR_PARTS),
                known(row));
    }

    private static AirDay airDay(ResultSet row) throws SQLException {
        return new AirDay(
                row.getInt("subject_id"),
                subject(row),
                row.getObject("day", LocalDate.class),
                airIndex(row, DAY_PARTS),
                validHours(row),
                known(row),
                reviewed(row));
    }

    private static @Nullable Reviewed reviewed(ResultSet row) throws SQLException {
        Instant at = Column.optionalInstant(row, "reviewed_at");
        return at == null ? null : new Reviewed(row.getString("reviewed_by"), at);
    }

    private static AirIndex airIndex(ResultSet row, Map<String, String> columns) throws SQLException {
        Map<String, Part> parts = new LinkedHashMap<>();
        for (Map.Entry<String, String> column : columns.entrySet()) {
            parts.put(
                    column.getKey(),
                    new Part(Column.decimal(row, column.getValue()), Column.integer(row, "iaqi_" + column.getValue())));
        }
        return new AirIndex(
                row.getString("edition"),
                parts,
                Column.integer(row, "aqi"),
                Column.integer(row, "level"),
                Column.texts(row, "primary_pollutants"),
                row.getString("reason"),
                Column.texts(row, "left_out"));
    }

    private static Map<String, Integer> validHours(ResultSet row) throws SQLException {
        Number[] hours = (Number[]) row.getArray("valid_hours").getArray();
        Map<String, Integer> valid = new LinkedHashMap<>();
        int index = 0;
        for (String pollutant : DAY_PARTS.keySet()) {
            if (index < hours.length) {
                valid.put(pollutant, hours[index++].intValue());
            }
        }
        return valid;
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
