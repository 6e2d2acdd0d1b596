package limpid.water;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import limpid.measure.Table;
import limpid.measure.Table.Row;
import org.jspecify.annotations.Nullable;

/**
 * A grade of water quality 水质状况, from {@code quality-grades.csv}: of one section by its class, of a river, basin or
 * city by shares, of a lake by its trophic index (环办[2011]22号).
 *
 * @param order    1 is the best
 * @param colourZh as on maps; empty where none is fixed
 */
public record Grade(int order, String nameZh, String nameEn, String colourZh, String colourEn) {
    private static final List<Rule> RULES = load();

    private static List<Rule> load() {
        Table table = Table.resource("/limpid/standard/water/quality-grades.csv");
        table.unique("order", row -> row.required("scope") + row.required("order"));
        return table.map(Rule::read);
    }

    /** Of one section by its class, 1 to 6. */
    public static Grade ofClass(int waterClass) {
        BigDecimal number = BigDecimal.valueOf(waterClass);
        return find("section", rule -> rule.classes.contains(number));
    }

    /**
     * Of five or more sections.
     *
     * @param good percent of class Ⅰ to Ⅲ, unrounded
     * @param bad  percent worse than class Ⅴ, unrounded
     */
    public static Grade ofShares(BigDecimal good, BigDecimal bad) {
        return find("basin", rule -> rule.good.contains(good) && rule.bad.contains(bad));
    }

    /** 营养状态, of a lake by its comprehensive trophic index. */
    public static Grade ofTrophicIndex(BigDecimal index) {
        return find("lake", rule -> rule.trophic.contains(index));
    }

    private static Grade find(String scope, Predicate<Rule> fits) {
        return RULES.stream()
                .filter(rule -> rule.scope.equals(scope) && fits.test(rule))
                .map(Rule::grade)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no grade of scope " + scope + " fits"));
    }

    private record Rule(String scope, Span classes, Span good, Span bad, Span trophic, Grade grade) {
        private static Rule read(Row row) {
            return new Rule(
                    row.required("scope"),
                    new Span(number(row, "class_from"), true, number(row, "class_to"), true),
                    new Span(number(row, "good_from"), true, number(row, "good_below"), false),
                    new Span(number(row, "bad_from"), true, number(row, "bad_below"), false),
                    new Span(
                            number(row, "tli_low"),
                            inclusive(row, "tli_low_inclusive"),
                            number(row, "tli_high"),
                            inclusive(row, "tli_high_inclusive")),
                    new Grade(
                            row.integer("order"),
                            row.required("grade_zh"),
                            row.required("grade_en"),
                            row.text("colour_zh"),
                            row.text("colour_en")));
        }

        private static @Nullable BigDecimal number(Row row, String column) {
            return row.optionalDecimal(column).orElse(null);
        }

        private static boolean inclusive(Row row, String column) {
            return Optional.of(column)
                    .filter(c -> row.optional(c).isPresent())
                    .map(row::yes)
                    .orElse(false);
        }
    }

    private record Span(
            @Nullable BigDecimal low,
            boolean lowIn,
            @Nullable BigDecimal high,
            boolean highIn) {
        private boolean contains(BigDecimal value) {
            return (low == null || value.compareTo(low) >= (lowIn ? 0 : 1))
                    && (high == null || value.compareTo(high) <= (highIn ? 0 : -1));
        }
    }
}
