package sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StationRegistryTest {

    @Test
    void headerIsThatOfTheContract() {
        assertEquals(
                "code,name_zh,name_en,medium,city,district,lon,lat,kind,period,counts_in_city,in_service_from,"
                        + "in_service_to,water_body,water_body_type,target_class,roles,noise_network,noise_zone,"
                        + "road_length_m,grid_area_m2,not_monitored",
                StationRegistry.csv(Scenario.named("demo-city"))
                        .lines()
                        .findFirst()
                        .orElseThrow());
    }

    @Test
    void everyStationIsThereWithWhatItsMediumNeeds(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("stations.csv");
        StationRegistry.write(Scenario.named("demo-city"), file);
        List<NamedCsvRecord> rows;
        try (var csv = CsvReader.builder().ofNamedCsvRecord(Files.readString(file))) {
            rows = csv.stream().toList();
        }
        assertEquals(12, rows.size());
        assertTrue(rows.stream().allMatch(row -> row.getField("city").equals("泠川市")));
        assertEquals("LCA04", only(rows, "kind", "background").getField("code"));
        assertEquals("false", only(rows, "kind", "background").getField("counts_in_city"));
        assertEquals("2400", only(rows, "noise_network", "traffic").getField("road_length_m"));
        assertEquals("4a", only(rows, "noise_network", "traffic").getField("noise_zone"));
        assertEquals("2", only(rows, "water_body_type", "lake").getField("target_class"));
        assertEquals("cross_border;sea_entering", rows.get(6).getField("roles"));
        assertEquals(
                Set.of("air PT1H", "water PT4H", "noise PT1S"),
                Set.copyOf(rows.stream()
                        .map(r -> r.getField("medium") + " " + r.getField("period"))
                        .toList()));
    }

    @Test
    void theProvinceIsACityOfRealSizeWithNineteenNeighbours() throws IOException {
        Scenario province = Scenario.named("province");
        List<NamedCsvRecord> rows;
        try (var csv = CsvReader.builder().ofNamedCsvRecord(StationRegistry.csv(province))) {
            rows = csv.stream().toList();
        }
        assertEquals(
                20, rows.stream().map(row -> row.getField("city")).distinct().count());
        assertEquals(
                Map.of("air", 60L, "water", 150L, "noise", 200L),
                rows.stream()
                        .filter(row -> row.getField("city").equals(province.city()))
                        .collect(Collectors.groupingBy(row -> row.getField("medium"), Collectors.counting())));
        assertEquals(
                rows.size(),
                rows.stream().map(row -> row.getField("code")).distinct().count());
        assertEquals(
                rows.size(),
                rows.stream().map(row -> row.getField("name_zh")).distinct().count());
        assertTrue(new String(province.map(), StandardCharsets.UTF_8).contains("泠江"));
    }

    private static NamedCsvRecord only(List<NamedCsvRecord> rows, String column, String value) {
        List<NamedCsvRecord> found =
                rows.stream().filter(row -> row.getField(column).equals(value)).toList();
        assertEquals(1, found.size(), column + " " + value);
        return found.getFirst();
    }
}
