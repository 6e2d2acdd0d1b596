package limpid.rule;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import limpid.measure.Medium;

/** A point that the standards leave open, or that could not be read in them, with its default. */
public final class Rule {
    private final String name;
    private final Area area;
    private final About about;
    private final SettingPath component;
    private final String allowed;
    private final String byDefault;

    /**
     * What a person wants to know of a rule.
     *
     * @param byCity    whether cities may differ
     * @param unit      of the value, empty where it has none
     * @param mark      how sure the default is: P read in the standard, S second-hand, E inferred from published figures,
     *                  K from knowledge, UNKNOWN not found, 1 one source, 2 two sources
     * @param meaning   in English
     * @param meaningZh in Chinese
     */
    public record About(boolean byCity, String unit, String mark, String meaning, String meaningZh) {}

    Rule(String name, Area area, About about, SettingPath component, String allowed, Object defaults) {
        this.name = name;
        this.area = area;
        this.about = about;
        this.component = component;
        this.allowed = allowed.isEmpty() ? RuleValues.allowed(component.type()) : allowed;
        this.byDefault = RuleValues.print(component.get(defaults));
    }

    /** Such as {@code air.city.leastSharePercent}. */
    public String name() {
        return name;
    }

    /** Whose figures it concerns; empty where it concerns what is told of any medium. */
    public Optional<Medium> medium() {
        return area.medium();
    }

    Area area() {
        return area;
    }

    /** What it means. */
    public About about() {
        return about;
    }

    /** {@code lowest..highest}, or values apart by |; empty where the kind of the value says enough. */
    public String allowed() {
        return allowed;
    }

    /** The value where nothing else is chosen. */
    public String byDefault() {
        return byDefault;
    }

    /** Its value in these settings. */
    public String in(Object settings) {
        return RuleValues.print(component.get(settings));
    }

    /** What a value must be, for a complaint. */
    String expected() {
        if (allowed.isEmpty()) {
            return RuleValues.expected(component.type());
        }
        return allowed.contains("|") ? "one of " + allowed.replace("|", ", ") : "from " + allowed;
    }

    /** @throws RuntimeException where the text is no value of it */
    Object read(String text) {
        Object value = RuleValues.read(component.type(), text);
        if (!allowed.isEmpty() && !isAllowed(text)) {
            throw new IllegalArgumentException(text);
        }
        return value;
    }

    private boolean isAllowed(String text) {
        if (!allowed.contains("..")) {
            return List.of(allowed.split("\\|")).contains(text);
        }
        String[] bounds = allowed.split("\\.\\.", 2);
        BigDecimal value = new BigDecimal(text);
        return value.compareTo(new BigDecimal(bounds[0])) >= 0 && value.compareTo(new BigDecimal(bounds[1])) <= 0;
    }

    /** Whether its values are a list by date, which the settings keep themselves. */
    boolean dated() {
        return component.type() == List.class;
    }

    /** @throws IllegalArgumentException where the settings refuse the value */
    Object set(Object settings, Object value) {
        return component.with(settings, value);
    }

    @Override
    public String toString() {
        return name;
    }
}
