package limpid.rollup;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import limpid.measure.AssessmentPeriod;
import limpid.result.Kept;
import limpid.rule.ByCityAndDate;
import limpid.station.Station;
import limpid.store.RegionClaim;
import limpid.store.WaterMeans.Region;
import limpid.store.Workbench;
import limpid.water.RegionPeriod;
import limpid.water.SectionMeans.Month;
import limpid.water.SectionPeriod;
import limpid.water.SectionTarget.OwnLimit;
import limpid.water.SurfaceWater;
import limpid.water.WaterSettings;
import limpid.water.WaterTables;

/** Months, quarters, half-years and years of cities and rivers, from the months of their sections. */
final class WaterRegions {
    private final ByCityAndDate<WaterSettings> settings;

    WaterRegions(ByCityAndDate<WaterSettings> settings) {
        this.settings = settings;
    }

    /** The city and the river of a section, where it has them. */
    static List<Region> of(Station section) {
        List<Region> regions = new ArrayList<>();
        if (!section.city().isEmpty()) {
            regions.add(new Region(section.city(), null, null));
        }
        if (!section.siting().waterBody().isEmpty()) {
            regions.add(new Region(null, section.siting().waterBody(), null));
        }
        return regions;
    }

    /** Recomputes what the claimed months enter: themselves, their quarters, half-years and years. */
    void recompute(RegionClaim claim, Workbench bench) {
        List<Station> sections = bench.sections(claim.region()).stream()
                .filter(SurfaceWater::includes)
                .toList();
        Map<String, List<OwnLimit>> ownLimits = bench.ownLimits();
        List<Kept<RegionPeriod>> results = new ArrayList<>();
        for (int year : years(claim.months())) {
            Map<String, List<Month>> months =
                    bench.waterMonths(claim.region(), YearMonth.of(year, 1), YearMonth.of(year, 12));
            for (AssessmentPeriod period : periods(claim.months(), year)) {
                results.add(new Kept<>(
                        claim.subjectId(),
                        RegionPeriod.of(
                                period, in(period, sections, ownLimits, months), settings(claim.region(), period))));
            }
        }
        bench.keep(WaterTables.PERIODS, results);
    }

    private static Set<Integer> years(Set<YearMonth> months) {
        Set<Integer> years = new TreeSet<>();
        months.forEach(month -> years.add(month.getYear()));
        return years;
    }

    private static Set<AssessmentPeriod> periods(Set<YearMonth> months, int year) {
        Set<AssessmentPeriod> periods = new LinkedHashSet<>();
        for (YearMonth month : months) {
            if (month.getYear() == year) {
                periods.addAll(AssessmentPeriod.around(month));
            }
        }
        return periods;
    }

    private List<SectionPeriod> in(
            AssessmentPeriod period,
            List<Station> sections,
            Map<String, List<OwnLimit>> ownLimits,
            Map<String, List<Month>> months) {
        return sections.stream()
                .filter(section -> SurfaceWater.inService(section, period))
                .map(section -> new SectionPeriod(
                        section,
                        ownLimits.getOrDefault(section.code(), List.of()),
                        period,
                        months.getOrDefault(section.code(), List.of()).stream()
                                .filter(month -> period.contains(month.month().atDay(1)))
                                .toList(),
                        settings.of(section.city(), period.lastDay())))
                .toList();
    }

    private WaterSettings settings(Region region, AssessmentPeriod period) {
        return settings.of(Objects.requireNonNullElse(region.city(), ""), period.lastDay());
    }
}
