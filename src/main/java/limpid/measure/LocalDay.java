package limpid.measure;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;

/**
 * A natural day of a station. Its hours are stamped by their ends, 01:00 to 24:00, so the value stamped 00:00 belongs to
 * the day before (GB 3095-2026 3.9, HJ 633-2012 5.1.2).
 */
public record LocalDay(LocalDate date, ZoneId zone) implements Comparable<LocalDay> {
    /** China Standard Time: one zone, no daylight saving. */
    public static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

    private static final Duration HOUR = Duration.ofHours(1);

    /** The day to which a period belongs that ends at this instant. */
    public static LocalDay ofEnd(Instant end, ZoneId zone) {
        return new LocalDay(end.minusNanos(1).atZone(zone).toLocalDate(), zone);
    }

    /** The local date at an instant. */
    public static LocalDate dateAt(Instant instant) {
        return instant.atZone(CHINA).toLocalDate();
    }

    /** Which local date it is now. */
    public static LocalDate today(InstantSource clock) {
        return dateAt(clock.instant());
    }

    /** 00:00 at its beginning, which is the end of the last hour of the day before. */
    public Instant start() {
        return date.atStartOfDay(zone).toInstant();
    }

    /** 24:00, the end of its last hour. */
    public Instant end() {
        return date.plusDays(1).atStartOfDay(zone).toInstant();
    }

    /** The span from 00:00 to 24:00. */
    public Period period() {
        return new Period(start(), end());
    }

    /** Whether a period belongs to it that ends at this instant, as {@link #ofEnd} tells; cheaper for many instants. */
    public Predicate<Instant> holdsEnd() {
        Instant start = start();
        Instant end = end();
        return instant -> instant.isAfter(start) && !instant.isAfter(end);
    }

    /** The end of the hour that is stamped with this clock hour. @param hour 1 to 24 */
    public Instant hourEnd(int hour) {
        if (hour < 1 || hour > 24) {
            throw new IllegalArgumentException("an hour of the day is stamped 1 to 24, not " + hour);
        }
        return hour == 24
                ? end()
                : date.atTime(LocalTime.of(hour, 0)).atZone(zone).toInstant();
    }

    /** The ends of its hours in order, 01:00 to 24:00. */
    public List<Instant> hourEnds() {
        List<Instant> ends = new ArrayList<>();
        Instant last = end();
        for (Instant end = start().plus(HOUR); !end.isAfter(last); end = end.plus(HOUR)) {
            ends.add(end);
        }
        return Collections.unmodifiableList(ends);
    }

    /** The day that follows. */
    public LocalDay next() {
        return new LocalDay(date.plusDays(1), zone);
    }

    @Override
    public int compareTo(LocalDay other) {
        return start().compareTo(other.start());
    }
}
