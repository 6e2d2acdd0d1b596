package limpid.store.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import limpid.PostgresExtension;
import limpid.Samples;
import limpid.measure.Medium;
import limpid.measure.Reading;
import limpid.station.Station;
import limpid.store.Arrival;
import limpid.store.Committed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the broker sends again after a crash, in the first minutes of a month whose table has no statistics yet. */
class RepeatedBatchIT {
    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final Instant FIRST_END = Samples.at("2026-02-25T01:00:00+08:00");
    private static final List<String> PARAMETERS = List.of("SO2", "NO2", "CO", "O3", "PM10", "PM2.5");
    private static final int STATIONS = 40;
    private static final int HOURS = 100;
    private static final int READINGS = STATIONS * HOURS * PARAMETERS.size();

    @Test
    void findsTheOneReadingThatChangedWithoutReadingAllForEach() throws SQLException {
        List<Station> stations = stations();
        Samples.register(POSTGRES.dataSource(), stations.toArray(Station[]::new));
        PostgresReadings readings = new PostgresReadings(POSTGRES.dataSource());

        assertEquals(new Committed(READINGS, 0, 0, 0), readings.commit(batch(stations, "7")));

        Committed again = assertTimeout(Duration.ofSeconds(20), () -> readings.commit(batch(stations, "8")));
        assertEquals(new Committed(0, READINGS - 1, 1, 0), again);
        assertEquals(
                "7 > 8",
                POSTGRES.text("SELECT r.value || ' > ' || n.value FROM revision r"
                        + " JOIN reading n ON n.series_id = r.series_id AND n.period_end = r.period_end"));
    }

    private static List<Station> stations() {
        List<Station> stations = new ArrayList<>();
        for (int i = 0; i < STATIONS; i++) {
            stations.add(Samples.station("R" + i, Medium.AIR, Duration.ofHours(1)));
        }
        return stations;
    }

    /** All 5 but the very last. */
    private static List<Arrival> batch(List<Station> stations, String last) {
        List<Arrival> arrivals = new ArrayList<>();
        for (Station station : stations) {
            List<Reading> readings = new ArrayList<>();
            for (int hour = 0; hour < HOURS; hour++) {
                for (String parameter : PARAMETERS) {
                    Instant end = FIRST_END.plus(Duration.ofHours(hour));
                    readings.add(Samples.hour(station.code(), parameter, end, "5"));
                }
            }
            arrivals.add(Samples.arrival(readings));
        }
        List<Reading> changed = new ArrayList<>(arrivals.removeLast().accepted());
        Reading old = changed.removeLast();
        changed.add(Samples.hour(old.station(), old.parameter().code(), old.end(), last));
        arrivals.add(Samples.arrival(changed));
        return arrivals;
    }
}
