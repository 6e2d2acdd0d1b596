package limpid.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import limpid.measure.CalendarPeriod;
import limpid.programme.Assessor;
import limpid.programme.Figure;
import limpid.programme.Figures;
import limpid.programme.Measure;
import limpid.programme.Programme;
import limpid.programme.Programmes;
import limpid.programme.Report;
import org.junit.jupiter.api.Test;

/** The table of checks as a terminal shows it. */
class CheckTableTest {
    @Test
    void columnsAlignThoughChineseIsWide() {
        List<String> lines = printed().lines().toList();
        List<String> rows = lines.subList(2, lines.size() - 2);
        int verdicts =
                CheckTable.columns(rows.getFirst().substring(0, rows.getFirst().indexOf("结论")));
        for (String row : rows.subList(1, rows.size())) {
            int place = List.of("未达标 ", "达标 ", "数据不足 ", "待报送 ").stream()
                    .mapToInt(word -> row.indexOf("  " + word))
                    .filter(at -> at > 0)
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(row));
            assertEquals(verdicts, CheckTable.columns(row.substring(0, place + 2)), row);
        }
    }

    @Test
    void theLastLineCounts() {
        List<String> lines = printed().lines().toList();
        assertEquals("待报送 awaiting report 2, 数据不足 insufficient 9, 未达标 NOT MET 1", lines.getLast());
        assertTrue(lines.getFirst().contains("泠川市"), lines.getFirst());
    }

    private static String printed() {
        Programme programme = Programmes.shipped().find("lingchuan").orElseThrow();
        StringWriter text = new StringWriter();
        CheckTable.print(
                programme,
                "泠川市",
                Assessor.check(programme, new Loud(), LocalDate.of(2026, 11, 22)),
                new PrintWriter(text));
        return text.toString();
    }

    /** A city of which only its regional noise is known. */
    private static final class Loud implements Figures {
        @Override
        public Figure computed(Measure measure, CalendarPeriod period, LocalDate lastInclusive) {
            BigDecimal level = new BigDecimal("61.2");
            return measure.kind() == Measure.Kind.NOISE_REGIONAL
                    ? Figure.of(level, level, "Ld of 4 of 4 points", "")
                    : Figure.missing("noData", measure.code(), "");
        }

        @Override
        public List<Report> reports(String indicator, String part) {
            return List.of();
        }
    }
}
