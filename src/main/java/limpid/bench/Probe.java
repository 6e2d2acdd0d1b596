package limpid.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * How the last reading of a message and the result it completes are asked for over HTTP.
 *
 * @param readings address of the one reading
 * @param value    that was sent
 * @param results  address of the hour that the message is of
 * @param valid    seconds of the hour that are there when the message has entered it; 0 where the hour is there by it
 */
record Probe(String readings, BigDecimal value, String results, int valid) {
    private static final Duration HOUR = Duration.ofHours(1);

    /** Of an hour of an air station. @param value of SO2 */
    static Probe ofHour(String station, Instant end, int value) {
        return new Probe(
                readings(station, "SO2", HOUR, end), BigDecimal.valueOf(value), results("air", station, end), 0);
    }

    /** Of one-second levels. @param tenths of a dB, of the last of them */
    static Probe ofLevel(String station, Instant end, int tenths) {
        Instant hourEnd = end.minusNanos(1).truncatedTo(ChronoUnit.HOURS).plus(HOUR);
        return new Probe(
                readings(station, "LAS", Duration.ofSeconds(1), end),
                BigDecimal.valueOf(tenths, 1),
                results("noise", station, hourEnd),
                Math.toIntExact(HOUR.minus(Duration.between(end, hourEnd)).toSeconds()));
    }

    private static String readings(String station, String parameter, Duration period, Instant end) {
        return "/api/v1/stations/" + station + "/readings?parameter=" + parameter + "&from=" + end.minus(period)
                + "&to=" + end;
    }

    private static String results(String medium, String station, Instant hourEnd) {
        return "/api/v1/" + medium + "/hours?station=" + station + "&from=" + hourEnd.minus(HOUR) + "&to=" + hourEnd;
    }

    /**
     * Whether an answer to {@link #readings} shows it.
     *
     * @throws BenchException where it shows another value
     */
    boolean isShown(JsonNode answer) {
        JsonNode items = answer.path("items");
        if (items.isEmpty()) {
            return false;
        }
        BigDecimal shown = items.path(0).path("value").decimalValue();
        if (items.size() != 1 || shown.compareTo(value) != 0) {
            throw new BenchException(readings + " is answered with " + answer + ", sent was " + value, null);
        }
        return true;
    }

    /** Whether an answer to {@link #results} has it in. */
    boolean isResult(JsonNode answer) {
        JsonNode items = answer.path("items");
        return !items.isEmpty() && (valid == 0 || items.path(0).path("valid").intValue() >= valid);
    }
}
