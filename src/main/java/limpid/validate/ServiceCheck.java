package limpid.validate;

import java.time.Instant;
import java.time.LocalDate;
import limpid.measure.Flag;
import limpid.measure.Reading;
import limpid.measure.TimeText;
import limpid.station.Station;

/**
 * Marks what is stamped before its station was in service: a logger that lost its power and begins at 2000-01-01 sends such
 * times until somebody sets its clock. It is kept, enters no figure before a reviewer says so, and raises an alert.
 */
public final class ServiceCheck implements Check {
    private final Flag astray;
    private final Instant doubtfulBefore;

    /**
     * A check against the registry.
     *
     * @param astray         the flag of a stamp that is doubtful
     * @param doubtfulBefore ends before it are doubtful at a station whose first day in service is not known
     */
    public ServiceCheck(Flag astray, Instant doubtfulBefore) {
        this.astray = astray;
        this.doubtfulBefore = doubtfulBefore;
    }

    @Override
    public Verdict judge(Reading reading, Station station, Instant receivedAt) {
        return reading.flag().valid() && isAstray(reading, station)
                ? new Verdict.Flagged(
                        reading.flagged(astray),
                        TimeText.shown(reading.end(), station.zone()) + " is before the station was in service")
                : new Verdict.Accepted(reading);
    }

    private boolean isAstray(Reading reading, Station station) {
        LocalDate first = station.inServiceFrom();
        return first == null
                ? reading.end().isBefore(doubtfulBefore)
                : reading.day(station.zone()).date().isBefore(first);
    }
}
