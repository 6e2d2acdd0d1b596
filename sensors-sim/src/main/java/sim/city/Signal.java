package sim.city;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What the instruments of one medium show. */
public sealed interface Signal permits AirSignal, WaterSignal, NoiseSignal {

    /**
     * The printed values of the message that a station stamps {@code end}.
     *
     * @return by parameter, in the order stations send them: one value for each period of the cadence, the last ending
     *     at {@code end}
     */
    Map<String, List<String>> values(Station station, Instant end);

    /** The signal of a medium in a city. */
    static Signal of(Medium medium, City city) {
        return switch (medium) {
            case AIR -> new AirSignal(city);
            case WATER -> new WaterSignal(city);
            case NOISE -> new NoiseSignal(city);
        };
    }
}
