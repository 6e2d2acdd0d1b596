package limpid.store.postgres;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import limpid.sensorthings.EntityType;
import limpid.sensorthings.Navigation;
import limpid.sensorthings.Property;
import org.jspecify.annotations.Nullable;

/** Where the entities of SensorThings stand in the database, and how one leads to others. */
final class ThingTables {
    /** The alias of the datastream of an observation. */
    static final String STREAM = "d";

    /** The alias of an observation. */
    static final String OBSERVED = "o";

    private static final String POINT =
            "jsonb_build_object('type', 'Point', 'coordinates', jsonb_build_array(%1$s.lon, %1$s.lat))";
    private static final String GEOJSON = "'application/geo+json'";

    /** Columns of observations, as every source has them. */
    private static final String COLUMNS =
            "end_at, start_at, result, quality, parameters, result_time, recorded_at, valid_from, valid_to";

    private static final List<Source> SOURCES = List.of(
            Source.reading("d.kind IN ('readings', 'seconds')", "reading"),
            Source.reading("d.kind = 'seconds'", "span_reading"),
            result("air-hours", "air_hour", "r.aqi", "period_end", "1 hour", "'level', r.level, " + AirParts.PARTS),
            result("air-days", "air_day", "r.aqi", "day", "1 day", "'level', r.level, " + AirParts.PARTS),
            result(
                    "water-samples",
                    "water_sample",
                    "r.class",
                    "period_end",
                    "0",
                    "'decidingItems', r.deciding_items, 'itemsAssessed', r.items_assessed, 'reason', r.reason"),
            result(
                    "section-months",
                    "section_month",
                    "r.class",
                    "month",
                    "1 month",
                    "'decidingItems', r.deciding_items, 'targetClass', r.target_class, 'meetsTarget', r.meets_target,"
                            + " 'reason', r.reason"),
            result(
                    "noise-hours",
                    "noise_hour",
                    "r.leq",
                    "period_end",
                    "1 hour",
                    "'valid', r.valid, 'expected', r.expected, 'reason', r.reason"),
            noiseDay("noise-days-ld", "r.ld", "r.day_reason"),
            noiseDay("noise-days-ln", "r.ln", "r.night_reason"),
            noiseDay("noise-days-ldn", "r.ldn", "r.reason"));

    private ThingTables() {}

    private static final class AirParts {
        static final String PARTS = "'primaryPollutants', r.primary_pollutants, 'reason', r.reason";
    }

    /** Where observations stand. */
    private record Source(
            String guard,
            String from,
            String key,
            String start,
            String end,
            String result,
            String quality,
            String parameters,
            String resultTime,
            String recorded,
            boolean spans,
            @Nullable String earlier) {

        static Source reading(String guard, String table) {
            return new Source(
                    guard,
                    table + " r JOIN flag ON flag.id = r.flag_id",
                    "r.series_id = d.series_id",
                    "r.period_end - d.period_s * interval '1 second'",
                    "r.period_end",
                    "r.value",
                    "jsonb_build_object('flag', flag.code, 'entersMeans', flag.enters_mean)",
                    "NULL::jsonb",
                    "NULL::timestamptz",
                    "r.recorded_at",
                    table.startsWith("span"),
                    table.startsWith("span") ? null : "revision r JOIN flag ON flag.id = r.flag_id");
        }

        String select(boolean before, String bounds) {
            return "SELECT " + end + " AS end_at, " + start + " AS start_at, " + result + " AS result, " + quality
                    + " AS quality, " + parameters + " AS parameters, "
                    + (before ? resultTime.replace("r.recorded_at", "r.known_from") : resultTime) + " AS result_time, "
                    + (before ? "r.known_from" : recorded) + " AS recorded_at, "
                    + (before ? "r.known_from" : "NULL::timestamptz") + " AS valid_from, "
                    + (before ? "r.known_to" : "NULL::timestamptz") + " AS valid_to FROM "
                    + (before ? earlier : from) + " WHERE " + guard + " AND " + key + bounds;
        }
    }

