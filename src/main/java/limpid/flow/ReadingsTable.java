package limpid.flow;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import limpid.decode.Payload;
import limpid.decode.Topic;
import limpid.measure.Flag;
import limpid.measure.Flags;
import limpid.measure.Medium;
import limpid.measure.Numbers;
import limpid.measure.Parameter;
import limpid.measure.Parameters;
import limpid.measure.Period;
import limpid.measure.Reading;
import limpid.measure.Table;
import limpid.measure.Table.Row;
import limpid.measure.TimeText;
import limpid.station.Registry;
import limpid.station.Station;
import limpid.store.Arrival;
import limpid.validate.Check;
import limpid.validate.DetectionCheck;
import limpid.validate.Verdict;
import limpid.water.Measured;
import limpid.water.WaterValues;
import org.jspecify.annotations.Nullable;

/**
 * Readings as a table, one a line, such as manual samples 手工监测数据 of a laboratory: {@code
 * station,parameter,end,period,value,flag}. An empty period is the station's own, {@code PT0S} a sample taken at an
 * instant; an end without an offset is the station's local time; an empty value is due and missing. In water {@code
 * 0.05L} and {@code <0.05} say that nothing was detected and 0.05 was the detection limit 检出限; they are kept under the
 * flag {@code ND}.
 */
final class ReadingsTable {
    private static final List<String> COLUMNS = List.of("station", "parameter", "end", "period", "value", "flag");

    /** What our own export has beside them: it tells what we know already, but for the unit, which must be the parameter's. */
    private static final List<String> OF_EXPORT = List.of("name", "unit", "endLocal", "recordedAt");

    private static final List<String> KNOWN =
            Stream.concat(COLUMNS.stream(), OF_EXPORT.stream()).toList();
    private static final List<String> REQUIRED = List.of("station", "parameter", "end", "value");
    private static final Duration LONGEST_PERIOD = Duration.ofDays(31);

    private final Registry registry;
    private final Check checks;
    private final RemovedSeconds removed;
    private final Periods periods;

    ReadingsTable(Registry registry, Check checks, RemovedSeconds removed, Periods periods) {
        this.registry = registry;
        this.checks = checks;
        this.removed = removed;
        this.periods = periods;
    }

    /** What one reading is known by. */
    private record Key(String station, Parameter parameter, Period period) {
        static Key of(Reading reading) {
            return new Key(reading.station(), reading.parameter(), reading.period());
        }
    }

    /**
     * The readings of a table, as one message a station.
     *
     * @param payload the bytes of the table, with the time they arrived and who brought them
     * @throws Table.Malformed where a line cannot be kept as a reading; it names line and column
     */
    List<Arrival> arrivals(Table table, Payload payload) {
        table.requireColumns(KNOWN, REQUIRED);
        Map<Key, Long> lines = new HashMap<>();
        Map<String, List<Reading>> byStation = new LinkedHashMap<>();
        table.forEach(row -> {
            Reading reading = reading(row, payload.receivedAt());
            if (lines.put(Key.of(reading), row.line()) != null) {
                throw row.malformed("end", "a line before has the same station, parameter, end and period");
            }
            byStation
                    .computeIfAbsent(reading.station(), station -> new ArrayList<>())
                    .add(reading);
        });
        byStation.forEach((station, readings) -> refuseRemoved(station, readings, lines, table));
        List<Arrival> arrivals = new ArrayList<>();
        byStation.forEach((station, readings) -> arrivals.add(arrival(station, readings, payload)));
        return arrivals;
    }

    private void refuseRemoved(String station, List<Reading> readings, Map<Key, Long> lines, Table table) {
        readings.stream().filter(removed.among(station, readings)).findFirst().ifPresent(reading -> {
            throw table.malformed(
                    Objects.requireNonNull(lines.get(Key.of(reading))), "end", RemovedSeconds.detail(reading));
        });
    }

    private Arrival arrival(String code, List<Reading> readings, Payload payload) {
        Medium medium = registry.find(code).orElseThrow().medium();
        Payload own = new Payload(
                new Topic(medium, code).toString(), payload.bytes(), payload.receivedAt(), payload.origin());
        return new Arrival(own, code, readings, List.of());
    }

