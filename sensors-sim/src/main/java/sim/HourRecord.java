package sim;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The figures that a noise analyser prints for an hour. */
final class HourRecord {
    private HourRecord() {}

    /** From levels of a second, dB(A). */
    static Map<String, List<@Nullable String>> of(List<Double> levels) {
        List<Double> sorted = levels.stream().sorted().toList();
        Map<String, List<@Nullable String>> values = new LinkedHashMap<>();
        put("LEQ", equivalent(levels), values);
        put("LMAX", sorted.getLast(), values);
        put("LMIN", sorted.getFirst(), values);
        for (int percent : List.of(5, 10, 50, 90, 95)) {
            put("L" + percent, exceeded(percent, sorted), values);
        }
        put("SD", deviation(levels), values);
        return values;
    }

    private static void put(String parameter, double level, Map<String, List<@Nullable String>> values) {
        BigDecimal printed = BigDecimal.valueOf(level).setScale(1, RoundingMode.HALF_EVEN);
        values.put(parameter, List.of(printed.toPlainString()));
    }

    private static double equivalent(List<Double> levels) {
        return 10
                * StrictMath.log10(levels.stream()
                        .mapToDouble(level -> StrictMath.pow(10, level / 10))
                        .average()
                        .orElseThrow());
    }

    /** The level exceeded during so many percent of the time. */
    private static double exceeded(int percent, List<Double> sorted) {
        return sorted.get((sorted.size() - 1) * (100 - percent) / 100);
    }

    private static double deviation(List<Double> levels) {
        double mean = levels.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
        double squares = levels.stream()
                .mapToDouble(level -> (level - mean) * (level - mean))
                .average()
                .orElseThrow();
        return StrictMath.sqrt(squares);
    }
}
