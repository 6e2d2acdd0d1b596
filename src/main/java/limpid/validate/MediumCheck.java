package limpid.validate;

import java.time.Instant;
import limpid.measure.Reading;
import limpid.measure.Refusal.Reason;
import limpid.station.Station;

/** Refuses a parameter that a station of this medium does not measure. */
public final class MediumCheck implements Check {
    @Override
    public Verdict judge(Reading reading, Station station, Instant receivedAt) {
        if (reading.parameter().belongsTo(station.medium())) {
            return new Verdict.Accepted(reading);
        }
        return new Verdict.Refused(
                Reason.WRONG_MEDIUM,
                () -> reading.parameter().code() + " is not measured at a station of medium "
                        + station.medium().code());
    }
}
