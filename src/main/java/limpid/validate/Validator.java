package limpid.validate;

import java.time.Instant;
import java.util.List;
import limpid.measure.Reading;
import limpid.station.Station;

/** Asks one check after the other; the first refusal ends it. */
public final class Validator implements Check {
    private final List<Check> checks;

    /** A validator that asks these checks in this order. */
    public Validator(List<Check> checks) {
        this.checks = List.copyOf(checks);
    }

    @Override
    public Verdict judge(Reading reading, Station station, Instant receivedAt) {
        Verdict verdict = new Verdict.Accepted(reading);
        for (Check check : checks) {
            Verdict next = check.judge(readingOf(verdict, reading), station, receivedAt);
            if (next instanceof Verdict.Refused) {
                return next;
            }
            verdict = next instanceof Verdict.Flagged ? next : verdict;
        }
        return verdict;
    }

    private static Reading readingOf(Verdict verdict, Reading otherwise) {
        return verdict instanceof Verdict.Flagged flagged ? flagged.reading() : otherwise;
    }
}
