package limpid.flow;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Collections;
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
    /** While a batch is looked at; what is removed meanwhile the store refuses, and it is looked at again. */
    private static final Duration KNOWN_FOR = Duration.ofSeconds(1);

    private final Account account;
    private final InstantSource clock;
    private volatile Newest newest = new Newest(Instant.EPOCH, Instant.MAX);

    /** Up to which minute anything was removed, as it was known at a time. */
    private record Newest(Instant at, Instant end) {}

    /** Knows what was removed; {@link Removals#among}. */
    @FunctionalInterface
    public interface Account {
        /** Which of the minutes that end then had their seconds removed. */
        Set<Instant> among(String station, Collection<Instant> ends);

        /** The end of the newest minute of any station that may have had its seconds removed. */
        default Instant newest() {
            return Instant.MAX;
        }

        /** The account of a store. */
        static Account of(Removals removals) {
            return new Account() {
                @Override
                public Set<Instant> among(String station, Collection<Instant> ends) {
                    return removals.among(station, ends);
                }

                @Override
                public Instant newest() {
                    return removals.newest().orElse(Instant.MIN);
                }
            };
        }
    }

    /** Finds what was removed by this account. */
    public RemovedSeconds(Account account, InstantSource clock) {
        this.account = account;
        this.clock = clock;
    }

    /** Says which of these readings of a station are of such minutes. */
    Predicate<Reading> among(String station, Collection<Reading> readings) {
        Instant now = clock.instant();
        Predicate<Reading> possible = Removals.possible(now);
        Set<Instant> minutes = new HashSet<>();
        for (Reading reading : readings) {
            if (possible.test(reading)) {
                minutes.add(DirtyPeriod.minuteEnd(reading.end()));
            }
        }
        if (minutes.isEmpty() || Collections.min(minutes).isAfter(newest(now))) {
            return reading -> false;
        }
        Set<Instant> removed = account.among(station, minutes);
        return possible.and(reading -> removed.contains(DirtyPeriod.minuteEnd(reading.end())));
    }

    /** Asked for once for many messages: after an outage they all are old enough. */
    private Instant newest(Instant now) {
        Newest known = newest;
        if (Duration.between(known.at, now).abs().compareTo(KNOWN_FOR) > 0) {
            known = new Newest(now, account.newest());
            newest = known;
        }
        return known.end;
    }

    /** Why such a reading is refused. */
    static String detail(Reading reading) {
        return "the seconds of the minute of " + TimeText.shown(reading.end(), LocalDay.CHINA)
                + " were removed; its tally is final";
    }
}
