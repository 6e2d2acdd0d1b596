package limpid.bench;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * An hour of a station, sent for the first time or as a correction.
 *
 * @param station of which it is
 * @param end     of the hour
 * @param values  by parameter, as sent
 * @param number  of the message, unlike any other of the station
 */
record FaultHour(int station, Instant end, Map<String, String> values, long number) {
    /** What is measured. */
    static final List<String> PARAMETERS = List.of("PM2.5", "PM10", "NO2");

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Map<String, String> CODES = Map.of("PM2.5", "a34004", "PM10", "a34002", "NO2", "a21004");
    private static final int AIR = 22;
    private static final int HOURS = 2061;
    private static final int LONGEST_NUMBER = 17;

    /** The hour of a value. */
    FaultLoad.Key key(String parameter) {
        return new FaultLoad.Key(code(), parameter, end);
    }

    String code() {
        return code(station);
    }

    /** The code of a station. */
    static String code(int station) {
        return Shape.PREFIX + station;
    }

    /** The number of a station's data logger. */
    static String mn(int station) {
        return String.format(Locale.ROOT, "FA%022X", station);
    }

    /** The message in JSON. White space makes each another, as its own time of sending would. */
    byte[] json() {
        String all = values.entrySet().stream()
                .map(value -> '"' + value.getKey() + "\":" + value.getValue())
                .collect(Collectors.joining(","));
        String mark = Long.toBinaryString(number).replace('0', ' ').replace('1', '\t');
        return ("{\"end\":\"" + Shape.stamp(end) + "\",\"period\":\"PT1H\",\"values\":{" + all + "}}" + mark)
                .getBytes(StandardCharsets.UTF_8);
    }

    /** The number of the frame: a time of sending that is its own. */
    String qn() {
        String digits = Long.toString(number);
        return "20100101" + "0".repeat(LONGEST_NUMBER - 8 - digits.length()) + digits;
    }

    /** The message as a frame of HJ 212; what the standard has in mg/m3 is sent so. */
    byte[] frame() {
        String all = values.entrySet().stream()
                .map(value -> {
                    String code = CODES.get(value.getKey());
                    return code + "-Avg=" + sent(value.getKey(), value.getValue()) + "," + code + "-Flag=N";
                })
                .collect(Collectors.joining(";"));
        return LoggerLine.frame(
                qn(), AIR, HOURS, mn(station), "DataTime=" + LoggerLine.stamp(end.minus(HOUR)) + ";" + all);
    }

    private static String sent(String parameter, String value) {
        return parameter.equals("NO2") ? new BigDecimal(value).movePointLeft(3).toPlainString() : value;
    }
}
