package limpid.api.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sim.Scenario;

/** A map is taken as it is or refused with file, place and reason. */
class BaseMapTest {
    private static final String RIVER = """
            {"type":"FeatureCollection","features":[
             {"type":"Feature","properties":{"name":"江"},"geometry":{"type":"LineString","coordinates":[[112,22],[112.1,21.9]]}},
             {"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[[[112,22],[113,22],[112,23],[112,22]]]}}]}
            """;

    @TempDir
    private Path folder;

    @Test
    void aMapIsTakenAsItIs() throws IOException {
        assertEquals(RIVER, read(RIVER).json());
        Path demo = Files.write(
                folder.resolve("demo.geojson"), Scenario.named("demo-city").map());
        assertTrue(BaseMap.read(demo).json().contains("鹤岭水库"));
    }

    @Test
    void whatCannotBeDrawnIsRefused() {
        refused(RIVER.replace("FeatureCollection", "Topology"), "it is no FeatureCollection");
        refused(RIVER.replace("\"Polygon\"", "\"Circle\""), "feature 2 is a Circle, not a line or polygon");
        refused(
                RIVER.replace("[113,22]", "[638201.5,2433100]"),
                "feature 2 has no longitude and latitude at [638201.5,2433100]");
        refused(RIVER.replace("[[112,22],[112.1,21.9]]", "[]"), "feature 1 has no coordinates");
        refused("{\"type\"", "Unexpected end");
        refused(RIVER + " ".repeat(2 * 1024 * 1024), "it is larger than 2 MiB");
    }

    private void refused(String map, String reason) {
        String message = assertThrows(BaseMap.Unusable.class, () -> read(map)).getMessage();
        assertTrue(message.contains("map.geojson cannot be used: " + reason), message);
    }

    private BaseMap read(String map) throws IOException {
        return BaseMap.read(Files.writeString(folder.resolve("map.geojson"), map));
    }
}
