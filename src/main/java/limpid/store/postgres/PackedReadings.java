package limpid.store.postgres;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import limpid.measure.Flags;
import limpid.measure.Parameter;
import limpid.measure.Period;
import limpid.measure.Reading;

/**
 * Reads readings of one series that were packed into one text: each ends with a semicolon; end in seconds, flag, value, with
 * commas between. An empty value is none.
 */
final class PackedReadings {
    private final String station;
    private final Parameter parameter;
    private final Duration period;
    private final char[] text;
    private int position;

    private PackedReadings(String station, Parameter parameter, Duration period, String text) {
        this.station = station;
        this.parameter = parameter;
        this.period = period;
        this.text = text.toCharArray();
    }

    /** Hands on the readings of a series, in the order in which they stand. */
    static void read(String station, Parameter parameter, Duration period, String text, Consumer<Reading> taker) {
        PackedReadings packed = new PackedReadings(station, parameter, period, text);
        while (packed.position < packed.text.length) {
            taker.accept(packed.next());
        }
    }

    private Reading next() {
        Period span = Period.ending(Instant.ofEpochSecond(number(',')), period);
        int flag = Math.toIntExact(number(','));
        int start = position;
        int length = end(';') - start;
        BigDecimal value = length == 0 ? null : new BigDecimal(text, start, length);
        return new Reading(station, parameter, span, value, Flags.standard().byId(flag));
    }

    private long number(char ending) {
        int start = position;
        int end = end(ending);
        boolean negative = text[start] == '-';
        long number = 0;
        for (int i = negative ? start + 1 : start; i < end; i++) {
            number = number * 10 + text[i] - '0';
        }
        return negative ? -number : number;
    }

    /** Moves behind the next of these characters. @return where it stands */
    private int end(char ending) {
        while (text[position] != ending) {
            position++;
        }
        return position++;
    }
}
