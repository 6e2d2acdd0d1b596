package limpid.water;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import limpid.standard.ClassLimits;
import limpid.standard.ClassLimits.Item;
import limpid.standard.ClassLimits.Limit;
import limpid.station.Station.WaterBodyType;
import limpid.water.CityWaterIndex.OfWaters;
import limpid.water.CityWaterIndex.Place;
import org.junit.jupiter.api.Test;

class CityWaterIndexTest {
    private static final WaterSettings DEFAULTS = WaterSettings.defaults();
    private static final ClassLimits RIVERS = ClassLimits.rivers(ClassLimits.GB_3838_2002);

    @Test
    void itemIndices() {
        assertEquals(Optional.of(new BigDecimal("0.5")), index("CODMN", "3"));
        assertEquals(Optional.of(new BigDecimal("0.625")), index("DO", "8"));
        assertEquals(Optional.of(new BigDecimal("0.4")), index("PH", "6.6"));
        assertEquals(Optional.of(new BigDecimal("0.75")), index("PH", "8.5"));
        assertEquals(0, BigDecimal.ZERO.compareTo(index("PH", "7").orElseThrow()));
        assertEquals(Optional.empty(), index("DO", "0"));
        assertEquals(Optional.empty(), index("WT", "20"));
    }

    private static Optional<BigDecimal> index(String code, String value) {
        Limit limit = RIVERS.item(code).orElseThrow().limit();
        return CityWaterIndex.itemIndex(limit, new BigDecimal(value));
    }

    /** Every item on its class III limit has the index 1, so 21 items make 21; pH 9 is 1 too. */
    @Test
    void everyItemOnItsLimitMakesTwentyOne() {
        Map<String, String> values = new HashMap<>();
        for (String code : ItemSet.assessment().codes()) {
            Item item = RIVERS.item(code).orElseThrow();
            values.put(
                    code, item.limit().upper(3).map(BigDecimal::toPlainString).orElse(code.equals("PH") ? "9" : "5"));
        }
        CityWaterIndex city = of(List.of(Sections.of("A", values), Sections.of("B", values)));
        assertEquals(new BigDecimal("21.0000"), city.index());
        assertEquals(List.of(), rivers(city).missing());
        assertNull(city.lakes());
    }

    @Test
    void riversAndLakesAreWeightedByTheirNumbers() {
        CityWaterIndex city = of(List.of(
                Sections.of("A", Map.of("TP", "0.1")),
                Sections.of("B", Map.of("TP", "0.3")),
                Sections.of("C", Map.of("TP", "0.2")),
                Sections.of("L", Map.of("TP", "0.1"), WaterBodyType.LAKE),
                Sections.dry("D")));
        assertEquals(0, BigDecimal.ONE.compareTo(rivers(city).index()));
        assertEquals(new BigDecimal("1.2500"), city.index(), "(1 x 3 + 2 x 1) / 4");
        assertEquals(20, rivers(city).missing().size());
        assertEquals(
                List.of("D"),
                city.leftOut().stream().map(SectionResult::section).toList());
    }

    @Test
    void aCityWithoutValuesHasNoIndex() {
        assertEquals(
                Optional.empty(),
                CityWaterIndex.of(
                        List.of(Sections.dry("D")), ItemSet.assessment(), ClassLimits.GB_3838_2002, DEFAULTS));
    }

    @Test
    void lowerIsBetterAndTiesShareAPlace() {
        Map<String, CityWaterIndex> cities = Map.of(
                "甲", ofPhosphorus("0.1"),
                "乙", ofPhosphorus("0.04"),
                "丙", ofPhosphorus("0.1"),
                "丁", ofPhosphorus("0.2"));
        List<Place> places = CityWaterIndex.rank(cities);
        assertEquals(List.of(1, 2, 2, 4), places.stream().map(Place::place).toList());
        assertEquals("乙", places.getFirst().city());
        assertEquals("丁", places.getLast().city());
    }

    @Test
    void improvementIsRankedByTheLargestFall() {
        BigDecimal better = CityWaterIndex.change(ofPhosphorus("0.2"), ofPhosphorus("0.1"));
        BigDecimal worse = CityWaterIndex.change(ofPhosphorus("0.1"), ofPhosphorus("0.2"));
        assertEquals(new BigDecimal("-0.5"), better);
        List<Place> places = CityWaterIndex.rankByChange(Map.of("甲", worse, "乙", better));
        assertEquals("乙", places.getFirst().city());
        CityWaterIndex zero = ofPhosphorus("0");
        assertThrows(IllegalArgumentException.class, () -> CityWaterIndex.change(zero, zero));
    }

    private static CityWaterIndex ofPhosphorus(String value) {
        return of(List.of(Sections.of("A", Map.of("TP", value))));
    }

    private static OfWaters rivers(CityWaterIndex city) {
        OfWaters rivers = city.rivers();
        assertNotNull(rivers);
        return rivers;
    }

    private static CityWaterIndex of(List<SectionResult> sections) {
        return CityWaterIndex.of(sections, ItemSet.assessment(), ClassLimits.GB_3838_2002, DEFAULTS)
                .orElseThrow();
    }
}
