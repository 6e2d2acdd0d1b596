package limpid.validate;

import java.time.Instant;
import limpid.measure.Parameter;
import limpid.measure.Reading;
import limpid.measure.Refusal.Reason;
import limpid.station.Station;

/** Refuses "not detected" 未检出 of what has no detection limit: half of pH 7 would be taken for a pH. */
public final class DetectionCheck implements Check {
    private final String notDetected;

    /** @param notDetected code of the flag */
    public DetectionCheck(String notDetected) {
        this.notDetected = notDetected;
    }

    @Override
    public Verdict judge(Reading reading, Station station, Instant receivedAt) {
        boolean impossible = reading.value() != null
                && reading.flag().code().equals(notDetected)
                && !reading.parameter().detected();
        return impossible
                ? new Verdict.Refused(Reason.IMPOSSIBLE_VALUE, () -> detail(reading.parameter()))
                : new Verdict.Accepted(reading);
    }

    /** Why. */
    public static String detail(Parameter parameter) {
        return "there is no detection limit of " + parameter.code();
    }
}
