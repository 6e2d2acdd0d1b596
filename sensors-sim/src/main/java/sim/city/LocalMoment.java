package sim.city;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/**
 * An instant as the city lives it.
 *
 * @param hour hour of the local day with fraction, 0 to 24
 * @param weekend Saturday or Sunday
 * @param year share of the year gone, 0 to 1
 */
record LocalMoment(double hour, boolean weekend, double year) {

    static LocalMoment of(Instant instant, ZoneId zone) {
        ZonedDateTime local = instant.atZone(zone);
        double hour = local.toLocalTime().toSecondOfDay() / 3600.0;
        boolean weekend = local.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) >= 0;
        return new LocalMoment(hour, weekend, (local.getDayOfYear() - 1 + hour / 24) / 366);
    }

    /** Road traffic, 0 (dead of night) to about 1 (weekday rush hour). */
    double traffic() {
        return weekend
                ? 0.08 + 0.45 * bell(11.5, 3) + 0.5 * bell(18.5, 3)
                : 0.08 + 0.85 * bell(8, 1.4) + 0.4 * bell(13, 3) + 0.85 * bell(18.3, 1.7);
    }

    /** Height of the sun, 0 by night to 1 at noon. */
    double sun() {
        return Math.max(0, StrictMath.sin(Math.PI * (hour - 6) / 12));
    }

    /** 1 in mid January, -1 in mid July. */
    double winter() {
        return StrictMath.cos(2 * Math.PI * (year - 0.04));
    }

    /** 1 at an hour of the day, falling off over {@code width} hours on both sides, across midnight too. */
    double bell(double centre, double width) {
        double distance = Math.abs(hour - centre);
        double nearer = Math.min(distance, 24 - distance) / width;
        return StrictMath.exp(-nearer * nearer / 2);
    }
}
