package limpid.noise;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Map;

/**
 * Version 1 of a {@link LevelTally} in bytes. Numbers are LEB128, those that may be negative in zigzag:
 *
 * <pre>
 * 01                                  version
 * count, seconds
 * number of invalid reasons, then for each in their order: ordinal, seconds
 * where seconds is not 0: length of energy, energy (two's complement, big-endian), lowest, highest (zigzag, 10^-6 dB)
 * length of the histogram (0 for none), the histogram (HdrHistogram V2)
 * </pre>
 */
final class LevelTallyFormat {
    private static final int VERSION = 1;
    private static final int BITS = 7;
    private static final int MORE = 1 << BITS;

    private LevelTallyFormat() {}

    static byte[] write(LevelTally tally) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(VERSION);
        writeNumber(out, tally.count());
        writeNumber(out, tally.seconds());
        writeInvalid(out, tally.invalidSeconds());
        if (tally.seconds() > 0) {
            writeBlock(out, tally.energy().toByteArray());
            writeNumber(out, zigzag(tally.minSteps()));
            writeNumber(out, zigzag(tally.maxSteps()));
        }
        byte[] histogram = tally.encodedHistogram();
        writeBlock(out, histogram == null ? new byte[0] : histogram);
        return out.toByteArray();
    }

    private static void writeInvalid(ByteArrayOutputStream out, Map<InvalidReason, Long> invalid) {
        writeNumber(out, invalid.size());
        for (InvalidReason reason : InvalidReason.values()) {
            Long seconds = invalid.get(reason);
            if (seconds != null) {
                writeNumber(out, reason.ordinal());
                writeNumber(out, seconds);
            }
        }
    }

    static LevelTally read(ByteBuffer in) {
        try {
            int version = in.get();
            if (version != VERSION) {
                throw new IllegalArgumentException("level tally of version " + version);
            }
            LevelTally tally = readVersion1(in);
            if (in.hasRemaining()) {
                throw new IllegalArgumentException(in.remaining() + " bytes too many in a level tally");
            }
            return tally;
        } catch (BufferUnderflowException | IndexOutOfBoundsException | NegativeArraySizeException e) {
            throw new IllegalArgumentException("level tally is cut short or damaged", e);
        }
    }

    private static LevelTally readVersion1(ByteBuffer in) {
        LevelTally.Builder builder = LevelTally.builder();
        long count = readNumber(in);
        long seconds = readNumber(in);
        for (long reasons = readNumber(in); reasons > 0; reasons--) {
            builder.invalid(InvalidReason.values()[(int) readNumber(in)], readNumber(in));
        }
        if (seconds > 0) {
            BigInteger energy = new BigInteger(readBlock(in));
            builder.restore(count, seconds, energy, unzigzag(readNumber(in)), unzigzag(readNumber(in)));
        }
        byte[] histogram = readBlock(in);
        return histogram.length == 0
                ? builder.build()
                : builder.restore(histogram).build();
    }

    private static void writeNumber(ByteArrayOutputStream out, long number) {
        long rest = number;
        while ((rest & -MORE) != 0) {
            out.write((int) (rest & (MORE - 1)) | MORE);
            rest >>>= BITS;
        }
        out.write((int) rest);
    }

    private static long readNumber(ByteBuffer in) {
        long number = 0;
        int shift = 0;
        while (true) {
            byte next = in.get();
            number |= (long) (next & (MORE - 1)) << shift;
            if (next >= 0) {
                return number;
            }
            shift += BITS;
        }
    }

    private static void writeBlock(ByteArrayOutputStream out, byte[] block) {
        writeNumber(out, block.length);
        out.writeBytes(block);
    }

    private static byte[] readBlock(ByteBuffer in) {
        byte[] block = new byte[Math.toIntExact(Math.min(readNumber(in), in.remaining() + 1L))];
        in.get(block);
        return block;
    }

    private static long zigzag(long number) {
        return (number << 1) ^ (number >> (Long.SIZE - 1));
    }

    private static long unzigzag(long number) {
        return (number >>> 1) ^ -(number & 1);
    }
}
