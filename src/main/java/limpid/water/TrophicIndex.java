package limpid.water;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Comprehensive trophic level index 综合营养状态指数 TLI(Σ) of a lake or reservoir, from chlorophyll a, total phosphorus, total
 * nitrogen, transparency and the permanganate index (环办[2011]22号). Logarithms are taken in binary floating point; the
 * result is good to 0.000001.
 */
public final class TrophicIndex {
    private static final int DECIMALS = 6;
    private static final BigDecimal MG_PER_M3_IN_MG_PER_L = new BigDecimal("1000");

    private TrophicIndex() {}

    /**
     * The index of these values.
     *
     * @param values chlorophyll a in mg/m3, transparency in m, the others in mg/L
     */
    public static Result of(Map<Part, BigDecimal> values) {
        Map<Part, Double> parts = new EnumMap<>(Part.class);
        List<Part> missing = new ArrayList<>();
        for (Part part : Part.values()) {
            BigDecimal value = values.get(part);
            if (value == null || value.signum() <= 0) {
                missing.add(part);
            } else {
                parts.put(part, part.index(value.doubleValue()));
            }
        }
        return missing.isEmpty() ? weigh(parts) : new Insufficient(List.copyOf(missing));
    }

    private static Trophic weigh(Map<Part, Double> parts) {
        double squares = 0;
        double sum = 0;
        Map<Part, BigDecimal> rounded = new EnumMap<>(Part.class);
        for (Map.Entry<Part, Double> part : parts.entrySet()) {
            squares += part.getKey().square();
            sum += part.getKey().square() * part.getValue();
            rounded.put(part.getKey(), decimal(part.getValue()));
        }
        BigDecimal index = decimal(sum / squares);
        return new Trophic(index, Collections.unmodifiableMap(rounded), Grade.ofTrophicIndex(index));
    }

    /**
     * The index of values as stations report them, by item code: chlorophyll a in mg/L is turned into mg/m3;
     * transparency is in m, the others in mg/L.
     */
    public static Result ofStationUnits(Map<String, BigDecimal> values) {
        Map<Part, BigDecimal> inFormula = new EnumMap<>(Part.class);
        for (Part part : Part.values()) {
            BigDecimal value = values.get(part.code);
            if (value != null) {
                inFormula.put(part, part.inFormula(value));
            }
        }
        return of(inFormula);
    }

    private static BigDecimal decimal(double value) {
        return BigDecimal.valueOf(value).setScale(DECIMALS, RoundingMode.HALF_EVEN);
    }

    /** An index, or why there is none. */
    public sealed interface Result {}

    /**
     * A trophic state.
     *
     * @param index    TLI(Σ), not rounded to print
     * @param parts    TLI of each indicator, in the order of the formulas
     * @param grade    贫营养 to 重度富营养, of the unrounded index
     */
    public record Trophic(BigDecimal index, Map<Part, BigDecimal> parts, Grade grade) implements Result {}

    /**
     * No index: the formula needs all five values, each above zero.
     *
     * @param missing the indicators that have no usable value
     */
    public record Insufficient(List<Part> missing) implements Result {}

    /**
     * An indicator with its formula 10 (a + b ln x) and its correlation r with chlorophyll a in China's lakes, whose
     * square is its weight.
     */
    public enum Part {
        /** 叶绿素a, mg/m3. */
        CHLOROPHYLL("CHLA", 2.5, 1.086, 1),
        /** 总磷, mg/L. */
        PHOSPHORUS("TP", 9.436, 1.624, 0.84),
        /** 总氮, mg/L. */
        NITROGEN("TN", 5.453, 1.694, 0.82),
        /** 透明度, m. */
        TRANSPARENCY("TRANSP", 5.118, -1.94, -0.83),
        /** 高锰酸盐指数, mg/L. */
        PERMANGANATE("CODMN", 0.109, 2.661, 0.83);

        private final String code;
        private final double constant;
        private final double slope;
        private final double correlation;

        Part(String code, double constant, double slope, double correlation) {
            this.code = code;
            this.constant = constant;
            this.slope = slope;
            this.correlation = correlation;
        }

        /** The item's code in {@code parameters.csv}. */
        public String code() {
            return code;
        }

        /** W_j, the square of r by the sum of all squares, 4 decimals. */
        public BigDecimal weight() {
            double squares = 0;
            for (Part part : values()) {
                squares += part.square();
            }
            return BigDecimal.valueOf(square() / squares).setScale(4, RoundingMode.HALF_EVEN);
        }

        /** A value in the unit of the formula, of one in the unit that stations report: chlorophyll a in mg/m3. */
        public BigDecimal inFormula(BigDecimal reported) {
            return this == CHLOROPHYLL ? reported.multiply(MG_PER_M3_IN_MG_PER_L) : reported;
        }

        private double index(double value) {
            return 10 * (constant + slope * StrictMath.log(value));
        }

        private double square() {
            return correlation * correlation;
        }
    }
}
