package limpid.store.postgres;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import limpid.measure.LocalDay;
import limpid.measure.Period;
import limpid.noise.InvalidReason;
import limpid.noise.StationRecord;
import limpid.noise.StatisticalLevels;
import limpid.noise.SurveyMeasurement;
import limpid.store.Surveys;
import org.jspecify.annotations.Nullable;

/** Survey measurements in the database. */
public final class PostgresSurveys implements Surveys {
    /** What is kept of them. */
    static final KeptTable TABLE = KeptTable.revised(
            "noise_survey",
            List.of("subject_id", "started_at", "duration_s"),
            Stream.of(
                            List.of("survey", "leq", "lmax", "lmin", "sd"),
                            StatisticalLevels.COLUMNS,
                            List.of("invalid", "heavy_vehicles", "light_vehicles", "origin"))
                    .flatMap(List::stream)
                    .toList(),
            "o.started_at");

    private final DataSource database;

    /** Surveys in this database. */
    public PostgresSurveys(DataSource database) {
        this.database = database;
    }

    @Override
    public int keep(List<SurveyMeasurement> measurements, String origin) {
        return Turn.of(
                database, "noise_survey", "keeping survey measurements", open -> keep(measurements, origin, open));
    }

    private static int keep(List<SurveyMeasurement> measurements, String origin, Connection connection)
            throws SQLException {
        Map<String, Integer> subjects = subjects(measurements, connection);
        int changed = TABLE.keep(
                measurements,
                (measurement, lines) -> lines.values(row(measurement, subjects.get(measurement.point()), origin)),
                KnownTime.take(connection),
                connection);
        PostgresNoisePeriods.markDates(
                measurements.stream()
                        .map(measurement -> Objects.requireNonNull(subjects.get(measurement.point())))
                        .toList(),
                measurements.stream()
                        .map(measurement -> measurement.record().period().start())
                        .map(start -> LocalDay.dateAt(start))
                        .toList(),
                connection);
        return changed;
    }

    private static Map<String, Integer> subjects(List<SurveyMeasurement> measurements, Connection connection)
            throws SQLException {
        Map<String, Integer> subjects = new HashMap<>();
        Query.named("stationIds")
                .with(
                        "codes",
                        measurements.stream()
                                .map(SurveyMeasurement::point)
                                .distinct()
                                .toList())
                .list(connection, row -> subjects.put(row.getString("code"), row.getInt("id")));
        return subjects;
    }

    private static List<@Nullable Object> row(SurveyMeasurement measurement, @Nullable Integer subject, String origin) {
        StationRecord record = measurement.record();
        List<@Nullable Object> row = new ArrayList<>(Arrays.asList(
                subject,
                record.period().start(),
                record.period().length().toSeconds(),
                measurement.survey(),
                record.leq(),
                record.lmax().orElse(null),
                record.lmin().orElse(null),
                record.sd().orElse(null)));
        StatisticalLevels.PERCENTS.forEach(
                percent -> row.add(record.exceeded(percent).orElse(null)));
        row.add(record.invalid()
                .map(reason -> reason.name().toLowerCase(Locale.ROOT))
                .orElse(null));
        row.add(measurement.heavyVehicles());
        row.add(measurement.lightVehicles());
        row.add(origin);
        return row;
    }

    @Override
    public List<SurveyMeasurement> of(
            @Nullable Collection<String> stations,
            Period starts,
            @Nullable Place after,
            @Nullable Instant asOf,
            int limit) {
        return Query.named("noiseSurveys")
                .with("codes", stations)
                .with("from", starts.start())
                .with("to", starts.end())
                .with("afterStart", after == null ? null : after.start())
                .with("afterCode", after == null ? null : after.point())
                .with("afterSeconds", after == null ? null : after.seconds())
                .with("asOf", asOf)
                .with("limit", limit)
                .list(database, PostgresSurveys::measurement);
    }

    private static SurveyMeasurement measurement(ResultSet row) throws SQLException {
        return new SurveyMeasurement(
                row.getString("code"),
                row.getString("survey"),
                record(row),
                Column.integer(row, "heavy_vehicles"),
                Column.integer(row, "light_vehicles"));
    }

    private static StationRecord record(ResultSet row) throws SQLException {
        Map<Integer, BigDecimal> statistics = new HashMap<>();
        for (int percent : StatisticalLevels.PERCENTS) {
            BigDecimal level = Column.decimal(row, StatisticalLevels.column(percent));
            if (level != null) {
                statistics.put(percent, level);
            }
        }
        Instant start = Column.instant(row, "started_at");
        return new StationRecord(
                new Period(start, start.plus(Duration.ofSeconds(row.getInt("duration_s")))),
                Column.decimal(row, "leq"),
                Optional.ofNullable(Column.decimal(row, "lmax")),
                Optional.ofNullable(Column.decimal(row, "lmin")),
                Optional.ofNullable(Column.decimal(row, "sd")),
                statistics,
                Optional.ofNullable(row.getString("invalid"))
                        .map(reason -> InvalidReason.valueOf(reason.toUpperCase(Locale.ROOT))));
    }
}
