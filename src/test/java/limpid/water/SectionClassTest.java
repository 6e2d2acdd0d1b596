package limpid.water;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import limpid.measure.Table;
import limpid.measure.Table.Row;
import limpid.standard.ClassLimits;
import limpid.station.Station.WaterBodyType;
import limpid.water.SectionClass.ItemClass;
import limpid.water.SectionClass.LeftOut;
import limpid.water.SectionClass.Why;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class SectionClassTest {
    private static final String EDITION = ClassLimits.GB_3838_2002;

    /** All published records; the one that is wrong must come out different from what was published. */
    @TestFactory
    Stream<DynamicTest> publishedRecords() {
        List<Row> rows = Table.resource("/golden/water/examples.csv").rows();
        assertEquals(50, rows.size());
        assertEquals(
                1, rows.stream().filter(row -> row.text("agrees").equals("NO")).count());
        return rows.stream()
                .map(row -> DynamicTest.dynamicTest(row.text("no") + " " + row.text("station"), () -> check(row)));
    }

    private static void check(Row row) {
        SectionClass result = SectionClass.of(
                Map.of(
                        "PH", row.decimal("ph"),
                        "DO", row.decimal("do_mgL"),
                        "CODMN", row.decimal("codmn_mgL"),
                        "NH3N", row.decimal("nh3n_mgL")),
                row.text("kind").equals("lake") ? WaterBodyType.LAKE : WaterBodyType.RIVER,
                ItemSet.weekly(),
                EDITION);
        int published = WaterClassNames.number(row.text("published_class"));
        if (row.text("agrees").equals("yes")) {
            assertEquals(published, result.waterClass());
        } else {
            assertNotEquals(published, result.waterClass());
        }
        assertEquals(WaterClassNames.number(row.text("computed_class")), result.waterClass());
        assertEquals(
                List.of(row.text("deciding_items").split(";")),
                result.deciding().stream()
                        .map(item -> item.code().toLowerCase(Locale.ROOT))
                        .toList());
        assertEquals(4, result.itemsAssessed());
    }

    @Test
    void phosphorusHasItsOwnLimitsInLakes() {
        assertEquals(2, classOf(Map.of("TP", "0.03"), WaterBodyType.RIVER).waterClass());
        assertEquals(3, classOf(Map.of("TP", "0.03"), WaterBodyType.LAKE).waterClass());
    }

    @Test
    void nitrogenAndTemperatureNeverGiveAClass() {
        SectionClass river = classOf(Map.of("PH", "7", "TN", "9.5", "WT", "21"), WaterBodyType.RIVER);
        SectionClass lake = classOf(Map.of("PH", "7", "TN", "9.5", "WT", "21"), WaterBodyType.LAKE);
        assertEquals(1, river.waterClass());
        assertEquals(1, lake.waterClass());
        assertTrue(lake.leftOut().contains(new LeftOut("TN", Why.REFERENCE_ONLY)));
        assertTrue(lake.leftOut().contains(new LeftOut("WT", Why.REFERENCE_ONLY)));
    }

    @Test
    void aLakesOwnReportMayAskForNitrogen() {
        ItemSet nitrogen = new ItemSet("tn", "总氮", "total nitrogen", List.of("TN"), List.of());
        assertEquals(
                3,
                SectionClass.of(Map.of("TN", new BigDecimal("1.0")), WaterBodyType.LAKE, nitrogen, EDITION)
                        .waterClass());
        SectionClass river = SectionClass.of(Map.of("TN", BigDecimal.ONE), WaterBodyType.RIVER, nitrogen, EDITION);
        assertNull(river.waterClass());
        assertEquals(List.of(new LeftOut("TN", Why.NO_LIMIT)), river.leftOut());
    }

    @Test
    void missingItemsAreNamedAndNotTakenForGood() {
        SectionClass result = classOf(Map.of("DO", "5.5"), WaterBodyType.RIVER);
        assertEquals(3, result.waterClass());
        assertEquals("Ⅲ", result.className());
        assertEquals(1, result.itemsAssessed());
        assertEquals(
                List.of("PH", "CODMN", "NH3N", "TP"),
                result.leftOut().stream().map(LeftOut::code).toList());
    }

    @Test
    void noValueGivesNoClassButAReason() {
        SectionClass result = classOf(Map.of(), WaterBodyType.RIVER);
        assertNull(result.waterClass());
        assertNull(result.className());
        assertEquals("no item of the set 'automatic' could be judged", result.reason());
        assertEquals(List.of(), result.deciding());
        assertEquals(Optional.empty(), result.meets(3));
    }

    @Test
    void negativeValueIsLeftOutAndZeroIsJudged() {
        SectionClass result = classOf(Map.of("CODMN", "0", "NH3N", "-0.01", "DO", "8"), WaterBodyType.RIVER);
        assertEquals(1, result.waterClass());
        assertTrue(result.leftOut().contains(new LeftOut("NH3N", Why.NEGATIVE)));
    }

    @Test
    void multiplesCountFromClassThreeAndNotForOxygenOrPh() {
        SectionClass result = classOf(Map.of("PH", "9.5", "DO", "1", "CODMN", "9", "TP", "0.2"), WaterBodyType.RIVER);
        assertNull(item(result, "PH").exceedance());
        assertNull(item(result, "DO").exceedance());
        assertEquals(new BigDecimal("0.5"), item(result, "CODMN").exceedance());
        assertNull(item(result, "TP").exceedance(), "on the limit, not over it");
    }

    @Test
    void belowDetectionMeetsLimitsThatAreNotLower() {
        assertEquals(2, classOfMeasured("NH3N", "0.2L").waterClass());
        assertEquals(1, classOfMeasured("NH3N", "<0.025").waterClass());
        SectionClass unjudged = classOfMeasured("NH3N", "3L");
        assertNull(unjudged.waterClass());
        assertTrue(unjudged.leftOut().contains(new LeftOut("NH3N", Why.DETECTION_LIMIT)));
    }

    @Test
    void belowDetectionOfOxygenIsWorseThanAllItsLimits() {
        assertEquals(6, classOfMeasured("DO", "0.2L").waterClass());
        assertNull(classOfMeasured("DO", "4L").waterClass());
        assertNull(classOfMeasured("PH", "7L").waterClass());
    }

    @Test
    void unknownEditionIsRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> SectionClass.of(Map.of(), WaterBodyType.RIVER, ItemSet.automatic(), "GB 3838-2099"));
    }

    @Test
    void wording() {
        assertEquals("符合Ⅲ类", WaterClass.wording(3));
        assertEquals("劣于Ⅴ类", WaterClass.wording(6));
        assertEquals("劣于Ⅲ类", WaterClass.wording(4, 3));
        assertEquals("符合Ⅲ类", WaterClass.wording(2, 3));
    }

    private static SectionClass classOf(Map<String, String> values, WaterBodyType type) {
        return SectionClass.of(Values.of(values), type, ItemSet.automatic(), EDITION);
    }

    private static SectionClass classOfMeasured(String code, String text) {
        Measured measured = Measured.parse(text).orElseThrow();
        return SectionClass.ofMeasured(Map.of(code, measured), WaterBodyType.RIVER, ItemSet.automatic(), EDITION);
    }

    private static ItemClass item(SectionClass result, String code) {
        return result.items().stream()
                .filter(item -> item.code().equals(code))
                .findFirst()
                .orElseThrow();
    }
}
