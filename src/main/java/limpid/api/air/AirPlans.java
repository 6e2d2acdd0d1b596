package limpid.api.air;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import limpid.air.MonitoringPlan;
import limpid.measure.Medium;
import limpid.station.Station;
import limpid.store.Registered;
import limpid.store.Results.Kind;
import limpid.store.Results.Subject;
import limpid.store.Stations;
import limpid.store.Stations.Filter;
import org.jspecify.annotations.Nullable;

/** The monitoring plans 监测方案 behind the figures of one answer; the registry is asked once for each city. */
public final class AirPlans {
    private final Stations stations;
    private final Map<String, List<Station>> members = new HashMap<>();

    public AirPlans(Stations stations) {
        this.stations = stations;
    }

    /** The plan of a station, or of a city on a date. */
    MonitoringPlan of(Subject subject, LocalDate date) {
        return subject.kind() == Kind.CITY
                ? ofCity(members(subject.code()), date)
                : stations.find(subject.code()).map(MonitoringPlan::of).orElse(MonitoringPlan.COMPLETE);
    }

    /** The registered air stations of a city. */
    List<Station> members(String city) {
        return members.computeIfAbsent(
                city, code -> stationsByCity(stations, code).getOrDefault(code, List.of()));
    }

    /** The plan of a city on a date; where every station measures all, the date does not matter. */
    static MonitoringPlan ofCity(List<Station> members, LocalDate date) {
        boolean complete =
                members.stream().allMatch(station -> station.notMonitored().isEmpty());
        return complete ? MonitoringPlan.COMPLETE : MonitoringPlan.ofCity(members, date);
    }

    /** The registered air stations of a city, or of all cities. */
    static Map<String, List<Station>> stationsByCity(Stations stations, @Nullable String city) {
        Map<String, List<Station>> byCity = new TreeMap<>();
        for (Registered registered : stations.list(new Filter(Medium.AIR, city, null, null), Integer.MAX_VALUE)) {
            Station station = registered.station();
            if (!station.city().isEmpty()) {
                byCity.computeIfAbsent(station.city(), code -> new ArrayList<>())
                        .add(station);
            }
        }
        return byCity;
    }
}