    private Reading reading(Row row, Instant receivedAt) {
        String code = row.required("station");
        Station station = registry.find(code)
                .orElseThrow(() ->
                        row.malformed("station", "no station '" + code + "' is registered" + registry.meant(code)));
        Parameter parameter = Parameters.standard()
                .get(row.oneOf("parameter", "parameter", Parameters.standard().codes()));
        row.optional("unit").filter(unit -> !unit.equals(parameter.unit())).ifPresent(unit -> {
            throw row.malformed("unit", "'" + unit + "' where " + parameter.code() + " is in " + parameter.unit());
        });
        Instant end = row.read("end", TimeText.EXPECTED, text -> TimeText.instant(text, station.zone()));
        Duration length = row.optional("period").isEmpty() ? station.period() : length(row);
        if (!periods.admit(station, length)) {
            throw row.malformed("period", periods.detail(length));
        }
        Reading plain = withValue(row, station, parameter, Period.ending(end, length));
        return switch (checks.judge(plain, station, receivedAt)) {
            case Verdict.Accepted accepted -> accepted.reading();
            case Verdict.Flagged flagged -> flagged.reading();
            case Verdict.Refused refused ->
                throw row.malformed(column(refused), refused.detail().get());
        };
    }

    private static String column(Verdict.Refused refused) {
        return switch (refused.reason()) {
            case WRONG_MEDIUM -> "parameter";
            case IMPOSSIBLE_VALUE -> "value";
            default -> "end";
        };
    }

    private static Duration length(Row row) {
        Duration length = row.read("period", "a period such as PT4H, or PT0S for a sample", Duration::parse);
        if (length.isNegative() || length.compareTo(LONGEST_PERIOD) > 0 || length.getNano() != 0) {
            throw row.malformed("period", "'" + length + "' is not an averaging period such as PT4H");
        }
        return length;
    }

    private static Reading withValue(Row row, Station station, Parameter parameter, Period period) {
        Flag flag = flag(row);
        String text = row.text("value");
        if (text.isEmpty()) {
            return new Reading(station.code(), parameter, period, null, flag);
        }
        Measured measured = row.read(
                "value", "a number, 0.05L or <0.05", one -> Measured.parse(one).orElseThrow());
        if (!measured.belowDetection()) {
            return new Reading(station.code(), parameter, period, storable(row, measured.value()), flag);
        }
        refuseMark(row, station, parameter, flag);
        return new Reading(
                station.code(),
                parameter,
                period,
                storable(row, measured.value()),
                Flags.standard().get(WaterValues.NOT_DETECTED));
    }

    /** A mark stands for the flag ND; beside any other flag it would say two things at once. */
    private static void refuseMark(Row row, Station station, Parameter parameter, Flag flag) {
        if (station.medium() != Medium.WATER) {
            throw row.malformed("value", "marks of detection limits are for water");
        }
        if (!parameter.detected()) {
            throw row.malformed("value", DetectionCheck.detail(parameter));
        }
        if (row.optional("flag").isPresent() && !flag.code().equals(WaterValues.NOT_DETECTED)) {
            throw row.malformed("flag", "a value below its detection limit has the flag ND, or none is written");
        }
    }

    private static BigDecimal storable(Row row, BigDecimal value) {
        return Numbers.bounded(value).orElseThrow(() -> row.malformed("value", "more digits than a measurement has"));
    }

    private static Flag flag(Row row) {
        @Nullable String code = row.optional("flag").orElse(null);
        if (code == null) {
            return Flags.standard().normal();
        }
        Flag flag = Flags.standard().byCode(code).orElse(null);
        boolean ours = flag != null && flag.setBy() != Flag.SetBy.STATION;
        if (flag == null || (ours && row.optional("recordedAt").isEmpty())) {
            throw row.malformed("flag", "no flag '" + code + "' that an import may set");
        }
        // Of our own export: the checks set their flags again, and a reviewer's verdict stays with the value it is on.
        return ours ? Flags.standard().normal() : flag;
    }
}
