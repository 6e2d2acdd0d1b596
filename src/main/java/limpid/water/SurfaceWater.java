package limpid.water;

import java.time.LocalDate;
import java.util.Optional;
import limpid.measure.AssessmentPeriod;
import limpid.station.Station;

/**
 * Which registered water stations are sections and points of surface water, judged by GB 3838. The others say so by the
 * {@code kind} of the registry.
 */
public final class SurfaceWater {
    /** The kind of a coastal station 近岸海域点位, judged by GB 3097. */
    public static final String COASTAL = "coastal";

    /** The kind of a groundwater source 地下水型水源, held to GB/T 14848. */
    public static final String GROUNDWATER = "groundwater";

    private SurfaceWater() {}

    /** Whether it is in service on any day of a period. */
    public static boolean inService(Station station, AssessmentPeriod period) {
        LocalDate from = station.inServiceFrom();
        LocalDate to = station.inServiceTo();
        return (from == null || !from.isAfter(period.lastDay()))
                && (to == null || !to.isBefore(period.startInclusive()));
    }

    /** Why it has no class by GB 3838; empty for surface water. */
    public static Optional<String> whyNot(Station station) {
        return switch (station.kind()) {
            case COASTAL -> Optional.of("coastal waters are judged by GB 3097");
            case GROUNDWATER -> Optional.of("groundwater is held to GB/T 14848, of which no table is kept here");
            default -> Optional.empty();
        };
    }

    /** Whether it lies on a river, lake or reservoir. */
    public static boolean includes(Station station) {
        return whyNot(station).isEmpty();
    }
}
