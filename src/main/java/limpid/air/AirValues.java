package limpid.air;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import limpid.standard.Averaging;
import limpid.standard.Pollutant;

/** The concentrations from which an index is made, and why others are not there. ug/m3, CO in mg/m3. */
public final class AirValues {
    private final Map<Averaging, Map<Pollutant, BigDecimal>> values = new EnumMap<>(Averaging.class);
    private final Map<Pollutant, Reason> missing = new EnumMap<>(Pollutant.class);

    /** The 1-hour means of one hour. */
    public static AirValues ofHour(Map<Pollutant, BigDecimal> hourMeans) {
        AirValues values = new AirValues();
        hourMeans.forEach((pollutant, mean) -> values.put(Averaging.HOUR, pollutant, mean));
        return values;
    }

    /** The daily means of one day; the value of O3 is the daily maximum 8-hour mean. */
    public static AirValues ofDay(Map<Pollutant, BigDecimal> dayValues) {
        AirValues values = new AirValues();
        dayValues.forEach((pollutant, value) ->
                values.put(pollutant == Pollutant.O3 ? Averaging.EIGHT_HOURS : Averaging.DAY, pollutant, value));
        return values;
    }

    /** Adds a concentration, or replaces the one of this averaging. @return this */
    public AirValues put(Averaging averaging, Pollutant pollutant, BigDecimal value) {
        values.computeIfAbsent(averaging, a -> new EnumMap<>(Pollutant.class)).put(pollutant, value);
        return this;
    }

    /** Notes why there is no value of a pollutant. @return this */
    public AirValues missing(Pollutant pollutant, Reason reason) {
        missing.put(pollutant, reason);
        return this;
    }

    /** The concentration of this averaging, empty where there is none. */
    public Optional<BigDecimal> value(Averaging averaging, Pollutant pollutant) {
        return Optional.ofNullable(values.getOrDefault(averaging, Map.of()).get(pollutant));
    }

    /** Why a value is not there; {@link Reason#MISSING} where nobody said. */
    public Reason reason(Pollutant pollutant) {
        return missing.getOrDefault(pollutant, Reason.MISSING);
    }
}
