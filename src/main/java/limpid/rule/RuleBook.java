package limpid.rule;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import limpid.air.AirSettings;
import limpid.measure.Medium;
import limpid.measure.Table;
import limpid.measure.Table.Row;
import limpid.noise.NoiseSettings;
import limpid.rule.Rule.About;
import limpid.water.WaterSettings;

/** The list of all rules. */
public final class RuleBook {
    private static final RuleBook STANDARD = read(Table.resource("/limpid/rule/rules.csv"));

    private final Map<String, Rule> rules = new LinkedHashMap<>();

    private RuleBook() {}

    /** The list that ships with the program. */
    public static RuleBook standard() {
        return STANDARD;
    }

    private static RuleBook read(Table table) {
        table.unique("rule", row -> row.required("rule"));
        RuleBook book = new RuleBook();
        table.map(RuleBook::rule).forEach(rule -> book.rules.put(rule.name(), rule));
        return book;
    }

    private static Rule rule(Row row) {
        String name = row.required("rule");
        int dot = name.indexOf('.');
        Medium medium = row.read("rule", "a rule of air, water or noise", text -> Medium.of(text.substring(0, dot))
                .orElseThrow());
        Object defaults = defaults(medium);
        return new Rule(
                name,
                medium,
                new About(
                        row.read("by", "city or date", RuleBook::byCity),
                        row.text("unit"),
                        row.required("mark"),
                        row.required("meaning"),
                        row.required("meaning_zh")),
                Component.of(defaults.getClass(), name.substring(dot + 1)),
                row.text("allowed"),
                defaults);
    }

    private static boolean byCity(String by) {
        return switch (by) {
            case "city" -> true;
            case "date" -> false;
            default -> throw new IllegalArgumentException(by);
        };
    }

    /** What holds where nothing is chosen. */
    static Object defaults(Medium medium) {
        return switch (medium) {
            case AIR -> AirSettings.DEFAULTS;
            case WATER -> WaterSettings.defaults();
            case NOISE -> NoiseSettings.DEFAULT;
        };
    }

    /** All of them, in the order of the list. */
    public List<Rule> rules() {
        return List.copyOf(rules.values());
    }

    /** The rule of this name. */
    public Optional<Rule> rule(String name) {
        return Optional.ofNullable(rules.get(name));
    }
}
