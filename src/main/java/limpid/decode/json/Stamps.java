package limpid.decode.json;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the times and lengths of a message. Nearly all are written in one form, {@code 2026-03-01T01:00:00+08:00}; that form
 * is read here in place, since the general parser takes a quarter of the intake's time. Any other form is left to that.
 */
final class Stamps {
    // Stations stamp the last hour of a day 24:00 as well as 00:00.
    private static final Pattern MIDNIGHT_24 = Pattern.compile("(\\d{4}-\\d{2}-\\d{2})T24:00(:00)?(.+)");
    private static final String USUAL = "dddd-dd-ddTdd:dd:dd";
    private static final int LARGEST_OFFSET = 18 * 3600;
    private static final int NO_OFFSET = Integer.MIN_VALUE;

    private @Nullable String lastLength;
    private Duration last = Duration.ZERO;

    /** @throws DateTimeException where it is no time with its offset */
    static Instant instant(String stamp) {
        if (isUsual(stamp)) {
            int offset = offset(stamp);
            int hour = two(stamp, 11);
            int minute = two(stamp, 14);
            int second = two(stamp, 17);
            if (offset != NO_OFFSET && hour < 24 && minute < 60 && second < 60) {
                long day = LocalDate.of(two(stamp, 0) * 100 + two(stamp, 2), two(stamp, 5), two(stamp, 8))
                        .toEpochDay();
                return Instant.ofEpochSecond(day * 86_400 + hour * 3600L + minute * 60L + second - offset);
            }
        }
        return general(stamp);
    }

    private static boolean isUsual(String stamp) {
        if (stamp.length() <= USUAL.length()) {
            return false;
        }
        for (int i = 0; i < USUAL.length(); i++) {
            char form = USUAL.charAt(i);
            if (form == 'd' ? !isDigit(stamp, i) : stamp.charAt(i) != form) {
                return false;
            }
        }
        return true;
    }

    /** Seconds of {@code Z} or {@code +hh:mm} behind the time. */
    private static int offset(String stamp) {
        char sign = stamp.charAt(19);
        if (stamp.length() == 20 && sign == 'Z') {
            return 0;
        }
        boolean usual = stamp.length() == 25
                && (sign == '+' || sign == '-')
                && isDigit(stamp, 20)
                && isDigit(stamp, 21)
                && stamp.charAt(22) == ':'
                && isDigit(stamp, 23)
                && isDigit(stamp, 24);
        if (!usual || two(stamp, 23) > 59) {
            return NO_OFFSET;
        }
        int seconds = two(stamp, 20) * 3600 + two(stamp, 23) * 60;
        return seconds > LARGEST_OFFSET ? NO_OFFSET : sign == '+' ? seconds : -seconds;
    }

    private static boolean isDigit(String text, int at) {
        char digit = text.charAt(at);
        return digit >= '0' && digit <= '9';
    }

    private static int two(String text, int at) {
        return (text.charAt(at) - '0') * 10 + text.charAt(at + 1) - '0';
    }

    private static Instant general(String stamp) {
        if (stamp.contains("T24")) {
            Matcher midnight = MIDNIGHT_24.matcher(stamp);
            if (midnight.matches()) {
                return OffsetDateTime.parse(midnight.group(1) + "T00:00:00" + midnight.group(3))
                        .plusDays(1)
                        .toInstant();
            }
        }
        return OffsetDateTime.parse(stamp, DateTimeFormatter.ISO_OFFSET_DATE_TIME)
                .toInstant();
    }

    /**
     * A length such as {@code PT1H}. Records of a message mostly have the same.
     *
     * @throws DateTimeException where it is none
     */
    Duration length(String iso) {
        if (!iso.equals(lastLength)) {
            last = Duration.parse(iso);
            lastLength = iso;
        }
        return last;
    }
}
