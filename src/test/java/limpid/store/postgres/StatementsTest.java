package limpid.store.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What holds for every statement of the store, as it is written. */
class StatementsTest {
    @Test
    void statementsThatTouchReadingsAreFound() {
        List<String> found = Statements.touchingReadings();
        assertTrue(found.containsAll(List.of("readings", "exportWaterSamples", "insertReadings", "removeSeconds")));
        assertTrue(Statements.all().size() > found.size());
    }

    /** Readings are touched by files alone, so that what is asked of the files is asked of every statement. */
    @Test
    void noOtherStatementTouchesReadings() {
        assertEquals(List.of(), Statements.sourcesTouchingReadings());
    }
}
