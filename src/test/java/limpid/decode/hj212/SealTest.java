package limpid.decode.hj212;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import limpid.measure.LocalDay;
import limpid.measure.Refusal.Reason;
import limpid.measure.Table;
import org.junit.jupiter.api.Test;

class SealTest {
    private static final String HEX = "0123456789abcdeffedcba9876543210";
    private static final byte[] KEY = HexFormat.of().parseHex(HEX);
    private static final LoggerKeys KEYS = LoggerKeys.of(Table.text("t", "mn,key\nSEALED1," + HEX + "\n"));

    private static byte[] segment(int number) {
        return ("QN=20260301090000001;ST=22;CN=2061;PW=123456;MN=SEALED1;Flag=9;CP=&&DataTime=20260301080000;a34004-Avg="
                        + number + ",a34004-Flag=N;a21026-Avg=0.012,a21026-Flag=N&&")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static List<Piece> split(byte[] bytes, LoggerKeys keys, int step) {
        List<Piece> pieces = new ArrayList<>();
        Splitter splitter = new Splitter(keys);
        for (int at = 0; at < bytes.length; at += step) {
            splitter.feed(bytes, at, Math.min(step, bytes.length - at), pieces::add);
        }
        splitter.end(pieces::add);
        return pieces;
    }

    private static void assertPlain(byte[] plain, List<Piece> pieces) {
        assertEquals(1, pieces.size());
        Piece piece = pieces.getFirst();
        assertEquals("", piece.trouble());
        assertArrayEquals(plain, Arrays.copyOfRange(piece.bytes(), piece.from(), piece.to()));
    }

    /** GB/T 32907-2016, annex A.1. */
    @Test
    void theCipherIsThatOfTheStandard() {
        assertEquals("681edf34d206965e86b3e94f536e4246", HexFormat.of().formatHex(Sm4.sealed(KEY, KEY)));
        assertArrayEquals(KEY, Sm4.opened(KEY, Sm4.sealed(KEY, KEY)));
        assertEquals(17, Sm4.sealed(KEY, new byte[17]).length);
        assertEquals(0, Sm4.sealed(KEY, new byte[17])[16], "what is left over stays");
    }

    @Test
    void bytesOfTheContentComeOutPlainHoweverTheyArrive() {
        for (int number = 0; number < 2_000; number++) {
            byte[] plain = segment(number);
            byte[] sent = Answer.frame(Seal.sealed(KEY, plain), plain);
            assertPlain(plain, split(sent, KEYS, 1 + new Random(number).nextInt(sent.length)));
        }
    }

    @Test
    void soDoesAllUpToTheCheckAndTheFormItIsShownIn() {
        byte[] plain = segment(35);
        String text = new String(plain, StandardCharsets.UTF_8);
        int content = text.indexOf("CP=&&") + 5;
        byte[] rest = text.substring(content).getBytes(StandardCharsets.UTF_8);
        byte[] whole = plain.clone();
        System.arraycopy(Sm4.sealed(KEY, rest), 0, whole, content, rest.length);
        assertPlain(plain, split(Answer.frame(whole, plain), KEYS, 50));

        int groups = (rest.length - 2) / 16 * 16;
        byte[] sealed = Sm4.sealed(KEY, Arrays.copyOf(rest, groups));
        String hex = HexFormat.ofDelimiter(",").withPrefix("0x").formatHex(sealed);
        byte[] shown = (text.substring(0, content) + "{" + hex + "}" + text.substring(content + groups))
                .getBytes(StandardCharsets.UTF_8);
        assertPlain(plain, split(Answer.frame(shown, plain), KEYS, 50));
    }

    @Test
    void withoutAKeyItIsSaidThatItIsEncrypted() {
        byte[] plain = segment(35);
        List<Piece> pieces = split(Answer.frame(Seal.sealed(KEY, plain), plain), LoggerKeys.NONE, 1_000);
        assertEquals(1, pieces.size());
        assertEquals(
                Reason.ENCRYPTED,
                assertInstanceOf(Frame.Result.Bad.class, Frame.read(pieces.getFirst()))
                        .refusal()
                        .reason());
    }

    @Test
    void aRequestOfDutyIsEncryptedAndOthersAreNot() {
        Request.Logger logger = new Request.Logger("SEALED1", "22", "123456", Edition.OF_2025, KEYS);
        Instant at = Instant.parse("2026-03-01T00:00:00Z");
        byte[] history =
                Request.HOUR_HISTORY.frame(logger, "20260301080000001", at, new Request.Times(at, at), LocalDay.CHINA);
        assertEquals(-1, new String(history, StandardCharsets.ISO_8859_1).indexOf("BeginTime"));
        assertPlain(
                ("QN=20260301080000001;ST=22;CN=2061;PW=123456;MN=SEALED1;Flag=9;CP=&&"
                                + "BeginTime=20260301080000;EndTime=20260301080000&&")
                        .getBytes(StandardCharsets.UTF_8),
                split(history, KEYS, 1_000));
        byte[] clock = Request.SET_CLOCK.frame(logger, "20260301080000001", at, null, LocalDay.CHINA);
        assertEquals(
                "##0095QN=20260301080000001;ST=22;CN=1012;PW=123456;MN=SEALED1;Flag=9;CP=&&SystemTime=20260301080000&&",
                new String(clock, 0, clock.length - 6, StandardCharsets.UTF_8));
    }

    @Test
    void aWrongKeyLeavesItEncrypted() {
        LoggerKeys others = LoggerKeys.of(Table.text("t", "mn,key\nSEALED1," + HEX.replace('0', '1') + "\n"));
        byte[] plain = segment(35);
        List<Piece> pieces = split(Answer.frame(Seal.sealed(KEY, plain), plain), others, 1_000);
        assertEquals(false, pieces.getFirst().isFrame());
    }
}
