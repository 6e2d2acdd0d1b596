package limpid.air;

import java.math.BigDecimal;
import java.util.Optional;
import limpid.measure.Reading;
import limpid.standard.Pollutant;

/**
 * What an hourly mean that a station sent enters figures with. Monitors of particles send small negative values in clean air:
 * they are doubtful and left out, unless a bureau says down to which value something stands for them.
 */
public final class HourReading {
    private static final String OUT_OF_RANGE = "OR";

    private HourReading() {}

    /** The concentration, ug/m3 (CO mg/m3); empty where the reading does not enter. */
    public static Optional<BigDecimal> entering(Pollutant pollutant, Reading reading, AirSettings settings) {
        BigDecimal value = reading.value();
        if (value == null) {
            return Optional.empty();
        }
        if (isLow(pollutant, value, settings.minimum())
                && (reading.valid() || reading.flag().code().equals(OUT_OF_RANGE))) {
            return Optional.of(settings.minimum().negativeParticlesAs());
        }
        return reading.valid() ? Optional.of(value) : Optional.empty();
    }

    private static boolean isLow(Pollutant pollutant, BigDecimal value, AirSettings.Minimum rule) {
        boolean particle = pollutant == Pollutant.PM10 || pollutant == Pollutant.PM2_5;
        return particle
                && rule.negativeParticlesDownTo() < 0
                && value.signum() <= 0
                && value.compareTo(BigDecimal.valueOf(rule.negativeParticlesDownTo())) >= 0;
    }
}
