package limpid.standard;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import limpid.measure.Table;
import limpid.measure.Table.Row;

/**
 * The concentration limits 浓度限值 of one edition and phase of GB 3095: tables 1 and 2, from {@code limits.csv}. A value
 * exceeds when it is greater than the limit; equal to it complies.
 */
public final class AirLimits {
    private static final Map<String, AirLimits> STANDARD = read(Table.resource("/limpid/standard/air/limits.csv"));

    private final Map<String, Limit> limits = new HashMap<>();

    private AirLimits() {}

    /**
     * The limits of an edition and phase.
     *
     * @throws IllegalArgumentException where there are none
     */
    public static AirLimits of(Edition edition) {
        AirLimits limits = STANDARD.get(edition.label());
        if (limits == null) {
            throw new IllegalArgumentException("no limits for " + edition.label());
        }
        return limits;
    }

    private static Map<String, AirLimits> read(Table table) {
        Map<String, AirLimits> books = new HashMap<>();
        for (Row row : table.rows()) {
            Limit limit = new Limit(
                    row.decimal("class1"),
                    row.decimal("class2"),
                    row.required("unit"),
                    row.required("edition") + " " + row.text("clause"));
            String label = Edition.label(row.required("edition"), Edition.phase(row.text("phase")));
            String key = key(row.required("pollutant"), AirCells.averaging(row, "averaging"));
            if (books.computeIfAbsent(label, l -> new AirLimits()).limits.put(key, limit) != null) {
                throw row.malformed("pollutant", "'" + key + "' stands twice");
            }
        }
        return Map.copyOf(books);
    }

    private static String key(String parameter, Averaging averaging) {
        return parameter + " " + averaging;
    }

    /** The limit of a parameter, also of table 2 (TSP, NOx, Pb, BaP); empty where the edition has none. */
    public Optional<Limit> find(String parameter, Averaging averaging) {
        return Optional.ofNullable(limits.get(key(parameter, averaging)));
    }

    /** The limit of one of the six pollutants; empty where the edition has none, such as for a year's mean of CO. */
    public Optional<Limit> find(Pollutant pollutant, Averaging averaging) {
        return find(pollutant.code(), averaging);
    }

    /**
     * A limit.
     *
     * @param class1 一级 for areas needing special protection
     * @param class2 二级 for all other areas; city figures use it
     */
    public record Limit(BigDecimal class1, BigDecimal class2, String unit, String clause) {
        /** The limit for an area of class 1 or 2. */
        public BigDecimal of(AreaClass area) {
            return area == AreaClass.ONE ? class1 : class2;
        }
    }

    /** Functional classes of areas 环境空气功能区 (GB 3095-2026 4.1). */
    public enum AreaClass {
        /** 一类区: national parks, nature reserves and other areas needing special protection. */
        ONE,
        /** 二类区: all other areas. */
        TWO
    }
}
