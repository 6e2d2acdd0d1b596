package limpid.measure;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import limpid.measure.Flag.EntersMean;
import limpid.measure.Flag.SetBy;
import limpid.measure.Table.Row;

/** The published list of flags: {@code limpid/measure/flags.csv}. */
public final class Flags {
    private static final Flags STANDARD = new Flags(Table.resource("/limpid/measure/flags.csv"));

    private final List<Flag> all;
    private final Map<String, Flag> byCode;
    private final Map<Integer, Flag> byId;

    private Flags(Table table) {
        table.unique("id", row -> row.integer("id"));
        table.unique("code", row -> row.required("code"));
        all = List.copyOf(table.map(Flags::flag));
        byCode = all.stream().collect(Collectors.toUnmodifiableMap(Flag::code, Function.identity()));
        byId = all.stream().collect(Collectors.toUnmodifiableMap(Flag::id, Function.identity()));
    }

    /** The list that ships with the program. */
    public static Flags standard() {
        return STANDARD;
    }

    private static Flag flag(Row row) {
        return new Flag(
                row.integer("id"),
                row.required("code"),
                row.required("name_zh"),
                row.required("name_en"),
                row.read(
                        "enters_mean",
                        "yes, no or review",
                        field -> EntersMean.valueOf(field.toUpperCase(Locale.ROOT))),
                row.yes("raises_alert"),
                row.read(
                        "set_by",
                        "station, limpid or reviewer",
                        field -> SetBy.valueOf(field.toUpperCase(Locale.ROOT))));
    }

    /** All flags in the order of the list. */
    public List<Flag> all() {
        return all;
    }

    /** The flag of a message, empty where the list has none of that code. */
    public Optional<Flag> byCode(String code) {
        return Optional.ofNullable(byCode.get(code));
    }

    /**
     * A flag that must exist.
     *
     * @throws IllegalArgumentException where the list has none of that code
     */
    public Flag get(String code) {
        return byCode(code).orElseThrow(() -> new IllegalArgumentException("no flag '" + code + "'"));
    }

    /** {@code N}, normal: what a value has when nothing else is said. */
    public Flag normal() {
        return get("N");
    }

    /**
     * The flag of a stored reading.
     *
     * @throws IllegalArgumentException where the list has none of that number
     */
    public Flag byId(int id) {
        Flag flag = byId.get(id);
        if (flag == null) {
            throw new IllegalArgumentException("no flag with id " + id);
        }
        return flag;
    }
}
