package limpid.standard;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import limpid.measure.Table;
import limpid.measure.Table.Row;
import org.jspecify.annotations.Nullable;

/**
 * The six levels of the air quality index 空气质量指数级别 of one edition: HJ 633-2012 table 2 and A.1, HJ 633-2026 tables 1
 * and A.1. They come from {@code categories.csv}.
 */
public final class AirCategories {
    private static final Map<String, AirCategories> STANDARD =
            read(Table.resource("/limpid/standard/air/categories.csv"));

    private final List<Category> categories;

    private AirCategories(List<Category> categories) {
        this.categories = categories;
    }

    /**
     * The levels of an edition of HJ 633.
     *
     * @throws IllegalArgumentException where the edition has none
     */
    public static AirCategories of(Edition edition) {
        AirCategories categories = STANDARD.get(edition.code());
        if (categories == null) {
            throw new IllegalArgumentException("no levels for " + edition.code());
        }
        return categories;
    }

    /**
     * Reads the levels of all editions, by edition code.
     *
     * @throws Table.Malformed where a level does not begin where the one before ends
     */
    public static Map<String, AirCategories> read(Table table) {
        Map<String, List<Category>> levels = new LinkedHashMap<>();
        for (Row row : table.rows()) {
            List<Category> above = levels.computeIfAbsent(row.required("edition"), edition -> new ArrayList<>());
            Category category = category(row);
            if (!above.isEmpty() && !adjoin(above.getLast(), category)) {
                throw row.malformed("aqi_min", "does not begin where the level before ends");
            }
            above.add(category);
        }
        Map<String, AirCategories> books = new LinkedHashMap<>();
        levels.forEach((edition, categories) -> books.put(edition, new AirCategories(List.copyOf(categories))));
        return Map.copyOf(books);
    }

    private static boolean adjoin(Category lower, Category upper) {
        return lower.max != null && upper.min == lower.max + 1 && upper.level == lower.level + 1;
    }

    private static Category category(Row row) {
        return new Category(
                row.integer("level"),
                row.required("level_zh"),
                row.integer("aqi_min"),
                row.optional("aqi_max").map(text -> row.integer("aqi_max")).orElse(null),
                row.required("category_zh"),
                row.required("category_en_unofficial"),
                row.required("color_zh"),
                row.required("color_en"),
                row.required("hex"),
                row.required("health_effect_short"),
                row.required("advice_short"),
                row.required("health_effect_zh"),
                row.required("advice_zh"));
    }

    /** The levels from 1 to 6. */
    public List<Category> all() {
        return categories;
    }

    /** The level of an index. An index of 0, which HJ 633-2026 does not cover, is of level 1. */
    public Category of(int aqi) {
        for (Category category : categories) {
            if (category.max == null || aqi <= category.max) {
                return category;
            }
        }
        throw new IllegalArgumentException("no level for an index of " + aqi);
    }

    /**
     * One level.
     *
     * @param level        1 to 6
     * @param levelZh      as printed, for example 二级
     * @param min          least index of the level
     * @param max          greatest index of the level; null where it is open
     * @param zh           category 类别, for example 轻度污染
     * @param en           customary English name; the standards have none
     * @param colourHex    RGB of A.1, for example {@code #FF7E00}
     * @param healthEffect short English form of the printed effect
     * @param advice       short English form of the printed advice
     * @param healthEffectZh 对健康影响情况, as printed
     * @param adviceZh       建议采取的措施, as printed
     */
    public record Category(
            int level,
            String levelZh,
            int min,
            @Nullable Integer max,
            String zh,
            String en,
            String colourZh,
            String colourEn,
            String colourHex,
            String healthEffect,
            String advice,
            String healthEffectZh,
            String adviceZh) {}
}