    private static Source result(
            String kind, String table, String value, String period, String length, String parameters) {
        boolean date = !period.equals("period_end");
        String start = date
                ? "r." + period + "::timestamp AT TIME ZONE 'Asia/Shanghai'"
                : "r.period_end - interval '" + length + "'";
        String end =
                date ? "(r." + period + " + interval '" + length + "') AT TIME ZONE 'Asia/Shanghai'" : "r.period_end";
        String edition = table.startsWith("noise") ? "" : "'edition', r.edition, ";
        return new Source(
                STREAM + ".kind = '" + kind + "'",
                table + " r",
                "r.subject_id = d.station_id",
                start,
                end,
                value + "::numeric",
                "NULL::jsonb",
                "jsonb_strip_nulls(jsonb_build_object(" + edition + "'revision', r.revision, " + parameters + "))",
                "r.known_from",
                "r.known_from",
                false,
                table + "_history r");
    }

    private static Source noiseDay(String kind, String value, String reason) {
        Source source = result(
                kind,
                "noise_day",
                value,
                "day",
                "1 day",
                "'edition', r.rule_set, 'nightMeaning', r.night_meaning, 'reason', " + reason);
        return new Source(
                source.guard,
                source.from,
                source.key + " AND r.official",
                source.start,
                source.end,
                source.result,
                source.quality,
                source.parameters,
                source.resultTime,
                source.recorded,
                false,
                source.earlier);
    }

    /**
     * The observations of a datastream {@code d}, as rows for {@code o}.
     *
     * @param revisions whether with what they were before
     * @param condition what must be true of them, SQL over {@code o} and {@code d}
     * @param order     and how many of them, SQL over {@code o}; empty for all
     * @param spanEnds  a further condition on {@code r.kept_end}
     */
    static String observations(
            boolean revisions, String condition, String order, String from, String to, String spanEnds) {
        return SOURCES.stream()
                .flatMap(source -> {
                    String ends = (from.isEmpty() ? "" : " AND " + source.end + " >= " + from)
                            + (to.isEmpty() ? "" : " AND " + source.end + " <= " + to);
                    String kept = source.spans
                            ? (from.isEmpty() ? "" : " AND r.kept_end >= " + from)
                                    + (to.isEmpty() ? "" : " AND r.kept_end < " + to + " + interval '5 minutes'")
                                    + spanEnds
                            : "";
                    Stream<String> now = Stream.of(source.select(false, ends + kept));
                    return revisions && source.earlier != null
                            ? Stream.concat(now, Stream.of(source.select(true, ends)))
                            : now;
                })
                .map(one -> "(SELECT " + COLUMNS + " FROM (" + one + ") AS o WHERE " + condition + order + ")")
                .collect(Collectors.joining("\nUNION ALL\n"));
    }

    /** SQL of the first or last time of a datastream; null where it has none. */
    static String edge(String alias, boolean first) {
        String least = first ? "min" : "max";
        return "CASE " + alias + ".kind"
                + SOURCES.stream()
                        .filter(source -> source.guard.startsWith(STREAM + ".kind = ") && !source.spans)
                        .map(source -> " WHEN " + source.guard.substring((STREAM + ".kind = ").length())
                                + " THEN (SELECT " + least + "(" + (first ? source.start : source.end) + ") FROM "
                                + source.from + " WHERE "
                                + source.key.replace(STREAM + ".", alias + ".") + ")")
                        .collect(Collectors.joining())
                + " ELSE " + (first ? "least" : "greatest") + "((SELECT " + least
                + "(period_end) FROM reading WHERE series_id = "
                + alias + ".series_id), (SELECT " + least + "(span_end"
                + (first ? " - (cardinality(numbers) - 1) * period_s * interval '1 second'" : "")
                + ") FROM kept_span WHERE series_id = " + alias + ".series_id))"
                + (first ? " - " + alias + ".period_s * interval '1 second'" : "") + " END";
    }

