package limpid.noise;

import java.nio.ByteBuffer;
import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.IntCountsHistogram;

/**
 * Seconds per 0.1 dB, the ground of statistical levels. It wraps an HdrHistogram of three significant digits, whose
 * bins are single units up to 2047; unit 0 stands for -30.0 dB, so each 0.1 dB up to 174.7 dB has its own bin. What is
 * quieter or louder, and no sound outdoors is, falls into the outermost bins.
 */
final class LevelHistogram {
    private static final int BINS_PER_DB = 10;
    private static final int LOWEST = -30 * BINS_PER_DB;
    private static final int UNITS = 2048;
    private static final int SIGNIFICANT_DIGITS = 3;
    private static final long STEPS_PER_BIN = 100_000;

    private final IntCountsHistogram counts;

    LevelHistogram() {
        this(new IntCountsHistogram(UNITS - 1, SIGNIFICANT_DIGITS));
    }

    private LevelHistogram(IntCountsHistogram counts) {
        this.counts = counts;
    }

    /** Counts seconds at a level given in steps of 10^-6 dB; bin 52.1 holds 52.05 up to less than 52.15. */
    void record(long steps, long seconds) {
        long bin = Math.floorDiv(steps + STEPS_PER_BIN / 2, STEPS_PER_BIN) - LOWEST;
        counts.recordValueWithCount(Math.clamp(bin, 0, UNITS - 1), seconds);
    }

    void add(LevelHistogram other) {
        counts.add(other.counts);
    }

    /** Seconds in all bins. */
    long seconds() {
        return counts.getTotalCount();
    }

    /**
     * The level of the second that stands at this place when all are sorted upwards, the first being 0; tenths of a dB.
     */
    int tenthsAt(long place) {
        long below = 0;
        for (int unit = 0; unit < UNITS; unit++) {
            below += counts.getCountAtValue(unit);
            if (below > place) {
                return unit + LOWEST;
            }
        }
        throw new IllegalArgumentException("place " + place + " of " + seconds() + " seconds");
    }

    /** Calls the visitor for each bin that holds seconds, upwards. */
    void forEach(BinVisitor visitor) {
        for (int unit = 0; unit < UNITS; unit++) {
            long seconds = counts.getCountAtValue(unit);
            if (seconds > 0) {
                visitor.visit(unit + LOWEST, seconds);
            }
        }
    }

    /**
     * The V2 encoding of HdrHistogram, not compressed: 40 bytes, then a byte or two for each bin or run of empty ones.
     */
    byte[] toBytes() {
        ByteBuffer buffer = ByteBuffer.allocate(counts.getNeededByteBufferCapacity());
        byte[] bytes = new byte[counts.encodeIntoByteBuffer(buffer)];
        buffer.flip().get(bytes);
        return bytes;
    }

    /** Reads what {@link #toBytes} wrote. */
    static LevelHistogram fromBytes(ByteBuffer bytes) {
        AbstractHistogram decoded = IntCountsHistogram.decodeFromByteBuffer(bytes, UNITS - 1);
        return new LevelHistogram((IntCountsHistogram) decoded);
    }

    /** Sees one bin: its level in tenths of a dB and the seconds in it. */
    interface BinVisitor {
        void visit(int tenths, long seconds);
    }
}
