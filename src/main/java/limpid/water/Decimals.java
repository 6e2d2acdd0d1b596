package limpid.water;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;
import limpid.measure.Rounding;
import limpid.measure.Table;
import limpid.measure.Table.Row;
import org.jspecify.annotations.Nullable;

/**
 * Rounding of water figures 修约 by 总站水字〔2018〕87号: half to even, and a value that is not zero never becomes zero but
 * keeps one significant digit. Which decimals hold depends on the product: real-time classes come from the unrounded
 * value, monthly ones from the rounded one.
 */
public final class Decimals {
    private static final Map<String, Digits> DIGITS = load();
    private static final MathContext ONE_DIGIT = new MathContext(1, RoundingMode.HALF_EVEN);

    private Decimals() {}

    private static Map<String, Digits> load() {
        return Table.resource("/limpid/standard/water/rounding.csv")
                .keyed("code", row -> new Digits(station(row), assessment(row)));
    }

    private static @Nullable Integer station(Row row) {
        return row.optional("hour_decimals").isEmpty() ? null : row.integer("hour_decimals");
    }

    private static int assessment(Row row) {
        return row.integer("assessment_decimals");
    }

    /** The value at the decimals of a stage; unchanged where the rule names none for the item. */
    public static BigDecimal round(String code, BigDecimal value, Stage stage) {
        Digits digits = DIGITS.get(code);
        Integer decimals = digits == null ? null : digits.at(stage);
        return decimals == null ? value : keepSignificant(value, decimals);
    }

    /** All values at the decimals of a stage. */
    public static Map<String, BigDecimal> round(Map<String, BigDecimal> values, Stage stage) {
        Map<String, BigDecimal> rounded = new LinkedHashMap<>();
        values.forEach((code, value) -> rounded.put(code, round(code, value, stage)));
        return rounded;
    }

    private static BigDecimal keepSignificant(BigDecimal value, int decimals) {
        BigDecimal rounded = Rounding.halfEven(value, decimals);
        return rounded.signum() == 0 && value.signum() != 0 ? value.round(ONE_DIGIT) : rounded;
    }

    /** How far a product rounds before it judges. */
    public enum Stage {
        /** As measured or averaged. */
        UNROUNDED,
        /** Decimals of station data. */
        STATION,
        /** Decimals of assessments. */
        ASSESSMENT
    }

    private record Digits(@Nullable Integer station, int assessment) {
        private @Nullable Integer at(Stage stage) {
            return switch (stage) {
                case UNROUNDED -> null;
                case STATION -> station;
                case ASSESSMENT -> assessment;
            };
        }
    }
}
