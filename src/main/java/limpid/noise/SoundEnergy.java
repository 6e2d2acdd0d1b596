package limpid.noise;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * Sound energy relative to 0 dB as a whole number of 2^-30, so that sums are exact and no order or grouping changes
 * them.
 *
 * <p>A level is first taken to 10^-6 dB, the steps of {@link LevelTally}. One term is off by at most half a unit: below
 * 0.000003 dB at -30 dB and below 10^-8 dB at 30 dB and more. {@link StrictMath} gives the same digits on every
 * machine.
 */
final class SoundEnergy {
    /** Decimals of a level inside calculations. */
    static final int LEVEL_DIGITS = 6;

    private static final double STEPS_PER_DB = 1e6;
    private static final double QUIETEST = -30;
    private static final double LOUDEST = 210;
    private static final int FRACTION_BITS = 30;
    private static final double LONG_LIMIT = 0x1p63;

    private SoundEnergy() {}

    /**
     * The level in steps of 10^-6 dB.
     *
     * @throws IllegalArgumentException where it is no number, or outside what {@code parameters.csv} calls possible,
     *     -30 to 194 dB, and the penalty of the night on top of it
     */
    static long steps(double level) {
        if (!(level >= QUIETEST && level <= LOUDEST)) {
            throw new IllegalArgumentException("no sound level: " + level + " dB");
        }
        return (long) Math.rint(level * STEPS_PER_DB);
    }

    /** The level of that many steps, dB. */
    static BigDecimal level(long steps) {
        return BigDecimal.valueOf(steps, LEVEL_DIGITS);
    }

    /** The energy of a level given in steps. */
    static BigInteger of(long steps) {
        double energy = Math.scalb(StrictMath.pow(10, steps / STEPS_PER_DB / 10), FRACTION_BITS);
        return energy < LONG_LIMIT ? BigInteger.valueOf(Math.round(energy)) : new BigDecimal(energy).toBigInteger();
    }

    /** The level of a mean energy: 10 lg(energy / weight), to 10^-6 dB. */
    static BigDecimal meanLevel(BigInteger energy, BigInteger weight) {
        double mean = Math.scalb(energy.doubleValue() / weight.doubleValue(), -FRACTION_BITS);
        return BigDecimal.valueOf(10 * StrictMath.log10(mean)).setScale(LEVEL_DIGITS, RoundingMode.HALF_EVEN);
    }
}
