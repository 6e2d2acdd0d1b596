package limpid.programme;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import limpid.measure.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The right year and day: entered figures against the target of their year, before and after it falls due. */
class ScheduleTest {
    private final Programmes programmes = Programmes.shipped();

    /** Years that a document prints between others are judged by themselves. */
    @ParameterizedTest
    @CsvSource({
        "qidong-263, 44, 2018, 85, 2018-12-31, met, 80",
        "qidong-263, 44, 2018, 79.9, 2018-12-31, notMet, 80",
        "qidong-263, 9, 2018, 6, 2018-12-31, met, 6",
        "qidong-263, 9, 2019, 8, 2019-12-31, met, 8",
        "qidong-263, 10, 2018, 13, 2018-12-31, met, 12",
        "qidong-263, 48, 2017, 4, 2017-12-31, met, 3",
        "qidong-263, 55, 2017, 24.5, 2017-12-31, met, 24",
        "qidong-263, 46, 2017, 2.8, 2017-12-31, met, 2.8",
        "qidong-263, 13, 2018, 60, 2018-12-31, notMet, 100",
        "qidong-263, 40, 2020, 80, 2020-12-31, notMet, 90",
        "qidong-263, 33, 2019, 15, 2019-12-31, met, 15",
        "yangjiang, 40, 2016, 12, 2016-12-31, met, 12",
        "yangjiang, 30, 2016, 4, 2016-12-31, notMet, 5",
        "yangjiang, 35, 2016, 101, 2016-12-31, notMet, 100",
        "yangjiang, 12, 2015, 50, 2015-12-31, met, 50",
        "yangjiang, 12, 2015, 50.1, 2015-12-31, notMet, 50",
        "yangjiang, 13, 2015, 100, 2015-12-31, met, 100",
        "qidong-263, 53, 2018, 30, 2018-12-31, met, 30",
        "qidong-263, 30, 2020, 3, 2020-12-31, met, 3",
        "qidong-263, 30, 2020, 4, 2020-12-31, notMet, 3"
    })
    void theTargetOfTheYearJudges(
            String programme, String no, String year, String value, LocalDate asOf, String verdict, String target) {
        Check check = check(programme, no, new Given().report(no, "", year, "", value), asOf);
        assertEquals(verdict, check.verdict(), () -> check.reason().en());
        assertEquals(target, check.question().target().printed());
    }

    @Test
    void aFigureOfAnEarlierYearIsNotTakenForALaterTarget() {
        assertEquals(
                "awaitingReport",
                check("qidong-263", "13", new Given().report("13", "", "2017", "", "55"), LocalDate.of(2018, 12, 31))
                        .verdict());
        assertEquals(
                "awaitingReport",
                check("qidong-263", "40", new Given().report("40", "", "2017", "", "86"), LocalDate.of(2020, 12, 31))
                        .verdict());
    }

    /** The day before, the day and the day after; what is not due is not missed. */
    @ParameterizedTest
    @CsvSource({
        "qidong-263, 8, 2017, 0, 2017-12-31, notDue, due on 2020-12-31",
        "qidong-263, 8, 2020, 0, 2020-12-30, notDue, due on 2020-12-31",
        "qidong-263, 8, 2020, 0, 2020-12-31, notMet, ''",
        "qidong-263, 8, 2020, 0, 2021-01-01, notMet, ''",
        "qidong-263, 8, 2017, 30, 2017-12-31, met, ''",
        "qidong-263, 39, 2017, 25, 2017-06-29, notDue, due on 2017-06-30",
        "qidong-263, 39, 2017, 25, 2017-06-30, notMet, ''",
        "liupanshui-2017, 16, 2017, 40, 2017-08-30, notDue, due on 2017-08-31",
        "liupanshui-2017, 16, 2017, 40, 2017-08-31, notMet, ''",
        "yangjiang, 3, 2017, 70, 2017-04-29, notDue, due on 2017-04-30",
        "yangjiang, 3, 2017, 70, 2017-04-30, notMet, ''",
        "jiangmen, t34, 2016, 50, 2016-12-31, notDue, due on 2017-12-31",
    })
    void whatIsNotDueIsNotMissed(
            String programme, String no, String year, String value, LocalDate asOf, String verdict, String reason) {
        Check check = check(programme, no, new Given().report(no, "", year, "", value), asOf);
        assertEquals(verdict, check.verdict());
        assertEquals(reason, check.reason().en());
    }

