package limpid.sheet;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import limpid.measure.Medium;
import limpid.measure.Parameter;
import limpid.measure.Parameters;
import limpid.measure.Table;

/** What items of water are called by those who write tables. */
final class Names {
    private static final Pattern WITH_UNIT =
            Pattern.compile("(.+?)[(/ ]*((?:m|u|μ|µ)g/L|℃|m|NTU|个/L|(?:u|μ|µ)S/cm|无量纲)\\)?");
    private static final Map<String, Parameter> ITEMS = load();

    private Names() {}

    /**
     * An item with the unit that was written beside it.
     *
     * @param unit as parameters have it; empty where none was written
     */
    record Item(Parameter parameter, Optional<String> unit) {}

    /** A name without blanks and with narrow brackets. */
    static String plain(String name) {
        return name.replace('（', '(').replace('）', ')').replaceAll("[\\s\\u3000\\u00a0]+", "");
    }

    /** The item of a code or a name in Chinese or English, also with its unit behind it: 氨氮(mg/L). */
    static Optional<Item> item(String written) {
        String name = plain(written);
        Parameter known = ITEMS.get(key(name));
        if (known != null) {
            return Optional.of(new Item(known, Optional.empty()));
        }
        Matcher parts = WITH_UNIT.matcher(name);
        return parts.matches()
                ? Optional.ofNullable(ITEMS.get(key(parts.group(1))))
                        .map(parameter -> new Item(parameter, Optional.of(unit(parts.group(2)))))
                : Optional.empty();
    }

    private static String unit(String written) {
        return switch (written) {
            case "℃" -> "degC";
            case "个/L" -> "count/L";
            case "无量纲" -> "1";
            default -> written.replace('μ', 'u').replace('µ', 'u');
        };
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static Map<String, Parameter> load() {
        Map<String, Parameter> items = new HashMap<>();
        for (Parameter parameter : Parameters.standard().all()) {
            if (parameter.belongsTo(Medium.WATER) && parameter.medium().isPresent()) {
                items.put(key(parameter.code()), parameter);
                items.put(key(plain(parameter.nameZh())), parameter);
                items.put(key(plain(parameter.nameEn())), parameter);
            }
        }
        Table.resource("/limpid/sheet/items.csv")
                .forEach(row -> items.put(
                        key(plain(row.required("name"))), Parameters.standard().get(row.required("code"))));
        return items;
    }
}
