package limpid.decode.hj212;

import java.math.BigDecimal;
import java.util.Map;
import java.util.OptionalInt;

/** From the unit a station sends to the one that is kept. All are powers of ten, so that no digit is lost or invented. */
final class Conversion {
    private static final Map<String, Integer> POWERS = Map.ofEntries(
            Map.entry("mg/m3>ug/m3", 3),
            Map.entry("ug/m3>mg/m3", -3),
            Map.entry("ng/m3>ug/m3", -3),
            Map.entry("g/m3>ug/m3", 6),
            Map.entry("ug/L>mg/L", -3),
            Map.entry("mg/m3>mg/L", -3),
            Map.entry("ng/L>mg/L", -6),
            Map.entry("mS/cm>uS/cm", 3),
            Map.entry("mS/m>uS/cm", 1),
            Map.entry("S/m>uS/cm", 4),
            Map.entry("kPa>hPa", 1),
            Map.entry("Pa>hPa", -2),
            Map.entry("cm>m", -2),
            Map.entry("L/s>m3/s", -3),
            Map.entry("MPN/100mL>count/L", 1));

    private Conversion() {}

    /** The power of ten; empty where one unit cannot be made of the other. */
    static OptionalInt power(String from, String to) {
        Integer power = from.equals(to) ? Integer.valueOf(0) : POWERS.get(from + ">" + to);
        return power == null ? OptionalInt.empty() : OptionalInt.of(power);
    }

    static BigDecimal converted(BigDecimal sent, int power) {
        return power == 0 ? sent : sent.scaleByPowerOfTen(power);
    }
}
