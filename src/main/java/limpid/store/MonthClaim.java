package limpid.store;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Set;
import limpid.air.MonitoringPlan;
import limpid.station.Station;

/**
 * Dirty months of one station or city, held by one worker until it commits.
 *
 * @param subjectId under which its results are kept
 * @param ofCity    whether it is a city
 * @param city      the city itself, or the one the station stands in
 * @param stations  the station itself, or the city's registered air stations
 * @param months    each once
 */
public record MonthClaim(int subjectId, boolean ofCity, String city, List<Station> stations, Set<YearMonth> months) {
    /** What is measured there on a date. */
    public MonitoringPlan plan(LocalDate date) {
        return ofCity ? MonitoringPlan.ofCity(stations, date) : MonitoringPlan.of(stations.getFirst());
    }
}
