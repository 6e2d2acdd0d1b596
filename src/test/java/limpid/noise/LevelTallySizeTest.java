package limpid.noise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.HdrHistogram.IntCountsHistogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The bytes kept of a full hour of one-second levels. A bin costs one byte, or two where it holds 64 seconds or more, of which
 * an hour has no more than 56; empty bins cost less. So 801 bins, 30.0 to 110.0 dB, never take 1 KiB.
 */
final class LevelTallySizeTest {
    private static final int HOUR = 3600;
    private static final int KIBIBYTE = 1024;

    /** Each full hour of the recorded day, built as the service builds it: from minutes read back from what is kept. */
    @Test
    void recordedHoursTakeLessThanOneKibibyte() {
        RecordedSeconds recorded = RecordedSeconds.read();
        List<Integer> sizes = new ArrayList<>();
        for (int hour = 0; hour < 24; hour++) {
            LevelTally tally = recorded.hour(hour);
            if (tally.seconds() == HOUR) {
                byte[] kept = tally.toBytes();
                assertArrayEquals(kept, ofMinutes(recorded, hour).toBytes());
                sizes.add(kept.length);
            }
        }
        System.out.println("bytes of the recorded day's full hours: " + sizes);
        assertTrue(sizes.size() > 20, () -> sizes.size() + " full hours");
        sizes.forEach(bytes -> assertTrue(bytes < KIBIBYTE, () -> bytes + " bytes"));
    }

    private static LevelTally ofMinutes(RecordedSeconds recorded, int hour) {
        return LevelTally.merge(IntStream.range(0, 60)
                .mapToObj(minute -> LocalTime.of(hour, minute))
                .map(start -> recorded.between(start, start.plusMinutes(1)))
                .map(minute -> LevelTally.fromBytes(minute.toBytes()))
                .toList());
    }

    @ParameterizedTest
    @CsvSource({"30,110,1", "30,110,2", "30,110,3"})
    void anHourSpreadOverEightyDecibelsTakesLessThanOneKibibyte(int lowest, int highest, long seed) {
        int bytes = print(spread(lowest, highest, seed), lowest, highest);
        assertTrue(bytes < KIBIBYTE, () -> bytes + " bytes");
    }

    /** No hour can take more: every bin holds seconds, and as many bins as there can be hold 64. */
    @Test
    void theGreatestHourOfEightyDecibelsTakesLessThanOneKibibyte() {
        LevelTally.Builder hour = LevelTally.builder();
        int bins = 801;
        int twoBytes = (HOUR - bins) / 63;
        int rest = HOUR - bins - 63 * twoBytes;
        for (int bin = 0; bin < bins; bin++) {
            hour.sample(30 + bin / 10.0, 1 + (bin < twoBytes ? 63 : 0) + (bin == bins - 1 ? rest : 0));
        }
        LevelTally tally = hour.build();
        assertEquals(HOUR, tally.seconds());
        int bytes = print(tally, 30, 110);
        assertTrue(bytes < KIBIBYTE, () -> bytes + " bytes");
    }

    /** Wider than any hour outdoors, it takes more; compressed as HdrHistogram can, it would not. */
    @Test
    void anHourOverAllPlausibleLevelsTakesMoreUnlessCompressed() {
        LevelTally tally = spread(10, 140, 4);
        assertEquals(HOUR, tally.seconds());
        assertTrue(print(tally, 10, 140) > KIBIBYTE);
        assertTrue(compressed(tally) < KIBIBYTE);
    }

    private static LevelTally spread(int lowest, int highest, long seed) {
        Random random = new Random(seed);
        LevelTally.Builder hour = LevelTally.builder();
        for (int second = 0; second < HOUR; second++) {
            hour.sample(lowest + random.nextInt((highest - lowest) * 10 + 1) / 10.0, 1);
        }
        return hour.build();
    }

    private static int print(LevelTally tally, int lowest, int highest) {
        int bytes = tally.toBytes().length;
        System.out.printf(
                "hour over %d..%d dB: %d bytes, its histogram compressed %d bytes%n",
                lowest, highest, bytes, compressed(tally));
        return bytes;
    }

    private static int compressed(LevelTally tally) {
        ByteBuffer encoded = ByteBuffer.wrap(Objects.requireNonNull(tally.encodedHistogram()));
        IntCountsHistogram histogram = (IntCountsHistogram) IntCountsHistogram.decodeFromByteBuffer(encoded, 2047);
        return histogram.encodeIntoCompressedByteBuffer(
                ByteBuffer.allocate(histogram.getNeededByteBufferCapacity() + 1024));
    }
}
