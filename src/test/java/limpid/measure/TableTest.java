package limpid.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import limpid.measure.Table.Malformed;
import limpid.measure.Table.Row;
import org.junit.jupiter.api.Test;

class TableTest {
    @Test
    void readsRowsUnderTheirColumns() {
        Table table = annotated("t.csv", "# about\nid, name ,value\n\n1, a b ,2.50\n2,\"x, \"\"y\"\"\",\n");
        assertEquals(Set.of("id", "name", "value"), table.columns());
        Row first = table.rows().getFirst();
        assertEquals(4, first.line());
        assertEquals(1, first.integer("id"));
        assertEquals("a b", first.text("name"));
        assertEquals(new BigDecimal("2.50"), first.decimal("value"));
        Row second = table.rows().getLast();
        assertEquals("x, \"y\"", second.required("name"));
        assertEquals(Optional.empty(), second.optionalDecimal("value"));
        assertEquals(Optional.empty(), second.optional("no such"));
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheFirstColumn() {
        assertEquals(
                7, Table.text("t.csv", "\uFEFFid\r\n7\r\n").rows().getFirst().integer("id"));
    }

    @Test
    void aTableOfItsHeaderAloneIsEmpty() {
        assertEquals(List.of(), Table.text("t.csv", "id,name\n").rows());
    }

    @Test
    void yesAndNoAreTheOnlyAnswers() {
        List<Row> rows = Table.text("t.csv", "ok\nyes\nno\nYes\n").rows();
        assertTrue(rows.get(0).yes("ok"));
        assertFalse(rows.get(1).yes("ok"));
        assertComplaint("t.csv line 4 column ok: 'Yes' is not yes or no", () -> rows.get(2)
                .yes("ok"));
    }

    @Test
    void aWrongFieldIsNamedByFileLineAndColumn() {
        Malformed complaint =
                assertThrows(Malformed.class, () -> annotated("limits.csv", "# c\nitem,limit\nSO2,60\nNO2,4O\n")
                        .map(row -> row.decimal("limit")));
        assertEquals("limits.csv line 4 column limit: '4O' is not " + Numbers.EXPECTED, complaint.getMessage());
        assertEquals(4, complaint.line());
        assertEquals("limit", complaint.column());
        assertEquals("'4O' is not " + Numbers.EXPECTED, complaint.reason());
    }

    @Test
    void otherMistakesAreNamedToo() {
        assertComplaint("t.csv line 2 column b: must not be empty", reading("a,b\n1,\n", row -> row.required("b")));
        assertComplaint(
                "t.csv line 2 column a: '1.5' is not a whole number", reading("a\n1.5\n", row -> row.integer("a")));
        assertComplaint("t.csv line 1 column z: no such column", reading("a\n1\n", row -> row.text("z")));
        assertComplaint("t.csv line 3: 1 fields where the header has 2", reading("a,b\n1,2\n3\n", row -> row));
        assertComplaint("t.csv line 2 column a: column stands twice", () -> annotated("t.csv", "# c\na,b,a\n"));
        assertComplaint("t.csv: no header line", () -> annotated("t.csv", "# nothing else\n"));
        assertComplaint("t.csv: no header line", reading(",,\n\n", row -> row));
        assertComplaint("/no/such.csv: no such table", () -> Table.resource("/no/such.csv"));
    }

    @Test
    void aLineAfterAFieldOfSeveralLinesHasItsOwnNumber() {
        assertComplaint(
                "t.csv line 4 column b: 'x' is not a whole number",
                reading("a,b\n\"one\ntwo\",1\nthree,x\n", row -> row.integer("b")));
    }

    @Test
    void whatAValueRefusesIsToldWithItsLine() {
        assertComplaint("t.csv line 3: too small", reading("a\n1\n0\n", row -> {
            if (row.integer("a") < 1) {
                throw new IllegalArgumentException("too small");
            }
            return row;
        }));
    }

    @Test
    void aKeyThatStandsTwiceIsRefused() {
        Table table = Table.text("t.csv", "id\n1\n2\n01\n");
        table.unique("id", row -> row.text("id"));
        assertComplaint("t.csv line 4 column id: '1' stands twice", () -> table.unique("id", row -> row.integer("id")));
    }

    @Test
    void rowsAndFieldsAreBoundedAndFewWrongRowsAreTold() {
        String many = "a\n" + "1\n".repeat(Table.MOST_ROWS);
        assertEquals(Table.MOST_ROWS, Table.text("t.csv", many).map(Row::line).size());
        assertComplaint("t.csv line 200002: more than 200000 rows; split the table", reading(many + "1\n", Row::line));
        String field = "x".repeat(Table.LONGEST_FIELD);
        assertEquals(1, Table.text("t.csv", "a\n" + field + "\n").rows().size());
        assertComplaint(
                "t.csv line 2: a field of 10001 characters, the most are 10000",
                reading("a\n" + field + "x\n", Row::line));
        assertComplaint(
                "t.csv line 1: 1001 columns, the most are 1000", reading("a" + ",a".repeat(1000) + "\n1\n", Row::line));
        AtomicInteger seen = new AtomicInteger();
        assertComplaint("t.csv line 2 column a: must not be empty", reading("a,b\n" + ",x\n".repeat(100_000), row -> {
            seen.incrementAndGet();
            return row.required("a");
        }));
        assertEquals(Table.MOST_FAULTS, seen.get());
    }

    /** What a formula of a spreadsheet became, and any other line: each is a row or refused. */
    @Test
    void noLineIsTakenForAComment() {
        assertEquals(2, Table.text("t.csv", "a,b\n1,2\n#REF!,3\n").rows().size());
        assertEquals("#N/A", Table.text("t.csv", "a\n#N/A\n").rows().getFirst().text("a"));
        assertComplaint(
                "t.csv line 3 column a: '#VALUE!' is not " + Numbers.EXPECTED,
                reading("a,b\n1,2\n#VALUE!,3\n", row -> row.decimal("a")));
    }

    @Test
    void rowsOfEmptyCellsAreEmptyLines() {
        List<Row> rows =
                Table.text("t.csv", ",,\na,b\n,\n\n1,2\n\u3000, \n,,,,,\n").rows();
        assertEquals(List.of(5L), rows.stream().map(Row::line).toList());
    }

    @Test
    void columnsWithoutANameMustBeEmpty() {
        List<Row> rows = Table.text("t.csv", "a,,b,,\n1,,2,,\n3,,4\n").rows();
        assertEquals(List.of("2", "4"), rows.stream().map(row -> row.text("b")).toList());
        assertComplaint(
                "t.csv line 2: 'x' stands in column 2, which has no name in the header",
                reading("a,,b\n1,x,2\n", row -> row));
        assertComplaint(
                "t.csv line 2: '9' stands in column 3, which has no name in the header",
                reading("a,b\n1,2,9\n", row -> row));
        assertEquals(1, Table.text("t.csv", "a,b\n1,2,,\n").rows().size());
    }

    @Test
    void tabsAreTakenAndSemicolonsAreNamed() {
        Row row = Table.text("t.csv", "a\tb\n0,5\t2\n").rows().getFirst();
        assertEquals("0,5", row.text("a"));
        assertEquals("2", row.text("b"));
        assertComplaint(
                "t.csv line 1: the header is one column 'a;b'; the separator must be a comma, and the decimal point a point",
                reading("a;b\n1;0,5\n", row1 -> row1));
    }

    @Test
    void blanksOfSpreadsheetsAreTrimmedAndOnesThatNobodySeesAreNamed() {
        Row row = Table.text("t.csv", "a,b\n\u3000甲市\u00A0\u3000,甲\u3000市\n")
                .rows()
                .getFirst();
        assertEquals("甲市", row.name("a"));
        assertEquals("甲\u3000市", row.text("b"));
        assertComplaint("t.csv line 2 column b: holds the blank U+3000 at place 2", () -> row.name("b"));
        assertComplaint(
                "t.csv line 2 column a: holds the character U+200B at place 3", reading("a\n甲市\u200B\n", one -> one));
    }

    @Test
    void aColumnThatIsNearlyOneThereIsIsNamed() {
        assertComplaint(
                "t.csv line 1 column statoin: no such column; there are station,value; did you mean 'station'?",
                () -> Table.text("t.csv", "statoin,value\n").requireColumns(List.of("station", "value"), List.of()));
    }

    @Test
    void oneOfAListIsNamedWithTheNearest() {
        Row row = Table.text("t.csv", "a\nPM2,5\n\n".replace(",", ".") + "XX\n")
                .rows()
                .getLast();
        assertComplaint(
                "t.csv line 4 column a: no parameter 'XX'; there are O3, PM10",
                () -> row.oneOf("a", "parameter", List.of("O3", "PM10")));
        assertComplaint(
                "t.csv line 4 column a: no zone 'XX'; did you mean 'XY'?",
                () -> row.oneOf("a", "zone", List.of("O3", "XY")));
    }

    private static Table annotated(String name, String text) {
        try {
            return Table.annotated(name, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Runnable reading(String text, Function<Row, ?> of) {
        return () -> Table.text("t.csv", text).map(of);
    }

    private static void assertComplaint(String expected, Runnable reading) {
        assertEquals(expected, assertThrows(Malformed.class, reading::run).getMessage());
    }
}
