package limpid.decode.hj212;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import limpid.Samples;
import limpid.decode.Decoded;
import limpid.decode.Payload;
import limpid.measure.Flags;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SplitterTest {
    private static final byte[] ONE = Frames.get("D01");
    private static final byte[] TWO = Frames.get("V05");
    private static final int MUTATIONS = Integer.getInteger("limpid.hj212.mutations", 20_000);

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Arrays.stream(parts).forEach(out::writeBytes);
        return out.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String text(byte[] frame) {
        return new String(frame, StandardCharsets.UTF_8);
    }

    @Test
    void framesAreCutWhereverTheStreamIs() {
        byte[] stream = joined(ONE, TWO, ONE);
        for (int at = 0; at <= stream.length; at++) {
            List<Piece> pieces = new ArrayList<>();
            Splitter splitter = new Splitter();
            splitter.feed(stream, 0, at, pieces::add);
            splitter.feed(stream, at, stream.length - at, pieces::add);
            assertEquals(List.of(text(ONE), text(TWO), text(ONE)), texts(pieces), "cut at " + at);
            assertTrue(!splitter.isMidway());
        }
    }

    @Test
    void byteByByteIsTheSame() {
        List<Piece> pieces = new ArrayList<>();
        Splitter splitter = new Splitter();
        for (byte one : joined(ONE, TWO)) {
            splitter.feed(new byte[] {one}, 0, 1, pieces::add);
        }
        assertEquals(List.of(text(ONE), text(TWO)), texts(pieces));
    }

    private static List<String> texts(List<Piece> pieces) {
        return pieces.stream().map(piece -> text(piece.bytes())).toList();
    }

    @Test
    void noiseBetweenFramesComesOutAndHidesNone() {
        byte[] stream = joined(ascii("hello"), ONE, ascii("##9999 half"), TWO, ascii("####12"), ONE);
        List<Piece> pieces = Frames.pieces(stream);
        assertEquals(
                List.of(text(ONE), text(TWO), text(ONE)),
                texts(pieces.stream().filter(Piece::isFrame).toList()));
        assertEquals(text(stream), String.join("", texts(pieces)));
    }

    private static Set<Deviation> deviations(String frame) {
        return ((Frame.Result.Good) Frames.read(ascii(frame))).frame().deviations();
    }

    @Test
    void deviationsOfTheOuterFormAreSeen() {
        String frame = text(Frames.get("D01"));
        assertEquals(Set.of(), deviations(frame));
        assertEquals(Set.of(Deviation.SHORT_LENGTH), deviations(frame.replace("##0122", "##122")));
        assertEquals(Set.of(Deviation.WRONG_LENGTH), deviations(frame.replace("##0122", "##0100")));
        assertEquals(Set.of(Deviation.WRONG_LENGTH), deviations(frame.replace("##0122", "##0150")));
        assertEquals(Set.of(Deviation.NO_TAIL), deviations(frame.strip()));
        assertTrue(deviations(text(Frames.get("V03"))).contains(Deviation.LOWER_CASE_CRC));
        assertTrue(deviations(text(Frames.get("V02"))).contains(Deviation.FLAG_FIRST));
        assertTrue(deviations(text(Frames.get("D02"))).contains(Deviation.BLANKS));
        assertTrue(deviations(text(Frames.get("V06"))).containsAll(Set.of(Deviation.NO_QN, Deviation.LONG_DATA_TIME)));
        byte[] chinese = Frames.get("D08");
        assertEquals(
                Set.of(Deviation.LENGTH_IN_CHARACTERS),
                ((Frame.Result.Good) Frames.read(
                                text(chinese).replace("##0152", "##0144").getBytes(StandardCharsets.UTF_8)))
                        .frame()
                        .deviations());
    }

    @Test
    void aFrameWithoutTailIsCutAtTheNext() {
        List<Piece> pieces = Frames.pieces(joined(ascii(text(ONE).strip()), TWO));
        assertEquals(List.of(text(ONE).strip(), text(TWO)), texts(pieces));
    }

    /** The long form: {@code -Dlimpid.hj212.mutations=100000}. */
    @Test
    @Timeout(120)
    void whateverArrivesNothingIsDroppedAndNothingFails() {
        Random random = new Random(212);
        List<byte[]> frames = List.copyOf(Frames.all().values());
        FrameDecoder decoder = new FrameDecoder(Flags.standard(), Choices.DEFAULTS, 50);
        long good = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] stream = Mutation.of(frames.get(random.nextInt(frames.size())), random);
            List<Piece> pieces = new ArrayList<>();
            Splitter splitter = new Splitter();
            for (int at = 0; at < stream.length; ) {
                int length = Math.min(stream.length - at, 1 + random.nextInt(200));
                splitter.feed(stream, at, length, pieces::add);
                at += length;
            }
            splitter.end(pieces::add);
            assertEquals(
                    bare(stream), bare(joined(pieces.stream().map(Piece::bytes).toArray(byte[][]::new))));
            for (Piece piece : pieces) {
                if (Frame.read(piece) instanceof Frame.Result.Good) {
                    good++;
                }
                Decoded decoded = decoder.decode(
                        new Payload("limpid/v1/hj212/X/frames", piece.bytes(), Samples.ARRIVED, "hj212"), Samples.AIR);
                assertTrue(decoded instanceof Decoded.Rejected
                        || decoded instanceof Decoded.Batch batch
                                && batch.runs().size() + batch.refusals().count() > 0);
            }
        }
        assertTrue(good > MUTATIONS / 20, "only " + good + " are still frames");
    }

    /** Without line ends and blanks, which are nothing between frames. */
    private static String bare(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1).replaceAll("[\\r\\n ]", "");
    }

    /** Marks in every place, each of which would have a check over 10 KB. */
    @Test
    void aStreamFullOfMarksCostsLittle() {
        byte[] marks = ascii("##1000".repeat(200_000));
        assertTimeout(Duration.ofSeconds(10), () -> {
            Splitter splitter = new Splitter();
            long[] bytes = {0};
            for (int at = 0; at < marks.length; at += 4000) {
                splitter.feed(marks, at, 4000, piece -> bytes[0] += piece.bytes().length);
            }
            splitter.end(piece -> bytes[0] += piece.bytes().length);
            assertEquals(marks.length, bytes[0]);
        });
    }
}
