package limpid.decode.hj212;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Times as frames write them: local, without a zone. */
final class DataTime {
    static final int WITH_MILLISECONDS = 17;
    private static final int WITH_SECONDS = 14;
    private static final int DATE = 8;
    private static final String END_OF_DAY = "240000";
    private static final Pattern DIGITS = Pattern.compile("\\d{14}(\\d{3})?");
    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);

    private DataTime() {}

    /** To the second; empty where it is none. */
    static Optional<Instant> read(String text, ZoneId zone) {
        if (!DIGITS.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            String digits = text.substring(0, WITH_SECONDS);
            boolean endOfDay = digits.endsWith(END_OF_DAY);
            LocalDateTime time = LocalDateTime.parse(endOfDay ? digits.substring(0, DATE) + "000000" : digits, FORM);
            return Optional.of(time.plusDays(endOfDay ? 1 : 0).atZone(zone).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** To the second. */
    static String text(Instant time, ZoneId zone) {
        return FORM.format(time.atZone(zone));
    }

    /** To the millisecond, as QN has it. */
    static String longText(Instant time, ZoneId zone) {
        return text(time, zone)
                + String.format(Locale.ROOT, "%03d", time.atZone(zone).get(ChronoField.MILLI_OF_SECOND));
    }
}
