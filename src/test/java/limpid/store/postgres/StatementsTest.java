package limpid.store.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What holds for every statement of the store, as it is written. */
class StatementsTest {
    private static final Pattern ROW_LOCK =
            Pattern.compile("\\bFOR\\s+(UPDATE|NO\\s+KEY\\s+UPDATE|SHARE|KEY\\s+SHARE)\\b", Pattern.CASE_INSENSITIVE);

    @Test
    void statementsThatTouchReadingsAreFound() {
        List<String> found = Statements.touchingReadings();
        assertTrue(found.containsAll(List.of("readings", "exportWaterSamples", "insertReadings", "removeSeconds")));
        assertTrue(Statements.all().size() > found.size());
    }

    /**
     * Readings are touched by files alone, so that what is asked of the files is asked of every statement. SensorThings builds its
     * statements from the filters of its readers: it only reads, a series by its key.
     */
    @Test
    void noOtherStatementTouchesReadings() {
        assertEquals(
                List.of("src/main/java/limpid/store/postgres/ThingTables.java"), Statements.sourcesTouchingReadings());
    }

    /** TimescaleDB cannot lock compressed rows: a correction or review of a compressed chunk would fail. */
    @Test
    void noStatementLocksReadings() {
        assertEquals(
                List.of(),
                Statements.touchingReadings().stream()
                        .filter(name -> ROW_LOCK.matcher(Statements.text(name)).find())
                        .toList());
    }
}
