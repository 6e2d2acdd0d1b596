package limpid.flow;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import limpid.measure.Parameters;
import limpid.measure.Reading;
import limpid.noise.FlagReasons;
import limpid.noise.LevelTally;
import limpid.noise.NoiseHour;
import limpid.noise.NoiseLevel;
import limpid.noise.NoiseSettings;
import limpid.noise.SpanSource;
import limpid.noise.SpanSource.Source;
import limpid.noise.StationRecord;
import limpid.store.Tallies.SeriesHour;
import limpid.store.Workbench.NoiseHourResult;
import org.jspecify.annotations.Nullable;

/** The levels of an hour at a point: from its seconds, or from the record the station averaged itself. */
final class NoiseRollup {
    private final NoiseSettings settings;

    NoiseRollup(NoiseSettings settings) {
        this.settings = settings;
    }

    NoiseHourResult hour(int subjectId, Instant end, HourlyValues values) {
        LevelTally seconds = values.tally(Parameters.standard().get("LAS"), end)
                .map(SeriesHour::levels)
                .orElse(LevelTally.EMPTY);
        Optional<StationRecord> sent = hourRecord(end, values);
        SpanSource chosen = SpanSource.choose(seconds, sent, settings);
        NoiseHour hour = chosen.source() == Source.RECORD
                ? NoiseHour.ofRecord(sent.orElseThrow(), settings)
                : NoiseHour.of(chosen.tally(), settings);
        return result(subjectId, end, hour);
    }

    private NoiseHourResult result(int subjectId, Instant end, NoiseHour hour) {
        return new NoiseHourResult(
                subjectId,
                end,
                published(hour.leq()),
                published(hour.lmax()),
                published(hour.lmin()),
                published(hour.sd()),
                published(hour.levels().l5()),
                published(hour.levels().l10()),
                published(hour.levels().l50()),
                published(hour.levels().l90()),
                published(hour.levels().l95()),
                hour.coverage().valid(),
                hour.coverage().expected(),
                hour.leq().shortfall().map(NoiseLevel.Shortfall::code).orElse(null));
    }

    private @Nullable BigDecimal published(NoiseLevel level) {
        return level.value().map(settings::published).orElse(null);
    }

    private static Optional<StationRecord> hourRecord(Instant end, HourlyValues values) {
        return reading("LEQ", end, values)
                .map(leq -> new StationRecord(
                        leq.period(),
                        leq.value(),
                        level("LMAX", end, values),
                        level("LMIN", end, values),
                        level("SD", end, values),
                        statistics(end, values),
                        FlagReasons.of(leq.flag())));
    }

    private static Map<Integer, BigDecimal> statistics(Instant end, HourlyValues values) {
        Map<Integer, BigDecimal> levels = new HashMap<>();
        for (int percent : new int[] {5, 10, 50, 90, 95}) {
            level("L" + percent, end, values).ifPresent(level -> levels.put(percent, level));
        }
        return levels;
    }

    private static Optional<BigDecimal> level(String parameter, Instant end, HourlyValues values) {
        return reading(parameter, end, values).filter(Reading::valid).map(Reading::value);
    }

    private static Optional<Reading> reading(String parameter, Instant end, HourlyValues values) {
        return values.hour(Parameters.standard().get(parameter), end);
    }
}
