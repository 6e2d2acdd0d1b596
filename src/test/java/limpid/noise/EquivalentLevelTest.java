package limpid.noise;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import limpid.measure.Rounding;
import limpid.measure.Table;
import limpid.measure.Table.Row;
import limpid.noise.EquivalentLevel.Span;
import org.junit.jupiter.api.Test;

final class EquivalentLevelTest {
    @Test
    void goldenRows() {
        assertAll(Table.resource("/golden/noise/equivalent-level.csv").rows().stream()
                .map(row -> () -> assertRow(row)));
    }

    private static void assertRow(Row row) {
        List<BigDecimal> levels = decimals(row.required("levels"));
        List<BigDecimal> seconds = decimals(row.required("seconds"));
        List<Span> spans = new ArrayList<>();
        for (int i = 0; i < levels.size(); i++) {
            BigDecimal length = seconds.get(seconds.size() == 1 ? 0 : i);
            spans.add(new Span(levels.get(i), Duration.ofSeconds(length.longValueExact())));
        }
        BigDecimal expected = row.decimal("leq");
        assertEquals(
                expected, Rounding.halfEven(EquivalentLevel.ofSpans(spans), expected.scale()), row.required("case"));
    }

    @Test
    void equalDurationsNeedNotBeNamed() {
        assertEquals("67.403627", EquivalentLevel.ofEqual(decimals("60 70")).toPlainString());
    }

    @Test
    void refusesNothingAndWhatIsNoSound() {
        assertThrows(IllegalArgumentException.class, () -> EquivalentLevel.ofEqual(List.of()));
        assertThrows(IllegalArgumentException.class, () -> EquivalentLevel.ofEqual(decimals("50 211")));
        assertThrows(IllegalArgumentException.class, () -> EquivalentLevel.ofEqual(decimals("-31")));
        assertThrows(IllegalArgumentException.class, () -> new Span(BigDecimal.TEN, Duration.ZERO));
    }

    private static List<BigDecimal> decimals(String blankSeparated) {
        return Stream.of(blankSeparated.split(" ")).map(BigDecimal::new).toList();
    }
}