    /** Where the document prints a lower step that fell due, it says how far one should be. */
    @ParameterizedTest
    @CsvSource({
        "jiangmen, 17, 2019, 94, 2019-12-31, onSchedule",
        "jiangmen, 17, 2019, 93, 2019-12-31, onSchedule",
        "jiangmen, 17, 2019, 92.9, 2019-12-31, behindSchedule",
        "jiangmen, 17, 2019, 95, 2019-12-31, met",
        "jiangmen, 17, 2020, 94, 2020-12-31, notMet",
        "jiangmen, 17, 2017, 92, 2017-12-31, notDue",
        "qidong-263, 9, 2018, 5.5, 2018-06-30, onSchedule",
        "qidong-263, 9, 2018, 5, 2018-06-30, behindSchedule",
        "qidong-263, 31, 2018, 15, 2018-12-31, onSchedule",
        "qidong-263, 31, 2018, 14, 2018-12-31, behindSchedule"
    })
    void aPathIsHeldAgainstItsLastStep(
            String programme, String no, String year, String value, LocalDate asOf, String verdict) {
        Check check = check(programme, no, new Given().report(no, "", year, "", value), asOf);
        assertEquals(verdict, check.verdict(), () -> check.reason().en());
    }

    @ParameterizedTest
    @CsvSource({"1.1, 1.0, 0.95, met", "1.1, 0.9, 0.95, notMet", "0.8, 0.85, 0.90, met", "0.8, 0.85, 0.91, notMet"})
    void energyOf2016IsMetTheOtherWayToo(String twoBefore, String before, String value, String verdict) {
        Given given = new Given()
                .report("11", "", "2014", "", twoBefore)
                .report("11", "", "2015", "", before)
                .report("11", "", "2016", "", value);
        assertEquals(
                verdict,
                check("yangjiang", "11", given, LocalDate.of(2016, 12, 31)).verdict());
    }

    @Test
    void theNewestFigureOfARunningYearIsRead() {
        Given given = new Given()
                .report("28", "", "2016-Q1", "", "81")
                .report("28", "", "2016-H1", "", "85")
                .report("28", "", "2016-Q2", "", "79");
        LocalDate june = LocalDate.of(2016, 6, 10);
        Check half = check("yangjiang", "28", given, june);
        assertEquals("met", half.verdict());
        assertEquals(0, new BigDecimal("85").compareTo(half.finding().value()));
        assertEquals(
                "reported by lab: yearbook, figure of 2016-H1",
                half.finding().basis().en());
        given.report("28", "", "2016", "", "80");
        assertEquals(
                0,
                BigDecimal.valueOf(80)
                        .compareTo(
                                check("yangjiang", "28", given, june).finding().value()));
    }

    @Test
    void aHalfYearIsNoYear() {
        Given given = new Given().report("28", "", "2016-H1", "", "85");
        assertEquals(
                "awaitingReport",
                check("yangjiang", "28", given, LocalDate.of(2016, 12, 31)).verdict());
    }

    /** Sizes say which boilers and sites are meant; only a yes answers them. */
    @ParameterizedTest
    @CsvSource({
        "qidong-263, 5, 2017, 20, , awaitingReport",
        "qidong-263, 5, 2017, 5, , awaitingReport",
        "qidong-263, 5, 2017, , true, met",
        "qidong-263, 5, 2017, , false, notMet",
        "qidong-263, 6, 2019, 35, , awaitingReport",
        "qidong-263, 6, 2019, 100, , awaitingReport",
        "yangjiang, 21, 2015, 10, , awaitingReport",
        "yangjiang, 21, 2015, 2, , awaitingReport",
        "jiangmen, t21, 2020, 5, , awaitingReport"
    })
    void aSizeIsNoValue(String programme, String no, String year, BigDecimal value, Boolean met, String verdict) {
        Given given = new Given().report(no, "", year, "", value, met, null);
        Check check = check(programme, no, given, LocalDate.of(Integer.parseInt(year), 12, 31));
        assertEquals(verdict, check.verdict());
    }

