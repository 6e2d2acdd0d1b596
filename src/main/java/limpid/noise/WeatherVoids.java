package limpid.noise;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import limpid.measure.Period;
import limpid.measure.Reading;

/**
 * When levels of a point are invalid for its weather: with rain, or with wind of the limit or more (GB 3096-2008 as
 * quoted: no rain, snow or thunder, wind below 5 m/s). A reading voids every whole span of the setting's length that it
 * touches.
 */
public final class WeatherVoids {
    /** Weather was never in the way, or is not known. */
    public static final WeatherVoids NONE = new WeatherVoids(Duration.ofHours(1));

    private static final String RAIN = "RAIN";
    private static final String WIND = "WS";

    private final long spanSeconds;
    private final NavigableMap<Long, InvalidReason> byStart = new TreeMap<>();

    private WeatherVoids(Duration span) {
        spanSeconds = span.toSeconds();
    }

    /**
     * Of the rain and wind readings of the point; other parameters, missing values and values whose flag keeps them out
     * are passed over.
     */
    public static WeatherVoids of(Collection<Reading> weather, NoiseSettings settings) {
        WeatherVoids voids = new WeatherVoids(settings.weatherSpan());
        for (Reading reading : weather) {
            BigDecimal value = reading.value();
            if (value == null || !reading.valid()) {
                continue;
            }
            String parameter = reading.parameter().code();
            if (parameter.equals(RAIN) && value.signum() > 0) {
                voids.add(reading.period(), settings.rainLag(), InvalidReason.RAIN);
            } else if (parameter.equals(WIND) && value.compareTo(settings.windLimit()) >= 0) {
                voids.add(reading.period(), Duration.ZERO, InvalidReason.WIND);
            }
        }
        return voids;
    }

    private void add(Period period, Duration lag, InvalidReason reason) {
        Instant last = lastSecond(period).plus(lag);
        for (long start = spanStart(firstSecond(period)); start <= last.getEpochSecond(); start += spanSeconds) {
            byStart.merge(start, reason, WeatherVoids::first);
        }
    }

    /** Why a level of this period is invalid, rain before wind; empty where the weather is not in the way. */
    public Optional<InvalidReason> reason(Period period) {
        long from = spanStart(firstSecond(period));
        return byStart.subMap(from, true, lastSecond(period).getEpochSecond(), true).values().stream()
                .reduce(WeatherVoids::first);
    }

    private static InvalidReason first(InvalidReason one, InvalidReason other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    private long spanStart(Instant second) {
        return second.getEpochSecond() - Math.floorMod(second.getEpochSecond(), spanSeconds);
    }

    /** A period begins after its start, so one of no length is the second that ends there. */
    private static Instant firstSecond(Period period) {
        return period.length().isZero() ? period.end().minusSeconds(1) : period.start();
    }

    private static Instant lastSecond(Period period) {
        return period.end().minusSeconds(1);
    }
}
