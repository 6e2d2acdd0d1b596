package limpid.flow;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import limpid.station.Station;

/**
 * The averaging periods of a station. Each period of a parameter is a series that is kept for ever, so a station that sends
 * {@code PT3601S}, {@code PT3602S} and so on would fill every list with them. The station's own period and the usual ones are
 * always allowed; of others it may have a few.
 */
public final class Periods {
    private static final Set<Duration> USUAL = Set.of(
            Duration.ZERO,
            Duration.ofSeconds(1),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(10),
            Duration.ofMinutes(15),
            Duration.ofMinutes(20),
            Duration.ofMinutes(30),
            Duration.ofHours(1),
            Duration.ofHours(2),
            Duration.ofHours(4),
            Duration.ofHours(6),
            Duration.ofHours(8),
            Duration.ofHours(12),
            Duration.ofHours(24));

    private final Account account;
    private final int most;
    private final Map<String, Set<Duration>> unusual = new ConcurrentHashMap<>();

    /** Knows what a station has sent before. */
    @FunctionalInterface
    public interface Account {
        /** The periods of all its series. */
        Set<Duration> of(String station);
    }

    /**
     * The periods that this account knows, and new ones.
     *
     * @param most unusual periods of a station; LIMPID_PERIODS_OF_A_STATION
     */
    public Periods(Account account, int most) {
        this.account = account;
        this.most = most;
    }

    /** Whether a station may send values of this period, and from now on it may again. */
    boolean admit(Station station, Duration period) {
        if (USUAL.contains(period) || station.period().equals(period)) {
            return true;
        }
        Set<Duration> known = unusual.computeIfAbsent(station.code(), this::unusualOf);
        synchronized (known) {
            return known.contains(period) || known.size() < most && known.add(period);
        }
    }

    private Set<Duration> unusualOf(String station) {
        Set<Duration> known = ConcurrentHashMap.newKeySet();
        known.addAll(account.of(station));
        known.removeAll(USUAL);
        return known;
    }

    /** Why a period is refused. */
    String detail(Duration period) {
        return period + " is one more than the " + most
                + " unusual periods that a station may have; LIMPID_PERIODS_OF_A_STATION sets how many";
    }
}
