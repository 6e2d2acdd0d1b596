package limpid.noise;

import java.util.Optional;

/**
 * Which source stands for a span for which a station sent both its seconds and its own record, so that no second counts
 * twice. The finer one stands where enough of it was collected, valid or not, for it shows what was voided and gives a
 * histogram; otherwise the record stands, whole, because it was made of all samples before any were lost on the way.
 *
 * @param source which one stands
 * @param tally  its levels
 */
public record SpanSource(Source source, LevelTally tally) {
    /** The two kinds of source. */
    public enum Source {
        /** The seconds, or the minutes of an hour. */
        PARTS,
        /** The station's record of the whole span, or the minutes beside the seconds. */
        RECORD
    }

    /**
     * Chooses for one span, the same way for the seconds of a minute and for the minutes of an hour.
     *
     * @param parts  what was collected of the span in finer steps
     * @param record the station's record of the whole span, where it sent one
     */
    public static SpanSource choose(LevelTally parts, Optional<StationRecord> record, NoiseSettings settings) {
        if (record.isEmpty()) {
            return new SpanSource(Source.PARTS, parts);
        }
        long due = record.get().period().length().toSeconds();
        return choose(parts, record.get().tally(), due, settings);
    }

    /**
     * Chooses between two tallies of one span, such as the seconds of an hour and its minutes.
     *
     * @param parts what was collected of the span in finer steps
     * @param whole what was collected of it in coarser steps
     * @param due   seconds of the span
     */
    public static SpanSource choose(LevelTally parts, LevelTally whole, long due, NoiseSettings settings) {
        boolean enough = Share.of(parts.collectedSeconds(), due).reaches(settings.partsShare());
        boolean finer = enough || parts.collectedSeconds() >= whole.collectedSeconds();
        return finer ? new SpanSource(Source.PARTS, parts) : new SpanSource(Source.RECORD, whole);
    }
}