    /** The newest edition by which a datastream of results was made; null of readings. */
    private static String edition(String alias) {
        return Map.of(
                        "air-hours", "edition FROM air_hour ORDER period_end",
                        "air-days", "edition FROM air_day ORDER day",
                        "water-samples", "edition FROM water_sample ORDER period_end",
                        "section-months", "edition FROM section_month ORDER month",
                        "noise-days-ld", "rule_set FROM noise_day ORDER day",
                        "noise-days-ln", "rule_set FROM noise_day ORDER day",
                        "noise-days-ldn", "rule_set FROM noise_day ORDER day")
                .entrySet()
                .stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> " WHEN '" + entry.getKey() + "' THEN (SELECT "
                        + entry.getValue().replace(" ORDER ", " WHERE subject_id = " + alias + ".station_id ORDER BY ")
                        + " DESC LIMIT 1)")
                .collect(Collectors.joining("", "CASE " + alias + ".kind", " END"));
    }

    /** The rows of a type, without those of observations. */
    static String from(EntityType type, String alias) {
        return switch (type) {
            case THING, FEATURE_OF_INTEREST -> "station " + alias;
            case LOCATION -> "(SELECT * FROM station WHERE lon IS NOT NULL AND lat IS NOT NULL) AS " + alias;
            case HISTORICAL_LOCATION ->
                "(SELECT code, medium, NULL::timestamptz AS time FROM station WHERE false) AS " + alias;
            case DATASTREAM -> "sensorthings_datastream " + alias;
            case SENSOR -> "sensorthings_sensor " + alias;
            case OBSERVED_PROPERTY -> "sensorthings_property " + alias;
            case OBSERVATION -> throw new IllegalArgumentException("observations have no table of their own");
        };
    }

    /** Whether the media that may be seen are asked about, as SQL. */
    static String visible(EntityType type, String alias) {
        return switch (type) {
            case OBSERVED_PROPERTY -> "true";
            case SENSOR -> "(" + alias + ".medium IS NULL OR " + alias + ".medium = ANY (:media))";
            default -> alias + ".medium = ANY (:media)";
        };
    }

    /** SQL of the id. */
    static String id(EntityType type, String alias) {
        return switch (type) {
            case THING, LOCATION, HISTORICAL_LOCATION, FEATURE_OF_INTEREST -> alias + ".code";
            case DATASTREAM, SENSOR, OBSERVED_PROPERTY -> alias + ".id";
            case OBSERVATION ->
                "(d.id || '@' || " + stamp("o.end_at", "") + " || coalesce('@' || " + stamp("o.valid_from", ".US")
                        + ", ''))";
        };
    }

    private static String stamp(String time, String fraction) {
        return "to_char(" + time + " AT TIME ZONE 'UTC', 'YYYYMMDD\"T\"HH24MISS" + fraction + "\"Z\"')";
    }

    /** SQL that is true of those that are reached. @param parent SQL of the id of the one they are reached from */
    static String related(Navigation way, String parent, String alias) {
        return switch (way.to()) {
            case THING, LOCATION, FEATURE_OF_INTEREST -> alias + ".code = split_part(" + parent + ", ':', 1)";
            case HISTORICAL_LOCATION -> "false";
            case SENSOR ->
                alias + ".id = CASE WHEN split_part(" + parent
                        + ", ':', 2) IN (SELECT code FROM sensorthings_result) THEN 'limpid:rules' ELSE split_part("
                        + parent + ", ':', 1) END";
            case OBSERVED_PROPERTY -> alias + ".id = split_part(" + parent + ", ':', 2)";
            case DATASTREAM ->
                switch (way.from()) {
                    case SENSOR -> alias + ".sensor = " + parent;
                    case OBSERVED_PROPERTY -> alias + ".property = " + parent;
                    case OBSERVATION ->
                        alias + ".id = split_part(" + parent + ", '@', 1) AND " + alias + ".thing = split_part("
                                + parent + ", ':', 1)";
                    default -> alias + ".thing = " + parent;
                };
            case OBSERVATION ->
                way.from() == EntityType.DATASTREAM
                        ? "d.id = " + parent + " AND d.thing = split_part(" + parent + ", ':', 1)"
                        : "d.thing = " + parent;
        };
    }

    /**
     * SQL of a property: one column, of a span of time two.
     *
     * @throws IllegalArgumentException where the type has no such property
     */
    static List<String> columns(EntityType type, Property property, String alias) {
        String name = property.name();
        return switch (type) {
            case THING, LOCATION, FEATURE_OF_INTEREST -> List.of(ofStation(type, name, alias));
            case HISTORICAL_LOCATION -> List.of(alias + "." + name);
            case SENSOR, OBSERVED_PROPERTY -> List.of(ofList(name, alias));
            case DATASTREAM -> ofDatastream(name, alias);
            case OBSERVATION ->
                switch (name) {
                    case "phenomenonTime" -> List.of("o.start_at", "o.end_at");
                    case "resultTime" -> List.of("o.result_time");
                    case "result" -> List.of("o.result");
                    case "resultQuality" -> List.of("o.quality");
                    case "validTime" -> List.of("o.valid_from", "o.valid_to");
                    case "parameters" -> List.of("o.parameters");
                    default -> throw unknown(name);
                };
        };
    }

    private static String ofStation(EntityType type, String name, String alias) {
        return switch (name) {
            case "name" -> alias + ".name_zh";
            case "description" ->
                (type == EntityType.THING
                                ? ""
                                : type == EntityType.LOCATION
                                        ? "'where it is: ' || "
                                        : "'the air, water or noise at ' || ")
                        + "coalesce(nullif(" + alias + ".name_en, ''), " + alias + ".code)";
            case "encodingType" -> GEOJSON;
            case "location" -> POINT.formatted(alias);
            case "feature" ->
                "CASE WHEN " + alias + ".lon IS NULL OR " + alias + ".lat IS NULL"
                        + " THEN jsonb_build_object('type', 'Feature', 'geometry', NULL, 'properties', jsonb_build_object()) ELSE "
                        + POINT.formatted(alias) + " END";
            case "properties" ->
                type == EntityType.THING
                        ? "jsonb_strip_nulls(jsonb_build_object('code', %1$s.code, 'nameEn', nullif(%1$s.name_en, ''), 'medium', %1$s.medium, 'city', nullif(%1$s.city, ''), 'district', nullif(%1$s.district, ''), 'kind', nullif(%1$s.kind, ''), 'inServiceFrom', %1$s.in_service_from, 'inServiceTo', %1$s.in_service_to, 'waterBody', nullif(%1$s.water_body, ''), 'targetClass', %1$s.target_class, 'noiseNetwork', %1$s.noise_network, 'noiseZone', nullif(%1$s.noise_zone, '')))"
                                .formatted(alias)
                        : "jsonb_strip_nulls(jsonb_build_object('city', nullif(%1$s.city, ''), 'district', nullif(%1$s.district, '')))"
                                .formatted(alias);
            default -> throw unknown(name);
        };
    }

    private static String ofList(String name, String alias) {
        return switch (name) {
            case "name" -> alias + ".name_zh";
            case "description" -> alias + ".name_en";
            case "definition" -> "'/api/v1/parameters#' || " + alias + ".id";
            case "encodingType" -> "'application/json'";
            case "metadata" -> alias + ".metadata";
            case "properties" -> "jsonb_build_object('code', " + alias + ".id)";
            default -> throw unknown(name);
        };
    }

    private static List<String> ofDatastream(String name, String alias) {
        return switch (name) {
            case "name" -> List.of(alias + ".name_zh || ' ' || " + alias + ".period");
            case "description" -> List.of(alias + ".name_en || ', ' || " + alias + ".period");
            case "observationType" ->
                List.of("'http://www.opengis.net/def/observationType/OGC-OM/2.0/' || CASE WHEN " + alias
                        + ".kind IN ('air-hours', 'air-days', 'water-samples', 'section-months')"
                        + " THEN 'OM_CountObservation' ELSE 'OM_Measurement' END");
            case "unitOfMeasurement" ->
                List.of("jsonb_build_object('name', " + alias + ".unit, 'symbol', " + alias
                        + ".unit, 'definition', 'http://www.opengis.net/def/uom/UCUM/0/' || " + ucum(alias) + ")");
            case "observedArea" ->
                List.of("CASE WHEN " + alias + ".lon IS NOT NULL AND " + alias + ".lat IS NOT NULL THEN "
                        + POINT.formatted(alias) + " END");
            case "phenomenonTime" -> List.of(edge(alias, true), edge(alias, false));
            case "resultTime" -> List.of("NULL::timestamptz", "NULL::timestamptz");
            case "properties" ->
                List.of("jsonb_strip_nulls(jsonb_build_object('medium', " + alias + ".medium, 'parameter', " + alias
                        + ".property, 'period', " + alias + ".period, 'result', nullif(" + alias
                        + ".series_id IS NULL, false), 'edition', " + edition(alias) + "))");
            default -> throw unknown(name);
        };
    }

    /** What our units are called in UCUM. */
    private static String ucum(String alias) {
        return "CASE " + alias + ".unit WHEN 'degC' THEN 'Cel' WHEN 'dB' THEN 'dB[SPL]' WHEN 'NTU' THEN '{NTU}'"
                + " WHEN 'unit' THEN '{unit}' WHEN 'cells/L' THEN '{cells}/L' WHEN 'count/L' THEN '{count}/L'"
                + " ELSE " + alias + ".unit END";
    }

    private static IllegalArgumentException unknown(String name) {
        return new IllegalArgumentException("no property " + name);
    }
}
