package limpid.noise;

import java.time.LocalDate;
import java.time.LocalTime;
import limpid.standard.DayPart;

/**
 * When day and night begin in a city from a date on, in local time. A local government may set them by habit and season
 * (HJ 212-2017 table 4). The hour that starts at a boundary belongs to the part that begins there.
 *
 * @param effectiveFromInclusive first local date
 * @param dayStart               whole hour at which the day-time 昼间 begins
 * @param nightStart             whole hour at which the night-time 夜间 begins, after {@code dayStart}
 */
public record DayNightHours(LocalDate effectiveFromInclusive, LocalTime dayStart, LocalTime nightStart) {
    private static final int HOURS = 24;

    /**
     * 06:00 and 22:00 (GB 3096-2008 3.4, 3.5; Noise Law of 1996 art. 63), on every date for which nothing else is set.
     */
    public static final DayNightHours DEFAULT =
            new DayNightHours(LocalDate.MIN, LocalTime.of(6, 0), LocalTime.of(22, 0));

    /** Refuses boundaries inside an hour, of which there is one level only, and boundaries the wrong way round. */
    public DayNightHours {
        if (!wholeHour(dayStart) || !wholeHour(nightStart) || !dayStart.isBefore(nightStart)) {
            throw new IllegalArgumentException("day from " + dayStart + ", night from " + nightStart);
        }
    }

    private static boolean wholeHour(LocalTime time) {
        return time.equals(LocalTime.of(time.getHour(), 0));
    }

    /** The part to which the hour belongs that starts then. */
    public DayPart part(LocalTime hourStart) {
        return hourStart.isBefore(dayStart) || !hourStart.isBefore(nightStart) ? DayPart.NIGHT : DayPart.DAY;
    }

    /** Hours of the day-time, 16 by default. */
    public int dayHours() {
        return nightStart.getHour() - dayStart.getHour();
    }

    /** Hours of the night-time within one date, 8 by default. */
    public int nightHours() {
        return HOURS - dayHours();
    }
}