    @ParameterizedTest
    @CsvSource({"10, 8, met", "8, 8, met", "7, 8, notMet"})
    void aReductionBeyondTheQuotaIsMet(BigDecimal value, BigDecimal quota, String verdict) {
        Given given = new Given().report("15", "", "2020", "", value, null, quota);
        assertEquals(
                verdict,
                check("jiangmen", "15", given, LocalDate.of(2020, 12, 31)).verdict());
    }

    /** A number is answered by a number, whatever is said beside it. */
    @ParameterizedTest
    @CsvSource({
        "10, true, notMet, ''",
        "60, false, met, ''",
        ", true, awaitingReport, 'no report of 2017: a value, since the target is 50 %'"
    })
    void aYesDoesNotAnswerANumber(BigDecimal value, Boolean met, String verdict, String reason) {
        Given given = new Given().report("2", "", "2017", "", value, met, null);
        Check check = check("yangjiang", "2", given, LocalDate.of(2017, 12, 31));
        assertEquals(verdict, check.verdict());
        assertEquals(reason, check.reason().en());
    }

    @Test
    void theMissingOptionIsNamed() {
        Given given = new Given().report("13", "", "2017", "", "30");
        Check check = check("liupanshui-2017", "13", given, LocalDate.of(2017, 12, 31));
        assertEquals("未报送：2017 人均公共绿地面积", check.reason().zh());
    }

    @ParameterizedTest
    @CsvSource({
        "4.3, '文件所述为 4.30，与计算值一致'",
        "4.27, '文件所述为 4.30，计算值为 4.27，相差 -0.03'",
    })
    void aFactIsCompared(String value, String reason) {
        Given given = new Given().number("air.composite", "2016-Q1", value, value);
        Check check = check("qingyuan", "13", given, LocalDate.of(2016, 4, 30));
        assertEquals("notApplicable", check.verdict());
        assertEquals(reason, check.reason().zh());
    }

    /** What cannot be is refused when it is entered. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "yangjiang; 2,2017,10,yes; met: yes, but 10 is not >= 50",
                "yangjiang; 2,2017,60,no; met: no, but 60 is >= 50",
                "yangjiang; 2,2017,50,yes; ''",
                "yangjiang; 4,2017,150,; value: 150 is not 0 to 100 %",
                "yangjiang; 4,2017,-3,; value: -3 is not 0 to 100 %",
                "yangjiang; 9,2015,-1,; value: -1 is not at least 0 firms",
                "yangjiang; 24,2015,141,; value: 141 is not 0 to 140 dB(A)",
                "qidong-263; 30,2020,7,; value: 7 is not 1 to 6 class",
                "qidong-263; 1,2017,-5,; ''",
                "qingyuan; 2,2016-Q1,-46.2,; ''",
                "yangjiang; 4,2017,100,; ''",
                "yangjiang; 4,2017,0,; ''"
            })
    void whatCannotBeIsRefused(String programme, String line, String complaint) {
        Table table = Table.text("reports", "indicator,period,value,met,source\n" + line + ",yearbook\n");
        Programme found = programmes.find(programme).orElseThrow();
        String refusal = "";
        try {
            ReportTable.read(found, table, "lab", Instant.EPOCH);
        } catch (Table.Malformed e) {
            refusal = e.column() + ": " + e.reason();
        }
        assertEquals(complaint, refusal);
    }

    private Check check(String programme, String code, Given given, LocalDate asOf) {
        Programme found = programmes.find(programme).orElseThrow();
        List<Check> checks = Assessor.check(found, found.indicator(code).orElseThrow(), given, asOf);
        return checks.getLast();
    }
}
