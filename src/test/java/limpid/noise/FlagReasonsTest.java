package limpid.noise;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import limpid.measure.Flag;
import limpid.measure.Flags;
import org.junit.jupiter.api.Test;

final class FlagReasonsTest {
    @Test
    void everyFlagOfTheListHasAReasonUnlessItsValuesEnter() {
        for (Flag flag : Flags.standard().all()) {
            assertEquals(flag.valid(), FlagReasons.of(flag).isEmpty(), flag.code());
        }
    }

    @Test
    void weatherAndReviewersAreToldApart() {
        assertEquals(Optional.of(InvalidReason.RAIN), reason("RA"));
        assertEquals(Optional.of(InvalidReason.WIND), reason("WI"));
        assertEquals(Optional.of(InvalidReason.CALIBRATION), reason("C"));
        assertEquals(Optional.of(InvalidReason.MANUAL), reason("RI"));
        assertEquals(Optional.empty(), reason("RV"));
    }

    private static Optional<InvalidReason> reason(String code) {
        return FlagReasons.of(Flags.standard().get(code));
    }
}
