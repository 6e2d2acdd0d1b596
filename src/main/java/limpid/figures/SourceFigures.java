package limpid.figures;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import limpid.measure.Parameters;
import limpid.programme.Explanation;
import limpid.programme.Figure.Item;
import limpid.programme.LeastData;
import limpid.standard.Edition;
import limpid.standard.StandardBook;
import limpid.station.Station;
import limpid.station.Station.WaterBodyType;
import limpid.water.ItemSet;
import limpid.water.Measured;
import limpid.water.SectionClass.LeftOut;
import limpid.water.SectionClass.Why;
import limpid.water.SectionMeans.Month;
import limpid.water.SourceVerdict;
import limpid.water.SourceVerdict.Judged;
import limpid.water.SurfaceWater;
import org.jspecify.annotations.Nullable;

/**
 * Drinking sources by months: a source complies in a month when all items of its list do. It counts where enough items were
 * measured in enough months; a month in which an item fails settles it before.
 */
final class SourceFigures {
    /** So many missing items are named, the others are counted. */
    private static final int NAMED = 8;

    private final ItemSet items;
    private final BigDecimal leastItems;
    private final int leastMonths;
    private int compliant;
    private int judged;
    private final List<Item> each = new ArrayList<>();

    /**
     * Of a list of items.
     *
     * @param leastItems  percent of it that a month needs
     * @param leastMonths such months that the period needs
     */
    SourceFigures(ItemSet items, BigDecimal leastItems, int leastMonths) {
        this.items = items;
        this.leastItems = leastItems;
        this.leastMonths = leastMonths;
    }

    void add(Station source, List<Month> months) {
        Optional<String> notJudged = SurfaceWater.whyNot(source);
        if (notJudged.isPresent()) {
            each.add(item(source, null, Explanation.of(notJudged.get())));
            return;
        }
        List<Judged> verdicts = verdicts(source, months);
        int met = (int) verdicts.stream().filter(Judged::complies).count();
        compliant += met;
        judged += verdicts.size();
        each.add(item(source, verdicts, met));
    }

    /** The sources, each for itself. */
    List<Item> items() {
        return List.copyOf(each);
    }

    /** Months of sources that comply. */
    int compliant() {
        return compliant;
    }

    /** Months of sources in which an item was measured. */
    int judged() {
        return judged;
    }

    private Item item(Station source, List<Judged> months, int met) {
        long complete = months.stream().filter(this::isComplete).count();
        if (met < months.size()) {
            return item(source, false, Explanation.of("monthsComply", met, months.size()));
        }
        return complete >= leastMonths
                ? item(source, true, Explanation.of("monthsComply", met, months.size()))
                : item(source, null, shortfall(months, complete));
    }

    private static Item item(Station source, @Nullable Boolean meets, Explanation reason) {
        return new Item(source.nameZh(), null, null, meets, reason);
    }

    private Explanation shortfall(List<Judged> months, long complete) {
        return months.stream()
                .min(Comparator.comparingInt(month -> missing(month).size()))
                .map(best -> Explanation.of(
                        "sourceShort",
                        complete,
                        leastMonths,
                        size() - missing(best).size(),
                        size(),
                        named(missing(best))))
                .orElseGet(() -> Explanation.of("notMonitored"));
    }

    private static Explanation named(List<String> missing) {
        List<String> first = missing.subList(0, Math.min(NAMED, missing.size()));
        String zh = first.stream()
                .map(code -> Parameters.standard().get(code).nameZh())
                .collect(Collectors.joining("、"));
        String en = String.join(" ", first);
        int others = missing.size() - first.size();
        return others == 0
                ? Explanation.printed(zh, en)
                : Explanation.printed(zh + "等 " + missing.size() + " 项", en + " +" + others);
    }

    private boolean isComplete(Judged month) {
        return LeastData.isEnough(leastItems, size() - missing(month).size(), size());
    }

    private int size() {
        return items.codes().size();
    }

    /** Items of the list that nobody measured in the month. */
    private static List<String> missing(Judged month) {
        return month.leftOut().stream()
                .filter(item -> item.why() == Why.NOT_MEASURED)
                .map(LeftOut::code)
                .toList();
    }

    private List<Judged> verdicts(Station source, List<Month> months) {
        List<Judged> verdicts = new ArrayList<>();
        for (Month month : months) {
            Optional<Edition> edition = StandardBook.standard()
                    .inForce("water-limits", month.month().atEndOfMonth());
            if (edition.isPresent() && verdict(source, month, edition.get()) instanceof Judged verdict) {
                verdicts.add(verdict);
            }
        }
        return verdicts;
    }

    private SourceVerdict verdict(Station source, Month month, Edition edition) {
        WaterBodyType type = source.siting().waterBodyType();
        Map<String, Measured> values = new HashMap<>();
        month.items().forEach((code, mean) -> mean.value().ifPresent(value -> values.put(code, Measured.of(value))));
        return SourceVerdict.of(
                source.nameZh(), type == null ? WaterBodyType.RIVER : type, null, values, items, edition.code());
    }
}
