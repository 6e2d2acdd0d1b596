package limpid.flow;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import limpid.measure.Medium;
import limpid.measure.Parameters;
import limpid.measure.Period;
import limpid.measure.Table;
import limpid.measure.Table.Row;
import limpid.measure.TimeText;
import limpid.noise.InvalidReason;
import limpid.noise.StationRecord;
import limpid.noise.StatisticalLevels;
import limpid.noise.SurveyMeasurement;
import limpid.station.Registry;
import limpid.station.Station;
import org.jspecify.annotations.Nullable;

/**
 * Survey measurements 手工监测 of noise points as a table, one a line: {@code
 * station,survey,start,minutes,leq,lmax,lmin,sd,l5,l10,l50,l90,l95,invalid,heavyVehicles,lightVehicles}. The first five
 * must be there. A start without an offset is the point's local time. A survey of 24 h has a line an hour, under one name.
 */
public final class SurveyTable {
    private static final List<String> REQUIRED = List.of("station", "survey", "start", "minutes", "leq");
    private static final List<String> COLUMNS = Stream.of(
                    REQUIRED,
                    List.of("lmax", "lmin", "sd"),
                    StatisticalLevels.COLUMNS,
                    List.of("invalid", "heavyVehicles", "lightVehicles"))
            .flatMap(List::stream)
            .toList();
    private static final int LONGEST_MINUTES = 60;
    private static final int LONGEST_NAME = 40;

    private final Registry registry;

    /** A reader of tables of registered points. */
    public SurveyTable(Registry registry) {
        this.registry = registry;
    }

    private record Key(String point, Period period) {}

    /**
     * The measurements of a table.
     *
     * @param now nothing can have been measured after it
     * @throws Table.Malformed where a line cannot be kept; it names line and column
     */
    public List<SurveyMeasurement> measurements(Table table, Instant now) {
        table.requireColumns(COLUMNS, REQUIRED);
        Set<Key> seen = new HashSet<>();
        return table.map(row -> {
            SurveyMeasurement measurement = measurement(row, now);
            if (!seen.add(new Key(measurement.point(), measurement.record().period()))) {
                throw row.malformed("start", "a line before has the same station, start and minutes");
            }
            return measurement;
        });
    }

    private SurveyMeasurement measurement(Row row, Instant now) {
        Station station = station(row);
        Period period = period(row, station.zone());
        if (period.end().isAfter(now)) {
            throw row.malformed(
                    "start", "the measurement ends in the future, at " + TimeText.shown(period.end(), station.zone()));
        }
        return new SurveyMeasurement(
                station.code(),
                survey(row),
                record(row, period),
                vehicles(row, "heavyVehicles"),
                vehicles(row, "lightVehicles"));
    }

    private Station station(Row row) {
        String code = row.required("station");
        return registry.find(code)
                .filter(station -> station.medium() == Medium.NOISE)
                .orElseThrow(() ->
                        row.malformed("station", "no noise point '" + code + "' is registered" + registry.meant(code)));
    }

    private static String survey(Row row) {
        String name = row.required("survey");
        if (name.length() > LONGEST_NAME) {
            throw row.malformed("survey", "a name of more than " + LONGEST_NAME + " letters");
        }
        return name;
    }

    private static Period period(Row row, ZoneId zone) {
        Instant start = row.read("start", TimeText.EXPECTED, text -> TimeText.instant(text, zone));
        int minutes = row.integer("minutes");
        if (minutes < 1 || minutes > LONGEST_MINUTES) {
            throw row.malformed("minutes", "1 to 60; a survey of 24 h has a line an hour");
        }
        return new Period(start, start.plus(Duration.ofMinutes(minutes)));
    }

    private static StationRecord record(Row row, Period period) {
        BigDecimal leq = level(row, "leq").orElseThrow(() -> row.malformed("leq", "a level in dB"));
        Map<Integer, BigDecimal> statistics = new HashMap<>();
        StatisticalLevels.PERCENTS.forEach(percent ->
                level(row, StatisticalLevels.column(percent)).ifPresent(level -> statistics.put(percent, level)));
        Optional<BigDecimal> lmax = level(row, "lmax");
        Optional<BigDecimal> lmin = level(row, "lmin");
        if (lmax.isPresent() && lmax.get().compareTo(leq) < 0) {
            throw row.malformed("lmax", "lower than leq");
        }
        if (lmin.isPresent() && lmin.get().compareTo(leq) > 0) {
            throw row.malformed("lmin", "higher than leq");
        }
        refuseDisorder(row, statistics);
        return new StationRecord(period, leq, lmax, lmin, deviation(row), statistics, invalid(row));
    }

    /** What is exceeded for longer is not higher. */
    private static void refuseDisorder(Row row, Map<Integer, BigDecimal> statistics) {
        StationRecord.disorder(statistics).ifPresent(percent -> {
            throw row.malformed(
                    StatisticalLevels.column(percent), "higher than a level that is exceeded for less of the time");
        });
    }

    private static Optional<BigDecimal> level(Row row, String column) {
        if (!row.optional(column).isPresent()) {
            return Optional.empty();
        }
        BigDecimal level = row.decimal(column);
        if (!Parameters.standard().get("LEQ").possible().contain(level)) {
            throw row.malformed(column, "no sound level in dB");
        }
        return Optional.of(level);
    }

    private static Optional<BigDecimal> deviation(Row row) {
        Optional<BigDecimal> deviation = row.optional("sd").map(text -> row.decimal("sd"));
        if (deviation.isPresent() && deviation.get().signum() < 0) {
            throw row.malformed("sd", "a standard deviation below zero");
        }
        return deviation;
    }

    private static Optional<InvalidReason> invalid(Row row) {
        return row.optional("invalid")
                .map(text -> row.read(
                        "invalid",
                        "rain, wind, fault, calibration, manual or nothing",
                        code -> InvalidReason.valueOf(code.toUpperCase(Locale.ROOT))));
    }

    private static @Nullable Integer vehicles(Row row, String column) {
        if (row.optional(column).isEmpty()) {
            return null;
        }
        int vehicles = row.integer(column);
        if (vehicles < 0) {
            throw row.malformed(column, "a number of vehicles");
        }
        return vehicles;
    }
}
