package limpid.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormulaTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "=HYPERLINK(\"http://x\")",
                "=cmd|'/C calc'!A0",
                "@SUM(1+1)",
                "+1+1",
                "-1+1",
                "-.",
                "\t=1",
                "\r=1",
                "\n=1",
                "＝1+1",
                "'=1"
            })
    void whatASpreadsheetWouldComputeIsGuardedOnce(String text) {
        assertEquals("'" + text, Formula.guarded(text));
        assertEquals(text, Formula.plain("'" + text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "=", "-", "'=", "-5", "+5", "-0.25", "+86", "1-2", "城=东", "'", "'abc", "5@", "2026-01-01"})
    void allElseStaysAsItIs(String text) {
        assertEquals(text, Formula.guarded(text));
        assertEquals(text, Formula.plain(text));
    }

    @Test
    void everyTextComesBack() {
        Random random = new Random(4);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(6); length > 0; length--) {
                text.append("'=+-@\t1.a＝".charAt(random.nextInt(10)));
            }
            assertEquals(text.toString(), Formula.plain(Formula.guarded(text.toString())));
        }
    }
}
