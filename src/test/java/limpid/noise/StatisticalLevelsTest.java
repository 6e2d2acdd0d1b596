package limpid.noise;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalDouble;
import limpid.measure.Table;
import limpid.measure.Table.Row;
import limpid.noise.StatisticalLevels.DeviationDivisor;
import org.junit.jupiter.api.Test;

final class StatisticalLevelsTest {
    @Test
    void goldenRows() {
        assertAll(Table.resource("/golden/noise/statistical-levels.csv").rows().stream()
                .map(row -> () -> assertRow(row)));
    }

    private static void assertRow(Row row) {
        LevelTally tally = tally(row.required("levels"));
        int percent = row.integer("percent");
        assertLevel(row, "linear", StatisticalLevels.exceeded(tally, percent, StatisticalMethod.LINEAR));
        assertLevel(
                row, "descending_item", StatisticalLevels.exceeded(tally, percent, StatisticalMethod.DESCENDING_ITEM));
    }

    private static void assertLevel(Row row, String column, BigDecimal level) {
        BigDecimal expected = row.decimal(column);
        assertEquals(0, expected.compareTo(level), () -> row.required("case") + " " + column + ": " + level);
    }

    @Test
    void deviationByEitherDivisor() {
        LevelTally tally = tally("52 54 54 54 55 55 57 59");
        assertEquals("2.000000", deviation(tally, DeviationDivisor.POPULATION), "squares sum to 32, n is 8");
        assertEquals("2.138090", deviation(tally, DeviationDivisor.SAMPLE), "n - 1 is 7");
        assertEquals(Optional.empty(), StatisticalLevels.deviation(tally("52"), DeviationDivisor.SAMPLE));
    }

    private static String deviation(LevelTally tally, DeviationDivisor divisor) {
        return StatisticalLevels.deviation(tally, divisor).orElseThrow().toPlainString();
    }

    @Test
    void averagesHaveNoStatisticalLevels() {
        LevelTally minute = LevelTally.builder()
                .record(50, OptionalDouble.empty(), OptionalDouble.empty(), 60)
                .build();
        assertThrows(
                IllegalArgumentException.class, () -> StatisticalLevels.exceeded(minute, 10, StatisticalMethod.LINEAR));
        assertEquals(Optional.empty(), StatisticalLevels.deviation(minute, DeviationDivisor.SAMPLE));
    }

    private static LevelTally tally(String levels) {
        LevelTally.Builder builder = LevelTally.builder();
        for (String level : levels.split(" ")) {
            builder.sample(Double.parseDouble(level), 1);
        }
        return builder.build();
    }
}
