package limpid.station;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import limpid.measure.Formula;
import limpid.measure.Medium;
import limpid.measure.Numbers;
import limpid.measure.Parameters;
import limpid.measure.Table;
import limpid.measure.Table.Row;
import limpid.measure.TimeText;
import limpid.station.Station.ControlLevel;
import limpid.station.Station.NoiseNetwork;
import limpid.station.Station.Siting;
import limpid.station.Station.WaterBodyType;
import org.jspecify.annotations.Nullable;

/** The registry as CSV, one station a line. */
public final class StationCsv {
    /** All columns in the order they are written in. */
    public static final List<String> HEADER = List.of(
            "code",
            "name_zh",
            "name_en",
            "medium",
            "city",
            "district",
            "lon",
            "lat",
            "kind",
            "period",
            "counts_in_city",
            "in_service_from",
            "in_service_to",
            "water_body",
            "water_body_type",
            "target_class",
            "roles",
            "noise_network",
            "noise_zone",
            "road_length_m",
            "grid_area_m2",
            "not_monitored",
            "control_level",
            "mn",
            "hj212_password");

    private static final List<String> REQUIRED = List.of("code", "name_zh", "medium", "city", "period");

    /**
     * What a water section may stand for: cross-border section 跨界断面, drinking-water source 饮用水水源, water function zone
     * 水功能区, section entering the sea 入海断面, point of a listed black-odorous water body 黑臭水体; source that supplies the
     * central urban area 向市中心城区供水的水源, reserve source 备用水源, key function zone 重点水功能区.
     */
    public static final List<String> ROLES = List.of(
            "cross_border",
            "drinking_source",
            "function_zone",
            "sea_entering",
            "black_odorous",
            "urban_supply",
            "reserve_source",
            "key_zone");

    /** The acoustic functional zones 声环境功能区 of GB 3096-2008. */
    public static final List<String> NOISE_ZONES = List.of("0", "1", "2", "3", "4a", "4b");

    private StationCsv() {}

    /**
     * Reads a registry. The columns code, name_zh, medium, city and period must be there and filled in; the others may
     * be
     * left out. A station counts in its city unless {@code counts_in_city} says no.
     *
     * @throws Table.Malformed where a column is unknown or missing, a code stands twice, or a field cannot be read; it
     * names
     *                         line and column
     */
    public static List<Station> read(Table table) {
        table.requireColumns(HEADER, REQUIRED);
        List<Station> stations = table.map(StationCsv::station);
        table.unique("code", row -> row.required("code"));
        uniqueMn(table);
        return stations;
    }

    private static Station station(Row row) {
        return new Station(
                row.read("code", "a code: letters, digits, dot, dash, underscore, at most 64", StationCsv::code),
                row.name("name_zh"),
                text(row, "name_en"),
                row.read(
                        "medium", "air, water or noise", code -> Medium.of(code).orElseThrow()),
                row.name("city"),
                row.optionalName("district"),
                coordinate(row, "lon", 180),
                coordinate(row, "lat", 90),
                text(row, "kind"),
                row.read("period", "a duration such as PT1H, PT4H or PT1S, or PT0S for samples", StationCsv::period),
                row.optional("counts_in_city").isEmpty()
                        || row.read("counts_in_city", "true or false", StationCsv::truth),
                date(row, "in_service_from"),
                date(row, "in_service_to"),
                siting(row),
                notMonitored(row),
                logger(row));
    }

    /** A number that stands twice would give readings to the wrong station. */
    private static void uniqueMn(Table table) {
        Set<String> seen = new HashSet<>();
        table.forEach(row -> {
            String mn = text(row, "mn");
            if (!mn.isEmpty() && !seen.add(mn)) {
                throw row.malformed("mn", "'" + mn + "' stands twice");
            }
        });
    }

    /** The password is digested at once; a table that is written never holds it. */
    private static DataLogger logger(Row row) {
        String mn = row.optional("mn").isEmpty()
                ? ""
                : row.read("mn", "an MN: letters, digits, dot, dash, underscore, at most 64", StationCsv::code);
        String password = text(row, "hj212_password");
        return new DataLogger(
                mn,
                password.isEmpty() || password.equals(DataLogger.NO_PASSWORD)
                        ? password
                        : DataLogger.digest(row.required("code"), password));
    }

    private static List<String> notMonitored(Row row) {
        return row.optional("not_monitored")
                .map(text ->
                        row.read("not_monitored", "a list of parameters with ; between them", StationCsv::parameters))
                .orElse(List.of());
    }

    private static List<String> parameters(String text) {
        return Stream.of(text.split(";"))
                .map(code -> Parameters.standard().get(code.trim()).code())
                .toList();
    }

    private static Siting siting(Row row) {
        return new Siting(
                row.optionalName("water_body"),
                choice(row, "water_body_type", WaterBodyType.values()),
                targetClass(row),
                roles(row),
                choice(row, "noise_network", NoiseNetwork.values()),
                noiseZone(row),
                length(row, "road_length_m"),
                length(row, "grid_area_m2"),
                choice(row, "control_level", ControlLevel.values()));
    }

    private static String code(String text) {
        if (!text.matches(Station.CODE_PATTERN)) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }

