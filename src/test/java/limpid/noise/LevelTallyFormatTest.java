package limpid.noise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files under {@code frames/noise-level-tally-1} are what version 1 wrote; they stay as they are. */
final class LevelTallyFormatTest {
    @Test
    void readsAndWritesVersion1() throws IOException {
        LevelTally tally = LevelTally.builder()
                .sample(52.1, 1)
                .sample(52.1, 1)
                .sample(61.25, 1)
                .record(55, OptionalDouble.of(48.5), OptionalDouble.of(70), 60)
                .invalid(InvalidReason.RAIN, 5)
                .invalid(InvalidReason.MANUAL, 300)
                .build();
        byte[] frame = frame("mixed.hex");
        assertEquals(tally, LevelTally.fromBytes(frame));
        assertEquals(HexFormat.of().formatHex(frame), HexFormat.of().formatHex(tally.toBytes()));
        assertEquals(368, tally.collectedSeconds());
        assertEquals(3, tally.sampledSeconds());
    }

    @Test
    void nothingHasBytesToo() throws IOException {
        assertEquals(LevelTally.EMPTY, LevelTally.fromBytes(frame("empty.hex")));
        assertEquals("0100000000", HexFormat.of().formatHex(LevelTally.EMPTY.toBytes()));
    }

    @ParameterizedTest
    @CsvSource({"''", "02", "01", "01010101", "0100000000ff", "010a0a000a01", "01000001ff01"})
    void refusesWhatIsNoTally(String hex) {
        assertThrows(
                IllegalArgumentException.class,
                () -> LevelTally.fromBytes(HexFormat.of().parseHex(hex)));
    }

    @Test
    void refusesATruncatedOne() throws IOException {
        byte[] frame = frame("mixed.hex");
        for (int length = 0; length < frame.length; length++) {
            byte[] cut = Arrays.copyOf(frame, length);
            assertThrows(IllegalArgumentException.class, () -> LevelTally.fromBytes(cut));
        }
    }

    private static byte[] frame(String name) throws IOException {
        try (InputStream in = LevelTallyFormatTest.class.getResourceAsStream("/frames/noise-level-tally-1/" + name)) {
            String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            String digits = text.lines()
                    .map(line -> line.replaceFirst("#.*", "").replace(" ", ""))
                    .collect(Collectors.joining());
            return HexFormat.of().parseHex(digits);
        }
    }
}
