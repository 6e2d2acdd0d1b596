package limpid.water;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import limpid.water.SectionClass.ItemClass;

/** Main pollution indicators 主要污染指标 (环办[2011]22号). */
public final class MainIndicators {
    private static final ItemSet PRECEDENCE = ItemSet.named("precedence");

    private MainIndicators() {}

    /**
     * Of one section or lake: none while it is class Ⅲ or better. Otherwise the items over class Ⅲ, cyanide and heavy
     * metals first, then by class, worst first, then by multiple, largest first; items without a multiple (pH,
     * dissolved oxygen) come after those of their class that have one.
     */
    public static List<ItemClass> ofSection(SectionClass section, WaterSettings.Region settings) {
        return section.overClassThree()
                .sorted(Comparator.comparing((ItemClass item) -> !PRECEDENCE.assesses(item.code()))
                        .thenComparing(ItemClass::waterClass, Comparator.reverseOrder())
                        .thenComparing(MainIndicators::multiple, Comparator.reverseOrder()))
                .limit(settings.mainIndicators())
                .toList();
    }

    private static BigDecimal multiple(ItemClass item) {
        return Optional.ofNullable(item.exceedance()).orElse(BigDecimal.ZERO);
    }

    /**
     * Of a river, basin or city with enough sections to go by shares: the items that most sections exceed, by section
     * exceedance rate 断面超标率. With fewer sections each section's own indicators are named instead.
     */
    public static List<BasinIndicator> ofBasin(Collection<SectionResult> sections, WaterSettings.Region settings) {
        List<SectionResult> assessed = sections.stream()
                .filter(section -> section.waterClass().isPresent())
                .toList();
        Map<String, List<ItemClass>> over = new LinkedHashMap<>();
        assessed.stream()
                .flatMap(section -> section.sectionClass().overClassThree())
                .forEach(item -> over.computeIfAbsent(item.code(), code -> new ArrayList<>())
                        .add(item));
        return over.values().stream()
                .map(items -> BasinIndicator.of(items, assessed.size()))
                .sorted(Comparator.comparing((BasinIndicator item) -> !comesFirst(item, settings))
                        .thenComparing(BasinIndicator::sectionsOver, Comparator.reverseOrder())
                        .thenComparing(item -> orderInStandard(item, assessed)))
                .limit(settings.mainIndicators())
                .toList();
    }

    private static boolean comesFirst(BasinIndicator item, WaterSettings.Region settings) {
        return settings.precedenceInBasins() && PRECEDENCE.assesses(item.code());
    }

    private static int orderInStandard(BasinIndicator item, List<SectionResult> assessed) {
        return assessed.getFirst().sectionClass().itemSet().codes().indexOf(item.code());
    }

    /** As printed: the item with its multiple in brackets, 氨氮(0.3), or the item alone where it has none. */
    public static String printed(ItemClass item, WaterSettings.Publication settings) {
        BigDecimal multiple = item.exceedance();
        return multiple == null
                ? item.nameZh()
                : item.nameZh() + "("
                        + multiple.setScale(settings.exceedanceDecimals(), RoundingMode.HALF_EVEN)
                                .toPlainString() + ")";
    }

    /**
     * One indicator of a basin.
     *
     * @param sectionsOver sections in which it is worse than class Ⅲ
     * @param rate         those in percent of all sections assessed, unrounded
     */
    public record BasinIndicator(String code, String nameZh, int sectionsOver, BigDecimal rate) {
        private static BasinIndicator of(List<ItemClass> items, int assessed) {
            ItemClass first = items.getFirst();
            BigDecimal rate = ClassShares.percent(items.size(), assessed).orElseThrow();
            return new BasinIndicator(first.code(), first.nameZh(), items.size(), rate);
        }
    }
}
