package limpid.air;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import limpid.standard.AirDigits;
import limpid.standard.AirLimits;
import limpid.standard.AirLimits.AreaClass;
import limpid.standard.AirStandard;
import limpid.standard.AirStatistic;
import limpid.standard.Pollutant;
import org.jspecify.annotations.Nullable;

/**
 * The composite index 环境空气质量综合指数: the sum of six single indices 单项指数, each the published concentration over the limit
 * of class 2, rounded half to even to two decimals before it is added. 26 of 26 bureau figures come out so, 14 from
 * unrounded ratios.
 *
 * @param singles        in the order of the standard
 * @param value          two decimals; null with a reason
 * @param mainPollutants 主要污染物: all with the greatest single index; none where there is no value
 * @param reason         why there is no value; null where there is one
 */
public record CompositeIndex(
        List<Single> singles,
        @Nullable BigDecimal value,
        List<Pollutant> mainPollutants,
        @Nullable Reason reason) {

    private static final int SINGLE_DIGITS = AirDigits.of("single_index");
    private static final int DIGITS = AirDigits.of("composite_index");

    /** Keeps its own lists. */
    public CompositeIndex {
        singles = List.copyOf(singles);
        mainPollutants = List.copyOf(mainPollutants);
    }

    /**
     * The index of a period.
     *
     * @param published concentrations as published: means of SO2, NO2, PM10, PM2.5, the 95th percentile of CO, the 90th
     *                  of O3
     */
    public static CompositeIndex of(AirStandard standard, AirSettings settings, Map<Pollutant, BigDecimal> published) {
        List<Single> singles = new ArrayList<>();
        for (Pollutant pollutant : Pollutant.values()) {
            BigDecimal concentration = published.get(pollutant);
            if (concentration == null) {
                return new CompositeIndex(List.of(), null, List.of(), Reason.MISSING);
            }
            singles.add(single(standard, settings, pollutant, concentration));
        }
        BigDecimal sum = singles.stream()
                .map(single -> single.index.multiply(BigDecimal.valueOf(single.weight)))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        return new CompositeIndex(singles, sum.setScale(DIGITS, RoundingMode.HALF_EVEN), greatest(singles), null);
    }

    private static Single single(
            AirStandard standard, AirSettings settings, Pollutant pollutant, BigDecimal concentration) {
        AirStatistic statistic = AirStatistic.inIndex(standard.evaluation(), pollutant);
        BigDecimal limit = AirLimits.of(standard.limits())
                .find(pollutant, statistic.limit())
                .orElseThrow()
                .of(AreaClass.TWO);
        BigDecimal index = concentration.divide(limit, SINGLE_DIGITS, RoundingMode.HALF_EVEN);
        return new Single(
                pollutant,
                statistic.code(),
                concentration,
                limit,
                index,
                settings.composite().weight(pollutant));
    }

    private static List<Pollutant> greatest(List<Single> singles) {
        BigDecimal greatest = singles.stream().map(Single::index).reduce(BigDecimal.ZERO, BigDecimal::max);
        return singles.stream()
                .filter(single -> single.index.compareTo(greatest) == 0)
                .map(Single::pollutant)
                .toList();
    }

    /**
     * A single index.
     *
     * @param statistic     {@code mean}, {@code p95} or {@code p90}
     * @param concentration as published
     * @param limit         of class 2
     * @param index         two decimals
     * @param weight        1 in all bulletins read
     */
    public record Single(
            Pollutant pollutant,
            String statistic,
            BigDecimal concentration,
            BigDecimal limit,
            BigDecimal index,
            int weight) {}
}
