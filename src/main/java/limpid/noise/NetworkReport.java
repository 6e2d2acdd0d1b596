package limpid.noise;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import limpid.measure.AssessmentPeriod;
import limpid.station.Station.NoiseNetwork;
import org.jspecify.annotations.Nullable;

/**
 * The figures of a city's noise network in a period, or of a class of functional zone, as they are published.
 *
 * @param zone         class of zone; empty for the network
 * @param countedTo    last day that was due
 * @param edition      by which it is graded or counted; null for functional zones before station-days were counted
 * @param limits       edition of zone limits; null for the other networks
 * @param nightMeaning which hours the nights are made of
 * @param ruleSet      name of the least valid shares
 * @param unit         what is counted of functional zones; null for the other networks
 * @param leftOut      points that did not enter: code, part and reason
 */
public record NetworkReport(
        String city,
        NoiseNetwork network,
        String zone,
        AssessmentPeriod period,
        LocalDate countedTo,
        @Nullable String edition,
        @Nullable String limits,
        String nightMeaning,
        String ruleSet,
        @Nullable String unit,
        Part day,
        Part night,
        List<String> leftOut) {
    /** Keeps its own list. */
    public NetworkReport {
        leftOut = List.copyOf(leftOut);
    }

    /**
     * The day-time or night-time.
     *
     * @param points with a level
     * @param of     the points of the set
     * @param mean   of a regional or traffic network; null for functional zones
     * @param roads  of a traffic network; null for the others
     * @param areaM2 of the grid squares with a level; null where the network is not regional
     * @param rate   of functional zones; null for the other networks
     */
    public record Part(
            int points,
            int of,
            @Nullable Mean mean,
            @Nullable Roads roads,
            @Nullable BigDecimal areaM2,
            @Nullable Rate rate) {}

    /**
     * A city mean, dB.
     *
     * @param value  as published; null with a reason
     * @param grade  1 to 5; null where there is none
     */
    public record Mean(
            @Nullable BigDecimal value,
            @Nullable BigDecimal unrounded,
            @Nullable Integer grade,
            @Nullable String reason) {}

    /** Lengths of sections with a level, and of those over the limit, m; shares in percent, null where nothing is there. */
    public record Roads(
            BigDecimal lengthM,
            BigDecimal overM,
            @Nullable BigDecimal overPercentByLength,
            @Nullable BigDecimal overPercentByCount) {}

    /** A compliance rate; percent is null where nothing is valid. */
    public record Rate(
            long compliant,
            long valid,
            long monitored,
            @Nullable BigDecimal percent,
            long bursts,
            long lmaxKnown) {}
}
