package limpid.noise;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Collection;

/**
 * Equivalent continuous A-weighted level 等效连续A声级 (Leq, LAeq), dB: the steady level with the same energy (GB 3096-2008
 * 3.2). Results carry six decimals; they are rounded for publication only. The order of the inputs never matters.
 */
public final class EquivalentLevel {
    private EquivalentLevel() {}

    /**
     * Over intervals of equal duration: 10 lg( (1/n) * sum 10^(0.1 Li) ).
     *
     * @throws IllegalArgumentException where there are none, or one is no sound level
     */
    public static BigDecimal ofEqual(Collection<BigDecimal> levels) {
        return ofSpans(levels.stream()
                .map(level -> new Span(level, Duration.ofSeconds(1)))
                .toList());
    }

    /**
     * Over intervals of any duration: 10 lg( sum(ti * 10^(0.1 Li)) / sum ti ).
     *
     * @throws IllegalArgumentException where there are none, or one is no sound level
     */
    public static BigDecimal ofSpans(Collection<Span> spans) {
        if (spans.isEmpty()) {
            throw new IllegalArgumentException("no levels to average");
        }
        BigInteger energy = BigInteger.ZERO;
        BigInteger time = BigInteger.ZERO;
        for (Span span : spans) {
            BigInteger millis = BigInteger.valueOf(span.length.toMillis());
            energy = energy.add(
                    SoundEnergy.of(SoundEnergy.steps(span.level.doubleValue())).multiply(millis));
            time = time.add(millis);
        }
        return SoundEnergy.meanLevel(energy, time);
    }

    /**
     * A level and how long it lasted, in whole milliseconds.
     *
     * @param level  equivalent level of the interval, dB
     * @param length more than zero
     */
    public record Span(BigDecimal level, Duration length) {
        /** Refuses an interval shorter than a millisecond. */
        public Span {
            if (length.toMillis() <= 0) {
                throw new IllegalArgumentException("a level that lasted " + length);
            }
        }
    }
}
