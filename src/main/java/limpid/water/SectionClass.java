package limpid.water;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import limpid.standard.ClassLimits;
import limpid.standard.ClassLimits.AtLeast;
import limpid.standard.ClassLimits.AtMost;
import limpid.standard.ClassLimits.Item;
import limpid.station.Station.WaterBodyType;
import org.jspecify.annotations.Nullable;

/**
 * The class of one section 断面水质类别 by the single-factor rule 单因子评价: the worst class among the assessed items
 * (环办[2011]22号). Values are judged as they are handed over; the product that publishes the class rounds them before
 * ({@link Decimals}) or not at all.
 *
 * @param edition       of the limits, for example {@code GB 3838-2002}
 * @param waterBodyType river or lake, which have different phosphorus limits
 * @param itemSet       the items that were due
 * @param waterClass    1 to 5, 6 for worse than Ⅴ; null where no item could be judged
 * @param reason        why there is no class, empty where there is one
 * @param items         the items assessed, in the order of the set
 * @param leftOut       items that were due or handed over and give no class, each with its reason
 */
public record SectionClass(
        String edition,
        WaterBodyType waterBodyType,
        ItemSet itemSet,
        @Nullable Integer waterClass,
        String reason,
        List<ItemClass> items,
        List<LeftOut> leftOut) {

    /**
     * The class of one set of values.
     *
     * @param values  by item code, in the unit of the standard
     * @param edition of the limits, for example {@code GB 3838-2002}
     * @throws IllegalArgumentException where no limits of that edition exist
     */
    public static SectionClass of(Map<String, BigDecimal> values, WaterBodyType type, ItemSet itemSet, String edition) {
        Map<String, Measured> measured = new HashMap<>();
        values.forEach((code, value) -> measured.put(code, Measured.of(value)));
        return ofMeasured(measured, type, itemSet, edition);
    }

    /**
     * The class of one sample in which some values may lie below the detection limit. Such a value meets each limit
     * that is not lower than its detection limit, and cannot be judged against a lower one: it takes the best class
     * that it surely meets, and is left out where it surely meets none.
     *
     * @param values  by item code, in the unit of the standard
     * @param edition of the limits, for example {@code GB 3838-2002}
     * @throws IllegalArgumentException where no limits of that edition exist
     */
    public static SectionClass ofMeasured(
            Map<String, Measured> values, WaterBodyType type, ItemSet itemSet, String edition) {
        ClassLimits limits = limits(type, edition);
        List<ItemClass> items = new ArrayList<>();
        List<LeftOut> leftOut = new ArrayList<>();
        for (String code : itemSet.codes()) {
            judge(limits.item(code), code, values.get(code), items, leftOut);
        }
        leftOut.addAll(notAsked(values, itemSet));
        Integer worst = null;
        for (ItemClass item : items) {
            worst = worst == null ? item.waterClass() : Math.max(worst, item.waterClass());
        }
        String reason = worst == null ? "no item of the set '" + itemSet.name() + "' could be judged" : "";
        return new SectionClass(edition, type, itemSet, worst, reason, List.copyOf(items), List.copyOf(leftOut));
    }

    private static List<LeftOut> notAsked(Map<String, Measured> values, ItemSet itemSet) {
        Set<String> others = new HashSet<>(values.keySet());
        itemSet.codes().forEach(others::remove);
        return others.stream()
                .sorted()
                .map(code ->
                        new LeftOut(code, itemSet.reference().contains(code) ? Why.REFERENCE_ONLY : Why.NOT_IN_SET))
                .toList();
    }

    /** No class, because there is nothing to judge: a dry river, a month without a sample. */
    public static SectionClass none(WaterBodyType type, ItemSet itemSet, String edition, String reason) {
        return new SectionClass(edition, type, itemSet, null, reason, List.of(), List.of());
    }

    /** The limits that hold for a kind of water body. */
    static ClassLimits limits(WaterBodyType type, String edition) {
        return switch (type) {
            case RIVER -> ClassLimits.rivers(edition);
            case LAKE -> ClassLimits.lakes(edition);
        };
    }

    private static void judge(
            Optional<Item> item, String code, @Nullable Measured value, List<ItemClass> items, List<LeftOut> leftOut) {
        if (value == null) {
            leftOut.add(new LeftOut(code, Why.NOT_MEASURED));
        } else if (item.isEmpty()) {
            leftOut.add(new LeftOut(code, Why.NO_LIMIT));
        } else if (value.value().signum() < 0) {
            leftOut.add(new LeftOut(code, Why.NEGATIVE));
        } else {
            OptionalInt waterClass = classOf(item.get(), value);
            waterClass.ifPresentOrElse(
                    c -> items.add(ItemClass.of(item.get(), value, c)),
                    () -> leftOut.add(new LeftOut(code, value.belowDetection() ? Why.DETECTION_LIMIT : Why.NO_LIMIT)));
        }
    }

    private static OptionalInt classOf(Item item, Measured value) {
        OptionalInt ofNumber = item.limit().classOf(value.value());
        if (!value.belowDetection() || ofNumber.isEmpty()) {
            return ofNumber;
        }
        return switch (item.limit()) {
            case AtMost limit when limit.meets(value.value(), limit.limits().size()) -> ofNumber;
            case AtLeast limit
            when value.value().compareTo(limit.lowest()) <= 0 ->
                OptionalInt.of(limit.limits().size() + 1);
            default -> OptionalInt.empty();
        };
    }

    /** The name as published, Ⅰ to Ⅴ or 劣Ⅴ; null where there is no class. */
    public @Nullable String className() {
        return waterClass == null ? null : WaterClass.name(waterClass);
    }

    /** The items that have the class of the section 定类项目; empty where there is no class. */
    public List<ItemClass> deciding() {
        return items.stream()
                .filter(item -> Objects.equals(item.waterClass(), waterClass))
                .toList();
    }

    /** How many items were assessed, to be shown with every class. */
    public int itemsAssessed() {
        return items.size();
    }

    /** Whether the class is the target or better; empty where there is no class. */
    public Optional<Boolean> meets(int target) {
        return Optional.ofNullable(waterClass).map(c -> c <= target);
    }

    /** The items worse than class Ⅲ, in the order of the set. */
    public Stream<ItemClass> overClassThree() {
        return items.stream().filter(item -> item.waterClass() > WaterClass.THREE);
    }

    /**
     * One assessed item.
     *
     * @param measured   the value, or the detection limit it lies below
     * @param waterClass 1 to 5, 6 for worse than Ⅴ
     * @param exceedance multiple over the class Ⅲ limit; null where it does not exceed, and for pH, DO and temperature
     */
    public record ItemClass(
            String code,
            String nameZh,
            Measured measured,
            int waterClass,
            @Nullable BigDecimal exceedance) {
        private static ItemClass of(Item item, Measured measured, int waterClass) {
            BigDecimal exceedance = measured.belowDetection()
                    ? null
                    : Exceedance.fromClassThree(item.limit(), measured.value()).orElse(null);
            return new ItemClass(item.code(), item.nameZh(), measured, waterClass, exceedance);
        }

        /** The value judged; the detection limit where nothing was detected. */
        public BigDecimal value() {
            return measured.value();
        }
    }

    /** An item that gives no class, and why. */
    public record LeftOut(String code, Why why) {}

    /** Why an item gives no class. */
    public enum Why {
        /** Due by the item set, but there is no value. */
        NOT_MEASURED,
        /** The standard has no class limit of it for this kind of water: total nitrogen in rivers, temperature. */
        NO_LIMIT,
        /** Its detection limit is above every limit it could meet. */
        DETECTION_LIMIT,
        /** A negative value; no concentration can be. */
        NEGATIVE,
        /** Monitored for reference, never assessed: temperature, total nitrogen, faecal coliforms. */
        REFERENCE_ONLY,
        /** Measured, but the set does not ask for it. */
        NOT_IN_SET
    }
}
