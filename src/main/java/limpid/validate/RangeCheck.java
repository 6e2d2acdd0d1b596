package limpid.validate;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import limpid.measure.Flag;
import limpid.measure.Parameter;
import limpid.measure.Reading;
import limpid.measure.Refusal.Reason;
import limpid.station.Station;

/** Refuses what cannot be, flags what is hard to believe; the bounds stand in the list of parameters. */
public final class RangeCheck implements Check {
    /** What loggers send where they have no value; a potential or a flow of tides may be so by its range. */
    private static final List<BigDecimal> PLACEHOLDERS =
            List.of(new BigDecimal("-999"), new BigDecimal("-9999"), new BigDecimal("-99999"));

    private final Flag outOfRange;

    /**
     * A check that marks doubtful values.
     *
     * @param outOfRange the flag of a value outside the plausible range
     */
    public RangeCheck(Flag outOfRange) {
        this.outOfRange = outOfRange;
    }

    @Override
    public Verdict judge(Reading reading, Station station, Instant receivedAt) {
        BigDecimal value = reading.value();
        Parameter parameter = reading.parameter();
        if (value == null || (parameter.plausible().contain(value) && !isPlaceholder(value))) {
            return new Verdict.Accepted(reading);
        }
        if (!parameter.possible().contain(value)) {
            return new Verdict.Refused(Reason.IMPOSSIBLE_VALUE, () -> outside(value, parameter, parameter.possible()));
        }
        // The station's own word that a value is bad says more than our doubt.
        return reading.flag().valid()
                ? new Verdict.Flagged(reading.flagged(outOfRange), why(value, parameter))
                : new Verdict.Accepted(reading);
    }

    private static boolean isPlaceholder(BigDecimal value) {
        return PLACEHOLDERS.stream().anyMatch(none -> none.compareTo(value) == 0);
    }

    private static String why(BigDecimal value, Parameter parameter) {
        return parameter.plausible().contain(value)
                ? parameter.code() + " " + value.toPlainString() + " " + parameter.unit()
                        + " is what loggers send for no value"
                : outside(value, parameter, parameter.plausible());
    }

    private static String outside(BigDecimal value, Parameter parameter, Parameter.Bounds bounds) {
        return parameter.code() + " " + value.toPlainString() + " " + parameter.unit() + " is outside " + bounds;
    }
}
