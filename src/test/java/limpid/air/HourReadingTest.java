package limpid.air;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import limpid.measure.Flags;
import limpid.measure.Parameters;
import limpid.measure.Period;
import limpid.measure.Reading;
import limpid.standard.AirLimits.AreaClass;
import limpid.standard.Pollutant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Zero and negative hours of particles, by default and under the rule. */
class HourReadingTest {
    private static final Instant END = Instant.parse("2026-03-01T01:00:00Z");

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "0, PM10, 0, N, 0",
                "0, PM2.5, -1, OR, -",
                "-5, PM2.5, -5, OR, 2",
                "-5, PM2.5, -5.1, OR, -",
                "-5, PM10, 0, N, 2",
                "-5, PM10, 0.1, N, 0.1",
                "-5, PM10, -1, D, -",
                "-5, SO2, -1, OR, -",
                "-5, SO2, 0, N, 0"
            })
    void whatEnters(int downTo, String pollutant, String value, String flag, String entering) {
        AirSettings.Minimum rule = new AirSettings.Minimum(45, AreaClass.TWO, downTo, BigDecimal.TWO);
        AirSettings usual = AirSettings.DEFAULTS;
        AirSettings settings = new AirSettings(
                usual.index(),
                rule,
                usual.stages(),
                usual.city(),
                usual.evaluation(),
                usual.composite(),
                usual.ranking(),
                usual.dust());
        Reading reading = new Reading(
                "A-1",
                Parameters.standard().get(pollutant),
                Period.ending(END, Duration.ofHours(1)),
                new BigDecimal(value),
                Flags.standard().get(flag));
        assertEquals(
                Optional.ofNullable(entering).map(BigDecimal::new),
                HourReading.entering(Pollutant.of(pollutant).orElseThrow(), reading, settings));
    }
}
