package limpid.water;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import limpid.measure.Table;
import limpid.measure.Table.Row;
import limpid.standard.ClassLimits;
import limpid.standard.ClassLimits.Item;
import limpid.standard.ClassLimits.Part;

/**
 * Which items 评价指标 make a class or a verdict, from {@code item-sets.csv}. A class over five items is not the 21-item
 * class, so every result carries its set.
 *
 * @param name      in settings and results
 * @param codes     assessed items, in the order of the standard
 * @param reference items that are monitored and reported but never assessed
 */
public record ItemSet(String name, String titleZh, String titleEn, List<String> codes, List<String> reference) {
    private static final Map<String, ItemSet> STANDARD = load();

    /** Refuses an empty set and an item that stands twice. */
    public ItemSet {
        codes = List.copyOf(codes);
        reference = List.copyOf(reference);
        if (codes.isEmpty()
                || Stream.concat(codes.stream(), reference.stream()).distinct().count()
                        != codes.size() + reference.size()) {
            throw new IllegalArgumentException("item set '" + name + "' is empty or names an item twice");
        }
    }

    private static Map<String, ItemSet> load() {
        return Table.resource("/limpid/standard/water/item-sets.csv").keyed("set", ItemSet::set);
    }

    private static ItemSet set(Row row) {
        List<String> codes = new ArrayList<>();
        for (String code : list(row, "codes")) {
            switch (code) {
                case "table2" -> codes.addAll(tableOf(row, Part.SUPPLEMENTARY));
                case "table3" -> codes.addAll(tableOf(row, Part.SPECIFIC));
                default -> codes.add(code);
            }
        }
        return new ItemSet(
                row.required("set"), row.text("title_zh"), row.text("title_en"), codes, list(row, "reference_codes"));
    }

    private static List<String> tableOf(Row row, Part part) {
        return ClassLimits.rivers(row.required("edition")).items(part).stream()
                .map(Item::code)
                .toList();
    }

    private static List<String> list(Row row, String column) {
        return row.optional(column).map(text -> List.of(text.split(";"))).orElse(List.of());
    }

    /**
     * pH, dissolved oxygen, permanganate index, ammonia nitrogen, total phosphorus: real-time classes rest on these.
     */
    public static ItemSet automatic() {
        return named("automatic");
    }

    /** The four items of the national weekly of 2007 to 2018. */
    public static ItemSet weekly() {
        return named("weekly");
    }

    /** The 21 items of the assessment method, 环办[2011]22号: table 1 less temperature, nitrogen and coliforms. */
    public static ItemSet assessment() {
        return named("assessment");
    }

    /**
     * A set of {@code item-sets.csv}.
     *
     * @throws IllegalArgumentException where there is none of that name
     */
    public static ItemSet named(String name) {
        return Optional.ofNullable(STANDARD.get(name))
                .orElseThrow(() -> new IllegalArgumentException("no item set '" + name + "'"));
    }

    /** All sets that ship with the program. */
    public static List<ItemSet> standard() {
        return List.copyOf(STANDARD.values());
    }

    /** Whether the item is assessed. */
    public boolean assesses(String code) {
        return codes.contains(code);
    }

    /** How many items are monitored: those assessed and those for reference. */
    public int monitored() {
        return codes.size() + reference.size();
    }
}
