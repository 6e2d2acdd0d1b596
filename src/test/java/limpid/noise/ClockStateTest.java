package limpid.noise;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import limpid.measure.Period;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ClockStateTest {
    private static final Instant NOON = Instant.parse("2025-03-22T12:00:00Z");
    private static final Duration TOLERANCE = Duration.ofMinutes(2);

    /** Seconds before noon: latest end sent before, end of this second, arrival at noon. */
    @ParameterizedTest
    @CsvSource({
        "1, 0, IN_STEP",
        "121, 120, IN_STEP",
        "122, 121, CATCHING_UP",
        "86401, 86400, CATCHING_UP",
        "-119, -120, IN_STEP",
        "-120, -121, AHEAD",
        "1, 3599, STEPPED_BACK",
        "3600, 3600, STEPPED_BACK",
        "3601, 3600, CATCHING_UP"
    })
    void ofOneSecond(long previousBefore, long endBefore, ClockState expected) {
        Period period = Period.ending(NOON.minusSeconds(endBefore), Duration.ofSeconds(1));
        assertEquals(expected, ClockState.of(Optional.of(NOON.minusSeconds(previousBefore)), period, NOON, TOLERANCE));
    }

    @Test
    void theFirstMessageCannotStepBack() {
        Period period = Period.ending(NOON.minusSeconds(9000), Duration.ofSeconds(1));
        assertEquals(ClockState.CATCHING_UP, ClockState.of(Optional.empty(), period, NOON, TOLERANCE));
    }
}
