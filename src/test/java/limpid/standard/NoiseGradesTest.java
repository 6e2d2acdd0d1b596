package limpid.standard;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import limpid.measure.Table;
import limpid.measure.Table.Malformed;
import limpid.measure.Table.Row;
import limpid.standard.NoiseGrades.Grade;
import limpid.standard.NoiseGrades.Kind;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

final class NoiseGradesTest {
    private static final String HEADER =
            "edition,kind,period,grade,name_zh,name_en,low_dba_inclusive,high_dba_inclusive\n";
    private static final BigDecimal STEP = new BigDecimal("0.1");
    private static final Table TABLE = Table.resource("/limpid/standard/noise/grades.csv");
    private static final Map<String, NoiseGrades> GRADES = NoiseGrades.read(TABLE);

    @TestFactory
    Stream<DynamicTest> eachBoundaryOfTheTable() {
        return TABLE.rows().stream()
                .filter(row -> row.optional("high_dba_inclusive").isPresent())
                .map(row -> DynamicTest.dynamicTest(name(row), () -> {
                    BigDecimal high = row.decimal("high_dba_inclusive");
                    int grade = row.integer("grade");
                    assertEquals(Optional.of(grade), grade(row, high.subtract(STEP)), "a tenth below");
                    assertEquals(Optional.of(grade), grade(row, high), "on it");
                    assertEquals(Optional.of(grade + 1), grade(row, high.add(STEP)), "a tenth above");
                }));
    }

    private static String name(Row row) {
        return String.join(
                " ",
                row.required("edition"),
                row.required("kind"),
                row.required("period"),
                row.required("high_dba_inclusive"));
    }

    private static Optional<Integer> grade(Row row, BigDecimal level) {
        NoiseGrades grades = grades(row.required("edition"));
        return grades.grade(kind(row), DayPart.of(row.required("period")), level)
                .map(Grade::number);
    }

    private static NoiseGrades grades(String edition) {
        return Objects.requireNonNull(GRADES.get(edition));
    }

    private static Kind kind(Row row) {
        return Kind.valueOf(row.required("kind").toUpperCase(Locale.ROOT));
    }

    @Test
    void gradesOfBulletins() {
        assertAll(
                Table.resource("/golden/noise/city-grades.csv").rows().stream().map(row -> () -> {
                    LocalDate date = LocalDate.parse(row.required("date"));
                    Edition edition = StandardBook.standard()
                            .inForce("noise-city_grades", date)
                            .orElseThrow();
                    Optional<Grade> grade = NoiseGrades.of(edition)
                            .grade(kind(row), DayPart.of(row.required("part")), row.decimal("level"));
                    assertEquals(
                            row.text("grade"), grade.map(g -> "" + g.number()).orElse(""), row.required("place"));
                    assertEquals(row.text("grade_zh"), grade.map(Grade::nameZh).orElse(""), row.required("place"));
                }));
    }

    @Test
    void refusesLevelsThatWereNotRounded() {
        NoiseGrades grades = grades("HJ 640-2012");
        assertThrows(
                IllegalArgumentException.class,
                () -> grades.grade(Kind.REGIONAL, DayPart.DAY, new BigDecimal("50.04")));
        assertEquals(
                Optional.of(1),
                grades.grade(Kind.REGIONAL, DayPart.DAY, new BigDecimal("50.000"))
                        .map(Grade::number),
                "zeros are no decimals");
    }

    @Test
    void refusesATableWithAGap() {
        String gap = HEADER + "X,regional,day,1,好,good,,50.0\nX,regional,day,2,较好,fairly good,50.2,55.0\n";
        assertEquals(
                3,
                assertThrows(Malformed.class, () -> NoiseGrades.read(Table.text("gap", gap)))
                        .line());
        String open = HEADER + "X,regional,day,1,好,good,,\nX,regional,day,2,较好,fairly good,50.1,55.0\n";
        assertThrows(Malformed.class, () -> NoiseGrades.read(Table.text("open", open)));
    }
}
