package limpid.water;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.TreeMap;
import limpid.water.DataFusion.Fused;
import limpid.water.DataFusion.Origin;
import org.junit.jupiter.api.Test;

class DataFusionTest {
    @Test
    void automaticValuesGoFirstForTheNamedItemsOnly() {
        Map<String, Fused> fused = DataFusion.of(
                Values.of(Map.of("DO", "7.1", "COD", "18", "TURB", "12")),
                Values.of(Map.of("DO", "7.5", "COD", "16", "BOD5", "2.1")),
                ItemSet.named("automatic-preferred"));
        Map<String, String> origins = new TreeMap<>();
        fused.forEach((code, value) -> origins.put(code, value.value() + " " + value.origin()));
        assertEquals(
                Map.of(
                        "DO", "7.1 " + Origin.AUTOMATIC,
                        "COD", "16 " + Origin.MANUAL,
                        "BOD5", "2.1 " + Origin.MANUAL,
                        "TURB", "12 " + Origin.AUTOMATIC),
                origins);
    }
}
