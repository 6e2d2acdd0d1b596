package limpid.water;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import limpid.measure.Rounding;
import limpid.standard.ClassLimits.AtLeast;
import limpid.standard.ClassLimits.AtMost;
import limpid.standard.ClassLimits.Limit;
import limpid.standard.ClassLimits.Range;
import limpid.standard.ClassLimits.Threshold;
import limpid.standard.ClassLimits.Unclassed;
import limpid.standard.ClassLimits.Within;
import limpid.station.Station.WaterBodyType;
import org.jspecify.annotations.Nullable;

/**
 * City water quality index 城市水质指数 CWQI (城市地表水环境质量排名技术规定(试行), 2017); lower is better. Each item is averaged over
 * the city's river sections, divided by its class Ⅲ limit and summed; the same for its lake points; the two sums are
 * weighted by the numbers of sections and points.
 *
 * @param index   of the city, rounded to the decimals of the setting
 * @param rivers  of its river sections; null where it has none with values
 * @param lakes   of its lake points; null where it has none with values
 * @param leftOut sections and points without values
 */
public record CityWaterIndex(
        BigDecimal index,
        @Nullable OfWaters rivers,
        @Nullable OfWaters lakes,
        List<SectionResult> leftOut) {

    private static final BigDecimal NEUTRAL_PH = new BigDecimal("7");

    /**
     * The index of a city, empty where no section or point has values.
     *
     * @param sections its river sections and lake points with their means, not rounded
     * @param itemSet  the items of the index
     * @param edition  of the limits
     */
    public static Optional<CityWaterIndex> of(
            Collection<SectionResult> sections, ItemSet itemSet, String edition, WaterSettings settings) {
        OfWaters rivers = ofWaters(sections, WaterBodyType.RIVER, itemSet, edition, settings);
        OfWaters lakes = ofWaters(sections, WaterBodyType.LAKE, itemSet, edition, settings);
        int count = (rivers == null ? 0 : rivers.sections) + (lakes == null ? 0 : lakes.sections);
        if (count == 0) {
            return Optional.empty();
        }
        BigDecimal weighted = weight(rivers).add(weight(lakes));
        BigDecimal index = weighted.divide(BigDecimal.valueOf(count), MathContext.DECIMAL64);
        return Optional.of(new CityWaterIndex(
                Rounding.halfEven(index, settings.cityIndex().decimals()),
                rivers,
                lakes,
                sections.stream().filter(section -> section.values().isEmpty()).toList()));
    }

    /** River sections and lake points with values. */
    public int valid() {
        return (rivers == null ? 0 : rivers.sections) + (lakes == null ? 0 : lakes.sections);
    }

    /** River sections and lake points that should have values. */
    public int due() {
        return valid() + leftOut.size();
    }

    /** Whether too few of them have values for the index to be compared with another city's, or with that of another period. */
    public boolean isThin(WaterSettings.Region settings) {
        return isUnassessed(settings) || Comparison.isThin(valid(), leftOut.size(), settings);
    }

    /** Whether too few of them have values for the index to be told at all. */
    public boolean isUnassessed(WaterSettings.Region settings) {
        return Comparison.isUnassessed(valid(), leftOut.size(), settings);
    }

    private static BigDecimal weight(@Nullable OfWaters waters) {
        return waters == null ? BigDecimal.ZERO : waters.index.multiply(BigDecimal.valueOf(waters.sections));
    }

    private static @Nullable OfWaters ofWaters(
            Collection<SectionResult> all,
            WaterBodyType type,
            ItemSet itemSet,
            String edition,
            WaterSettings settings) {
        List<SectionResult> sections = all.stream()
                .filter(section -> section.sectionClass().waterBodyType() == type)
                .filter(section -> !section.values().isEmpty())
                .toList();
        if (sections.isEmpty()) {
            return null;
        }
        Map<String, BigDecimal> means = SectionResult.means(sections, settings.averaging());
        Map<String, BigDecimal> items = new LinkedHashMap<>();
        List<String> missing = new ArrayList<>();
        for (String code : itemSet.codes()) {
            Optional<BigDecimal> index = Optional.ofNullable(means.get(code))
                    .flatMap(mean -> SectionClass.limits(type, edition)
                            .item(code)
                            .flatMap(item -> itemIndex(item.limit(), mean)));
            index.ifPresentOrElse(value -> items.put(code, value), () -> missing.add(code));
        }
        BigDecimal sum = items.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        return new OfWaters(sum, means, Collections.unmodifiableMap(items), List.copyOf(missing), sections.size());
    }

    /**
     * The index of one item: value / class Ⅲ limit; of dissolved oxygen the limit / value; of pH its distance from 7
     * over that of the limit on its side, 7 - pH below and (pH - 7) / 2 above. Empty where it has no limit, or the
     * value is zero where it divides.
     */
    static Optional<BigDecimal> itemIndex(Limit limit, BigDecimal mean) {
        return switch (limit) {
            case AtMost most -> most.upper(WaterClass.THREE).map(upper -> mean.divide(upper, MathContext.DECIMAL64));
            case AtLeast least
            when mean.signum() > 0 ->
                Optional.of(least.limits().get(WaterClass.THREE - 1).divide(mean, MathContext.DECIMAL64));
            case AtLeast least -> Optional.empty();
            case Within within -> Optional.of(fromNeutral(within.ranges().get(WaterClass.THREE - 1), mean));
            case Threshold threshold -> Optional.of(mean.divide(threshold.limit(), MathContext.DECIMAL64));
            case Unclassed unclassed -> Optional.empty();
        };
    }

    private static BigDecimal fromNeutral(Range range, BigDecimal ph) {
        BigDecimal limit = ph.compareTo(NEUTRAL_PH) <= 0 ? range.low() : range.high();
        return ph.subtract(NEUTRAL_PH).divide(limit.subtract(NEUTRAL_PH), MathContext.DECIMAL64);
    }

    /**
     * Change against an earlier period: (later - earlier) / earlier, negative is better; 16 digits.
     *
     * @throws IllegalArgumentException where the earlier index is zero
     */
    public static BigDecimal change(CityWaterIndex earlier, CityWaterIndex later) {
        if (earlier.index.signum() == 0) {
            throw new IllegalArgumentException("no change against an index of 0");
        }
        return later.index.subtract(earlier.index).divide(earlier.index, MathContext.DECIMAL64);
    }

    /**
     * Ranks cities, the lowest index first; equal indices share a place and the next place is skipped. Equal cities
     * stand in the order of their names.
     */
    public static List<Place> rank(Map<String, CityWaterIndex> cities) {
        Map<String, BigDecimal> figures = new LinkedHashMap<>();
        cities.forEach((city, index) -> figures.put(city, index.index));
        return rankByFigure(figures);
    }

    /** Ranks cities by improvement, the largest fall of the index first; ties as in {@link #rank}. */
    public static List<Place> rankByChange(Map<String, BigDecimal> changes) {
        return rankByFigure(changes);
    }

    private static List<Place> rankByFigure(Map<String, BigDecimal> figures) {
        List<Map.Entry<String, BigDecimal>> sorted = figures.entrySet().stream()
                .sorted(Map.Entry.<String, BigDecimal>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .toList();
        List<Place> places = new ArrayList<>();
        for (Map.Entry<String, BigDecimal> city : sorted) {
            boolean tie = !places.isEmpty() && places.getLast().figure().compareTo(city.getValue()) == 0;
            int place = tie ? places.getLast().place() : places.size() + 1;
            places.add(new Place(place, city.getKey(), city.getValue()));
        }
        return List.copyOf(places);
    }

    /**
     * The index of a city's rivers, or of its lakes.
     *
     * @param index    sum of the item indices
     * @param means    of each item over the sections, not rounded
     * @param items    index of each item, in the order of the set
     * @param missing  items without an index, which make the sum smaller: cities compare only where these are equal
     * @param sections sections or points with values
     */
    public record OfWaters(
            BigDecimal index,
            Map<String, BigDecimal> means,
            Map<String, BigDecimal> items,
            List<String> missing,
            int sections) {}

    /** A city's place in a ranking. */
    public record Place(int place, String city, BigDecimal figure) {}
}
