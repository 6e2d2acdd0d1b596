package limpid.hj212;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import limpid.decode.hj212.Choices.Stamp;
import limpid.decode.hj212.Request;
import limpid.measure.LocalDay;
import limpid.station.Registry;
import limpid.station.Station;
import limpid.store.LoggerRequests;
import limpid.store.LoggerRequests.Kept;
import limpid.store.LoggerRequests.Wish;
import limpid.store.Span;
import org.jspecify.annotations.Nullable;

/**
 * Asks connected loggers for what the ledger misses of them 补传. One request a station at a time, few at once, and a gap that a
 * logger cannot fill is asked for again only after ever longer pauses, and then no more.
 */
public final class Backfill {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    private final LoggerRequests requests;
    private final Registry registry;
    private final Stamp stamp;
    private final Rule rule;
    private String last = "";

    /**
     * When to ask.
     *
     * @param lookBack how far back gaps are looked for; zero for not at all
     * @param settle   how long a logger must be connected: what it did not get rid of it sends by itself first
     * @param grace    after the end of a period, before its record is missing; at least the period's own length
     * @param pauses   after the first, second ... time that a gap was asked for; after the last it is asked for no more
     * @param looked   stations looked at in a turn
     * @param asked    requests in a turn
     */
    public record Rule(
            Duration lookBack, Duration settle, Duration grace, List<Duration> pauses, int looked, int asked) {
        /** With so long a look back. */
        public static Rule of(Duration lookBack) {
            return new Rule(
                    lookBack,
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(30),
                    List.of(HOUR, Duration.ofHours(6), DAY),
                    100,
                    20);
        }
    }

    /** Asks through these, for stations of this registry. @param stamp which end of its interval DataTime is */
    public Backfill(LoggerRequests requests, Registry registry, Stamp stamp, Rule rule) {
        this.requests = requests;
        this.registry = registry;
        this.stamp = stamp;
        this.rule = rule;
    }

    /**
     * One turn; the next one goes on behind the stations of this one.
     *
     * @param connected stations whose loggers are connected, and since when
     * @return how many requests were made
     * @throws limpid.store.StoreUnavailable where the store cannot be reached
     */
    public int ask(Map<String, Instant> connected, Instant now) {
        if (rule.lookBack().isZero()) {
            return 0;
        }
        int made = 0;
        int seen = 0;
        for (Map.Entry<String, Instant> one : fromLast(connected)) {
            if (seen >= rule.looked() || made >= rule.asked()) {
                break;
            }
            seen++;
            last = one.getKey();
            if (!one.getValue().plus(rule.settle()).isAfter(now)) {
                made += registry.find(one.getKey())
                        .map(station -> ask(station, now))
                        .orElse(0);
            }
        }
        return made;
    }

    private List<Map.Entry<String, Instant>> fromLast(Map<String, Instant> connected) {
        NavigableMap<String, Instant> inOrder = new TreeMap<>(connected);
        List<Map.Entry<String, Instant>> rotated =
                new ArrayList<>(inOrder.tailMap(last, false).entrySet());
        rotated.addAll(inOrder.headMap(last, true).entrySet());
        return rotated;
    }

    private int ask(Station station, Instant now) {
        Duration period = period(station);
        if (period.isZero()) {
            return 0;
        }
        Duration grace = period.compareTo(rule.grace()) > 0 ? period : rule.grace();
        Instant from = later(now.minus(rule.lookBack()), firstDay(station));
        Instant to = now.minus(grace);
        List<Kept> before = requests.ofGaps(station.code(), from.minus(rule.lookBack()));
        if (!to.isAfter(from) || before.stream().anyMatch(kept -> !kept.state().isOver())) {
            return 0;
        }
        List<Span> gaps = gaps(requests.missing(station.code(), period, new Span(from, to)), period);
        Optional<Wish> wish = gaps.stream()
                .map(gap -> wish(station, gap, period))
                .filter(one -> isDue(one, before, now))
                .findFirst();
        wish.ifPresent(one -> requests.ask(one, now));
        return wish.isPresent() ? 1 : 0;
    }

    private static Instant later(Instant one, @Nullable Instant other) {
        return other == null || one.isAfter(other) ? one : other;
    }

    private static @Nullable Instant firstDay(Station station) {
        return station.inServiceFrom() == null ? null : new LocalDay(station.inServiceFrom(), station.zone()).start();
    }

    /** Of the records that are asked for: a noise point that hears every second also tells hours. Zero where nothing is due. */
    static Duration period(Station station) {
        Duration own = station.period();
        return own.isZero() || own.compareTo(Duration.ofMinutes(1)) >= 0 ? own : HOUR;
    }

    /** Periods that are missing one after the other are one gap, of a day at most, which a logger can answer at once. */
    static List<Span> gaps(List<Instant> missing, Duration period) {
        List<Span> gaps = new ArrayList<>();
        for (Instant end : missing) {
            Span before = gaps.isEmpty() ? null : gaps.getLast();
            Instant start = end.minus(period);
            if (before != null
                    && before.toInclusive().equals(start)
                    && Duration.between(before.fromExclusive(), end).compareTo(DAY) <= 0) {
                gaps.set(gaps.size() - 1, new Span(before.fromExclusive(), end));
            } else {
                gaps.add(new Span(start, end));
            }
        }
        return gaps;
    }

    private Wish wish(Station station, Span gap, Duration period) {
        boolean starts = stamp == Stamp.START;
        return new Wish(
                station.code(),
                request(period).code(),
                starts ? gap.fromExclusive() : gap.fromExclusive().plus(period),
                starts ? gap.toInclusive().minus(period) : gap.toInclusive(),
                LoggerRequests.BY_LEDGER);
    }

    private static Request request(Duration period) {
        if (period.compareTo(HOUR) < 0) {
            return Request.MINUTE_HISTORY;
        }
        return period.compareTo(DAY) < 0 ? Request.HOUR_HISTORY : Request.DAY_HISTORY;
    }

    private boolean isDue(Wish wish, List<Kept> before, Instant now) {
        List<Kept> same =
                before.stream().filter(kept -> overlap(kept.wish(), wish)).toList();
        if (same.isEmpty()) {
            return true;
        }
        return same.size() <= rule.pauses().size()
                && !same.getLast()
                        .askedAt()
                        .plus(rule.pauses().get(same.size() - 1))
                        .isAfter(now);
    }

    private static boolean overlap(Wish one, Wish other) {
        Instant first = one.first();
        Instant last = one.last();
        Instant otherFirst = other.first();
        Instant otherLast = other.last();
        return first != null
                && last != null
                && otherFirst != null
                && otherLast != null
                && !first.isAfter(otherLast)
                && !otherFirst.isAfter(last);
    }
}
