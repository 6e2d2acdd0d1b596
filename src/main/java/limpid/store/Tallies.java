package limpid.store;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import limpid.measure.Parameter;
import limpid.noise.LevelTally;
import org.jspecify.annotations.Nullable;

/** Summaries of series, from which results are built without reading the readings again. */
public final class Tallies {
    private Tallies() {}

    /**
     * One minute of a series shorter than a minute, by the flags of its readings alone; weather enters the hour.
     *
     * @param period averaging period of its readings
     * @param valid  readings that may enter a mean
     * @param sum    of the valid ones; null where there are none
     * @param levels of sound levels; null for anything else
     */
    public record SeriesMinute(
            String station,
            Parameter parameter,
            Duration period,
            Instant end,
            int valid,
            @Nullable BigDecimal sum,
            @Nullable BigDecimal min,
            @Nullable BigDecimal max,
            @Nullable LevelTally levels) {}

    /**
     * One hour of a series shorter than an hour.
     *
     * @param period   averaging period of its readings
     * @param valid    readings that may enter a mean
     * @param expected readings due
     * @param sum      of the valid ones; null where there are none, or sums of this parameter mean nothing
     * @param levels   of sound levels; null for anything else
     * @param minutes  the minutes it was merged of, a bit each, the first lowest; null where it was made of longer readings, or
     *                 where that is not known
     */
    public record SeriesHour(
            String station,
            Parameter parameter,
            Duration period,
            Instant end,
            int valid,
            int expected,
            @Nullable BigDecimal sum,
            @Nullable BigDecimal min,
            @Nullable BigDecimal max,
            @Nullable LevelTally levels,
            @Nullable Long minutes) {}

    /**
     * One local day of a series.
     *
     * @param valid    values that entered: hours of an hourly or shorter series, otherwise readings
     * @param expected values due
     * @param mean     with the statistic of its parameter; null where there is no value, or no mean means anything
     */
    public record SeriesDay(
            String station,
            Parameter parameter,
            Duration period,
            LocalDate day,
            int valid,
            int expected,
            @Nullable BigDecimal mean,
            @Nullable BigDecimal min,
            @Nullable BigDecimal max) {}
}
