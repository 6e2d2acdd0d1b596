package limpid.measure;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Times as people and loggers write them, read alike wherever they stand: {@code 24:00} is the end of its day, and a time
 * without an offset is the clock on the wall beside the station.
 */
public final class TimeText {
    /** What a complaint says was expected of a time in a table. */
    public static final String EXPECTED = "a time such as 2026-03-01T09:30:00+08:00, or local such as 2026-03-01T09:30";

    private static final Pattern MIDNIGHT_24 =
            Pattern.compile("(\\d{4}-\\d{2}-\\d{2}[T ])24:00((?::00(?:\\.0+)?)?(?:Z|[+-].+)?)");

    /** As a Chinese spreadsheet writes them: 2026/1/10 9:00. */
    private static final Pattern SLASHES = Pattern.compile("(\\d{4})/(\\d{1,2})/(\\d{1,2})(?:[T ](\\d{1,2})(:.+))?");

    private TimeText() {}

    /**
     * A time with its offset.
     *
     * @throws DateTimeException where it is none
     */
    public static Instant instant(String stamp) {
        return withOffset(stamp).toInstant();
    }

    /**
     * The same with the offset as it was written.
     *
     * @throws DateTimeException where it is none
     */
    public static OffsetDateTime withOffset(String stamp) {
        Matcher midnight = MIDNIGHT_24.matcher(stamp);
        return midnight.matches()
                ? OffsetDateTime.parse(midnight.group(1).replace(' ', 'T') + "00:00" + midnight.group(2))
                        .plusDays(1)
                : OffsetDateTime.parse(stamp, DateTimeFormatter.ISO_OFFSET_DATE_TIME);
    }

    /**
     * A time in a table, with its offset or local.
     *
     * @param zone where it was written
     * @throws DateTimeException where it is none
     */
    public static Instant instant(String stamp, ZoneId zone) {
        String text = iso(stamp).replace(' ', 'T');
        try {
            return instant(text);
        } catch (DateTimeException e) {
            return local(text).atZone(zone).toInstant();
        }
    }

    private static LocalDateTime local(String text) {
        Matcher midnight = MIDNIGHT_24.matcher(text);
        return midnight.matches()
                ? LocalDateTime.parse(midnight.group(1) + "00:00" + midnight.group(2))
                        .plusDays(1)
                : LocalDateTime.parse(text);
    }

    /**
     * A local date in a table: 2026-03-01, or 2026/3/1 as a spreadsheet writes it.
     *
     * @throws DateTimeException where it is none
     */
    public static LocalDate date(String text) {
        return LocalDate.parse(iso(text));
    }

    private static String iso(String text) {
        Matcher slashes = SLASHES.matcher(text);
        if (!slashes.matches()) {
            return text;
        }
        String date = slashes.group(1) + "-" + twoDigits(slashes.group(2)) + "-" + twoDigits(slashes.group(3));
        return slashes.group(4) == null ? date : date + "T" + twoDigits(slashes.group(4)) + slashes.group(5);
    }

    private static String twoDigits(String number) {
        return number.length() == 1 ? "0" + number : number;
    }

    /** An instant for a sentence: local to the station, with its offset; in UTC where no calendar reaches. */
    public static String shown(Instant instant, ZoneId zone) {
        try {
            return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                    instant.atZone(zone).toOffsetDateTime());
        } catch (DateTimeException e) {
            return instant.toString();
        }
    }
}