    private static boolean truth(String text) {
        return switch (text) {
            case "true", "yes" -> true;
            case "false", "no" -> false;
            default -> throw new IllegalArgumentException(text);
        };
    }

    private static Duration period(String text) {
        Duration period = Duration.parse(text);
        if (period.isNegative() || period.getNano() != 0) {
            throw new IllegalArgumentException(text);
        }
        return period;
    }

    private static String text(Row row, String column) {
        return row.optional(column).orElse("");
    }

    private static @Nullable LocalDate date(Row row, String column) {
        return row.optional(column).isEmpty() ? null : row.read(column, "a date such as 2026-03-01", TimeText::date);
    }

    private static @Nullable BigDecimal coordinate(Row row, String column, int limit) {
        return row.optional(column).isEmpty()
                ? null
                : row.read(column, "degrees from -" + limit + " to " + limit, field -> {
                    BigDecimal degrees = Numbers.read(field);
                    if (degrees.abs().compareTo(BigDecimal.valueOf(limit)) > 0) {
                        throw new IllegalArgumentException(field);
                    }
                    return degrees;
                });
    }

    private static @Nullable BigDecimal length(Row row, String column) {
        return row.optional(column).isEmpty()
                ? null
                : row.read(column, "a number above 0", field -> {
                    BigDecimal length = Numbers.read(field);
                    if (length.signum() <= 0) {
                        throw new IllegalArgumentException(field);
                    }
                    return length;
                });
    }

    private static @Nullable Integer targetClass(Row row) {
        return row.optional("target_class").isEmpty()
                ? null
                : row.read("target_class", "a class from 1 to 5", field -> {
                    int target = Integer.parseInt(field);
                    if (target < 1 || target > 5) {
                        throw new IllegalArgumentException(field);
                    }
                    return target;
                });
    }

    private static List<String> roles(Row row) {
        return row.optional("roles").isEmpty()
                ? List.of()
                : row.read("roles", "roles separated by ';': " + String.join(", ", ROLES), field -> {
                    List<String> roles =
                            Arrays.stream(field.split(";")).map(String::trim).toList();
                    if (!ROLES.containsAll(roles)) {
                        throw new IllegalArgumentException(field);
                    }
                    return roles;
                });
    }

    /** Capitals aside, as GB 3096 and tables write it: 4a, 4A. */
    private static String noiseZone(Row row) {
        return row.optional("noise_zone").isEmpty()
                ? ""
                : row.read("noise_zone", "one of " + String.join(", ", NOISE_ZONES), field -> {
                    String zone = field.toLowerCase(Locale.ROOT);
                    if (!NOISE_ZONES.contains(zone)) {
                        throw new IllegalArgumentException(field);
                    }
                    return zone;
                });
    }

    private static <E extends Enum<E>> @Nullable E choice(Row row, String column, E[] choices) {
        if (row.optional(column).isEmpty()) {
            return null;
        }
        Map<String, E> byName = Arrays.stream(choices).collect(Collectors.toMap(StationCsv::name, c -> c));
        String expected = Arrays.stream(choices).map(StationCsv::name).collect(Collectors.joining(" or "));
        return row.read(column, expected, field -> {
            E found = byName.get(field);
            if (found == null) {
                throw new IllegalArgumentException(field);
            }
            return found;
        });
    }

    /** The registry as text with a header line. */
    public static String write(List<Station> stations) {
        StringWriter text = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().build(text)) {
            csv.writeRecord(HEADER);
            stations.forEach(station -> csv.writeRecord(
                    fields(station).stream().map(Formula::guarded).toList()));
        } catch (IOException e) {
            throw new UncheckedIOException("writing the registry to memory", e);
        }
        return text.toString();
    }

    /** The fields of one station in the order of the header. */
    public static List<String> fields(Station station) {
        List<String> fields = new ArrayList<>(List.of(
                station.code(),
                station.nameZh(),
                station.nameEn(),
                station.medium().code(),
                station.city(),
                station.district(),
                plain(station.lon()),
                plain(station.lat()),
                station.kind(),
                station.period().toString(),
                Boolean.toString(station.countsInCity()),
                plain(station.inServiceFrom()),
                plain(station.inServiceTo())));
        fields.addAll(fields(station.siting()));
        fields.add(String.join(";", station.notMonitored()));
        fields.add(name(station.siting().controlLevel()));
        fields.add(station.logger().mn());
        fields.add("");
        return fields;
    }

    private static List<String> fields(Siting siting) {
        return List.of(
                siting.waterBody(),
                name(siting.waterBodyType()),
                plain(siting.targetClass()),
                String.join(";", siting.roles()),
                name(siting.noiseNetwork()),
                siting.noiseZone(),
                plain(siting.roadLengthM()),
                plain(siting.gridAreaM2()));
    }

    private static String plain(@Nullable Object value) {
        if (value instanceof BigDecimal decimal) {
            return decimal.toPlainString();
        }
        return value == null ? "" : value.toString();
    }

    private static String name(@Nullable Enum<?> value) {
        return value == null ? "" : value.name().toLowerCase(Locale.ROOT);
    }
}
