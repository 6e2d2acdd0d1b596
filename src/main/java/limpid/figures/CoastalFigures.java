package limpid.figures;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import limpid.measure.AssessmentPeriod;
import limpid.programme.Explanation;
import limpid.programme.Figure;
import limpid.programme.Figure.Item;
import limpid.standard.Edition;
import limpid.standard.StandardBook;
import limpid.station.Station;
import limpid.water.ClassShares;
import limpid.water.CoastalClass;
import limpid.water.SectionMeans;
import limpid.water.SectionMeans.Month;
import limpid.water.WaterSettings;
import limpid.water.WaterSettings.Averaging;
import org.jspecify.annotations.Nullable;

/**
 * Coastal points 近岸海域点位 held against the class of their target, each by its means over the months of its campaigns. A
 * year needs two campaigns [K]; the sea is not sampled every month.
 */
final class CoastalFigures {
    /** Months with a campaign that a year needs. */
    private static final int CAMPAIGNS = 2;

    private final AssessmentPeriod period;
    private final Averaging averaging;
    private final Optional<Edition> edition;
    private final boolean over;
    private final List<Item> items = new ArrayList<>();

    CoastalFigures(AssessmentPeriod period, WaterSettings settings, LocalDate last) {
        this.period = period;
        this.over = !last.isBefore(period.lastDay());
        this.averaging = byCampaigns(settings.averaging(), over ? CAMPAIGNS : 1);
        this.edition = StandardBook.standard().inForce("water-coastal_limits", last);
    }

    private static Averaging byCampaigns(Averaging usual, int least) {
        return new Averaging(
                usual.belowDetectionShare(),
                usual.phMean(),
                usual.minSetsPerDay(),
                usual.minDaysPerWeek(),
                usual.minDaysPerMonth(),
                1,
                1,
                least);
    }

    void add(Station point, List<Month> months) {
        int target = point.siting().target().orElse(0);
        Integer reached = edition.isEmpty() ? null : waterClass(months, edition.get());
        BigDecimal value = reached == null ? null : BigDecimal.valueOf(reached);
        BigDecimal limit = target == 0 ? null : BigDecimal.valueOf(target);
        Boolean meets = value == null || limit == null ? null : value.compareTo(limit) <= 0;
        items.add(new Item(point.nameZh(), value, limit, meets, why(target, months.size(), reached)));
    }

    private Explanation why(int target, int campaigns, @Nullable Integer reached) {
        if (target == 0) {
            return Explanation.of("no target set");
        }
        return reached == null
                ? Explanation.of("campaigns", campaigns, over ? CAMPAIGNS : 1)
                : Explanation.of("seaClass", reached);
    }

    private @Nullable Integer waterClass(List<Month> months, Edition limits) {
        Map<String, BigDecimal> values = new HashMap<>();
        SectionMeans.ofMonths(period.kind(), months, averaging)
                .forEach((code, mean) -> mean.value().ifPresent(value -> values.put(code, value)));
        return CoastalClass.of(values, limits.code()).waterClass();
    }

    /** Points with a verdict. */
    int judged() {
        return Math.toIntExact(
                items.stream().filter(item -> item.meets() != null).count());
    }

    /** Names of those without one. */
    List<String> open() {
        return items.stream()
                .filter(item -> item.meets() == null)
                .map(Item::name)
                .toList();
    }

    Figure figure(Explanation basis) {
        String label = edition.map(Edition::label).orElse("");
        int met = Math.toIntExact(items.stream()
                .map(Item::meets)
                .filter(Objects::nonNull)
                .filter(Boolean::booleanValue)
                .count());
        Explanation none = Explanation.of(items.isEmpty() ? "noSuchSection" : "noSectionJudged");
        return ClassShares.percent(met, judged())
                .map(percent -> Figure.of(percent.setScale(1, RoundingMode.HALF_EVEN), percent, basis, label))
                .orElseGet(() -> Figure.missing(none, basis, label))
                .withItems(items)
                .withCounted(judged(), items.size())
                .withLeftOut(items.stream()
                        .filter(item -> item.meets() == null)
                        .map(item -> item.name() + ": " + item.reason().en())
                        .toList());
    }
}
