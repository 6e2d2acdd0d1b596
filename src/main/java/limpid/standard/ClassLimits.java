package limpid.standard;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import limpid.measure.Table;
import limpid.measure.Table.Row;

/**
 * Limits of the water classes 水质类别 in one edition and for one kind of water: GB 3838-2002 tables 1 to 3 for rivers
 * or for lakes and reservoirs, GB 3097-1997 for the sea. Class 1 is the best; a value that meets no class has the class
 * after the last one (劣Ⅴ is 6). Limits are inclusive unless the standard prints otherwise, and where adjacent classes
 * share a limit a value on it has the best of them. Values are in the item's unit.
 */
public final class ClassLimits {
    /** The edition of the surface-water standard whose tables ship with the program. */
    public static final String GB_3838_2002 = "GB 3838-2002";

    /** The edition of the sea-water standard whose table ships with the program. */
    public static final String GB_3097_1997 = "GB 3097-1997";

    private static final String FOLDER = "/limpid/standard/water/";
    private static final Map<String, ClassLimits> RIVERS = surface("river");
    private static final Map<String, ClassLimits> LAKES = surface("lake");
    private static final Map<String, ClassLimits> SEA = sea();

    private final String edition;
    private final Map<String, Item> items = new LinkedHashMap<>();

    private ClassLimits(String edition) {
        this.edition = edition;
    }

    /**
     * The limits for rivers 河流, in which total nitrogen has none.
     *
     * @throws IllegalArgumentException where no table of that edition exists
     */
    public static ClassLimits rivers(String edition) {
        return ofEdition(RIVERS, edition);
    }

    /**
     * The limits for lakes and reservoirs 湖泊、水库, with their own phosphorus limits and those of total nitrogen.
     *
     * @throws IllegalArgumentException where no table of that edition exists
     */
    public static ClassLimits lakes(String edition) {
        return ofEdition(LAKES, edition);
    }

    /**
     * The limits for coastal waters 近岸海域, four classes.
     *
     * @throws IllegalArgumentException where no table of that edition exists
     */
    public static ClassLimits coastal(String edition) {
        return ofEdition(SEA, edition);
    }

    private static ClassLimits ofEdition(Map<String, ClassLimits> editions, String edition) {
        ClassLimits limits = editions.get(edition);
        if (limits == null) {
            throw new IllegalArgumentException("no class limits of '" + edition + "', only of " + editions.keySet());
        }
        return limits;
    }

    private static Map<String, ClassLimits> surface(String kind) {
        Map<String, ClassLimits> editions = new LinkedHashMap<>();
        Predicate<Row> ofKind = row ->
                row.required("kind").equals("both") || row.required("kind").equals(kind);
        add(editions, "gb3838-table1.csv", ofKind, row -> item(row, Part.BASIC, 5));
        add(editions, "gb3838-table2.csv", row -> true, row -> single(row, Part.SUPPLEMENTARY));
        add(editions, "gb3838-table3.csv", row -> true, row -> single(row, Part.SPECIFIC));
        return editions;
    }

    private static Map<String, ClassLimits> sea() {
        Map<String, ClassLimits> editions = new LinkedHashMap<>();
        add(editions, "coastal-gb3097.csv", row -> true, row -> item(row, Part.BASIC, 4));
        return editions;
    }

    private static void add(
            Map<String, ClassLimits> editions, String file, Predicate<Row> wanted, Function<Row, Item> reading) {
        for (Row row : Table.resource(FOLDER + file).rows()) {
            if (wanted.test(row)) {
                editions.computeIfAbsent(row.required("edition"), ClassLimits::new)
                        .add(row, reading.apply(row));
            }
        }
    }

    private void add(Row row, Item item) {
        if (items.putIfAbsent(item.code(), item) != null) {
            throw row.malformed("code", "'" + item.code() + "' stands twice for one kind of water");
        }
    }

    private static Item item(Row row, Part part, int classes) {
        return item(
                row,
                part,
                switch (row.required("direction")) {
                    case "max" -> new AtMost(decimals(row, classes));
                    case "min" ->
                        new AtLeast(
                                decimals(row, classes),
                                row.optional("inclusive").isEmpty() || row.yes("inclusive"));
                    case "range" -> new Within(ranges(row, classes));
                    case "none" -> new Unclassed();
                    default -> throw row.malformed("direction", "must be max, min, range or none");
                });
    }

    private static Item single(Row row, Part part) {
        return item(row, part, new Threshold(row.decimal("limit")));
    }

    private static Item item(Row row, Part part, Limit limit) {
        return new Item(
                row.required("code"), row.required("item_zh"), row.required("item_en"), row.text("unit"), part, limit);
    }

    private static List<BigDecimal> decimals(Row row, int classes) {
        return IntStream.rangeClosed(1, classes)
                .mapToObj(c -> row.decimal("class" + c))
                .toList();
    }

    private static List<Range> ranges(Row row, int classes) {
        return IntStream.rangeClosed(1, classes)
                .mapToObj(c -> row.read("class" + c, "low-high", Range::parse))
                .toList();
    }

    /** All items that have a row for this kind of water, in the order of the standard. */
    public List<Item> items() {
        return List.copyOf(items.values());
    }

    /** The items of one table of the standard. */
    public List<Item> items(Part part) {
        return items.values().stream().filter(item -> item.part() == part).toList();
    }

    /** The item, empty where the standard has none of that code for this kind of water. */
    public Optional<Item> item(String code) {
        return Optional.ofNullable(items.get(code));
    }

