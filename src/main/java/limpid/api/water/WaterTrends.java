package limpid.api.water;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import limpid.api.water.WaterTrendView.YearMean;
import limpid.measure.AssessmentPeriod;
import limpid.station.Station;
import limpid.store.WaterMeans.Region;
import limpid.water.Comparison;
import limpid.water.ItemSet;
import limpid.water.Mean;
import limpid.water.PeriodMean;
import limpid.water.PeriodMean.Insufficient;
import limpid.water.SectionPeriod;
import limpid.water.Trend;
import limpid.water.WaterSettings;

/** Trends of items over years, of one section or of the means over those of a region. */
final class WaterTrends {
    /** pH has none: neither more nor less of it is better. */
    static final List<String> ITEMS = ItemSet.assessment().codes().stream()
            .filter(code -> !code.equals("PH"))
            .toList();

    private final SectionAssessor assessor;

    WaterTrends(SectionAssessor assessor) {
        this.assessor = assessor;
    }

    private record Year(int year, List<SortedMap<String, PeriodMean>> sections) {}

    /** @param last included */
    List<WaterTrendView> of(Region region, Predicate<Station> wanted, List<String> items, int first, int last) {
        List<Year> years = new ArrayList<>();
        for (int year = first; year <= last; year++) {
            AssessmentPeriod period = AssessmentPeriod.year(year);
            years.add(new Year(
                    year,
                    assessor.of(region, period, wanted).stream()
                            .map(SectionPeriod::means)
                            .toList()));
        }
        WaterSettings settings = assessor.settings(region, AssessmentPeriod.year(last));
        return items.stream().map(item -> trend(item, years, settings)).toList();
    }

    private static WaterTrendView trend(String item, List<Year> years, WaterSettings settings) {
        List<YearMean> means =
                years.stream().map(year -> mean(item, year, settings)).toList();
        SortedMap<Integer, BigDecimal> series = new TreeMap<>();
        for (YearMean mean : means) {
            BigDecimal value = mean.mean();
            if (value != null) {
                series.put(mean.year(), value);
            }
        }
        return WaterTrendView.of(
                item,
                means,
                Trend.of(item, series, settings.region()),
                settings.region().trendSignificance());
    }

    private static YearMean mean(String item, Year year, WaterSettings settings) {
        List<PeriodMean> means = year.sections.stream()
                .map(section -> section.get(item))
                .filter(Objects::nonNull)
                .toList();
        List<BigDecimal> values =
                means.stream().flatMap(mean -> mean.value().stream()).toList();
        int due = year.sections.size();
        return values.isEmpty()
                ? new YearMean(year.year, null, 0, due, reason(means))
                : Comparison.isThin(values.size(), due - values.size(), settings.region())
                        ? new YearMean(year.year, null, values.size(), due, Comparison.TOO_FEW_SECTIONS)
                        : new YearMean(
                                year.year, Mean.of(item, values, settings.averaging()), values.size(), due, null);
    }

    private static String reason(List<PeriodMean> means) {
        return means.isEmpty() ? "no data" : ((Insufficient) means.getFirst()).reason();
    }
}
