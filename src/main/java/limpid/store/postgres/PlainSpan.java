package limpid.store.postgres;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import limpid.measure.Medium;
import limpid.measure.Reading;
import limpid.store.postgres.Batch.Row;
import limpid.store.postgres.SeriesBook.Series;
import org.jspecify.annotations.Nullable;

/**
 * Consecutive readings of a series shorter than a minute that can be kept as one row, see migration V270: of one flag, within
 * five minutes of the clock, their values small numbers of few decimals.
 *
 * @param readings at least two, the earliest first
 */
record PlainSpan(Series series, List<Reading> readings) {
    private static final int LEAST = 2;
    private static final int MOST_DECIMALS = 4;
    private static final int DIGITS_OF_A_SHORT = 5;
    private static final long WINDOW_SECONDS = Duration.ofMinutes(5).toSeconds();
    private static final long MINUTE_SECONDS = 60;

    /** Whether readings of this series may stand in spans. */
    static boolean holds(Series series, Duration period) {
        return series.medium() != Medium.WATER && ofSeconds(period);
    }

    /** Whether this is a period of a series of seconds. */
    static boolean ofSeconds(Duration period) {
        return period.isPositive() && period.toSeconds() < MINUTE_SECONDS;
    }

    /**
     * How many readings from this one on can be kept as a span.
     *
     * @return 1 where it has to stand alone
     */
    static int length(List<Reading> readings, int from) {
        Reading first = readings.get(from);
        if (!isPlain(first)) {
            return 1;
        }
        long period = first.period().length().toSeconds();
        long end = first.end().getEpochSecond();
        long window = Math.ceilDiv(end, WINDOW_SECONDS) * WINDOW_SECONDS;
        int to = from + 1;
        while (to < readings.size() && end + period <= window && follows(readings.get(to), first, end, end + period)) {
            end += period;
            to++;
        }
        return to - from < LEAST ? 1 : to - from;
    }

    /** Whether a plain reading of the same kind begins and ends then. */
    private static boolean follows(Reading next, Reading first, long start, long end) {
        return next.end().getEpochSecond() == end
                && next.period().start().getEpochSecond() == start
                && next.period().start().getNano() == 0
                && next.parameter().equals(first.parameter())
                && next.flag().equals(first.flag())
                && isPlain(next);
    }

    private static boolean isPlain(Reading reading) {
        BigDecimal value = reading.value();
        return reading.end().getNano() == 0 && (value == null || isSmall(value));
    }

    private static boolean isSmall(BigDecimal value) {
        return value.scale() >= 0
                && value.scale() <= MOST_DECIMALS
                && value.precision() <= DIGITS_OF_A_SHORT
                && unscaled(value) == (short) unscaled(value);
    }

    /** The same as {@link BigDecimal#unscaledValue}, of so few digits without a big integer. */
    private static int unscaled(BigDecimal value) {
        return value.scaleByPowerOfTen(value.scale()).intValue();
    }

    Instant firstEnd() {
        return readings.getFirst().end();
    }

    Instant end() {
        return readings.getLast().end();
    }

    int periodSeconds() {
        return Math.toIntExact(readings.getFirst().period().length().toSeconds());
    }

    int flagId() {
        return readings.getFirst().flag().id();
    }

    /** Each value times ten to its digits; null where it is missing. */
    @Nullable
    Short[] numbers() {
        @Nullable Short[] numbers = new Short[readings.size()];
        for (int i = 0; i < numbers.length; i++) {
            BigDecimal value = readings.get(i).value();
            numbers[i] = value == null ? null : Short.valueOf((short) unscaled(value));
        }
        return numbers;
    }

    /** How many decimals each value was sent with, 0 where it is missing. */
    byte[] digits() {
        byte[] digits = new byte[readings.size()];
        for (int i = 0; i < digits.length; i++) {
            BigDecimal value = readings.get(i).value();
            digits[i] = value == null ? 0 : (byte) value.scale();
        }
        return digits;
    }

    /** Whether the periods of both share any time. */
    boolean overlaps(PlainSpan other) {
        return firstEnd().compareTo(other.end()) <= 0 && other.firstEnd().compareTo(end()) <= 0;
    }

    /** Whether it ends between the first and the last of them. */
    boolean surrounds(Reading reading) {
        return !reading.end().isBefore(firstEnd()) && !reading.end().isAfter(end());
    }

    boolean sameAs(PlainSpan other) {
        return readings.size() == other.readings.size()
                && Stream.iterate(0, i -> i < readings.size(), i -> i + 1).allMatch(i -> row(i).sameAs(other.row(i)));
    }

    private Row row(int index) {
        return new Row(series, readings.get(index));
    }

    /** Its readings, each for itself. */
    Stream<Row> rows() {
        return readings.stream().map(reading -> new Row(series, reading));
    }
}
