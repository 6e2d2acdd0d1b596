package limpid.store.postgres;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import limpid.measure.Flag;
import limpid.measure.Flags;
import limpid.measure.Parameter;
import limpid.measure.Parameters;
import limpid.measure.Period;
import limpid.measure.Reading;
import org.jspecify.annotations.Nullable;

/**
 * A span of seconds as it is kept, and which of its readings are asked for; see migration V270.
 *
 * @param asked      those that end after its start and not after its end
 * @param digits     decimals of all numbers; of no meaning where digitList has them
 * @param numbers    values times ten to their decimals; null where one is missing
 */
@SuppressWarnings("ArrayRecordComponent") // read once, and compared with none
record KeptSpan(
        String station,
        Parameter parameter,
        Duration period,
        Period asked,
        Instant end,
        Flag flag,
        int digits,
        byte @Nullable [] digitList,
        @Nullable Short[] numbers) {

    /** A row of spansOfSeconds.sql. */
    static KeptSpan of(ResultSet row) throws SQLException {
        int digits = row.getInt(8); // 0 where it is null
        return new KeptSpan(
                row.getString(1),
                Parameters.standard().byId(row.getInt(2)),
                Duration.ofSeconds(row.getInt(3)),
                new Period(Column.instant(row, "start"), Column.instant(row, "end")),
                Column.instant(row, "span_end"),
                Flags.standard().byId(row.getInt(7)),
                digits,
                row.getBytes(9),
                (Short[]) row.getArray(10).getArray());
    }

    /** The readings asked for, in their order. */
    Stream<Reading> readings() {
        return IntStream.range(0, numbers.length)
                .mapToObj(this::reading)
                .filter(reading ->
                        reading.end().isAfter(asked.start()) && !reading.end().isAfter(asked.end()));
    }

    private Reading reading(int index) {
        Period its = Period.ending(end.minus(period.multipliedBy(numbers.length - 1L - index)), period);
        Short number = numbers[index];
        BigDecimal value = number == null ? null : BigDecimal.valueOf(number, digits(index));
        return new Reading(station, parameter, its, value, flag);
    }

    private int digits(int index) {
        return digitList == null ? digits : digitList[index];
    }
}
