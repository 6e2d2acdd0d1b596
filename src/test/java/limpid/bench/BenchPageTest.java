package limpid.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import limpid.measure.Table;
import org.junit.jupiter.api.Test;

/** The page of all benches. */
class BenchPageTest {
    private static BenchPage page(boolean good) {
        BenchPage page = new BenchPage(Ratios.read(
                Table.text("ratios.csv", "bench,figure,ratio\nintake,committed,0.5\nrollup,rolled up,0.2\n")));
        Figure psql = Figure.perSecond("psql upsert", 200_000);
        page.add(
                "intake",
                "1.25",
                new Outcome(good, List.of(Figure.perSecond("committed", 80_000).against(psql), psql)));
        page.add("rollup", "2.00", Outcome.NOTHING);
        return page;
    }

    @Test
    void aLineForEachFigureWithItsLimit() {
        List<String> lines =
                page(true).markdown(LocalDate.of(2026, 12, 1), 9).lines().toList();
        assertTrue(
                lines.contains("| intake | 1.25 | committed | 80,000/s | 200,000/s psql upsert | 0.400 | 0.500 |"),
                lines::toString);
        assertTrue(lines.contains("| intake | 1.25 | psql upsert | 200,000/s |  |  |  |"), lines::toString);
    }

    @Test
    void whatFellIsSaid() {
        assertEquals(
                "[intake, committed: 0.40, kept is 0.50]", page(true).falls().toString());
        assertTrue(page(true).markdown(LocalDate.EPOCH, 1).endsWith("- intake, committed: 0.40, kept is 0.50\n"));
    }

    @Test
    void aBenchThatLostSomethingIsNamed() {
        assertFalse(page(true).isWhole());
        String text = page(true).markdown(LocalDate.EPOCH, 1);
        assertTrue(text.contains("**rollup: something was lost"), text);
        assertFalse(text.contains("**intake"), text);
    }
}
