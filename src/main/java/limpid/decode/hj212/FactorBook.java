package limpid.decode.hj212;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import limpid.measure.Parameter;
import limpid.measure.Parameters;
import limpid.measure.Table;
import limpid.measure.Table.Row;

/** The codes in frames: {@code limpid/decode/hj212/factors.csv}, and what an operator says of stations that differ from it. */
public final class FactorBook {
    private static final String NOT_FITTED = "-";
    private static final List<String> OWN_COLUMNS = List.of("mn", "code", "parameter", "unit");
    private static final FactorBook STANDARD =
            new FactorBook(standard(Table.resource("/limpid/decode/hj212/factors.csv")), Map.of());

    private final Map<String, Factor> standard;
    private final Map<Key, Factor> own;
    private final Map<Parameter, Factor> bySent;

    private record Key(String mn, String code) {}

    private FactorBook(Map<String, Factor> standard, Map<Key, Factor> own) {
        this.standard = standard;
        this.own = own;
        this.bySent = bySent(standard);
    }

    /** The list that ships with the program. */
    public static FactorBook standard() {
        return STANDARD;
    }

    private static Map<String, Factor> standard(Table table) {
        Map<String, Factor> byCode = new LinkedHashMap<>();
        for (Row row : table.rows()) {
            Factor factor = factor(row, row.required("code"), row.required("name_zh"), row.required("name_en"));
            byCode.put(factor.code(), factor);
            row.optional("code_2005").ifPresent(old -> byCode.put(old, factor));
        }
        return Collections.unmodifiableMap(byCode);
    }

    /** Where several codes stand for one parameter, the first of the list. */
    private static Map<Parameter, Factor> bySent(Map<String, Factor> standard) {
        Map<Parameter, Factor> bySent = new HashMap<>();
        for (Factor factor : standard.values()) {
            Parameter parameter = factor.parameter();
            if (parameter != null) {
                bySent.putIfAbsent(parameter, factor);
            }
        }
        return Map.copyOf(bySent);
    }

    /** The code by which a parameter is sent to others; empty where it has none. */
    public Optional<Factor> sentAs(Parameter parameter) {
        return Optional.ofNullable(bySent.get(parameter));
    }

    private static Factor factor(Row row, String code, String nameZh, String nameEn) {
        String unit = row.text("unit");
        Optional<String> name = row.optional("parameter");
        if (name.isEmpty() || name.get().equals(NOT_FITTED)) {
            return new Factor(code, nameZh, nameEn, null, unit, 0, name.isPresent());
        }
        Parameter parameter = row.read("parameter", "a code of parameters.csv, or -", text -> Parameters.standard()
                .get(text));
        int power = row.read(
                "unit", "a unit that can be made " + parameter.unit(), text -> Conversion.power(text, parameter.unit())
                        .orElseThrow(() -> new IllegalArgumentException(text)));
        return new Factor(code, nameZh, nameEn, parameter, unit, power, false);
    }

    /**
     * The same with what an operator says: columns {@code mn,code,parameter,unit}; an empty mn means every station, a dash for
     * a parameter that it is not fitted.
     *
     * @throws Table.Malformed where a line cannot be used
     */
    public FactorBook with(Table table) {
        table.requireColumns(OWN_COLUMNS, OWN_COLUMNS);
        Map<Key, Factor> more = new HashMap<>(own);
        for (Row row : table.rows()) {
            String code = row.required("code");
            Factor known = standard.getOrDefault(code, new Factor(code, code, code, null, "", 0, false));
            if (more.put(new Key(row.text("mn"), code), factor(row, code, known.nameZh(), known.nameEn())) != null) {
                throw row.malformed("code", "stands twice for this mn");
            }
        }
        return new FactorBook(standard, Map.copyOf(more));
    }

    /** What the code means where this station sends it; empty where nobody says. */
    public Optional<Factor> find(String mn, String code) {
        Factor itsOwn = own.get(new Key(mn, code));
        Factor ours = itsOwn == null ? own.get(new Key("", code)) : itsOwn;
        return Optional.ofNullable(ours == null ? standard.get(code) : ours);
    }

    /** The codes of the standard's list. */
    public Map<String, Factor> all() {
        return standard;
    }
}
