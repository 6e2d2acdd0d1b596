package limpid.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class CharactersTest {
    /** XML 1.0 2.2 Char, which PostgreSQL and JSON take too, without what nobody sees and the mark of what was lost. */
    @Test
    void exactlyTheCharactersOfXmlThatAreSeenAreTaken() {
        for (int one = 0; one <= Character.MAX_CODE_POINT; one++) {
            boolean xml = one == 0x9
                    || one == 0xA
                    || one == 0xD
                    || one >= 0x20 && one <= 0xD7FF
                    || one >= 0xE000 && one <= 0xFFFD
                    || one >= 0x10000;
            String text = one >= 0xD800 && one <= 0xDFFF ? "a" + (char) one + "b" : "a" + Character.toString(one) + "b";
            boolean seen =
                    switch (Character.getType(one)) {
                        case Character.CONTROL -> one == 0x9 || one == 0xA || one == 0xD;
                        case Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
                        default -> one != 0xFFFD;
                    };
            assertEquals(xml && seen, Characters.refused(text).isEmpty(), Integer.toHexString(one));
        }
    }

    @Test
    void theReasonNamesCharacterAndPlace() {
        assertEquals(Optional.of("holds the character U+0000 at place 3"), Characters.refused("ab\0"));
        assertEquals(Optional.of("holds the character U+DC00 at place 1"), Characters.refused("\uDC00\uD83D"));
        assertEquals(Optional.empty(), Characters.refused("城东 \uD83D\uDE00\r\n"));
    }

    @Test
    void theInvisibleOnesAreNamed() {
        for (int one : new int[] {0x00AD, 0x200B, 0x200D, 0x200E, 0x2028, 0x202E, 0x2060, 0xFEFF, 0xFFFD, 0x7F, 0x85}) {
            assertEquals(
                    Optional.of("holds the character U+%04X at place 2".formatted(one)),
                    Characters.refused("a" + Character.toString(one)));
        }
    }

    @Test
    void blanksAroundATextGoAndThoseWithinAreFound() {
        assertEquals("甲 市", Characters.trimmed("\u3000\u00A0\t甲 市 \u2003\u3000"));
        assertEquals("", Characters.trimmed("\u3000 "));
        assertEquals(Optional.empty(), Characters.oddBlank("甲 市"));
        assertEquals(Optional.of("holds the blank U+00A0 at place 2"), Characters.oddBlank("甲\u00A0市"));
    }

    @Test
    void aMessageShowsNeitherThemNorMoreThanALine() {
        assertEquals("a\uFFFDb", Characters.shown("a\0b"));
        assertEquals(101, Characters.shown("中".repeat(5000)).length());
    }
}
