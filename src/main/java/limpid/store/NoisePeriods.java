package limpid.store;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Set;
import limpid.measure.AssessmentPeriod;
import limpid.station.Station.NoiseNetwork;
import org.jspecify.annotations.Nullable;

/** Kept figures of cities' noise networks by calendar period, and the months whose figures must be made again. */
public interface NoisePeriods {
    /** A month of a city. */
    record CityMonth(String city, YearMonth month) {}

    /** Makes the figures of the periods that months lie in. */
    @FunctionalInterface
    interface Work {
        /** All figures of all networks of these cities in the periods of these months. */
        List<Figures> of(Set<CityMonth> months);
    }

    /**
     * Counts all local days up to this one as due in the periods they lie in: makes the months dirty of days that were not
     * counted yet.
     *
     * @param lastOver the last local day that is over
     * @throws StoreUnavailable where the store cannot be reached
     */
    void daysAreOver(LocalDate lastOver);

    /**
     * Claims some dirty months, has their figures made and keeps them, in one transaction.
     *
     * @return how many were claimed
     * @throws StoreUnavailable where the store cannot be reached; the months stay dirty
     */
    int workOff(Work work);

    /**
     * The figures of a network, or of a class of functional zone.
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
    record Figures(
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
        public Figures {
            leftOut = List.copyOf(leftOut);
        }
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
    record Part(
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
    record Mean(
            @Nullable BigDecimal value,
            @Nullable BigDecimal unrounded,
            @Nullable Integer grade,
            @Nullable String reason) {}

    /** Lengths of sections with a level, and of those over the limit, m; shares in percent, null where nothing is there. */
    record Roads(
            BigDecimal lengthM,
            BigDecimal overM,
            @Nullable BigDecimal overPercentByLength,
            @Nullable BigDecimal overPercentByCount) {}

    /** A compliance rate; percent is null where nothing is valid. */
    record Rate(
            long compliant,
            long valid,
            long monitored,
            @Nullable BigDecimal percent,
            long bursts,
            long lmaxKnown) {}
}
