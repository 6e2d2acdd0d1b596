package limpid.air;

import java.time.LocalDate;
import java.util.List;

/**
 * A day of air as it is published.
 *
 * @param validHours of a station the valid hours of each pollutant, of a city its valid stations, in the order of {@link
 *                   limpid.standard.Pollutant}
 */
public record AirDay(LocalDate date, AirReport report, List<Integer> validHours) {
    /** Keeps its own list. */
    public AirDay {
        validHours = List.copyOf(validHours);
    }
}
