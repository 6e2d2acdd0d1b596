package limpid.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import limpid.measure.AssessmentPeriod;
import limpid.programme.Assessor;
import limpid.programme.Check;
import limpid.programme.CityCheck;
import limpid.programme.Explanation;
import limpid.programme.Figure;
import limpid.programme.Figures;
import limpid.programme.Measure;
import limpid.programme.Programme;
import limpid.programme.Programmes;
import limpid.programme.Progress;
import limpid.programme.Report;
import org.junit.jupiter.api.Test;

/** The table of checks as a terminal shows it. */
class CheckTableTest {
    @Test
    void columnsAlignThoughChineseIsWide() {
        List<String> lines = printed(Explanation::zh).lines().toList();
        List<String> rows = lines.subList(2, lines.size() - 2);
        int verdicts = TerminalTable.columns(
                rows.getFirst().substring(0, rows.getFirst().indexOf("结论")));
        for (String row : rows.subList(1, rows.size())) {
            int place = List.of("未达标 ", "未到期 ", "达标 ", "数据不足 ", "待报送 ").stream()
                    .mapToInt(word -> row.indexOf("  " + word))
                    .filter(at -> at > 0)
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(row));
            assertEquals(verdicts, TerminalTable.columns(row.substring(0, place + 2)), row);
        }
    }

    @Test
    void theLastLineCounts() {
        List<String> lines = printed(Explanation::zh).lines().toList();
        assertEquals("待报送 awaiting report 2, 数据不足 insufficient data 9, 未到期 not due 1", lines.getLast());
        assertTrue(lines.getFirst().contains("泠川市"), lines.getFirst());
    }

    @Test
    void aDateOfWhichTheProgrammeSaysNothingIsSaidSo() {
        StringWriter text = new StringWriter();
        Programme programme = Programmes.shipped().find("qingyuan").orElseThrow();
        new CheckTable(Explanation::zh).print(programme, "清远市", List.of(), new PrintWriter(text));
        assertTrue(text.toString().contains("no target and tells no fact of that date"), text::toString);
    }

    @Test
    void notesAreReadInEitherLanguage() {
        String chinese = printed(Explanation::zh);
        assertTrue(chinese.contains("昼间等效声级 Ld，4 个点位中 4 个有效，2026"), chinese);
        assertTrue(chinese.contains("未报送：2026"), chinese);
        assertFalse(chinese.contains("no report"), chinese);
        String english = printed(Explanation::en);
        assertTrue(english.contains("Ld of 4 of 4 points, 2026"), english);
        assertTrue(english.contains("no report of 2026"), english);
    }

    private static String printed(Function<Explanation, String> language) {
        Programme programme = Programmes.shipped().find("lingchuan").orElseThrow();
        StringWriter text = new StringWriter();
        new CheckTable(language)
                .print(
                        programme,
                        "泠川市",
                        Assessor.check(programme, new Loud(), LocalDate.of(2026, 11, 22)).stream()
                                .map(check -> new CityCheck("泠川市", check))
                                .toList(),
                        new PrintWriter(text));
        return text.toString();
    }

    /** What a check would be under other texts stands behind its note, with what the rest of the year can afford. */
    @Test
    void whatItWouldBeStandsBehindTheNote() {
        Programme programme = Programmes.shipped().find("lingchuan").orElseThrow();
        LocalDate asOf = LocalDate.of(2026, 11, 22);
        List<Check> official = Assessor.check(programme, new Clean("85.3", "2012"), asOf);
        List<Check> beside = Assessor.check(programme, new Clean("84.9", "2026"), asOf);
        StringWriter text = new StringWriter();
        new CheckTable(Explanation::zh)
                .print(
                        programme,
                        "泠川市",
                        List.of(new CityCheck("泠川市", official.getFirst(), beside.getFirst())),
                        new PrintWriter(text));
        assertTrue(text.toString().contains("达标 met"), text::toString);
        assertTrue(text.toString().contains("还可超标天数 7 （余 39 天，至 2026-12-31）; 按 GB 3095-2026：未到期 84.9"), text::toString);
    }

    /** A city of which only its good days are known: so many percent, 278 of 326 days, by the texts of a year. */
    private record Clean(String percent, String year) implements Figures {
        @Override
        public Figure computed(Measure measure, AssessmentPeriod period, LocalDate lastInclusive) {
            BigDecimal share = new BigDecimal(percent);
            Figure figure = Figure.of(share, share, Explanation.NOTHING, "GB 3095-" + year);
            return year.equals("2012") ? figure.withProgress(new Progress.Days(279, 326, 39)) : figure;
        }

        @Override
        public List<Report> reports(String indicator, String part) {
            return List.of();
        }
    }

    /** A city of which only its regional noise is known. */
    private static final class Loud implements Figures {
        @Override
        public Figure computed(Measure measure, AssessmentPeriod period, LocalDate lastInclusive) {
            BigDecimal level = new BigDecimal("61.2");
            return measure.kind() == Measure.Kind.NOISE_REGIONAL
                    ? Figure.of(level, level, Explanation.of("pointLevels", 4, 4, period.name()), "")
                    : Figure.missing(Explanation.of("noData"), Explanation.of(measure.code()), "");
        }

        @Override
        public List<Report> reports(String indicator, String part) {
            return List.of();
        }
    }
}
