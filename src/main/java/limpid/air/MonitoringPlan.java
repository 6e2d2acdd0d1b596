package limpid.air;

import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import limpid.standard.Pollutant;
import limpid.station.Station;

/**
 * Which pollutants a station's monitoring plan 监测方案 leaves out, and which of them do no harm to its index
 * (HJ 633-2026 5.3.2): those that in three straight years of measurement never were the primary pollutant of a day of
 * light pollution or worse.
 *
 * @param outside  not measured by plan
 * @param harmless those among them whose absence leaves the index complete
 */
public record MonitoringPlan(Set<Pollutant> outside, Set<Pollutant> harmless) {
    /** All six pollutants are measured. */
    public static final MonitoringPlan COMPLETE = new MonitoringPlan(Set.of(), Set.of());

    /** Keeps its own sets; refuses one that calls a measured pollutant harmless to leave out. */
    public MonitoringPlan {
        outside = Set.copyOf(outside);
        harmless = Set.copyOf(harmless);
        if (!outside.containsAll(harmless)) {
            throw new IllegalArgumentException(harmless + " are not all outside the plan " + outside);
        }
    }

    /** A plan that leaves these out without harm, as the national platform takes every such station to do. */
    public static MonitoringPlan without(Set<Pollutant> outside) {
        return new MonitoringPlan(outside, outside);
    }

    /** A plan that leaves these out, of which some were primary pollutants of polluted days in the three years. */
    public static MonitoringPlan without(Set<Pollutant> outside, Set<Pollutant> primaryOfPollutedDays) {
        EnumSet<Pollutant> harmless = EnumSet.noneOf(Pollutant.class);
        harmless.addAll(outside);
        harmless.removeAll(primaryOfPollutedDays);
        return new MonitoringPlan(outside, harmless);
    }

    /** The plan of a station: what its registration says it leaves out. */
    public static MonitoringPlan of(Station station) {
        EnumSet<Pollutant> outside = EnumSet.noneOf(Pollutant.class);
        for (String code : station.notMonitored()) {
            Pollutant.of(code).ifPresent(outside::add);
        }
        return without(outside);
    }

    /**
     * The plan of a city on a date: a pollutant is outside where none of its stations in service measures it. Control
     * stations are not asked; of a city without a station in service nothing is known, so all six are expected.
     *
     * @param stations its registered air stations, in service or not
     */
    public static MonitoringPlan ofCity(Collection<Station> stations, LocalDate date) {
        List<Station> counting = stations.stream()
                .filter(Station::countsInCity)
                .filter(station -> station.inService(date))
                .toList();
        if (counting.isEmpty()) {
            return COMPLETE;
        }
        EnumSet<Pollutant> outside = EnumSet.noneOf(Pollutant.class);
        for (Pollutant pollutant : Pollutant.values()) {
            if (counting.stream().allMatch(station -> station.notMonitored().contains(pollutant.code()))) {
                outside.add(pollutant);
            }
        }
        return without(outside);
    }
}
