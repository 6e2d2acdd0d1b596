package limpid.water;

import java.math.BigDecimal;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One set of values out of automatic and manual monitoring: where both have an item that the rule names, the automatic
 * station's value is used; everything else comes from manual sampling (环办监测函〔2020〕82号).
 */
public final class DataFusion {
    private DataFusion() {}

    /**
     * The values an assessment rests on, by item code.
     *
     * @param preferred the items for which the automatic value goes before the manual one
     */
    public static SortedMap<String, Fused> of(
            Map<String, BigDecimal> automatic, Map<String, BigDecimal> manual, ItemSet preferred) {
        SortedMap<String, Fused> fused = new TreeMap<>();
        manual.forEach((code, value) -> fused.put(code, new Fused(value, Origin.MANUAL)));
        automatic.forEach((code, value) -> {
            if (preferred.assesses(code) || !manual.containsKey(code)) {
                fused.put(code, new Fused(value, Origin.AUTOMATIC));
            }
        });
        return fused;
    }

    /** A value and where it comes from. */
    public record Fused(BigDecimal value, Origin origin) {}

    /** Where a value comes from. */
    public enum Origin {
        /** 自动监测. */
        AUTOMATIC,
        /** 手工监测. */
        MANUAL
    }
}
