package limpid.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/** When a soak says that something grows. */
class SoakVerdictTest {
    private static final SoakRow.Column HEAP = new SoakRow.Column("heap", 8, SoakRow::heap);

    private static List<SoakRow> minutes(int count, IntToDoubleFunction heap) {
        List<SoakRow> rows = new ArrayList<>();
        for (int minute = 1; minute <= count; minute++) {
            rows.add(new SoakRow(minute, 20_000, 1, 2, 3, heap.applyAsDouble(minute), 1, 1, 1, 1, 0, 0));
        }
        return rows;
    }

    @Test
    void whatRisesAllTheTimeGrows() {
        assertTrue(SoakVerdict.of(minutes(60, minute -> 100 + minute), HEAP).grows());
    }

    @Test
    void whatRisesLessThanATenthAndItsFloorIsFlat() {
        assertFalse(
                SoakVerdict.of(minutes(60, minute -> 100 + minute * 0.4), HEAP).grows());
    }

    @Test
    void whatRisesWhileItWarmsUpIsFlat() {
        assertFalse(SoakVerdict.of(minutes(60, minute -> Math.min(minute, 6) * 30), HEAP)
                .grows());
    }

    @Test
    void whatGoesUpAndDownIsFlat() {
        assertFalse(SoakVerdict.of(minutes(60, minute -> minute % 2 == 0 ? 100 : 200), HEAP)
                .grows());
        assertFalse(SoakVerdict.of(minutes(60, minute -> minute > 20 && minute < 40 ? 300 : 100), HEAP)
                .grows());
    }

    @Test
    void oneSlowMinuteIsNoVerdict() {
        assertFalse(SoakVerdict.of(minutes(60, minute -> minute == 59 ? 10_000 : 100), HEAP)
                .grows());
    }

    @Test
    void threeMinutesAfterTheFirstAreEnough() {
        assertTrue(SoakVerdict.of(minutes(4, minute -> 100 * minute), HEAP).grows());
    }

    @Test
    void linesOfCSVHaveTheColumnsOfTheHeader() {
        SoakRow row = minutes(1, minute -> 41.4).getFirst();
        assertEquals("1,20000,1,2,3,41,1,1,1,1,0,0", row.csv());
        assertEquals(row.csv().split(",").length, SoakRow.header().split(",").length);
    }

    @Test
    void theLeastThatACollectionLeftIsRead() {
        String lines = """
                [12.3s][info][gc] GC(7) Pause Young (Normal) (G1 Evacuation Pause) 123M->45M(256M) 3.4ms
                [13.3s][info][gc] GC(8) Pause Young (Normal) (G1 Evacuation Pause) 145M->41M(256M) 3.4ms
                [14.3s][info][gc] GC(9) Major Collection (Proactive) 2G(40%)->1G(20%) 0.1s
                """;
        assertEquals(OptionalDouble.of(41), ProcessWatch.leastAfter(lines));
        assertEquals(OptionalDouble.empty(), ProcessWatch.leastAfter("[1.0s][info][gc] Using G1"));
    }
}
