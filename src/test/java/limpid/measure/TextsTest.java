package limpid.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TextsTest {
    private static final Charset GBK = Charset.forName("GBK");
    private static final String STATIONS = "code,name_zh,medium,city,period\nFC01,城东站,air,临江市,PT1H\n";

    @Test
    void utf8IsReadWithAndWithoutItsMark() {
        assertEquals(STATIONS, Texts.decode(STATIONS.getBytes(StandardCharsets.UTF_8), null));
        assertEquals(STATIONS, Texts.decode(("\uFEFF" + STATIONS).getBytes(StandardCharsets.UTF_8), null));
        assertEquals("", Texts.decode(new byte[0], null));
        String units = "a,b\nµg/m³,μg/L\né,ü\n";
        assertEquals(units, Texts.decode(units.getBytes(StandardCharsets.UTF_8), null));
    }

    @Test
    void gbkIsRecognisedWhereItCanBeNothingElse() {
        assertEquals(STATIONS, Texts.decode(STATIONS.getBytes(GBK), null));
    }

    @Test
    void gbkIsReadWhereItIsDeclaredInAnyOfItsNames() {
        String rare = "镕,堃,㙍\n".replace("㙍", "");
        for (String name : new String[] {"GBK", "gb2312", "GB18030", "gbk"}) {
            assertEquals(rare, Texts.decode(rare.getBytes(GBK), name));
        }
        String beyond = "𠀀,€\n";
        assertEquals(beyond, Texts.decode(beyond.getBytes(Charset.forName("GB18030")), "gbk"));
    }

    @Test
    void whatASpreadsheetCallsUnicodeTextIsReadByItsMark() {
        assertEquals(STATIONS, Texts.decode(("\uFEFF" + STATIONS).getBytes(StandardCharsets.UTF_16LE), null));
        assertEquals(STATIONS, Texts.decode(("\uFEFF" + STATIONS).getBytes(StandardCharsets.UTF_16BE), "GBK"));
    }

    @Test
    void whatIsNotCertainIsRefusedWithItsLine() {
        assertRefused(2, "is not UTF-8; it may be GBK: ", "a\n朱镕基\n".getBytes(GBK), null);
        assertRefused(2, "is not UTF-8; it may be GBK: ", "a\nGénérale\n".getBytes(StandardCharsets.ISO_8859_1), null);
        assertRefused(3, "is neither UTF-8 nor GBK: ", new byte[] {'a', '\n', '\n', (byte) 0xFF, '\n'}, null);
        assertRefused(0, "may be UTF-8 or GBK; ", "模\n".getBytes(GBK), null);
    }

    @Test
    void aDeclarationThatIsWrongIsRefused() {
        assertRefused(2, "is not UTF-8, as its declaration says", STATIONS.getBytes(GBK), "utf-8");
        assertRefused(
                2,
                "is not GBK (GB18030), as its declaration says",
                "a\n\u00FF".getBytes(StandardCharsets.ISO_8859_1),
                "GBK");
        assertRefused(0, "the encoding 'klingon' is not read; UTF-8, GBK and GB18030 are", new byte[0], "klingon");
        assertRefused(0, "the encoding 'Big5' is not read; UTF-8, GBK and GB18030 are", new byte[0], "Big5");
        byte[] marked = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF, 'a', (byte) 0xB3};
        assertRefused(1, "is not UTF-8, as its byte order mark says", marked, null);
    }

    private static void assertRefused(long line, String reason, byte[] bytes, @Nullable String declared) {
        Texts.Undecodable refusal = assertThrows(Texts.Undecodable.class, () -> Texts.decode(bytes, declared), reason);
        assertEquals(line, refusal.line(), reason);
        assertEquals(
                reason,
                refusal.reason()
                        .substring(0, Math.min(reason.length(), refusal.reason().length())));
    }
}
