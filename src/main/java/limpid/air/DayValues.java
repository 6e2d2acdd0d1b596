package limpid.air;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import limpid.standard.Pollutant;
import org.jspecify.annotations.Nullable;

/**
 * A day as it was published, in short.
 *
 * @param values  concentrations by pollutant, those that are there; O3 as daily maximum 8-hour mean. ug/m3, CO in mg/m3
 * @param edition by which its index was made
 * @param level   1 to 6; null where there is no index
 */
public record DayValues(
        LocalDate date,
        Map<Pollutant, BigDecimal> values,
        String edition,
        @Nullable Integer level) {
    /** The day as periods take it. A negative value is no concentration and never counted as 0. */
    public EvaluationDay planned(MonitoringPlan plan) {
        Map<Pollutant, BigDecimal> concentrations = new EnumMap<>(Pollutant.class);
        values.forEach((pollutant, value) -> {
            if (value.signum() >= 0) {
                concentrations.put(pollutant, value);
            }
        });
        return new EvaluationDay(date, concentrations, plan, new EvaluationDay.Published(edition, level));
    }
}
