package limpid.store;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import limpid.measure.Period;
import limpid.noise.SurveyMeasurement;
import org.jspecify.annotations.Nullable;

/** Survey measurements of noise points, as they are or were known. */
public interface Surveys {
    /**
     * Keeps measurements, all or none. One of a start and duration that is there already replaces it where it says
     * something else; the earlier one stays in the history.
     *
     * @param origin who brought them
     * @return how many were new or other than before
     * @throws StoreUnavailable where the store cannot be reached; nothing was kept
     */
    int keep(List<SurveyMeasurement> measurements, String origin);

    /**
     * Measurements in the order of their starts and points.
     *
     * @param stations codes of points; null for all
     * @param starts   of which span; its first instant is in it, its last is not
     * @param after    only those after this place in the list; null for its beginning
     * @param asOf     as they were known at this instant; null for now
     * @throws StoreUnavailable where the store cannot be reached
     */
    List<SurveyMeasurement> of(
            @Nullable Collection<String> stations,
            Period starts,
            @Nullable Place after,
            @Nullable Instant asOf,
            int limit);

    /** The place of a measurement in the list; no two share one. */
    record Place(Instant start, String point, long seconds) {
        /** Of this measurement. */
        public static Place of(SurveyMeasurement measurement) {
            Period period = measurement.record().period();
            return new Place(
                    period.start(), measurement.point(), period.length().toSeconds());
        }
    }
}
