package limpid.noise;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import limpid.measure.Period;

/**
 * What the stamp of a live message says of a station's clock. It explains the ledger and changes no level: each reading
 * stays in the second it is stamped with, and where a second is sent again with another value the later delivery is the
 * current one and the earlier one its revision. So an hour sent after a jump back replaces the levels of the hour
 * before, the hour it was measured in stays empty and lowers the collection rate, and a reviewer can undo both.
 */
public enum ClockState {
    /** Within the tolerance of the time of arrival. */
    IN_STEP,
    /** Stamped later than it arrived, beyond the tolerance: such readings are refused. */
    AHEAD,
    /** Stamped long before it arrived, going on where the station left off: it was offline and catches up. */
    CATCHING_UP,
    /** Stamped long before it arrived, and over seconds already sent: its clock jumped back, or it sends again. */
    STEPPED_BACK;

    /**
     * Judges one message.
     *
     * @param previousEnd the latest end the station has sent before; empty for the first message
     * @param period      what the message stands for
     * @param receivedAt  its arrival by the service's clock
     * @param tolerance   how far a station's clock may be off, the setting by which stamps in the future are refused
     */
    public static ClockState of(Optional<Instant> previousEnd, Period period, Instant receivedAt, Duration tolerance) {
        Duration behind = Duration.between(period.end(), receivedAt);
        if (behind.abs().compareTo(tolerance) <= 0) {
            return IN_STEP;
        }
        if (behind.isNegative()) {
            return AHEAD;
        }
        boolean again = previousEnd.isPresent() && period.start().isBefore(previousEnd.get());
        return again ? STEPPED_BACK : CATCHING_UP;
    }
}
