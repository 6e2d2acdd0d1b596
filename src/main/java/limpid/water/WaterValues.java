package limpid.water;

import java.math.BigDecimal;
import java.util.Objects;
import java.util.Optional;
import limpid.measure.Flag;
import limpid.measure.Reading;

/**
 * Readings as the water rules take them. A reading under the flag {@code ND} 未检出 holds the detection limit of its
 * method in place of a value.
 */
public final class WaterValues {
    /** Code of the flag of a value that was not detected. */
    public static final String NOT_DETECTED = "ND";

    private WaterValues() {}

    /** A stored value under its flag. A detection limit that is not above zero says nothing and is taken as a value. */
    public static Measured measured(BigDecimal value, Flag flag) {
        return flag.code().equals(NOT_DETECTED) && value.signum() > 0 ? Measured.below(value) : Measured.of(value);
    }

    /** What a reading measured; empty where it may not enter a mean or a class. */
    public static Optional<Measured> valid(Reading reading) {
        return reading.valid()
                ? Optional.of(measured(Objects.requireNonNull(reading.value()), reading.flag()))
                : Optional.empty();
    }
}
