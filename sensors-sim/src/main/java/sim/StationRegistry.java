package sim;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import sim.city.Station;

/** Writes stations as the registry CSV of the contract, so that a service can import them. */
public final class StationRegistry {
    /** The columns of the contract in their order. */
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
            "not_monitored");

    private StationRegistry() {}

    /** The registry of a scenario's stations, with a header line. */
    public static String csv(Scenario scenario) {
        return csv(scenario.stations().stream().map(StationRegistry::row).toList());
    }

    /**
     * The same with the data logger of each station.
     *
     * @param mn the number of a station's data logger
     * @param password of all of them
     */
    public static String csv(Scenario scenario, Function<Station, String> mn, String password) {
        List<String> lines = csv(scenario).lines().toList();
        StringBuilder text = new StringBuilder(lines.getFirst()).append(",mn,hj212_password\n");
        for (int i = 1; i < lines.size(); i++) {
            text.append(lines.get(i))
                    .append(',')
                    .append(mn.apply(scenario.stations().get(i - 1)))
                    .append(',')
                    .append(password)
                    .append('\n');
        }
        return text.toString();
    }

    /**
     * Writes the registry of a scenario's stations.
     *
     * @throws IOException if the file cannot be written
     */
    public static void write(Scenario scenario, Path file) throws IOException {
        Files.writeString(file, csv(scenario), StandardCharsets.UTF_8);
    }

    /** Registry lines by column name; a column left out is empty. */
    static String csv(List<Map<String, String>> rows) {
        StringWriter out = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(out)) {
            csv.writeRecord(HEADER);
            rows.forEach(row -> csv.writeRecord(
                    HEADER.stream().map(column -> row.getOrDefault(column, "")).toList()));
        } catch (IOException e) {
            throw new UncheckedIOException("writing the registry to memory", e);
        }
        return out.toString();
    }

    private static Map<String, String> row(Station station) {
        Map<String, String> row = new LinkedHashMap<>();
        row.put("code", station.code());
        row.put("name_zh", station.nameZh());
        row.put("name_en", station.nameEn());
        row.put("medium", station.medium().code());
        row.put("city", station.city());
        row.put("district", station.district());
        row.put("lon", degrees(station.lon()));
        row.put("lat", degrees(station.lat()));
        row.put("kind", station.kind());
        row.put("period", station.medium().period().toString());
        row.put("counts_in_city", Boolean.toString(station.countsInCity()));
        addSiting(station.siting(), row);
        return row;
    }

    private static void addSiting(Station.Siting siting, Map<String, String> row) {
        switch (siting) {
            case Station.AirSiting _ -> {}
            case Station.WaterSiting water -> addWater(water, row);
            case Station.NoiseSiting noise -> addNoise(noise, row);
        }
    }

    private static void addWater(Station.WaterSiting water, Map<String, String> row) {
        row.put("water_body", water.waterBody());
        row.put("water_body_type", water.lake() ? "lake" : "river");
        row.put("target_class", Integer.toString(water.targetClass()));
        row.put("roles", water.roles());
    }

    private static void addNoise(Station.NoiseSiting noise, Map<String, String> row) {
        row.put("noise_network", noise.network());
        row.put("noise_zone", noise.zone());
        row.put("road_length_m", noise.roadLengthM() == 0 ? "" : Integer.toString(noise.roadLengthM()));
        row.put("grid_area_m2", noise.gridAreaM2() == 0 ? "" : Integer.toString(noise.gridAreaM2()));
    }

    private static String degrees(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }
}
