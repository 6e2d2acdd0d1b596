package limpid.rollup;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import limpid.measure.Medium;
import limpid.measure.Period;
import limpid.store.CityClaim;
import limpid.store.Claim;
import limpid.store.DirtyPeriod;
import limpid.store.Level;
import limpid.store.Workbench;

/**
 * Hours of air in which the mean of the last 24 hours stands in for a concentration above its column. An hour that comes
 * late, or is corrected, changes that mean in each of the 23 hours after it.
 */
final class StandInHours {
    private static final Duration LAST_HOURS = Duration.ofHours(23);

    private StandInHours() {}

    /** Claims of stations with such hours among what is dirty. */
    static List<Claim> ofStations(List<Claim> claims, Workbench bench) {
        Map<Integer, Set<DirtyPeriod>> dirty = new HashMap<>();
        for (Claim claim : claims) {
            if (claim.station().medium() == Medium.AIR) {
                dirty.put(claim.subjectId(), claim.periods());
            }
        }
        Map<Integer, Set<DirtyPeriod>> after = after(dirty, bench);
        return claims.stream()
                .map(claim -> new Claim(
                        claim.subjectId(),
                        claim.station(),
                        joined(claim.periods(), after.getOrDefault(claim.subjectId(), Set.of()))))
                .toList();
    }

    /** Claims of cities with such hours among what is dirty. */
    static List<CityClaim> ofCities(List<CityClaim> claims, Workbench bench) {
        Map<Integer, Set<DirtyPeriod>> dirty = new HashMap<>();
        claims.forEach(claim -> dirty.put(claim.subjectId(), claim.periods()));
        Map<Integer, Set<DirtyPeriod>> after = after(dirty, bench);
        return claims.stream()
                .map(claim -> new CityClaim(
                        claim.subjectId(),
                        claim.city(),
                        claim.members(),
                        joined(claim.periods(), after.getOrDefault(claim.subjectId(), Set.of()))))
                .toList();
    }

    private static Set<DirtyPeriod> joined(Set<DirtyPeriod> periods, Set<DirtyPeriod> later) {
        Set<DirtyPeriod> all = new LinkedHashSet<>(periods);
        all.addAll(later);
        return all;
    }

    private static Map<Integer, Set<DirtyPeriod>> after(Map<Integer, Set<DirtyPeriod>> dirty, Workbench bench) {
        Map<Integer, TreeSet<Instant>> changed = new HashMap<>();
        Map<Integer, Period> spans = new HashMap<>();
        dirty.forEach((subject, periods) -> {
            TreeSet<Instant> hours = hours(periods);
            if (!hours.isEmpty()) {
                changed.put(subject, hours);
                spans.put(subject, new Period(hours.first(), hours.last().plus(LAST_HOURS)));
            }
        });
        if (spans.isEmpty()) {
            return Map.of();
        }
        Map<Integer, Set<DirtyPeriod>> after = new HashMap<>();
        bench.hoursAboveTable(spans).forEach((subject, ends) -> ends.stream()
                .filter(end -> reaches(changed.getOrDefault(subject, new TreeSet<>()), end))
                .forEach(end -> after.computeIfAbsent(subject, one -> new LinkedHashSet<>())
                        .add(new DirtyPeriod(Level.HOUR, end))));
        return after;
    }

    private static TreeSet<Instant> hours(Set<DirtyPeriod> periods) {
        TreeSet<Instant> hours = new TreeSet<>();
        for (DirtyPeriod period : periods) {
            if (period.level() == Level.HOUR) {
                hours.add(period.end());
            }
        }
        return hours;
    }

    /** Whether one of the changed hours is among the 23 before this one. */
    private static boolean reaches(TreeSet<Instant> changed, Instant end) {
        Instant last = changed.lower(end);
        return last != null && !last.isBefore(end.minus(LAST_HOURS));
    }
}
