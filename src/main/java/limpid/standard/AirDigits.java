package limpid.standard;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import limpid.measure.Rounding;
import limpid.measure.Table;
import limpid.measure.Table.Row;

/** Decimals of air figures by product and pollutant: {@code rounding.csv}; half to even on decimals (GB/T 8170). */
public final class AirDigits {
    private static final String ALL = "all";
    private static final String ANY = "any";
    private static final Map<String, Integer> STANDARD = read(Table.resource("/limpid/standard/air/rounding.csv"));

    /** Looked up for every hourly value, so by position. */
    private static final int[] INDEX = Arrays.stream(Pollutant.values())
            .mapToInt(pollutant -> digits("index", ALL, pollutant.code()))
            .toArray();

    private AirDigits() {}

    private static Map<String, Integer> read(Table table) {
        Map<String, Integer> digits = new HashMap<>();
        for (Row row : table.rows()) {
            for (String pollutant : AirCells.words(row, "pollutants")) {
                String key = key(row.required("product"), row.required("scheme"), pollutant);
                if (digits.put(key, row.integer("digits")) != null) {
                    throw row.malformed("pollutants", "'" + pollutant + "' stands twice");
                }
            }
        }
        return Map.copyOf(digits);
    }

    private static String key(String product, String scheme, String pollutant) {
        return product + "/" + scheme + "/" + pollutant;
    }

    private static int digits(String product, String scheme, String pollutant) {
        Integer digits = STANDARD.get(key(product, scheme, pollutant));
        if (digits == null) {
            throw new IllegalArgumentException("no decimals for " + key(product, scheme, pollutant));
        }
        return digits;
    }

    /** Rounds a value of an hour or a day, as it is published and as it enters the IAQI (HJ 633-2026 4.2.2, 4.2.3). */
    public static BigDecimal index(Pollutant pollutant, BigDecimal value) {
        return Rounding.halfEven(value, INDEX[pollutant.ordinal()]);
    }

    /**
     * Rounds a statistic of a month up to a year.
     *
     * @throws IllegalArgumentException where the table has no such scheme
     */
    public static BigDecimal period(String scheme, Pollutant pollutant, BigDecimal value) {
        return Rounding.halfEven(value, digits("period", scheme, pollutant.code()));
    }

    /** Rounds a statistic for its comparison with a limit. */
    public static BigDecimal compared(Pollutant pollutant, BigDecimal value) {
        return Rounding.halfEven(value, digits("compared", ALL, pollutant.code()));
    }

    /**
     * The decimals of a figure that belongs to no pollutant.
     *
     * @param product {@code exceedance}, {@code ratio}, {@code single_index}, {@code composite_index} or {@code change}
     */
    public static int of(String product) {
        return digits(product, ALL, ANY);
    }
}
