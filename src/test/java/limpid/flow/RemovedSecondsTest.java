package limpid.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import limpid.Samples;
import limpid.flow.RemovedSeconds.Account;
import limpid.measure.Reading;
import limpid.store.DirtyPeriod;
import org.junit.jupiter.api.Test;

/** What is asked of the account of removals, and how often. */
class RemovedSecondsTest {
    private static final Instant NOW = Samples.at("2026-03-03T12:00:00+08:00");
    private static final Instant OLD = NOW.minus(Duration.ofHours(13));

    private final List<Set<Instant>> asked = new ArrayList<>();
    private int timesNewest;
    private Instant newest = Instant.MIN;
    private Instant now = NOW;

    private final RemovedSeconds seconds = new RemovedSeconds(
            new Account() {
                @Override
                public Set<Instant> among(String station, Collection<Instant> ends) {
                    asked.add(Set.copyOf(ends));
                    return Set.copyOf(ends);
                }

                @Override
                public Instant newest() {
                    timesNewest++;
                    return newest;
                }
            },
            () -> now);

    private static Reading second(Instant end) {
        return Samples.reading("N1", "LAS", end, Duration.ofSeconds(1), "55.0");
    }

    private boolean removed(Instant end) {
        Reading reading = second(end);
        return seconds.among("N1", List.of(reading)).test(reading);
    }

    @Test
    void asksNothingOfTheYoung() {
        assertEquals(false, removed(NOW.minus(Duration.ofHours(11))));
        assertEquals(0, timesNewest);
        assertEquals(List.of(), asked);
    }

    @Test
    void asksForNoMinuteAfterTheNewestRemoval() {
        newest = DirtyPeriod.minuteEnd(OLD).minus(Duration.ofMinutes(1));
        assertEquals(false, removed(OLD));
        assertEquals(false, removed(OLD.plusSeconds(600)));
        assertEquals(1, timesNewest);
        assertEquals(List.of(), asked);
    }

    @Test
    void asksForTheNewestMinuteItself() {
        newest = DirtyPeriod.minuteEnd(OLD);
        assertEquals(true, removed(OLD));
        assertEquals(List.of(Set.of(newest)), asked);
    }

    @Test
    void learnsOfARemovalWithinASecond() {
        assertEquals(false, removed(OLD));
        newest = NOW;
        assertEquals(false, removed(OLD));
        now = NOW.plusMillis(1001);
        assertEquals(true, removed(OLD));
        assertEquals(2, timesNewest);
    }

    @Test
    void anAccountOfOneQuestionIsAlwaysAsked() {
        RemovedSeconds always = new RemovedSeconds((station, ends) -> Set.of(), InstantSource.fixed(NOW));
        Reading reading = second(OLD);
        assertEquals(false, always.among("N1", List.of(reading)).test(reading));
    }
}
