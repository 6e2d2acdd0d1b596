package limpid.flow;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import limpid.measure.LocalDay;
import limpid.measure.Reading;
import limpid.standard.Edition;
import limpid.standard.StandardBook;
import limpid.station.Station;
import limpid.station.Station.WaterBodyType;
import limpid.store.Workbench.WaterSample;
import limpid.water.ItemSet;
import limpid.water.SectionClass;

/** The class of a section's samples, over the items of automatic stations. */
final class WaterRollup {
    /** A sample is what a section sent for one instant; empty where no standard was in force. */
    Optional<WaterSample> sample(int subjectId, Station station, Instant end, HourlyValues values) {
        LocalDay day = LocalDay.ofEnd(end, station.zone());
        Optional<Edition> edition = StandardBook.standard().inForce("water-limits", day.date());
        return edition.map(found -> sample(subjectId, station, end, values, found));
    }

    private static WaterSample sample(
            int subjectId, Station station, Instant end, HourlyValues values, Edition edition) {
        Map<String, BigDecimal> valid = new HashMap<>();
        List<String> leftOut = new ArrayList<>();
        for (Reading reading : values.readings()) {
            BigDecimal value = reading.value();
            if (!reading.end().equals(end)) {
                continue;
            }
            if (value == null) {
                leftOut.add(reading.parameter().code() + ": missing");
            } else if (reading.valid()) {
                valid.put(reading.parameter().code(), value);
            } else {
                leftOut.add(
                        reading.parameter().code() + ": flag " + reading.flag().code());
            }
        }
        SectionClass judged = SectionClass.of(valid, type(station), ItemSet.automatic(), edition.code());
        return new WaterSample(subjectId, end, judged, leftOut);
    }

    /** A section of which nothing else is said lies on a river. */
    private static WaterBodyType type(Station station) {
        WaterBodyType type = station.siting().waterBodyType();
        return type == null ? WaterBodyType.RIVER : type;
    }
}
