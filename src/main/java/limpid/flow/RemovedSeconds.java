package limpid.flow;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import limpid.measure.LocalDay;
import limpid.measure.Reading;
import limpid.measure.TimeText;
import limpid.store.DirtyPeriod;
import limpid.store.Removals;

/** Finds among what arrives the seconds of minutes whose seconds were removed: alone they would make a wrong minute. */
public final class RemovedSeconds {
    private final Account account;
    private final InstantSource clock;

    /** Knows what was removed; {@link Removals#among}. */
    @FunctionalInterface
    public interface Account {
        /** Which of the minutes that end then had their seconds removed. */
        Set<Instant> among(String station, Collection<Instant> ends);
    }

    /** Finds what was removed by this account. */
    public RemovedSeconds(Account account, InstantSource clock) {
        this.account = account;
        this.clock = clock;
    }

    /** Says which of these readings of a station are of such minutes. */
    Predicate<Reading> among(String station, Collection<Reading> readings) {
        Predicate<Reading> possible = Removals.possible(clock.instant());
        Set<Instant> minutes = new HashSet<>();
        for (Reading reading : readings) {
            if (possible.test(reading)) {
                minutes.add(DirtyPeriod.minuteEnd(reading.end()));
            }
        }
        if (minutes.isEmpty()) {
            return reading -> false;
        }
        Set<Instant> removed = account.among(station, minutes);
        return possible.and(reading -> removed.contains(DirtyPeriod.minuteEnd(reading.end())));
    }

    /** Why such a reading is refused. */
    static String detail(Reading reading) {
        return "the seconds of the minute of " + TimeText.shown(reading.end(), LocalDay.CHINA)
                + " were removed; its tally is final";
    }
}
