package limpid.noise;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * A mergeable summary of the levels of one point over any span: seconds, sound energy, extremes and a histogram in
 * steps of 0.1 dB, and the seconds that were collected but not valid, by reason. Second, minute, hour, day, month: each
 * level is the merge of the one below.
 *
 * <p>All of it is whole numbers, so order, grouping and window splits never change a tally. Levels are taken to 10^-6
 * dB; energy is a sum of terms of 2^-30, which keeps the equivalent level within 0.000003 dB of the true one. Levels
 * read from the histogram are within 0.05 dB of the true ones, and exact for inputs with one decimal.
 */
public final class LevelTally {
    /** Of nothing. */
    public static final LevelTally EMPTY = builder().build();

    /** Below and above every level, so that what one record does not tell stays unknown in every merge. */
    private static final long UNKNOWN_LOW = Long.MIN_VALUE;

    private static final long UNKNOWN_HIGH = Long.MAX_VALUE;

    private final long count;
    private final long seconds;
    private final BigInteger energy;
    private final long minSteps;
    private final long maxSteps;
    /** Encoded: an array of all bins takes 8 KiB, its bytes a few hundred. */
    private final byte @Nullable [] histogram;

    private final Map<InvalidReason, Long> invalid;

    private LevelTally(Builder builder) {
        count = builder.count;
        seconds = builder.seconds;
        energy = builder.energy;
        minSteps = builder.minSteps;
        maxSteps = builder.maxSteps;
        histogram = builder.histogram == null ? builder.encoded : builder.histogram.toBytes();
        invalid = Map.copyOf(builder.invalid);
    }

    /** A tally to be filled. */
    public static Builder builder() {
        return new Builder();
    }

    /** Of everything in these tallies, which must not share a second. */
    public static LevelTally merge(Collection<LevelTally> tallies) {
        Builder builder = builder();
        tallies.forEach(builder::add);
        return builder.build();
    }

    /**
     * Reads what {@link #toBytes} wrote, of any format version so far.
     *
     * @throws IllegalArgumentException where the bytes are no tally
     */
    public static LevelTally fromBytes(byte[] bytes) {
        return LevelTallyFormat.read(ByteBuffer.wrap(bytes));
    }

    /** The tally in bytes, the format version first; an hour takes less than 1 KiB. Equal tallies give equal bytes. */
    public byte[] toBytes() {
        return LevelTallyFormat.write(this);
    }

    /** The same seconds with none of them valid: those that were, are invalid for this reason. */
    public LevelTally voided(InvalidReason reason) {
        Builder builder = builder();
        invalid.forEach(builder::invalid);
        if (seconds > 0) {
            builder.invalid(reason, seconds);
        }
        return builder.build();
    }

    /** Values that entered: samples, and records averaged by the station. */
    public long count() {
        return count;
    }

    /** Valid seconds: the time that entered the equivalent level. */
    public long seconds() {
        return seconds;
    }

    /** Of the valid seconds, those whose samples stand in the histogram; records averaged by the station do not. */
    public long sampledSeconds() {
        LevelHistogram sampled = histogram();
        return sampled == null ? 0 : sampled.seconds();
    }

    /** Seconds collected but not valid, by reason; a reason without any is left out. */
    public Map<InvalidReason, Long> invalidSeconds() {
        return invalid;
    }

    /** Seconds collected, valid or not; those marked {@link InvalidReason#OFFLINE} were not. */
    public long collectedSeconds() {
        long sum = seconds;
        for (Map.Entry<InvalidReason, Long> entry : invalid.entrySet()) {
            sum += entry.getKey() == InvalidReason.OFFLINE ? 0 : entry.getValue();
        }
        return sum;
    }

    /** Equivalent level of the valid seconds, dB with six decimals; empty where there are none. */
    public Optional<BigDecimal> equivalentLevel() {
        return seconds == 0
                ? Optional.empty()
                : Optional.of(SoundEnergy.meanLevel(energy, BigInteger.valueOf(seconds)));
    }

    /** The lowest level, dB with six decimals; empty where there are none, or a record did not tell its own. */
    public Optional<BigDecimal> min() {
        return seconds == 0 || minSteps == UNKNOWN_LOW ? Optional.empty() : Optional.of(SoundEnergy.level(minSteps));
    }

    /** The highest level, dB with six decimals; empty where there are none, or a record did not tell its own. */
    public Optional<BigDecimal> max() {
        return seconds == 0 || maxSteps == UNKNOWN_HIGH ? Optional.empty() : Optional.of(SoundEnergy.level(maxSteps));
    }

    BigInteger energy() {
        return energy;
    }

    long minSteps() {
        return minSteps;
    }

    long maxSteps() {
        return maxSteps;
    }

    /** Of its own, to be read or added to; null where nothing was sampled. */
    @Nullable
    LevelHistogram histogram() {
        return histogram == null ? null : LevelHistogram.fromBytes(ByteBuffer.wrap(histogram));
    }

