package limpid.api;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import limpid.api.WaterIndexView.EarlierIndex;
import limpid.measure.AssessmentPeriod;
import limpid.standard.Edition;
import limpid.standard.StandardBook;
import limpid.store.WaterMeans.Region;
import limpid.water.CityWaterIndex;
import limpid.water.CityWaterIndex.OfWaters;
import limpid.water.CityWaterIndex.Place;
import limpid.water.Comparison;
import limpid.water.ItemSet;
import limpid.water.SectionPeriod;
import limpid.water.SectionResult;
import org.jspecify.annotations.Nullable;

/** Water quality indices of cities, from the sections registered for them. */
final class WaterIndices {
    static final ItemSet ITEMS = ItemSet.assessment();

    private final SectionAssessor assessor;

    WaterIndices(SectionAssessor assessor) {
        this.assessor = assessor;
    }

    /** Every city with a section, each with its index; empty where no section has values. */
    Map<String, Optional<CityWaterIndex>> of(
            @Nullable String city, @Nullable String district, AssessmentPeriod period) {
        Map<String, List<SectionResult>> byCity = new TreeMap<>();
        for (SectionPeriod section : assessor.sections(new Region(city, district, null, null, null), period)) {
            byCity.computeIfAbsent(section.station().city(), name -> new ArrayList<>())
                    .add(section.whole().result());
        }
        Map<String, Optional<CityWaterIndex>> indices = new TreeMap<>();
        byCity.forEach((name, sections) -> indices.put(
                name,
                CityWaterIndex.of(
                        sections, ITEMS, edition(period), assessor.settings(new Region(name, null, null), period))));
        return indices;
    }

    /**
     * The edition of the limits on the last day.
     *
     * @throws Problem.Exception where none was in force
     */
    static String edition(AssessmentPeriod period) {
        return StandardBook.standard()
                .inForce("water-limits", period.lastDay())
                .map(Edition::code)
                .orElseThrow(
                        () -> Problem.notAssessed("period", period.name(), "a period in which GB 3838 is in force"));
    }

    /** Cities in the order of their places, those without the figure at the end. */
    List<WaterRankView> rank(AssessmentPeriod period, Optional<AssessmentPeriod> earlier, boolean byChange) {
        Map<String, Optional<CityWaterIndex>> indices = of(null, null, period);
        Map<String, Optional<CityWaterIndex>> before =
                earlier.map(one -> of(null, null, one)).orElse(Map.of());
        Map<String, BigDecimal> changes = new LinkedHashMap<>();
        Map<String, CityWaterIndex> found = new LinkedHashMap<>();
        Map<String, CityWaterIndex> ranked = new LinkedHashMap<>();
        indices.forEach((city, index) -> {
            index.ifPresent(one -> found.put(city, one));
            enough(city, period, index).ifPresent(one -> ranked.put(city, one));
            earlier.flatMap(one -> enough(city, one, before.getOrDefault(city, Optional.empty())))
                    .flatMap(one -> WaterIndexView.change(Optional.of(one), enough(city, period, index)))
                    .ifPresent(change -> changes.put(city, change));
        });
        List<WaterRankView> views = new ArrayList<>();
        for (Place place : byChange ? CityWaterIndex.rankByChange(changes) : CityWaterIndex.rank(ranked)) {
            views.add(view(place.city(), period, found, changes, place.place(), null));
        }
        for (String city : indices.keySet()) {
            if (byChange ? !changes.containsKey(city) : !ranked.containsKey(city)) {
                String reason = found.containsKey(city)
                        ? ranked.containsKey(city) ? "no index to compare with" : Comparison.TOO_FEW_SECTIONS
                        : "no section has values";
                views.add(view(city, period, found, changes, null, reason));
            }
        }
        return views;
    }

    /** The index where enough of the city's sections and points have values to be compared. */
    private Optional<CityWaterIndex> enough(String city, AssessmentPeriod period, Optional<CityWaterIndex> index) {
        return index.filter(one -> !Comparison.isThin(
                valid(one),
                one.leftOut().size(),
                assessor.settings(new Region(city, null, null), period).region()));
    }

    private static int valid(CityWaterIndex index) {
        return sections(index.rivers()) + sections(index.lakes());
    }

    private static int sections(@Nullable OfWaters waters) {
        return waters == null ? 0 : waters.sections();
    }

    private static WaterRankView view(
            String city,
            AssessmentPeriod period,
            Map<String, CityWaterIndex> found,
            Map<String, BigDecimal> changes,
            @Nullable Integer rank,
            @Nullable String reason) {
        CityWaterIndex index = found.get(city);
        BigDecimal change = changes.get(city);
        OfWaters rivers = index == null ? null : index.rivers();
        OfWaters lakes = index == null ? null : index.lakes();
        TreeSet<String> missing = new TreeSet<>();
        missing.addAll(rivers == null ? List.of() : rivers.missing());
        missing.addAll(lakes == null ? List.of() : lakes.missing());
        return new WaterRankView(
                rank,
                city,
                period.name(),
                index == null ? null : index.index(),
                change == null ? null : EarlierIndex.percent(change),
                sections(rivers),
                sections(lakes),
                index == null ? 0 : valid(index) + index.leftOut().size(),
                List.copyOf(missing),
                reason,
                ITEMS.name(),
                edition(period));
    }
}
