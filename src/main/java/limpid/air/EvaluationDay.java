package limpid.air;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import limpid.standard.Pollutant;
import org.jspecify.annotations.Nullable;

/**
 * A local day of a station or city, as periods take it.
 *
 * @param values    daily means, O3 as daily maximum 8-hour mean; only valid ones. ug/m3, CO in mg/m3
 * @param plan      what is measured there
 * @param published the index it was published with; null where it is not known and has to be made from the values
 */
public record EvaluationDay(
        LocalDate date,
        Map<Pollutant, BigDecimal> values,
        MonitoringPlan plan,
        @Nullable Published published) {
    /** Keeps its own map. */
    public EvaluationDay {
        EnumMap<Pollutant, BigDecimal> own = new EnumMap<>(Pollutant.class);
        own.putAll(values);
        values = Collections.unmodifiableMap(own);
    }

    /** A day whose index has to be made. */
    public EvaluationDay(LocalDate date, Map<Pollutant, BigDecimal> values, MonitoringPlan plan) {
        this(date, values, plan, null);
    }

    /** A day on which all six pollutants are measured by plan. */
    public static EvaluationDay of(LocalDate date, Map<Pollutant, BigDecimal> values) {
        return new EvaluationDay(date, values, MonitoringPlan.COMPLETE);
    }

    /**
     * The index of a day as it was published.
     *
     * @param edition label of the edition of HJ 633 by which it was made
     * @param level   1 to 6; null where no index was published
     */
    public record Published(String edition, @Nullable Integer level) {}
}
