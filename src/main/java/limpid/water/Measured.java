package limpid.water;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import limpid.measure.Numbers;

/**
 * One measured value, or that it lies below the detection limit 检出限 of the method.
 *
 * @param value          the value; the detection limit itself where {@code belowDetection}
 * @param belowDetection whether nothing was detected
 */
public record Measured(BigDecimal value, boolean belowDetection) {
    private static final Pattern NUMBER =
            Pattern.compile("(<?)\\s*([+-]?[0-9]*\\.?[0-9]+(?:[eE][+-]?[0-9]+)?)\\s*(L?)");

    /** Refuses a detection limit that is not above zero. */
    public Measured {
        if (belowDetection && value.signum() <= 0) {
            throw new IllegalArgumentException("a detection limit is above 0, not " + value);
        }
    }

    /** A value that was detected. */
    public static Measured of(BigDecimal value) {
        return new Measured(value, false);
    }

    /** Nothing detected by a method with this detection limit. */
    public static Measured below(BigDecimal detectionLimit) {
        return new Measured(detectionLimit, true);
    }

    /**
     * Reads {@code 0.05}, {@code 0.05L} or {@code <0.05}; the last two say the same, that 0.05 was the detection limit.
     * Empty for any other text.
     */
    public static Optional<Measured> parse(String text) {
        Matcher matcher = NUMBER.matcher(text.trim());
        if (text.length() > Numbers.LONGEST || !matcher.matches()) {
            return Optional.empty();
        }
        BigDecimal number = new BigDecimal(matcher.group(2));
        boolean below = !matcher.group(1).isEmpty() || !matcher.group(3).isEmpty();
        return below && number.signum() <= 0 ? Optional.empty() : Optional.of(new Measured(number, below));
    }

    /**
     * What enters a mean.
     *
     * @param belowDetectionShare the share of the detection limit that stands for a value below it
     */
    public BigDecimal forMean(BigDecimal belowDetectionShare) {
        return belowDetection ? value.multiply(belowDetectionShare) : value;
    }

    @Override
    public String toString() {
        return value.toPlainString() + (belowDetection ? "L" : "");
    }
}
