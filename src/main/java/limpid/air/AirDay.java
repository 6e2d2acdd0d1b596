package limpid.air;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import limpid.standard.Pollutant;

/**
 * A local day of a station or city, as periods take it.
 *
 * @param values daily means, O3 as daily maximum 8-hour mean; only valid ones. ug/m3, CO in mg/m3
 * @param plan   what is measured there
 */
public record AirDay(LocalDate date, Map<Pollutant, BigDecimal> values, MonitoringPlan plan) {
    /** Keeps its own map. */
    public AirDay {
        values = Map.copyOf(values);
    }

    /** A day on which all six pollutants are measured by plan. */
    public static AirDay of(LocalDate date, Map<Pollutant, BigDecimal> values) {
        return new AirDay(date, values, MonitoringPlan.COMPLETE);
    }
}
