package limpid.figures;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import limpid.programme.Explanation;
import limpid.programme.Figure;
import limpid.programme.Figure.Item;

/** Figures that count, with a part for each of what is counted by itself. */
final class Counts {
    private Counts() {}

    /** So many of a thing of which {@code least} are needed. */
    static Item item(String name, int count, int least) {
        return new Item(
                name,
                BigDecimal.valueOf(count),
                BigDecimal.valueOf(least),
                count >= least,
                Explanation.of("countOf", count, least));
    }

    /** The part that has the fewest decides. @param items one at least */
    static Figure fewest(List<Item> items, Explanation basis) {
        BigDecimal fewest =
                items.stream().map(Item::value).min(Comparator.naturalOrder()).orElseThrow();
        return Figure.of(fewest, fewest, basis, "").withItems(items);
    }

    /** A count. */
    static Figure of(long count, Explanation basis) {
        BigDecimal number = BigDecimal.valueOf(count);
        return Figure.of(number, number, basis, "");
    }
}
