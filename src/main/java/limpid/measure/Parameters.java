package limpid.measure;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import limpid.measure.Parameter.Bounds;
import limpid.measure.Table.Row;

/** The published list of parameters: {@code limpid/measure/parameters.csv}. */
public final class Parameters {
    private static final Parameters STANDARD = new Parameters(Table.resource("/limpid/measure/parameters.csv"));

    private final List<Parameter> all;
    private final Map<String, Parameter> byCode;
    private final Map<Integer, Parameter> byId;

    private Parameters(Table table) {
        table.unique("id", row -> row.integer("id"));
        table.unique("code", row -> row.required("code"));
        all = List.copyOf(table.map(Parameters::parameter));
        byCode = all.stream().collect(Collectors.toUnmodifiableMap(Parameter::code, Function.identity()));
        byId = all.stream().collect(Collectors.toUnmodifiableMap(Parameter::id, Function.identity()));
    }

    /** The list that ships with the program. */
    public static Parameters standard() {
        return STANDARD;
    }

    private static Parameter parameter(Row row) {
        return new Parameter(
                row.integer("id"),
                row.required("code"),
                row.required("name_zh"),
                row.required("name_en"),
                medium(row),
                row.text("unit"),
                row.integer("digits"),
                bounds(row, "possible"),
                bounds(row, "plausible"),
                row.read("mean", "a statistic", field -> DayStatistic.valueOf(field.toUpperCase(Locale.ROOT))),
                row.optional("hj212").orElse(null));
    }

    private static Optional<Medium> medium(Row row) {
        String code = row.required("medium");
        if (code.equals("met")) {
            return Optional.empty();
        }
        return Optional.of(
                row.read("medium", "air, water, noise or met", c -> Medium.of(c).orElseThrow()));
    }

    private static Bounds bounds(Row row, String prefix) {
        return new Bounds(
                row.optionalDecimal(prefix + "_min").orElse(null),
                row.optionalDecimal(prefix + "_max").orElse(null));
    }

    /** All parameters in the order of the list. */
    public List<Parameter> all() {
        return all;
    }

    /** Their codes, in the order of the list. */
    public List<String> codes() {
        return all.stream().map(Parameter::code).toList();
    }

    /** The parameter of a message, empty where the list has none of that name. */
    public Optional<Parameter> byCode(String code) {
        return Optional.ofNullable(byCode.get(code));
    }

    /**
     * A parameter that must exist, such as one named in a rule.
     *
     * @throws IllegalArgumentException where the list has none of that name
     */
    public Parameter get(String code) {
        return byCode(code).orElseThrow(() -> new IllegalArgumentException("no parameter '" + code + "'"));
    }

    /**
     * The parameter of a stored reading.
     *
     * @throws IllegalArgumentException where the list has none of that number
     */
    public Parameter byId(int id) {
        Parameter parameter = byId.get(id);
        if (parameter == null) {
            throw new IllegalArgumentException("no parameter with id " + id);
        }
        return parameter;
    }
}
