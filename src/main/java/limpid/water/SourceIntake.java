package limpid.water;

import java.math.BigDecimal;
import java.time.YearMonth;

/**
 * What was taken from a drinking-water source in a month 取水量, as reported.
 *
 * @param section code of the source
 * @param volume  10^4 m3
 * @param origin  who reported it, or where
 */
public record SourceIntake(String section, YearMonth month, BigDecimal volume, String origin) {}
