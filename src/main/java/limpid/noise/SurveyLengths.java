package limpid.noise;

import java.time.Duration;
import limpid.station.Station.NoiseNetwork;
import org.jspecify.annotations.Nullable;

/**
 * How long a point must have been measured in one survey for its level to stand (HJ 640-2012 clauses 4 and 5 as known,
 * [K]). Functional zones are measured 24 h by the hour and judged by the shares of day and night hours instead.
 *
 * @param regional at a grid point
 * @param traffic  at a road section
 */
public record SurveyLengths(Duration regional, Duration traffic) {
    /** 10 and 20 minutes. */
    public static final SurveyLengths DEFAULT = new SurveyLengths(Duration.ofMinutes(10), Duration.ofMinutes(20));

    /**
     * Valid seconds a survey needs in a part of the day.
     *
     * @param network       null for a point of none, which enters no city's figure
     * @param requiredHours least valid hours of that part
     */
    int requiredSeconds(@Nullable NoiseNetwork network, int requiredHours) {
        return switch (network) {
            case null -> NoiseHour.SECONDS;
            case REGIONAL -> Math.toIntExact(regional.toSeconds());
            case TRAFFIC -> Math.toIntExact(traffic.toSeconds());
            case FUNCTIONAL -> requiredHours * NoiseHour.SECONDS;
        };
    }
}
