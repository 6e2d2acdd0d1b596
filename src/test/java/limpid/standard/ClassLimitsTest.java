package limpid.standard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import limpid.measure.Parameters;
import limpid.measure.Table;
import limpid.standard.ClassLimits.AtMost;
import limpid.standard.ClassLimits.Item;
import limpid.standard.ClassLimits.Part;
import limpid.standard.ClassLimits.Threshold;
import limpid.standard.ClassLimits.Within;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ClassLimitsTest {
    private static final BigDecimal HAIR = new BigDecimal("0.000000001");
    private static final ClassLimits RIVERS = ClassLimits.rivers(ClassLimits.GB_3838_2002);
    private static final ClassLimits LAKES = ClassLimits.lakes(ClassLimits.GB_3838_2002);

    /** Below, on and above every limit of table 1, read from the file again and not through the class under test. */
    @TestFactory
    Stream<DynamicTest> boundariesOfTableOne() {
        List<DynamicTest> tests = new ArrayList<>();
        for (Table.Row row :
                Table.resource("/limpid/standard/water/gb3838-table1.csv").rows()) {
            String kind = row.text("kind");
            for (ClassLimits limits : List.of(RIVERS, LAKES)) {
                boolean applies = kind.equals("both") || kind.equals(limits == LAKES ? "lake" : "river");
                if (applies
                        && (row.text("direction").equals("max")
                                || row.text("direction").equals("min"))) {
                    tests.add(DynamicTest.dynamicTest(
                            row.text("code") + (limits == LAKES ? " lake" : " river"), () -> boundaries(row, limits)));
                }
            }
        }
        assertEquals(2 * 22 - 1, tests.size(), "22 items with limits, of which nitrogen in lakes only");
        return tests.stream();
    }

    private static void boundaries(Table.Row row, ClassLimits limits) {
        boolean max = row.text("direction").equals("max");
        List<BigDecimal> printed = Stream.of("class1", "class2", "class3", "class4", "class5")
                .map(row::decimal)
                .toList();
        for (BigDecimal limit : printed) {
            int best = printed.indexOf(limit) + 1;
            int next = printed.lastIndexOf(limit) + 2;
            BigDecimal better = max ? limit.subtract(HAIR) : limit.add(HAIR);
            BigDecimal worse = max ? limit.add(HAIR) : limit.subtract(HAIR);
            assertEquals(best, classOf(limits, row, better), "just better than " + limit);
            assertEquals(best, classOf(limits, row, limit), "on " + limit);
            assertEquals(next, classOf(limits, row, worse), "just worse than " + limit);
        }
    }

    private static int classOf(ClassLimits limits, Table.Row row, BigDecimal value) {
        return limits.item(row.text("code"))
                .orElseThrow()
                .limit()
                .classOf(value)
                .orElseThrow();
    }

    @Test
    void phIsInsideOrOutside() {
        Within ph = (Within) RIVERS.item("PH").orElseThrow().limit();
        assertEquals(6, ph.classOf(new BigDecimal("5.99")).orElseThrow());
        assertEquals(1, ph.classOf(new BigDecimal("6")).orElseThrow());
        assertEquals(1, ph.classOf(new BigDecimal("9.00")).orElseThrow());
        assertEquals(6, ph.classOf(new BigDecimal("9.01")).orElseThrow());
        assertEquals(Optional.empty(), ph.upper(3));
    }

    @Test
    void everyLimitOfTablesTwoAndThreeIsInclusive() {
        List<Item> items = new ArrayList<>(RIVERS.items(Part.SUPPLEMENTARY));
        items.addAll(RIVERS.items(Part.SPECIFIC));
        assertEquals(5 + 80, items.size());
        for (Item item : items) {
            BigDecimal limit = ((Threshold) item.limit()).limit();
            assertTrue(item.limit().meets(limit, 3), item.code());
            assertFalse(item.limit().meets(limit.add(HAIR), 3), item.code());
            assertEquals(OptionalInt.empty(), item.limit().classOf(limit), item.code());
        }
    }

    @Test
    void theStandardHas109Items() {
        assertEquals(109, LAKES.items().size());
        assertEquals(108, RIVERS.items().size(), "no nitrogen in rivers");
        assertEquals(24, LAKES.items(Part.BASIC).size());
    }

    @Test
    void everyItemIsAParameter() {
        Stream.concat(LAKES.items().stream(), ClassLimits.coastal(ClassLimits.GB_3097_1997).items().stream())
                .forEach(item ->
                        assertTrue(Parameters.standard().byCode(item.code()).isPresent(), item.code()));
    }

    @Test
    void temperatureGivesNoClass() {
        Item temperature = RIVERS.item("WT").orElseThrow();
        assertEquals(OptionalInt.empty(), temperature.limit().classOf(BigDecimal.TEN));
        assertTrue(temperature.limit().meets(BigDecimal.TEN, 1));
    }

    @Test
    void oxygenOfTheSeaMustLieAboveItsLimit() {
        Item oxygen = ClassLimits.coastal(ClassLimits.GB_3097_1997).item("DO").orElseThrow();
        assertEquals(2, oxygen.limit().classOf(new BigDecimal("6")).orElseThrow());
        assertEquals(1, oxygen.limit().classOf(new BigDecimal("6.01")).orElseThrow());
        assertEquals(5, oxygen.limit().classOf(new BigDecimal("3")).orElseThrow());
    }

    @Test
    void limitsOutOfOrderAreRefused() {
        assertThrows(
                IllegalArgumentException.class, () -> new AtMost(List.of(new BigDecimal("2"), new BigDecimal("1"))));
    }
}
