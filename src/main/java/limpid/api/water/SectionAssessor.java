package limpid.api.water;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import limpid.measure.AssessmentPeriod;
import limpid.measure.Medium;
import limpid.rule.Rules;
import limpid.station.Station;
import limpid.store.SectionLimits;
import limpid.store.Stations;
import limpid.store.WaterMeans;
import limpid.store.WaterMeans.Region;
import limpid.water.PlannedLimit;
import limpid.water.RegionAssessment;
import limpid.water.SectionAssessment;
import limpid.water.SectionMeans.Month;
import limpid.water.SectionPeriod;
import limpid.water.SectionTarget.OwnLimit;
import limpid.water.SurfaceWater;
import limpid.water.WaterSettings;

/** Assesses the sections of a region from their stored months, once for every view of them. */
final class SectionAssessor {
    private final Stations stations;
    private final WaterMeans means;
    private final SectionLimits limits;
    private final Rules rules;

    SectionAssessor(Stations stations, WaterMeans means, SectionLimits limits, Rules rules) {
        this.stations = stations;
        this.means = means;
        this.limits = limits;
        this.rules = rules;
    }

    /** The sections of a region in service in a period, in the order of their codes. */
    List<SectionPeriod> sections(Region region, AssessmentPeriod period) {
        return of(region, period, SurfaceWater::includes);
    }

    /** The stations of a region in service in a period that are wanted, in the order of their codes. */
    List<SectionPeriod> of(Region region, AssessmentPeriod period, Predicate<Station> wanted) {
        Map<String, List<Month>> months = means.months(region, period.firstMonth(), period.lastMonth());
        Map<String, List<OwnLimit>> own = PlannedLimit.bySection(limits.list(null));
        List<SectionPeriod> sections = new ArrayList<>();
        for (Station station : stations(region, period)) {
            if (wanted.test(station)) {
                sections.add(new SectionPeriod(
                        station,
                        own.getOrDefault(station.code(), List.of()),
                        period,
                        months.getOrDefault(station.code(), List.of()),
                        settings(station.city(), period)));
            }
        }
        return sections;
    }

    /** The water stations of a region in service in a period. */
    List<Station> stations(Region region, AssessmentPeriod period) {
        return stations.all().stream()
                .filter(station -> station.medium() == Medium.WATER)
                .filter(region::includes)
                .filter(station -> SurfaceWater.inService(station, period))
                .toList();
    }

    /** The region as a whole. */
    RegionAssessment region(Region region, AssessmentPeriod period, List<SectionAssessment> sections) {
        return RegionAssessment.of(
                sections.stream().map(SectionAssessment::result).toList(), settings(region, period));
    }

    /** What holds for a region: the rules of its city, or those for all cities. */
    WaterSettings settings(Region region, AssessmentPeriod period) {
        return settings(region.city() == null ? "" : region.city(), period);
    }

    /** What holds for a water body: the rules of the city all its points are registered for, or those for all cities. */
    WaterSettings settings(List<Station> points, AssessmentPeriod period) {
        List<String> cities = points.stream().map(Station::city).distinct().toList();
        return settings(cities.size() == 1 ? cities.getFirst() : "", period);
    }

    WaterSettings settings(String city, AssessmentPeriod period) {
        return rules.water().of(city, period.lastDay());
    }
}
