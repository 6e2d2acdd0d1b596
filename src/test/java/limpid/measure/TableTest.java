package limpid.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
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
        Table table = Table.text("t.csv", "# about\nid, name ,value\n\n1, a b ,2.50\n2,\"x, \"\"y\"\"\",\n");
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
                assertThrows(Malformed.class, () -> Table.text("limits.csv", "# c\nitem,limit\nSO2,60\nNO2,4O\n")
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
        assertComplaint("t.csv line 2: 3 fields where the header has 2", reading("a,b\n1,2,3\n", row -> row));
        assertComplaint("t.csv line 2 column a: column stands twice", reading("# c\na,b,a\n", row -> row));
        assertComplaint("t.csv: no header line", reading("# nothing else\n", row -> row));
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
    void rowsAndFieldsAreBoundedAndAWrongRowIsToldBeforeTheNextIsRead() {
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
        assertComplaint("t.csv line 2 column a: must not be empty", reading("a,b\n" + ",\n".repeat(100_000), row -> {
            seen.incrementAndGet();
            return row.required("a");
        }));
        assertEquals(1, seen.get());
    }

    private static Runnable reading(String text, Function<Row, ?> of) {
        return () -> Table.text("t.csv", text).map(of);
    }

    private static void assertComplaint(String expected, Runnable reading) {
        assertEquals(expected, assertThrows(Malformed.class, reading::run).getMessage());
    }
}
