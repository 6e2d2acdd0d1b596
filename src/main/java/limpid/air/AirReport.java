package limpid.air;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import limpid.standard.AirCategories.Category;
import limpid.standard.Pollutant;
import org.jspecify.annotations.Nullable;

/**
 * The index of an hour or a day as it is published 空气质量实时报、日报, or why there is none.
 *
 * @param edition           by which it was judged
 * @param parts             by pollutant; the ozone of a day is its daily maximum 8-hour mean
 * @param aqi               null where there is none
 * @param level             1 to 6; null where there is none
 * @param primaryPollutants 首要污染物, empty up to an AQI of 50
 * @param reason            why there is no AQI; null where there is one
 * @param leftOut           what did not enter it, and why, as {@code O3: flag M}
 */
public record AirReport(
        String edition,
        Map<Pollutant, Part> parts,
        @Nullable Integer aqi,
        @Nullable Integer level,
        List<String> primaryPollutants,
        @Nullable String reason,
        List<String> leftOut) {
    private static final Part NONE = new Part(null, null);

    /**
     * A pollutant's part.
     *
     * @param value concentration, ug/m3 (CO mg/m3); null where there is none
     * @param iaqi  its sub-index 分指数; null where there is none
     */
    public record Part(@Nullable BigDecimal value, @Nullable Integer iaqi) {}

    /** Keeps its own copies; every pollutant has a part. */
    public AirReport {
        EnumMap<Pollutant, Part> own = new EnumMap<>(Pollutant.class);
        for (Pollutant pollutant : Pollutant.values()) {
            own.put(pollutant, parts.getOrDefault(pollutant, NONE));
        }
        parts = Collections.unmodifiableMap(own);
        primaryPollutants = List.copyOf(primaryPollutants);
        leftOut = List.copyOf(leftOut);
    }

    /** The published form of an index. */
    public static AirReport of(AirIndex index, List<String> leftOut) {
        Map<Pollutant, Part> parts = new EnumMap<>(Pollutant.class);
        for (Pollutant pollutant : Pollutant.values()) {
            index.item(pollutant).ifPresent(item -> parts.put(pollutant, new Part(item.concentration(), item.iaqi())));
        }
        Category category = index.category();
        return new AirReport(
                index.edition().label(),
                parts,
                index.aqi(),
                category == null ? null : category.level(),
                index.primaryPollutants().stream().map(Pollutant::code).toList(),
                index.reason() == null ? null : index.reason().code(),
                leftOut);
    }

    /** The part of a pollutant. */
    public Part part(Pollutant pollutant) {
        return parts.getOrDefault(pollutant, NONE);
    }

    /** The concentrations that are there. */
    public Map<Pollutant, BigDecimal> concentrations() {
        Map<Pollutant, BigDecimal> values = new EnumMap<>(Pollutant.class);
        parts.forEach((pollutant, part) -> {
            BigDecimal value = part.value();
            if (value != null) {
                values.put(pollutant, value);
            }
        });
        return values;
    }
}
