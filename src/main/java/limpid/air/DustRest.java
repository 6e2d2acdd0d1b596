package limpid.air;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import limpid.standard.Pollutant;

/**
 * A day without its hours of dust 沙尘.
 *
 * @param means of the hours left, ug/m3, as published; a pollutant with too few is not there
 */
public record DustRest(LocalDate date, Map<Pollutant, BigDecimal> means) {
    /** Keeps its own map. */
    public DustRest {
        means = Map.copyOf(means);
    }
}
