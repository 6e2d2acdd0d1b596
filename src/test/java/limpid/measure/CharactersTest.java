package limpid.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class CharactersTest {
    /** XML 1.0 2.2 Char, which PostgreSQL and JSON take too. */
    @Test
    void exactlyTheCharactersOfXmlAreTaken() {
        for (int one = 0; one <= Character.MAX_CODE_POINT; one++) {
            boolean xml = one == 0x9
                    || one == 0xA
                    || one == 0xD
                    || one >= 0x20 && one <= 0xD7FF
                    || one >= 0xE000 && one <= 0xFFFD
                    || one >= 0x10000;
            String text = one >= 0xD800 && one <= 0xDFFF ? "a" + (char) one + "b" : "a" + Character.toString(one) + "b";
            assertEquals(xml, Characters.refused(text).isEmpty(), Integer.toHexString(one));
        }
    }

    @Test
    void theReasonNamesCharacterAndPlace() {
        assertEquals(Optional.of("holds the character U+0000 at place 3"), Characters.refused("ab\0"));
        assertEquals(Optional.of("holds the character U+DC00 at place 1"), Characters.refused("\uDC00\uD83D"));
        assertEquals(Optional.empty(), Characters.refused("城东 \uD83D\uDE00\r\n"));
    }

    @Test
    void aMessageShowsNeitherThemNorMoreThanALine() {
        assertEquals("a\uFFFDb", Characters.shown("a\0b"));
        assertEquals(101, Characters.shown("中".repeat(5000)).length());
    }
}
