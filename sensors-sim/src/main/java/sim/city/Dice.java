package sim.city;

/**
 * Repeatable chance: numbers that depend on a seed, a key and a counter, and on nothing else.
 *
 * <p>Unlike a {@link java.util.Random} there is no sequence, so the value for an instant can be had without computing
 * the instants before it.
 */
public record Dice(long state) {

    /** Dice for a purpose of its own, independent of these. */
    public Dice with(String key) {
        long hash = state;
        for (int i = 0; i < key.length(); i++) {
            hash = mix(hash ^ key.charAt(i));
        }
        return new Dice(mix(hash));
    }

    /** Dice for one member of a numbered family. */
    public Dice with(long number) {
        return new Dice(mix(state ^ mix(number)));
    }

    /** Uniform in [0, 1). */
    public double uniform(long number) {
        return (mix(state ^ mix(number)) >>> 11) * 0x1.0p-53;
    }

    /** About normal with mean 0 and standard deviation 1, always within -3.5 and 3.5. */
    public double normal(long number) {
        long bits = mix(state ^ mix(number));
        int sum = 0;
        for (int shift = 0; shift < 64; shift += 16) {
            sum += (int) (bits >>> shift & 0xffff);
        }
        return (sum / 65535.0 - 2) * StrictMath.sqrt(3);
    }

    /**
     * A slowly wandering value in [-1, 1] that changes over about {@code scaleSeconds}.
     *
     * @param second seconds since the epoch
     */
    public double wander(long second, long scaleSeconds) {
        long knot = Math.floorDiv(second, scaleSeconds);
        double share = Math.floorMod(second, scaleSeconds) / (double) scaleSeconds;
        double eased = share * share * (3 - 2 * share);
        double from = 2 * uniform(knot) - 1;
        double to = 2 * uniform(knot + 1) - 1;
        return from + (to - from) * eased;
    }

    /** The finalizer of SplitMix64 (Steele, Lea, Flood 2014). */
    private static long mix(long value) {
        long z = value + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
