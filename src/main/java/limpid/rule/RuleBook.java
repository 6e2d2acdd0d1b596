package limpid.rule;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import limpid.measure.Table;
import limpid.measure.Table.Row;
import limpid.rule.Rule.About;

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
        Area area = row.read("rule", "a rule of air, water, noise or alert", Area::of);
        Record defaults = area.defaults();
        return new Rule(
                name,
                area,
                new About(
                        row.read("by", "city or date", RuleBook::byCity),
                        row.text("unit"),
                        row.required("mark"),
                        row.required("meaning"),
                        row.required("meaning_zh")),
                SettingPath.of(defaults.getClass(), name.substring(name.indexOf('.') + 1)),
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

    /** All of them, in the order of the list. */
    public List<Rule> rules() {
        return List.copyOf(rules.values());
    }

    /** The rule of this name. */
    public Optional<Rule> rule(String name) {
        return Optional.ofNullable(rules.get(name));
    }
}