    byte @Nullable [] encodedHistogram() {
        return histogram;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof LevelTally tally
                && count == tally.count
                && seconds == tally.seconds
                && energy.equals(tally.energy)
                && minSteps == tally.minSteps
                && maxSteps == tally.maxSteps
                && invalid.equals(tally.invalid)
                && Arrays.equals(histogram, tally.histogram);
    }

    @Override
    public int hashCode() {
        return Objects.hash(count, seconds, energy, minSteps, maxSteps, invalid);
    }

    @Override
    public String toString() {
        return seconds + " s, Leq "
                + equivalentLevel().map(BigDecimal::toPlainString).orElse("-") + " dB, sampled " + sampledSeconds()
                + " s, invalid " + invalid;
    }

    /** Collects a tally; for one thread. */
    public static final class Builder {
        private final Map<InvalidReason, Long> invalid = new EnumMap<>(InvalidReason.class);
        private BigInteger energy = BigInteger.ZERO;
        private long minSteps = Long.MAX_VALUE;
        private long maxSteps = Long.MIN_VALUE;
        private long count;
        private long seconds;
        private @Nullable LevelHistogram histogram;
        private byte @Nullable [] encoded;

        private Builder() {}

        /**
         * A level sampled every second or few: it enters energy, extremes and histogram.
         *
         * @param level  dB, taken to 10^-6 dB
         * @param length whole seconds it stands for
         * @throws IllegalArgumentException where it is no sound level, or stands for no second
         */
        public Builder sample(double level, long length) {
            long steps = SoundEnergy.steps(level);
            enter(steps, steps, steps, length);
            ownHistogram().record(steps, length);
            return this;
        }

        /**
         * A minute or hour the station averaged itself: it enters energy and extremes, not the histogram.
         *
         * @param leq    equivalent level of the record, dB
         * @param lmin   its lowest level; empty leaves that of every merge unknown
         * @param lmax   its highest level; empty leaves that of every merge unknown
         * @param length whole seconds it stands for
         * @throws IllegalArgumentException where one is no sound level, they are out of order, or it stands for no
         *     second
         */
        public Builder record(double leq, OptionalDouble lmin, OptionalDouble lmax, long length) {
            if (lmin.orElse(leq) > leq || leq > lmax.orElse(leq)) {
                throw new IllegalArgumentException("levels out of order: " + lmin + ", " + leq + ", " + lmax + " dB");
            }
            long lowest = lmin.isEmpty() ? UNKNOWN_LOW : SoundEnergy.steps(lmin.getAsDouble());
            long highest = lmax.isEmpty() ? UNKNOWN_HIGH : SoundEnergy.steps(lmax.getAsDouble());
            enter(SoundEnergy.steps(leq), lowest, highest, length);
            return this;
        }

        private void enter(long steps, long lowest, long highest, long length) {
            if (length <= 0) {
                throw new IllegalArgumentException("a level that lasted " + length + " s");
            }
            count++;
            seconds += length;
            energy = energy.add(SoundEnergy.of(steps).multiply(BigInteger.valueOf(length)));
            minSteps = Math.min(minSteps, lowest);
            maxSteps = Math.max(maxSteps, highest);
        }

        /** Seconds that were due but must not enter, and why. */
        public Builder invalid(InvalidReason reason, long length) {
            if (length <= 0) {
                throw new IllegalArgumentException("invalid for " + length + " s");
            }
            invalid.merge(reason, length, Long::sum);
            return this;
        }

        /** Everything in another tally, which must not share a second with this one. */
        public Builder add(LevelTally other) {
            count += other.count;
            seconds += other.seconds;
            energy = energy.add(other.energy);
            minSteps = Math.min(minSteps, other.minSteps);
            maxSteps = Math.max(maxSteps, other.maxSteps);
            other.invalid.forEach((reason, length) -> invalid.merge(reason, length, Long::sum));
            LevelHistogram sampled = other.histogram();
            if (sampled != null) {
                add(sampled);
            }
            return this;
        }

        private void add(LevelHistogram sampled) {
            LevelHistogram own = histogram;
            if (own == null) {
                histogram = sampled;
            } else {
                own.add(sampled);
            }
        }

        private LevelHistogram ownHistogram() {
            LevelHistogram own = histogram;
            if (own == null) {
                own = new LevelHistogram();
                histogram = own;
            }
            return own;
        }

        Builder restore(long storedCount, long storedSeconds, BigInteger storedEnergy, long lowest, long highest) {
            if (storedEnergy.signum() <= 0 || lowest > highest) {
                throw new IllegalArgumentException("energy " + storedEnergy + " between " + lowest + " and " + highest);
            }
            count = storedCount;
            seconds = storedSeconds;
            energy = storedEnergy;
            minSteps = lowest;
            maxSteps = highest;
            return this;
        }

        Builder restore(byte[] storedHistogram) {
            encoded = storedHistogram;
            return this;
        }

        /** The tally of what has been entered so far. */
        public LevelTally build() {
            return new LevelTally(this);
        }
    }
}
