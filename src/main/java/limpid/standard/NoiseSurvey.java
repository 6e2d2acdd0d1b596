package limpid.standard;

import java.math.BigDecimal;
import java.util.List;
import limpid.measure.Table;
import limpid.measure.Table.Row;
import org.jspecify.annotations.Nullable;

/**
 * How many points a city's noise survey should have (HJ 640-2012 3.3 and clauses 4 to 6 as quoted), from
 * {@code noise/survey.csv}. It is a check of completeness and voids no figure.
 */
public final class NoiseSurvey {
    private static final NoiseSurvey STANDARD = new NoiseSurvey(Table.resource("/limpid/standard/noise/survey.csv"));

    private final List<CitySize> sizes;

    private NoiseSurvey(Table table) {
        sizes = List.copyOf(table.map(NoiseSurvey::size));
    }

    /** The design that ships with the program. */
    public static NoiseSurvey standard() {
        return STANDARD;
    }

    private static CitySize size(Row row) {
        return new CitySize(
                row.required("size"),
                row.required("size_zh"),
                row.optionalDecimal("population_over").orElse(null),
                row.optionalDecimal("population_to").orElse(null),
                row.integer("regional_points"),
                row.integer("traffic_points"),
                row.integer("functional_points"));
    }

    /**
     * The size of a city of so many people.
     *
     * @throws IllegalArgumentException where the number is negative
     */
    public CitySize size(long population) {
        BigDecimal people = BigDecimal.valueOf(population);
        return sizes.stream()
                .filter(size -> population >= 0 && size.contains(people))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("a city of " + population + " people"));
    }

    /**
     * A city size and its least numbers of points.
     *
     * @param code           {@code giant}, {@code very_large}, {@code large}, {@code medium} or {@code small}
     * @param populationOver persons, not included; null where it is open
     * @param populationTo   persons, included; null where it is open
     */
    public record CitySize(
            String code,
            String nameZh,
            @Nullable BigDecimal populationOver,
            @Nullable BigDecimal populationTo,
            int regionalPoints,
            int trafficPoints,
            int functionalPoints) {

        /** Of a city whose population is not known: no number of points is asked of it. */
        public static final CitySize UNKNOWN = new CitySize("unknown", "未知", null, null, 0, 0, 0);

        private boolean contains(BigDecimal people) {
            return (populationOver == null || people.compareTo(populationOver) > 0)
                    && (populationTo == null || people.compareTo(populationTo) <= 0);
        }
    }
}