    /** Which table of the standard an item stands in. */
    public enum Part {
        /** 基本项目, GB 3838 table 1. */
        BASIC,
        /** 集中式生活饮用水地表水源地补充项目, table 2. */
        SUPPLEMENTARY,
        /** 集中式生活饮用水地表水源地特定项目, table 3. */
        SPECIFIC
    }

    /**
     * One item of the standard.
     *
     * @param code  of {@code parameters.csv}
     * @param unit  as the standard prints it
     */
    public record Item(String code, String nameZh, String nameEn, String unit, Part part, Limit limit) {}

    /** How an item is judged. */
    public sealed interface Limit {
        /** The best class whose limit the value meets, or the class after the last; empty where the item gives none. */
        OptionalInt classOf(BigDecimal value);

        /**
         * Whether the value meets this class; an item with a single limit is held to it whatever the class.
         *
         * @throws IndexOutOfBoundsException where the standard has no such class
         */
        boolean meets(BigDecimal value, int waterClass);

        /**
         * The upper limit from which an exceedance multiple counts. Empty for dissolved oxygen, pH and temperature, of
         * which none is computed (环办[2011]22号).
         *
         * @throws IndexOutOfBoundsException where the standard has no such class
         */
        Optional<BigDecimal> upper(int waterClass);
    }

    private static OptionalInt bestMet(Limit limit, BigDecimal value, int classes) {
        int waterClass = 1;
        while (waterClass <= classes && !limit.meets(value, waterClass)) {
            waterClass++;
        }
        return OptionalInt.of(waterClass);
    }

    /** Upper limits, inclusive; the first is that of class 1. */
    public record AtMost(List<BigDecimal> limits) implements Limit {
        /** Refuses limits that get stricter with a worse class. */
        public AtMost {
            limits = ordered(limits, limits);
        }

        @Override
        public OptionalInt classOf(BigDecimal value) {
            return bestMet(this, value, limits.size());
        }

        @Override
        public boolean meets(BigDecimal value, int waterClass) {
            return value.compareTo(limits.get(waterClass - 1)) <= 0;
        }

        @Override
        public Optional<BigDecimal> upper(int waterClass) {
            return Optional.of(limits.get(waterClass - 1));
        }
    }

    /** Lower limits, as of dissolved oxygen; the first is that of class 1. */
    public record AtLeast(List<BigDecimal> limits, boolean inclusive) implements Limit {
        /** Refuses limits that get stricter with a worse class. */
        public AtLeast {
            List<BigDecimal> reversed = new ArrayList<>(limits);
            Collections.reverse(reversed);
            limits = ordered(limits, reversed);
        }

        @Override
        public OptionalInt classOf(BigDecimal value) {
            return bestMet(this, value, limits.size());
        }

        @Override
        public boolean meets(BigDecimal value, int waterClass) {
            int comparison = value.compareTo(limits.get(waterClass - 1));
            return inclusive ? comparison >= 0 : comparison > 0;
        }

        @Override
        public Optional<BigDecimal> upper(int waterClass) {
            return Optional.empty();
        }

        /** The weakest limit, below which no class is met. */
        public BigDecimal lowest() {
            return limits.getLast();
        }
    }

    /** Ranges with both ends inside, as of pH; the first is that of class 1. */
    public record Within(List<Range> ranges) implements Limit {
        /** Keeps its own list. */
        public Within {
            ranges = List.copyOf(ranges);
        }

        @Override
        public OptionalInt classOf(BigDecimal value) {
            return bestMet(this, value, ranges.size());
        }

        @Override
        public boolean meets(BigDecimal value, int waterClass) {
            return ranges.get(waterClass - 1).contains(value);
        }

        @Override
        public Optional<BigDecimal> upper(int waterClass) {
            return Optional.empty();
        }
    }

    /** One upper limit for all uses, inclusive: tables 2 and 3, which know no classes. */
    public record Threshold(BigDecimal limit) implements Limit {
        @Override
        public OptionalInt classOf(BigDecimal value) {
            return OptionalInt.empty();
        }

        @Override
        public boolean meets(BigDecimal value, int waterClass) {
            return value.compareTo(limit) <= 0;
        }

        @Override
        public Optional<BigDecimal> upper(int waterClass) {
            return Optional.of(limit);
        }
    }

    /** No limit of the value itself: of water temperature only the man-made change is limited. */
    public record Unclassed() implements Limit {
        @Override
        public OptionalInt classOf(BigDecimal value) {
            return OptionalInt.empty();
        }

        @Override
        public boolean meets(BigDecimal value, int waterClass) {
            return true;
        }

        @Override
        public Optional<BigDecimal> upper(int waterClass) {
            return Optional.empty();
        }
    }

    /** A closed interval. */
    public record Range(BigDecimal low, BigDecimal high) {
        /** Refuses an interval that is the wrong way round. */
        public Range {
            if (low.compareTo(high) > 0) {
                throw new IllegalArgumentException("range is the wrong way round: " + low + "-" + high);
            }
        }

        private static Range parse(String text) {
            int dash = text.indexOf('-');
            return new Range(new BigDecimal(text.substring(0, dash)), new BigDecimal(text.substring(dash + 1)));
        }

        /** Whether the value lies between the ends, ends included. */
        public boolean contains(BigDecimal value) {
            return value.compareTo(low) >= 0 && value.compareTo(high) <= 0;
        }
    }

    private static List<BigDecimal> ordered(List<BigDecimal> limits, List<BigDecimal> ascending) {
        for (int i = 1; i < ascending.size(); i++) {
            if (ascending.get(i - 1).compareTo(ascending.get(i)) > 0) {
                throw new IllegalArgumentException("limits are not in order: " + limits);
            }
        }
        return List.copyOf(limits);
    }
}
