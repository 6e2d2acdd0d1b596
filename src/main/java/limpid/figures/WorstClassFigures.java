package limpid.figures;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import limpid.programme.Explanation;
import limpid.programme.Figure;
import limpid.programme.Figure.Item;
import limpid.station.Station;
import org.jspecify.annotations.Nullable;

/**
 * The worst class of any month of any section: what 稳定达到 Ⅲ类 asks for. Every section needs its months; that a document
 * means months and not the year is our reading.
 */
final class WorstClassFigures {
    private final int leastMonths;
    private final List<Item> items = new ArrayList<>();

    /** @param leastMonths with a class that a section needs */
    WorstClassFigures(int leastMonths) {
        this.leastMonths = leastMonths;
    }

    /** @param classes of its months that have one */
    void add(Station section, List<Integer> classes) {
        BigDecimal worst = classes.stream()
                .max(Comparator.naturalOrder())
                .map(BigDecimal::valueOf)
                .orElse(null);
        boolean enough = classes.size() >= leastMonths;
        items.add(new Item(
                section.nameZh(),
                enough ? worst : null,
                null,
                enough ? Boolean.TRUE : null,
                Explanation.of("monthsWithClass", classes.size(), leastMonths)));
    }

    /** Sections with enough months. */
    int judged() {
        return Math.toIntExact(
                items.stream().filter(item -> item.value() != null).count());
    }

    Figure figure(Explanation basis, String edition) {
        if (items.isEmpty()) {
            return Figure.missing(Explanation.of("noSuchSection"), basis, edition);
        }
        List<Item> open = items.stream().filter(item -> item.value() == null).toList();
        Figure figure = open.isEmpty() ? worst(basis, edition) : Figure.missing(told(open), basis, edition);
        return figure.withItems(items.stream().map(WorstClassFigures::unjudged).toList())
                .withCounted(judged(), items.size())
                .withLeftOut(open.stream()
                        .map(item -> item.name() + ": " + item.reason().en())
                        .toList());
    }

    private Figure worst(Explanation basis, String edition) {
        BigDecimal worst = items.stream()
                .map(Item::value)
                .map(Objects::requireNonNull)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        return Figure.of(worst, worst, basis, edition);
    }

    /** Which class is enough is the target's to say. */
    private static Item unjudged(Item item) {
        @Nullable Boolean open = null;
        return new Item(item.name(), item.value(), null, open, item.reason());
    }

    private static Explanation told(List<Item> items) {
        return Explanation.all(items.stream()
                .map(item -> Explanation.of("one", item.name(), item.reason()))
                .toList());
    }
}
