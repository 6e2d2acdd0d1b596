package limpid.noise;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import limpid.measure.Period;
import limpid.noise.SpanSource.Source;
import org.junit.jupiter.api.Test;

/** A minute record that overlaps its seconds: one source stands, whole. */
final class SpanSourceTest {
    private static final Period MINUTE = Period.ending(Instant.parse("2025-03-22T01:00:00Z"), Duration.ofMinutes(1));
    private static final StationRecord RECORD = StationRecord.of(MINUTE, new BigDecimal("60"));

    @Test
    void secondsStandWhenNearlyAllArrived() {
        assertEquals(new SpanSource(Source.PARTS, seconds(60)), choose(seconds(60), RECORD));
        assertEquals(new SpanSource(Source.PARTS, seconds(54)), choose(seconds(54), RECORD), "0.9 of 60");
    }

    @Test
    void theRecordStandsWhenTooManyWereLost() {
        assertEquals(new SpanSource(Source.RECORD, RECORD.tally()), choose(seconds(53), RECORD));
        assertEquals(new SpanSource(Source.RECORD, RECORD.tally()), choose(LevelTally.EMPTY, RECORD));
    }

    @Test
    void invalidSecondsCountAsCollectedSoARecordCannotHideThem() {
        LevelTally wet = LevelTally.builder().invalid(InvalidReason.RAIN, 60).build();
        assertEquals(new SpanSource(Source.PARTS, wet), choose(wet, RECORD));
    }

    @Test
    void aMissingRecordNeverDisplacesSeconds() {
        StationRecord missing = new StationRecord(
                MINUTE, null, Optional.empty(), Optional.empty(), Optional.empty(), Map.of(), Optional.empty());
        assertEquals(Source.PARTS, choose(seconds(5), missing).source());
        assertEquals(
                Source.PARTS,
                SpanSource.choose(seconds(5), Optional.empty(), NoiseSettings.DEFAULT)
                        .source());
    }

    @Test
    void secondsOfAnHourAreChosenBesideItsMinutes() {
        LevelTally.Builder minutes = LevelTally.builder();
        for (int i = 0; i < 50; i++) {
            minutes.add(RECORD.tally());
        }
        SpanSource many = SpanSource.choose(seconds(3240), minutes.build(), 3600, NoiseSettings.DEFAULT);
        SpanSource few = SpanSource.choose(seconds(2999), minutes.build(), 3600, NoiseSettings.DEFAULT);
        SpanSource more = SpanSource.choose(seconds(3001), minutes.build(), 3600, NoiseSettings.DEFAULT);
        assertEquals(Source.PARTS, many.source());
        assertEquals(new SpanSource(Source.RECORD, minutes.build()), few);
        assertEquals(Source.PARTS, more.source(), "fewer than 0.9, but more than the minutes");
    }

    private static SpanSource choose(LevelTally parts, StationRecord record) {
        return SpanSource.choose(parts, Optional.of(record), NoiseSettings.DEFAULT);
    }

    private static LevelTally seconds(int count) {
        LevelTally.Builder tally = LevelTally.builder();
        for (int i = 0; i < count; i++) {
            tally.sample(50, 1);
        }
        return tally.build();
    }
}
