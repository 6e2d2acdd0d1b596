package limpid.water;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import limpid.water.TrophicIndex.Insufficient;
import limpid.water.TrophicIndex.Part;
import limpid.water.TrophicIndex.Trophic;
import org.junit.jupiter.api.Test;

/** The vectors of the formula stand in {@code aggregate-examples.csv}. */
class TrophicIndexTest {
    @Test
    void stationsReportChlorophyllInMilligramsPerLitre() {
        Trophic fromStation = (Trophic) TrophicIndex.ofStationUnits(Values.of(
                Map.of("CHLA", "0.020", "TP", "0.08", "TN", "1.5", "TRANSP", "0.5", "CODMN", "5", "PH", "8")));
        assertEquals(
                0,
                fromStation
                        .index()
                        .subtract(new BigDecimal("56.242"))
                        .setScale(2, RoundingMode.DOWN)
                        .signum());
        assertEquals("轻度富营养", fromStation.grade().nameZh());
    }

    @Test
    void theFormulaNeedsAllFiveAboveZero() {
        assertEquals(new Insufficient(List.of(Part.values())), TrophicIndex.of(Map.of()));
        assertTrue(
                TrophicIndex.ofStationUnits(Values.of(
                                Map.of("CHLA", "0", "TP", "0.08", "TN", "1.5", "TRANSP", "0.5", "CODMN", "5")))
                        instanceof Insufficient);
    }

    @Test
    void gradesAtTheirEdges() {
        assertEquals("贫营养", grade("29.999"));
        assertEquals("中营养", grade("30"));
        assertEquals("中营养", grade("50"));
        assertEquals("轻度富营养", grade("50.001"));
        assertEquals("轻度富营养", grade("60"));
        assertEquals("中度富营养", grade("70"));
        assertEquals("重度富营养", grade("70.001"));
    }

    private static String grade(String index) {
        return Grade.ofTrophicIndex(new BigDecimal(index)).nameZh();
    }
}
