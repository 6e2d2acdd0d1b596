package limpid.water;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import java.util.Map;
import limpid.standard.ClassLimits;
import limpid.water.CoastalClass.ItemClass;
import org.junit.jupiter.api.Test;

class CoastalClassTest {
    @Test
    void theWorstItemDecides() {
        CoastalClass station = of(Map.of("DIN", "0.35", "PO4P", "0.015", "PH", "8.1", "DO", "7"));
        assertEquals(3, station.waterClass());
        assertEquals("三类", station.className());
        assertEquals(
                List.of("DIN"), station.deciding().stream().map(ItemClass::code).toList());
        assertEquals(2, station.leftOut().size());
    }

    @Test
    void acidityHasTwoRanges() {
        assertEquals(1, of(Map.of("PH", "8.5")).waterClass());
        assertEquals(3, of(Map.of("PH", "8.6")).waterClass());
        assertEquals(5, of(Map.of("PH", "8.9")).waterClass());
        assertEquals("劣四类", of(Map.of("PH", "6.7")).className());
    }

    @Test
    void equalLimitsGiveTheBestClass() {
        assertEquals(2, of(Map.of("PO4P", "0.030")).waterClass());
        assertEquals(4, of(Map.of("PO4P", "0.0301")).waterClass());
    }

    @Test
    void nothingMeasuredGivesNoClass() {
        assertNull(of(Map.of("DO", "-1")).waterClass());
        assertNull(of(Map.of()).className());
    }

    private static CoastalClass of(Map<String, String> values) {
        return CoastalClass.of(Values.of(values), ClassLimits.GB_3097_1997);
    }
}
