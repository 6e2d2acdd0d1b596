package limpid.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import limpid.measure.Table;
import org.junit.jupiter.api.Test;

/** What is kept of ratios, and what is said of a run. */
class RatiosTest {
    private static final String HEADER = "bench,figure,ratio\n";

    private static Ratios kept(String... lines) {
        return Ratios.read(Table.text("ratios.csv", HEADER + String.join("\n", lines) + "\n"));
    }

    private static Ratios found(String bench, Figure... figures) {
        Ratios found = new Ratios();
        found.add(bench, List.of(figures));
        return found;
    }

    private static Figure rate(String name, double value, double limit) {
        return Figure.perSecond(name, value).against(Figure.perSecond("psql", limit));
    }

    @Test
    void aFallOfMoreThanATenthIsSaid() {
        Ratios kept = kept("intake,committed,0.5");
        assertEquals(
                List.of("intake, committed: 0.45, kept is 0.50"),
                said(found("intake", rate("committed", 449, 1000)).falls(kept)));
        assertEquals(List.of(), found("intake", rate("committed", 450, 1000)).falls(kept));
        assertEquals(List.of(), found("intake", rate("committed", 900, 1000)).falls(kept));
    }

    private static List<String> said(List<Ratios.Fall> falls) {
        return falls.stream().map(Ratios.Fall::toString).toList();
    }

    @Test
    void ofTimesTheShorterIsTheFaster() {
        Figure twice = Figure.ofSeconds("city-year, p50", 0.02).against(Figure.ofSeconds("rows alone", 0.01));
        assertEquals(0.5, twice.ratio().orElseThrow());
        assertEquals(
                List.of("query, city-year, p50: 0.50, kept is 0.60"),
                said(found("query", twice).falls(kept("query,\"city-year, p50\",0.6"))));
    }

    @Test
    void whatOnlyOneOfThemHasIsNotCompared() {
        assertEquals(List.of(), found("intake", rate("new", 1, 1000)).falls(kept("rollup,new,0.9")));
        assertEquals(List.of(), found("intake", Figure.perSecond("psql", 1)).falls(kept("intake,psql,0.9")));
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        Ratios found = found("intake, days", rate("committed, all", 1234, 10_000), rate("rolled up", 0.0321, 10_000));
        String csv = found.csv();
        assertEquals(
                HEADER + "\"intake, days\",\"committed, all\",0.123\n\"intake, days\",\"rolled up\",0.00000321\n", csv);
        assertEquals(csv, Ratios.read(Table.text("ratios.csv", csv)).csv());
    }

    @Test
    void theShippedFileIsRead() {
        Ratios shipped = Ratios.read(Table.resource("/limpid/bench/ratios.csv"));
        assertEquals(List.of(), shipped.falls(shipped));
    }

    @Test
    void aLineThatIsWrongIsRefused() {
        for (String line : List.of("intake,committed,0", "intake,committed,fast", "intake,committed,NaN")) {
            assertThrows(Table.Malformed.class, () -> kept(line), line);
        }
        assertThrows(Table.Malformed.class, () -> kept("intake,committed,0.5", "intake,committed,0.6"));
    }
}
