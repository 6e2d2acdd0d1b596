package sim.city;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that happens in the city, once or again and again.
 *
 * @param name name in the truth
 * @param kind what happens
 * @param from start of the first occurrence
 * @param lasting length of an occurrence where it happens
 * @param every time between starts, null for a single occurrence
 * @param chance share of the occurrences that do happen, 0..1
 * @param strength 1 is a strong but ordinary one
 * @param atKm river kilometre of a discharge, 0 for the other kinds
 */
public record Event(
        String name,
        Kind kind,
        Instant from,
        Duration lasting,
        @Nullable Duration every,
        double chance,
        double strength,
        double atKm) {

    /** What can happen. */
    public enum Kind {
        /** Washes the air, wets the microphones, muddies the rivers. */
        RAIN,
        /** Stagnant sunny days: afternoon ozone above the limits. */
        OZONE,
        /** Waste water enters a river: ammonia and phosphorus up, oxygen down, moving downstream. */
        DISCHARGE,
        /** Fireworks around the middle of the night. */
        FESTIVAL;

        /** Speed at which a discharge travels, km/h. */
        private static final double CURRENT_KMH = 2.5;

        private boolean rampsUpAndHolds() {
            return this == RAIN || this == OZONE;
        }
    }

    /** Checks that occurrences do not overlap and that the numbers are in range. */
    public Event {
        if (lasting.isZero() || lasting.isNegative()) {
            throw new IllegalArgumentException("event " + name + " lasts " + lasting);
        }
        if (every != null && every.compareTo(lasting) < 0) {
            throw new IllegalArgumentException("event " + name + " comes again before it is over");
        }
        if (!(chance >= 0 && chance <= 1) || !(strength >= 0)) {
            throw new IllegalArgumentException("event " + name + ": chance 0..1 and strength from 0 expected");
        }
    }

    /** How strongly the event is felt at a station at an instant; 0 when it is not. */
    public double feltAt(Station station, Instant instant, Dice dice) {
        if (!concerns(station)) {
            return 0;
        }
        long sinceArrival = secondsSince(instant, station);
        long number = occurrence(sinceArrival);
        double share = (sinceArrival - number * everySeconds()) / (double) lastingSeconds(station);
        boolean under = share >= 0 && share < 1 && happens(number, dice);
        return under ? strength / stretch(station) * envelope(share) : 0;
    }

    /** Whether any part of an occurrence falls into the period as felt at the station. */
    public boolean inForce(Station station, Instant startInclusive, Instant endExclusive, Dice dice) {
        if (!concerns(station)) {
            return false;
        }
        long start = secondsSince(startInclusive, station);
        long end = secondsSince(endExclusive, station);
        return overlaps(occurrence(start), start, end, station, dice)
                || overlaps(occurrence(end), start, end, station, dice);
    }

    private boolean overlaps(long number, long start, long end, Station station, Dice dice) {
        long begins = number * everySeconds();
        return begins < end && begins + lastingSeconds(station) > start && happens(number, dice);
    }

    private boolean concerns(Station station) {
        return switch (kind) {
            case RAIN -> true;
            case OZONE -> station.medium() == Medium.AIR;
            case FESTIVAL -> station.medium() == Medium.AIR || station.medium() == Medium.NOISE;
            case DISCHARGE ->
                station.siting() instanceof Station.WaterSiting water && !water.lake() && water.riverKm() >= atKm;
        };
    }

    private boolean happens(long number, Dice dice) {
        return (every != null || number == 0) && dice.with(name).uniform(number) < chance;
    }

    private long occurrence(long second) {
        return every == null ? 0 : Math.floorDiv(second, everySeconds());
    }

    private long everySeconds() {
        return every == null ? 0 : every.toSeconds();
    }

    private long secondsSince(Instant instant, Station station) {
        return instant.getEpochSecond() - from.getEpochSecond() - travelSeconds(station);
    }

    private long travelSeconds(Station station) {
        return Math.round(kmDownstream(station) / Kind.CURRENT_KMH * 3600);
    }

    /** A plume spreads as it travels; it never spreads into the next one. */
    private double stretch(Station station) {
        double wanted = 1 + 0.02 * kmDownstream(station);
        return every == null ? wanted : Math.min(wanted, everySeconds() / (double) lasting.toSeconds());
    }

    private long lastingSeconds(Station station) {
        return Math.round(lasting.toSeconds() * stretch(station));
    }

    private double kmDownstream(Station station) {
        return kind == Kind.DISCHARGE && station.siting() instanceof Station.WaterSiting water
                ? water.riverKm() - atKm
                : 0;
    }

    private double envelope(double share) {
        if (kind.rampsUpAndHolds()) {
            return Math.min(1, 5 * Math.min(share, 1 - share));
        }
        double sine = StrictMath.sin(Math.PI * share);
        return sine * sine;
    }
}
