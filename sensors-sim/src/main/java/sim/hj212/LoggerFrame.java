package sim.hj212;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import sim.Report;

/**
 * A frame of HJ 212-2017 with one record of data.
 *
 * @param qn number of the exchange, by which its answer is known
 * @param bytes as on the wire
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares frames
public record LoggerFrame(String qn, byte[] bytes) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT);
    private static final Duration DAY = Duration.ofDays(1);
    private static final int POLYNOMIAL = 0xA001;

    /** By parameter: the factor's code, and the power of ten from the parameter's unit to that of the standard. */
    private static final Map<String, Code> CODES = Map.ofEntries(
            Map.entry("SO2", new Code("a21026", -3)),
            Map.entry("NO2", new Code("a21004", -3)),
            Map.entry("NO", new Code("a21003", -3)),
            Map.entry("NOx", new Code("a21002", -3)),
            Map.entry("CO", new Code("a21005", 0)),
            Map.entry("O3", new Code("a05024", 0)),
            Map.entry("PM10", new Code("a34002", 0)),
            Map.entry("PM2.5", new Code("a34004", 0)),
            Map.entry("TEMP", new Code("a01001", 0)),
            Map.entry("RH", new Code("a01002", 0)),
            Map.entry("PRES", new Code("a01006", -1)),
            Map.entry("WS", new Code("a01007", 0)),
            Map.entry("WD", new Code("a01008", 0)),
            Map.entry("PH", new Code("w01001", 0)),
            Map.entry("DO", new Code("w01009", 0)),
            Map.entry("WT", new Code("w01010", 0)),
            Map.entry("EC", new Code("w01014", 0)),
            Map.entry("TURB", new Code("w01003", 0)),
            Map.entry("CHLA", new Code("w01016", 0)),
            Map.entry("CODMN", new Code("w01019", 0)),
            Map.entry("NH3N", new Code("w21003", 0)),
            Map.entry("TP", new Code("w21011", 0)),
            Map.entry("TN", new Code("w21001", 0)),
            Map.entry("LEQ", new Code("Leq", 0)),
            Map.entry("LMAX", new Code("LMx", 0)),
            Map.entry("LMIN", new Code("LMn", 0)),
            Map.entry("L5", new Code("L5", 0)),
            Map.entry("L10", new Code("L10", 0)),
            Map.entry("L50", new Code("L50", 0)),
            Map.entry("L90", new Code("L90", 0)),
            Map.entry("L95", new Code("L95", 0)),
            Map.entry("LAS", new Code("LA", 0)));

    private record Code(String factor, int power) {}

    /**
     * The record of a report: hours and longer as hour data, seconds as real-time data of the last one.
     *
     * @param sent when, with milliseconds that make it the only one of its time
     */
    public static LoggerFrame of(Report report, String mn, String password, OffsetDateTime sent, int millis) {
        boolean hours = isHours(report);
        OffsetDateTime stamp = hours ? report.end().minus(report.period()) : report.end();
        StringJoiner items = new StringJoiner(";");
        items.add("DataTime=" + TIME.format(stamp));
        report.values()
                .forEach((String parameter, List<@Nullable String> series) ->
                        add(report, parameter, series.getLast(), hours, items));
        String qn = TIME.format(sent) + String.format(Locale.ROOT, "%03d", millis % 1000);
        return new LoggerFrame(
                qn,
                framed("QN=" + qn + ";ST=" + system(report.medium()) + ";CN=" + (hours ? 2061 : 2011) + ";PW="
                        + password + ";MN=" + mn + ";Flag=5;CP=&&" + items + "&&"));
    }

    private static void add(
            Report report, String parameter, @Nullable String value, boolean hours, StringJoiner items) {
        Code code = CODES.get(parameter);
        if (code == null || value == null || value.equals("null")) {
            return;
        }
        boolean noise = report.medium().equals("noise");
        String key = hours ? noise ? "-Data" : "-Avg" : "-Rtd";
        String printed = new BigDecimal(value).scaleByPowerOfTen(code.power).toPlainString();
        items.add(code.factor + key + "=" + printed
                + (noise ? "" : "," + code.factor + "-Flag=" + report.flags().getOrDefault(parameter, "N")));
    }

    private static int system(String medium) {
        return switch (medium) {
            case "water" -> 21;
            case "air" -> 22;
            default -> 23;
        };
    }

    /** Whether a report goes out as hour data. */
    static boolean isHours(Report report) {
        return report.period().compareTo(Duration.ofHours(1)) >= 0
                && report.period().compareTo(DAY) < 0;
    }

    /** A data segment with head, check and tail. */
    static byte[] framed(String segment) {
        byte[] bytes = segment.getBytes(StandardCharsets.UTF_8);
        return String.format(Locale.ROOT, "##%04d%s%04X\r\n", bytes.length, segment, check(bytes))
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Appendix A of HJ 212-2017. */
    static int check(byte[] bytes) {
        int register = 0xFFFF;
        for (byte one : bytes) {
            register = (register >> 8) ^ (one & 0xFF);
            for (int i = 0; i < 8; i++) {
                boolean carry = (register & 1) != 0;
                register >>= 1;
                if (carry) {
                    register ^= POLYNOMIAL;
                }
            }
        }
        return register;
    }

    /** The number that a pretend station's logger calls itself by: its code in hexadecimal, filled up to 24. */
    public static String mn(String station) {
        StringBuilder mn = new StringBuilder();
        for (byte one : station.getBytes(StandardCharsets.UTF_8)) {
            mn.append(String.format(Locale.ROOT, "%02X", one));
        }
        mn.append("0".repeat(24));
        return mn.substring(0, 24);
    }
}
