package limpid.api.water;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import limpid.api.http.Problem;
import limpid.api.water.WaterIndexView.EarlierIndex;
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
import limpid.water.WaterSettings;
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
        byCity.forEach((name, sections) ->
                indices.put(name, CityWaterIndex.of(sections, ITEMS, edition(period), settings(name, period))));
        return indices;
    }

    private WaterSettings settings(String city, AssessmentPeriod period) {
        return assessor.settings(new Region(city, null, null), period);
    }

    /**
     * A city's index beside that of an earlier period.
     *
     * @param before empty where there is none
     */
    EarlierIndex earlier(
            String city,
            AssessmentPeriod period,
            Optional<CityWaterIndex> index,
            AssessmentPeriod earlier,
            Optional<CityWaterIndex> before) {
        boolean thin = isThin(city, period, index) || isThin(city, earlier, before);
        return EarlierIndex.of(earlier, before, index, thin, isUnassessed(city, earlier, before));
    }

    /** Whether too few of a city's sections and points have values for its index to be told. */
    boolean isUnassessed(String city, AssessmentPeriod period, Optional<CityWaterIndex> index) {
        return index.filter(one -> one.isUnassessed(settings(city, period).region()))
                .isPresent();
    }

    private boolean isThin(String city, AssessmentPeriod period, Optional<CityWaterIndex> index) {
        return index.filter(one -> one.isThin(settings(city, period).region())).isPresent();
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
        Map<String, EarlierIndex> compared = new LinkedHashMap<>();
        Map<String, BigDecimal> changes = new LinkedHashMap<>();
        Map<String, CityWaterIndex> ranked = new LinkedHashMap<>();
        indices.forEach((city, index) -> {
            index.filter(one -> !isThin(city, period, index)).ifPresent(one -> ranked.put(city, one));
            earlier.ifPresent(one -> {
                Optional<CityWaterIndex> then = before.getOrDefault(city, Optional.empty());
                EarlierIndex compare = earlier(city, period, index, one, then);
                compared.put(city, compare);
                if (compare.change() != null) {
                    WaterIndexView.change(then, index).ifPresent(change -> changes.put(city, change));
                }
            });
        });
        List<WaterRankView> views = new ArrayList<>();
        for (Place place : byChange ? CityWaterIndex.rankByChange(changes) : CityWaterIndex.rank(ranked)) {
            views.add(view(place.city(), period, indices, compared.get(place.city()), place.place(), null));
        }
        for (String city : indices.keySet()) {
            if (byChange ? !changes.containsKey(city) : !ranked.containsKey(city)) {
                String reason = reason(indices.get(city), ranked.containsKey(city), compared.get(city));
                views.add(view(city, period, indices, compared.get(city), null, reason));
            }
        }
        return views;
    }

    private static String reason(
            @Nullable Optional<CityWaterIndex> index, boolean ranked, @Nullable EarlierIndex compared) {
        if (index == null || index.isEmpty()) {
            return WaterIndexView.NO_VALUES;
        }
        String reason = compared == null ? null : compared.reason();
        return ranked && reason != null ? reason : Comparison.TOO_FEW_SECTIONS;
    }

    private WaterRankView view(
            String city,
            AssessmentPeriod period,
            Map<String, Optional<CityWaterIndex>> indices,
            @Nullable EarlierIndex earlier,
            @Nullable Integer rank,
            @Nullable String reason) {
        Optional<CityWaterIndex> found = indices.getOrDefault(city, Optional.empty());
        CityWaterIndex index = found.orElse(null);
        OfWaters rivers = index == null ? null : index.rivers();
        OfWaters lakes = index == null ? null : index.lakes();
        TreeSet<String> missing = new TreeSet<>();
        missing.addAll(rivers == null ? List.of() : rivers.missing());
        missing.addAll(lakes == null ? List.of() : lakes.missing());
        return new WaterRankView(
                rank,
                city,
                period.name(),
                index == null || isUnassessed(city, period, found) ? null : index.index(),
                earlier == null ? null : earlier.change(),
                rivers == null ? 0 : rivers.sections(),
                lakes == null ? 0 : lakes.sections(),
                index == null ? 0 : index.due(),
                earlier == null ? null : earlier.sections(),
                earlier == null ? null : earlier.due(),
                List.copyOf(missing),
                reason,
                ITEMS.name(),
                edition(period));
    }
}
