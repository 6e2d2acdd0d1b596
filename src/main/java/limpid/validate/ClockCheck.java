package limpid.validate;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import limpid.measure.Reading;
import limpid.measure.Refusal.Reason;
import limpid.measure.TimeText;
import limpid.station.Station;

/** Refuses ends in the future, ends before anybody measured, and ends where such periods do not end. */
public final class ClockCheck implements Check {
    private static final Duration HOUR = Duration.ofHours(1);

    private final Duration tolerance;
    private final Instant earliest;

    /**
     * A check against the time of arrival.
     *
     * @param tolerance how far a station's clock may be ahead
     * @param earliest  ends before it are refused
     */
    public ClockCheck(Duration tolerance, Instant earliest) {
        this.tolerance = tolerance;
        this.earliest = earliest;
    }

    @Override
    public Verdict judge(Reading reading, Station station, Instant receivedAt) {
        Instant end = reading.end();
        if (end.isAfter(receivedAt.plus(tolerance))) {
            return refused(
                    Reason.IN_THE_FUTURE,
                    () -> shown(end, station) + " is after the arrival at " + shown(receivedAt, station));
        }
        if (end.isBefore(earliest)) {
            return refused(Reason.TOO_OLD, () -> shown(end, station) + " is before " + shown(earliest, station));
        }
        if (!aligned(end, reading.period().length())) {
            return refused(
                    Reason.MISALIGNED,
                    () -> shown(end, station)
                            + (end.getNano() != 0
                                    ? " has a fraction of a second; times are of whole seconds"
                                    : " is not an end of a " + reading.period().length()));
        }
        return new Verdict.Accepted(reading);
    }

    private static String shown(Instant instant, Station station) {
        return TimeText.shown(instant, station.zone());
    }

    /** Periods up to an hour end where they divide the clock; longer ones and samples end when they end. */
    private static boolean aligned(Instant end, Duration length) {
        if (end.getNano() != 0) {
            return false;
        }
        return length.isZero() || length.compareTo(HOUR) > 0 || end.getEpochSecond() % length.toSeconds() == 0;
    }

    private static Verdict refused(Reason reason, Supplier<String> detail) {
        return new Verdict.Refused(reason, detail);
    }
}
