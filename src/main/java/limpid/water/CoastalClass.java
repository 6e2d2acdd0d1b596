package limpid.water;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import limpid.standard.ClassLimits;
import limpid.standard.ClassLimits.Item;
import limpid.water.SectionClass.LeftOut;
import limpid.water.SectionClass.Why;
import org.jspecify.annotations.Nullable;

/**
 * The class of one coastal station 海水水质类别 by GB 3097-1997, worst item decides. How a sea area is counted from its
 * stations is not known, so nothing above the station is computed.
 *
 * @param waterClass 1 to 4, 5 for worse than the fourth; null where no item could be judged
 * @param items      class of each assessed item, in the order of the set
 * @param leftOut    items of the set without a class, with the reason
 */
public record CoastalClass(String edition, @Nullable Integer waterClass, List<ItemClass> items, List<LeftOut> leftOut) {
    private static final List<String> NAMES = List.of("一类", "二类", "三类", "四类", "劣四类");
    private static final ItemSet ITEMS = ItemSet.named("coastal");

    /**
     * Judges a station.
     *
     * @param values  by item code, mg/L and pH
     * @param edition of the limits
     * @throws IllegalArgumentException where no limits of that edition exist
     */
    public static CoastalClass of(Map<String, BigDecimal> values, String edition) {
        ClassLimits limits = ClassLimits.coastal(edition);
        List<ItemClass> items = new ArrayList<>();
        List<LeftOut> leftOut = new ArrayList<>();
        for (String code : ITEMS.codes()) {
            BigDecimal value = values.get(code);
            if (value == null) {
                leftOut.add(new LeftOut(code, Why.NOT_MEASURED));
            } else if (value.signum() < 0) {
                leftOut.add(new LeftOut(code, Why.NEGATIVE));
            } else {
                Optional<Item> item = limits.item(code);
                OptionalInt waterClass = item.isEmpty()
                        ? OptionalInt.empty()
                        : item.get().limit().classOf(value);
                waterClass.ifPresentOrElse(
                        c -> items.add(new ItemClass(code, value, c)),
                        () -> leftOut.add(new LeftOut(code, Why.NO_LIMIT)));
            }
        }
        Integer worst = items.stream()
                .map(ItemClass::waterClass)
                .max(Comparator.naturalOrder())
                .orElse(null);
        return new CoastalClass(edition, worst, List.copyOf(items), List.copyOf(leftOut));
    }

    /** The name as published, 一类 to 四类, 劣四类; null where there is no class. */
    public @Nullable String className() {
        return waterClass == null ? null : NAMES.get(waterClass - 1);
    }

    /** The items that have the class of the station. */
    public List<ItemClass> deciding() {
        return items.stream()
                .filter(item -> Objects.equals(item.waterClass(), waterClass))
                .toList();
    }

    /** One assessed item. */
    public record ItemClass(String code, BigDecimal value, int waterClass) {}
}
