package limpid.store.postgres;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import limpid.measure.Flags;
import limpid.measure.Parameter;
import limpid.measure.Period;
import limpid.measure.Reading;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.ByteConverter;

/**
 * Reads readings of one series that came in one piece, each as PostgreSQL itself sends it in binary: end, flag, value. What is
 * not a number is no value.
 */
final class PackedReadings {
    private static final int END = 8;
    private static final int FLAG = 2;
    /** Digits, weight, sign and decimals, two bytes each; then two bytes for each four digits. */
    private static final int NUMERIC_HEAD = 8;

    private final byte[] bytes;
    private int position;

    private PackedReadings(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The readings of a series, in the order of their ends. */
    static List<Reading> read(String station, Parameter parameter, Duration period, byte[] bytes) {
        PackedReadings packed = new PackedReadings(bytes);
        List<Reading> readings = new ArrayList<>();
        Instant last = Instant.MIN;
        boolean ordered = true;
        while (packed.position < bytes.length) {
            Instant end = packed.end();
            int flag = packed.flag();
            readings.add(new Reading(
                    station,
                    parameter,
                    Period.ending(end, period),
                    packed.value(),
                    Flags.standard().byId(flag)));
            ordered &= !end.isBefore(last);
            last = end;
        }
        if (!ordered) {
            readings.sort(Comparator.comparing(Reading::end));
        }
        return readings;
    }

    private Instant end() {
        Instant end = BinaryField.instant(ByteConverter.int8(bytes, position));
        position += END;
        return end;
    }

    private int flag() {
        int flag = ByteConverter.int2(bytes, position);
        position += FLAG;
        return flag;
    }

    private @Nullable BigDecimal value() {
        int length = NUMERIC_HEAD + 2 * ByteConverter.int2(bytes, position);
        Number number = ByteConverter.numeric(bytes, position, length);
        position += length;
        return number instanceof BigDecimal value ? value : null;
    }
}
