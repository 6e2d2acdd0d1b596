package limpid.noise;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/** One day of one-second levels that somebody measured; stamps are the starts of the seconds. */
final class RecordedSeconds {
    static final LocalDate DATE = LocalDate.of(2025, 3, 22);
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private final SortedMap<LocalTime, Double> levels = new TreeMap<>();

    private RecordedSeconds(BufferedReader lines) {
        lines.lines().skip(1).map(line -> line.split(",")).forEach(fields -> {
            LocalDateTime start = LocalDateTime.parse(fields[0], STAMP);
            if (start.toLocalDate().equals(DATE)) {
                levels.put(start.toLocalTime(), Double.valueOf(fields[1]));
            }
        });
    }

    static RecordedSeconds read() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Objects.requireNonNull(
                        RecordedSeconds.class.getResourceAsStream("/recorded/noise-laeq-1s-2025-03-22.csv.gz"))),
                StandardCharsets.UTF_8))) {
            return new RecordedSeconds(lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    SortedMap<LocalTime, Double> levels() {
        return levels;
    }

    /** The levels from one time to another of the same date; to midnight where the second is 00:00. */
    LevelTally between(LocalTime startInclusive, LocalTime endExclusive) {
        SortedMap<LocalTime, Double> part = endExclusive.equals(LocalTime.MIDNIGHT)
                ? levels.tailMap(startInclusive)
                : levels.subMap(startInclusive, endExclusive);
        LevelTally.Builder tally = LevelTally.builder();
        part.values().forEach(level -> tally.sample(level, 1));
        return tally.build();
    }

    LevelTally hour(int hour) {
        LocalTime start = LocalTime.of(hour, 0);
        return between(start, start.plusHours(1));
    }
}
