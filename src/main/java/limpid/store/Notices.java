package limpid.store;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What notices by time tell 定时通知. */
public interface Notices {
    /** All cities that have stations. */
    List<String> cities();

    /** Of these local days, both included. */
    Figures figures(String city, LocalDate first, LocalDate last);

    /** Figures that the city's programmes still wait for, as people read them. */
    List<String> awaited(String city);

    /**
     * Figures of some days.
     *
     * @param days        with a published AQI
     * @param good        of them with an AQI up to 100
     * @param worst       highest AQI; null where there is none
     * @param worstDay    of it
     * @param lastAqi     of the last day
     * @param lastPrimary primary pollutants of the last day
     * @param raised      alerts raised in the days
     * @param holding     alerts that hold now
     */
    record Figures(
            int days,
            int good,
            @Nullable Integer worst,
            @Nullable LocalDate worstDay,
            @Nullable Integer lastAqi,
            String lastPrimary,
            int raised,
            int holding) {}
}
